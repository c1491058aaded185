//! `kopai exec`: the program takes over.
#![cfg(unix)]

use std::os::unix::process::ExitStatusExt;

use crate::home::{Home, SENDER};

fn home() -> Home {
    let home = Home::empty();
    let login = home.kopai(["login", "--otlp", "--global"]).stdin(SENDER);
    login.run().succeeds();
    home
}

#[test]
fn the_program_has_the_variables_and_its_own_exit_code() {
    let home = home();
    let script = "echo $OTEL_EXPORTER_OTLP_HEADERS $1; exit 42";
    let run = home.kopai(["exec", "--", "sh", "-c", script, "-", "--json"]);
    let run = run.run_and_see_the_secret();
    assert_eq!(run.code, 42, "{run}");
    assert_eq!(
        run.stdout,
        format!("Authorization=Bearer%20{SENDER} --json\n")
    );
}

/// What the environment has for one kind of telemetry alone goes before ours in every SDK, and behind
/// another endpoint the token would be sent there.
#[test]
fn what_goes_before_our_variables_is_left_out() {
    let home = home();
    for name in [
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        "OTEL_EXPORTER_OTLP_LOGS_HEADERS",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        "OTEL_EXPORTER_OTLP_PROFILES_HEADERS",
    ] {
        let script = "env | grep -c ^OTEL_; echo $OTEL_SERVICE_NAME";
        let run = home
            .kopai(["exec", "--", "sh", "-c", script])
            .env(name, "elsewhere")
            .env("OTEL_SERVICE_NAME", "shop")
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", "elsewhere")
            .run();
        assert_eq!(run.succeeds().stdout, "3\nshop\n", "{name}");
        assert!(
            run.stderr
                .starts_with(&format!("note: {name} was left out")),
            "{run}"
        );
        // Whoever means it says so behind the command.
        let set = format!("{name}=meant");
        let meant = home
            .kopai(["exec", "--", "env", &set, "printenv", name])
            .run();
        assert_eq!(meant.succeeds().stdout, "meant\n");
        // One that is empty says nothing.
        let empty = home.kopai(["exec", "--", "true"]).env(name, "").run();
        assert_eq!(empty.succeeds().stderr, "");
    }
}

#[test]
fn signals_are_the_programs_own() {
    let home = home();
    let run = home.kopai(["exec", "--", "sh", "-c", "kill -TERM $$"]);
    let status = run.into_command().status().unwrap();
    assert_eq!(status.signal(), Some(15));
}

#[test]
fn a_program_that_can_not_be_run() {
    // As `env` and shells have it.
    for (program, code) in [("no-such-program", 127), ("/etc", 126)] {
        let run = home().kopai(["exec", "--", program]).run();
        assert_eq!(run.fails_with(code), "exec_error", "{program}");
    }
}
