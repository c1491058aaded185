//! `kopai env`: what a shell, and what it starts, sees of it.

use std::process::Command;

use crate::home::{Home, Program, SENDER, TOKEN};

const ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";
const HEADERS: &str = "OTEL_EXPORTER_OTLP_HEADERS";

/// Odd, and legal: every mark that some shell or format has a meaning for.
const ODD_TOKEN: &str = r#"kpi_a'b"c$d`e\f!g;h&i|j<k>l(m)n*o?p#q%r=s,t+u~v"#;
const ODD_ENDPOINT: &str = "https://otlp.example:8443/a'b$c(d)*!;e&f,g=h+i";

fn home(token: &str, endpoint: &str) -> Home {
    let home = Home::empty();
    let login = ["login", "--otlp", "--global", "--endpoint", endpoint];
    home.kopai(login).stdin(token).run().succeeds();
    home
}

fn printed(program: Program<'_>) -> String {
    let run = program.run_and_see_the_secret();
    run.succeeds().stdout.clone()
}

/// Reads a header as the specification has it.
fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
            let digits = std::str::from_utf8(&digits).unwrap();
            decoded.push(u8::from_str_radix(digits, 16).unwrap());
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).unwrap()
}

/// The variables as a program sees them that a shell starts.
fn through(shell: &str, script: &str, home: &Home) -> [String; 2] {
    [ENDPOINT, HEADERS].map(|name| {
        let run = Command::new(shell)
            .args(["-c", &format!("{script}\nprintenv {name}")])
            .env("HOME", home.home())
            .env("KOPAI", env!("CARGO_BIN_EXE_kopai"))
            .current_dir(home.project())
            .output()
            .unwrap();
        assert!(run.status.success(), "{run:?}");
        String::from_utf8(run.stdout).unwrap().trim_end().to_owned()
    })
}

#[test]
fn what_shells_hand_on() {
    let home = home(ODD_TOKEN, ODD_ENDPOINT);
    for (shell, script) in [
        ("sh", r#"eval "$("$KOPAI" env)""#),
        (
            "sh",
            r#"set -a; "$KOPAI" env --format dotenv >.env; . ./.env"#,
        ),
        ("bash", r#"eval "$("$KOPAI" env --format shell)""#),
        ("fish", r#""$KOPAI" env --format fish | source"#),
    ] {
        // The plain shell is everywhere, and does not tell its version.
        if shell != "sh" && !crate::needs::has(shell, "what_shells_hand_on") {
            continue;
        }
        let [endpoint, headers] = through(shell, script, &home);
        let token = headers.strip_prefix("Authorization=").unwrap();
        assert_eq!(decoded(token), format!("Bearer {ODD_TOKEN}"), "{script}");
        assert_eq!(decoded(&endpoint), ODD_ENDPOINT, "{script}");
    }
}

#[test]
fn every_format() {
    let home = home(SENDER, "http://127.0.0.1:4318");
    let value = format!("Authorization=Bearer%20{SENDER}");
    for (format, line) in [
        ("shell", format!("export {HEADERS}='{value}'")),
        ("dotenv", format!("{HEADERS}={value}")),
        ("fish", format!("set -gx {HEADERS} '{value}'")),
        ("powershell", format!("$env:{HEADERS} = '{value}'")),
        ("json", format!("  \"{HEADERS}\": \"{value}\"")),
    ] {
        let text = printed(home.kopai(["env", "--format", format]));
        assert!(
            text.lines().any(|printed| printed == line),
            "{format}: {text}"
        );
    }
}

/// JSON, whichever way it is asked for, and what is chosen of it.
#[test]
fn a_document() {
    let home = home(SENDER, "http://127.0.0.1:4318");
    let document = printed(home.kopai(["env", "--format", "json"]));
    for arguments in [
        &["--json"][..],
        &["--output", "json"],
        &["--json", "--format", "fish"],
        &["--jq", "."],
    ] {
        let shown = printed(home.kopai(["env"].iter().chain(arguments)));
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&shown), read(&document), "{arguments:?}");
    }
    let address = "http://127.0.0.1:4318\n";
    for (arguments, chosen) in [
        (["--jq", ".OTEL_EXPORTER_OTLP_ENDPOINT"], address),
        (["--jq", "length"], "2\n"),
    ] {
        for format in [&[][..], &["--json"], &["--format", "json"]] {
            let line = ["env"].iter().chain(&arguments).chain(format);
            assert_eq!(home.kopai(line).run().succeeds().stdout, chosen);
        }
    }
    let fields = ["env", "--fields", ENDPOINT];
    let run = home.kopai(fields).run();
    assert!(run.succeeds().stdout.ends_with(address), "{run}");
    let run = home.kopai(fields.iter().chain(&["--json"])).run();
    assert_eq!(
        run.json(),
        serde_json::json!({ENDPOINT: address.trim_end()})
    );
}

/// What is printed can't unset them, in most formats; so it is said, where the shell does not read it.
#[test]
fn what_goes_before_these_variables_is_said() {
    let home = home(SENDER, "http://127.0.0.1:4318");
    let alone = printed(home.kopai(["env"]));
    for name in [
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        "OTEL_EXPORTER_OTLP_LOGS_HEADERS",
    ] {
        let run = home.kopai(["env"]).env(name, "elsewhere");
        let run = run.run_and_see_the_secret();
        assert_eq!(run.succeeds().stdout, alone);
        assert!(
            run.stderr.starts_with(&format!("note: {name} is set here")),
            "{run}"
        );
    }
}

#[test]
fn a_token_that_reads_is_never_handed_out() {
    let home = Home::signed_in(TOKEN, "https://kopai.app");
    for command in [vec!["env"], vec!["exec", "--", "printenv"]] {
        assert_eq!(home.kopai(&command).run().fails_with(4), "auth_required");
    }
}
