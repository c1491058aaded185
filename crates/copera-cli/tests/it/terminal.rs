//! What a person sees and types, on a pseudo-terminal.
#![cfg(unix)]

use copera_sandbox::seed::{boards, tables};
use rexpect::session::spawn_command;

use crate::home::{Home, TOKEN};
use crate::pty::{PATIENCE_MS, end, on_terminal, text};

#[test]
fn a_table_in_colour() {
    let home = Home::signed_in();
    let (seen, code) = end(on_terminal(home.copera(["boards", "list"])));
    assert_eq!(code, 0);
    insta::assert_snapshot!(home.stable(&seen.replace('\u{1b}', "^[")));
    let (seen, _) = end(on_terminal(
        home.copera(["boards", "list"]).env("NO_COLOR", "1"),
    ));
    assert!(!seen.contains('\u{1b}'), "{seen:?}");
}

#[test]
fn the_status() {
    let home = Home::signed_in();
    let (seen, code) = end(on_terminal(
        home.copera(["auth", "status"]).env("NO_COLOR", "1"),
    ));
    assert_eq!(code, 0);
    insta::assert_snapshot!(home.stable(&seen));
}

/// Where others may read along, the token takes a word more.
#[test]
fn the_token_on_a_terminal() {
    let home = Home::signed_in();
    let (seen, code) = end(on_terminal(
        home.copera(["auth", "token"]).env("NO_COLOR", "1"),
    ));
    assert_eq!(code, 2);
    assert!(seen.contains("--show") && !seen.contains(TOKEN), "{seen}");
    let (seen, code) = end(on_terminal(home.copera(["auth", "token", "--show"])));
    assert_eq!((seen, code), (format!("{TOKEN}\n"), 0));
}

/// One question for all, which names each.
#[test]
fn signing_out_of_everything() {
    let home = Home::signed_in();
    let ask = || {
        let mut session = on_terminal(home.copera(["auth", "logout", "--all"]));
        let told = session.exp_string("Remove them all? [y/N] ").unwrap();
        let told = text(&told);
        assert!(
            told.contains("`default`: cp_pat_…a1f3 at ~/.copera.toml:5:9"),
            "{told}"
        );
        session
    };
    let mut session = ask();
    session.send_line("n").unwrap();
    assert_eq!(end(session).1, 1);
    assert!(home.read("~/.copera.toml").contains(TOKEN));
    let mut session = ask();
    session.send_line("y").unwrap();
    assert_eq!(end(session).1, 0);
    assert!(!home.read("~/.copera.toml").contains(TOKEN));
}

#[test]
fn an_error_is_a_sentence() {
    let home = Home::new();
    let (seen, code) = end(on_terminal(
        home.copera(["boards", "list"]).env("NO_COLOR", "1"),
    ));
    assert_eq!(code, 4);
    insta::assert_snapshot!(seen);
}

/// The guided flow from the first line to a saved token; the secret is never echoed.
#[test]
fn signing_in_guided() {
    let home = Home::new();
    let mut session = on_terminal(home.copera(["auth", "login"]).env("NO_COLOR", "1"));
    session.exp_string("Choice [1] ").unwrap();
    session.send_line("").unwrap();
    session.exp_string("Profile [default] ").unwrap();
    session.send_line("").unwrap();
    let told = session.exp_string("Paste the token: ").unwrap();
    insta::assert_snapshot!(home.stable(&text(&told)));
    session.send_line(TOKEN).unwrap();
    let stars = session
        .exp_string("When does it end? A date, a span such as 90d, or [unknown] ")
        .unwrap();
    session.send_line("2020-01-01").unwrap();
    session.exp_string("is past").unwrap();
    session.send_line("30d").unwrap();
    let (seen, code) = end(session);
    assert_eq!(code, 0, "{seen}");
    assert_eq!(stars.trim(), "*".repeat(TOKEN.len()));
    assert!(
        !seen.contains(TOKEN) && seen.contains("Saved the personal access token cp_pat_…a1f3"),
        "{seen:?}"
    );
    assert!(home.read("~/.copera.toml").contains(TOKEN));
}

/// A token that is pasted a question too early is no name of a profile: it would be saved as one.
#[test]
fn a_token_is_no_name_of_a_profile() {
    let home = Home::new();
    let mut session = on_terminal(home.copera(["auth", "login"]).env("NO_COLOR", "1"));
    session.exp_string("Choice [1] ").unwrap();
    session.send_line("").unwrap();
    session.exp_string("Profile [default] ").unwrap();
    session.send_line(TOKEN).unwrap();
    session.exp_string("looks like a token").unwrap();
    session.exp_string("Profile [default] ").unwrap();
    session.send_line("work").unwrap();
    session.exp_string("Paste the token: ").unwrap();
    session.send_line(TOKEN).unwrap();
    session.exp_string("or [unknown] ").unwrap();
    session.send_line("").unwrap();
    let (seen, code) = end(session);
    assert_eq!(code, 0, "{seen}");
    let file = home.read("~/.copera.toml");
    assert!(file.contains("[profiles.work]"), "{file}");
    assert_eq!(file.matches(TOKEN).count(), 1, "{file}");
}

/// Where there is a display, the browser is sent to the page that makes tokens.
#[test]
fn signing_in_opens_the_page() {
    let home = Home::new();
    let browser = home.path("~/browser");
    home.write("~/browser", "#!/bin/sh\necho \"$1\" > ~/opened\n");
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(&browser, executable).unwrap();
    let login = home.copera(["auth", "login"]).env("DISPLAY", ":0");
    let mut session = on_terminal(
        login
            .env("BROWSER", browser.to_str().unwrap())
            .env("PATH", "/usr/bin:/bin"),
    );
    session.exp_string("Choice [1] ").unwrap();
    session.send_line("").unwrap();
    session.exp_string("Profile [default] ").unwrap();
    session.send_line("").unwrap();
    session.exp_string("Paste the token: ").unwrap();
    session.send_control('c').unwrap();
    assert_eq!(end(session).1, 130);
    let page = format!("{}/oauth/cli\n", home.sandbox().web_url());
    assert_eq!(home.read("~/opened"), page);
}

/// Ctrl-C at the masked prompt: 130, nothing saved, and the terminal as it was.
#[test]
fn ctrl_c_at_the_masked_prompt() {
    let home = Home::new();
    let before = home.read("~/.copera.toml");
    let program = home
        .copera([
            "auth",
            "login",
            "--token",
            "--profile",
            "p",
            "--file",
            "home",
        ])
        .into_command();
    let mut shell = std::process::Command::new("sh");
    // The shell stays in front of the terminal, so that it can be looked at afterwards.
    shell
        .args([
            "-c",
            "stty -a; echo READY; \"$0\" \"$@\"; echo CODE=$?; stty -a; echo DONE",
        ])
        .arg(program.get_program())
        .args(program.get_args())
        .env_clear()
        .env("HOME", home.home())
        .env("PATH", "/usr/bin:/bin")
        .current_dir(home.project());
    let mut session = spawn_command(shell, Some(PATIENCE_MS)).unwrap();
    let settings = session.exp_string("READY").unwrap();
    session.exp_string("Paste the token: ").unwrap();
    session.send("cp_pat_half").unwrap();
    session.flush().unwrap();
    session.exp_string("***********").unwrap();
    session.send_control('c').unwrap();
    let seen = session.exp_string("CODE=130").unwrap();
    assert!(!seen.contains("half"), "{seen:?}");
    let after = session.exp_string("DONE").unwrap();
    assert_eq!(after.trim(), settings.trim());
    session.exp_eof().unwrap();
    assert_eq!(home.read("~/.copera.toml"), before);
    assert_eq!(home.files(), ["home/.copera.toml"]);
}

/// The end of input at any prompt is an answer too: nothing was done, and not with 0.
#[test]
fn the_end_of_input() {
    let home = Home::signed_in();
    let mut session = on_terminal(home.copera(["auth", "logout"]).env("NO_COLOR", "1"));
    session.exp_string("[y/N] ").unwrap();
    session.send_control('d').unwrap();
    let (seen, code) = end(session);
    assert_eq!(code, 1, "{seen}");
    assert!(home.read("~/.copera.toml").contains(TOKEN));
}

#[test]
fn signing_out_asks_first() {
    let home = Home::signed_in();
    for (answer, code, left) in [("n", 1, true), ("", 1, true), ("maybe\ny", 0, false)] {
        let mut session = on_terminal(home.copera(["auth", "logout"]).env("NO_COLOR", "1"));
        session.exp_string("[y/N] ").unwrap();
        session.send_line(answer).unwrap();
        let (seen, ended) = end(session);
        assert_eq!(ended, code, "{seen}");
        assert_eq!(
            home.read("~/.copera.toml").contains(TOKEN),
            left,
            "{answer:?}"
        );
    }
}

/// In a project, the question about git comes before the token is asked for; the answer is carried
/// out when the token is saved, and not if it isn't.
#[test]
fn the_question_about_git() {
    if !crate::needs::has("git", "the_question_about_git") {
        return;
    }
    for (token, code, ignored) in [
        (TOKEN, 0, "target\n.copera.local.toml*\n"),
        ("ghp_unknown", 2, "target"),
        (copera_sandbox::seed::EXPIRED_PAT, 4, "target"),
    ] {
        let home = Home::new();
        std::fs::create_dir(home.path(".git")).unwrap();
        home.write(".gitignore", "target");
        let arguments = [
            "auth",
            "login",
            "--token",
            "--file",
            "local",
            "--profile",
            "p",
        ];
        let mut session = on_terminal(home.copera(arguments).env("NO_COLOR", "1"));
        session
            .exp_string("git does not ignore the file. Add `.copera.local.toml*` to")
            .unwrap();
        session.send_line("y").unwrap();
        session.exp_string("Paste the token: ").unwrap();
        assert!(!home.path(".copera.local.toml").exists());
        session.send_line(token).unwrap();
        if token != "ghp_unknown" {
            session.exp_string("[unknown] ").unwrap();
            session.send_line("").unwrap();
        }
        let (seen, ended) = end(session);
        assert_eq!(ended, code, "{seen}");
        assert_eq!(home.read(".gitignore"), ignored);
        assert_eq!(home.path(".copera.local.toml").exists(), code == 0);
    }
}

/// A project can't choose the page where people sign in.
#[test]
fn the_page_is_the_users_own() {
    let home = Home::new();
    home.write(
        ".copera.toml",
        "[api]\nweb_url = \"https://evil.example\"\n",
    );
    for place in ["home", "local"] {
        let arguments = ["auth", "login", "--profile", "p", "--file", place];
        let mut session = on_terminal(home.copera(arguments).env("NO_COLOR", "1"));
        let told = session.exp_string("Paste the token: ").unwrap();
        assert!(
            told.contains("/oauth/cli") && !told.contains("evil"),
            "{told}"
        );
        session.send_control('c').unwrap();
        assert_eq!(end(session).1, 130);
    }
}

/// A planted host is shown, and only a yes lets the token go there.
#[test]
fn the_question_about_a_host() {
    let home = Home::new();
    let api = home.api();
    home.write("~/.copera.toml", "");
    home.write(".copera.local.toml", &api);
    for (answer, code) in [("n", 1), ("y", 0)] {
        let arguments = [
            "auth",
            "login",
            "--file",
            "local",
            "--profile",
            "p",
            "--token",
            TOKEN,
        ];
        let mut session = on_terminal(home.copera(arguments).env("NO_COLOR", "1"));
        session
            .exp_string("The token will be sent to 127.0.0.1:")
            .unwrap();
        assert!(home.sandbox().requests().is_empty());
        session.send_line(answer).unwrap();
        let (seen, ended) = end(session);
        assert_eq!(ended, code, "{seen}");
    }
    assert_eq!(home.sandbox().requests().len(), 1);
}

/// `CI` set to any true word stops prompts on a terminal too.
#[test]
fn no_prompt_under_ci() {
    let home = Home::new();
    for (name, value) in [("CI", "1"), ("CI", "TRUE")] {
        let (seen, code) = end(on_terminal(
            home.copera(["auth", "login"])
                .env(name, value)
                .env("NO_COLOR", "1"),
        ));
        assert_eq!(code, 2, "{seen}");
    }
    let (seen, code) = end(on_terminal(
        home.copera(["auth", "login", "--no-input"])
            .env("NO_COLOR", "1"),
    ));
    assert_eq!(code, 2, "{seen}");
}

/// A document may hold anything; whatever form it is asked for in, nothing of it acts on the terminal,
/// and JSON stays the same document.
#[test]
fn hostile_documents() {
    let home = Home::signed_in();
    let title = "a\u{1b}[31m\u{9b}31m\u{202e}b\u{7}";
    let made = home
        .copera(["docs", "create", "--title", title, "--jq", "._id"])
        .run();
    let id = made.succeeds().stdout.trim();
    let path = format!("/docs/{id}");
    for line in [
        &["docs", "get", id, "--json"][..],
        &["docs", "get", id, "--output", "ndjson"],
        &["docs", "get", id, "--jq", ".title"],
        &["docs", "get", id, "--fields", "title", "--json"],
        &["docs", "tree", "--json"],
        &["api", &path],
        &["api", &path, "--output", "table"],
        &["api", &path, "--include", "--jq", ".title"],
    ] {
        let (seen, code) = end(on_terminal(home.copera(line).env("NO_COLOR", "1")));
        assert_eq!(code, 0, "{line:?} {seen}");
        let acts = |character: char| {
            character != '\n' && (character.is_control() || character == '\u{202e}')
        };
        assert!(!seen.contains(acts), "{line:?} {seen:?}");
        assert!(
            seen.contains(r"\u001b[31m\u009b31m\u202eb\u0007"),
            "{line:?} {seen:?}"
        );
        // A pipe gets what was sent.
        let piped = home.copera(line).run();
        assert!(
            piped.succeeds().stdout.contains('\u{9b}'),
            "{line:?} {piped}"
        );
    }
    let whole = |line: &[&str]| -> serde_json::Value {
        let (seen, code) = end(on_terminal(home.copera(line).env("NO_COLOR", "1")));
        assert_eq!(code, 0, "{line:?} {seen}");
        serde_json::from_str(&seen).unwrap()
    };
    assert_eq!(whole(&["docs", "get", id, "--json"])["title"], title);

    let table = ["--board", boards::LAUNCH, "--table", tables::TASKS];
    let name = format!("Name={title}");
    let created = [&["rows", "create", "--set", &name][..], &table].concat();
    home.copera(created).run().succeeds();
    let export = ["rows", "export", "--to", "json", "--query", "31m"];
    let rows = whole(&[&export[..], &table].concat());
    assert_eq!(rows[0]["Name"], title);
}

/// Some programs that offer a terminal know its columns alone.
#[test]
fn a_width_without_a_height() {
    let home = Home::signed_in();
    let line = "stty rows 0 cols 60; copera boards list";
    let (seen, code) = end(on_terminal(home.shell(line, &[("NO_COLOR", "1")])));
    assert_eq!(code, 0, "{seen}");
    for line in seen.lines() {
        assert!(line.chars().count() <= 60, "{line}");
    }
}

/// A long text is cut, wherever it stands.
#[test]
fn a_long_first_column_fits() {
    let home = Home::signed_in();
    let (board, table) = (boards::LAUNCH, tables::TASKS);
    let name = format!("Name={}", "words ".repeat(12));
    let create = [
        "rows", "create", "--board", board, "--table", table, "--set", &name,
    ];
    home.copera(create).run().succeeds();
    for width in [45, 60] {
        let line = format!(
            "stty cols {width}; copera rows list --board {board} --table {table} --fields Name,Status,Tags"
        );
        let (seen, code) = end(on_terminal(home.shell(&line, &[("NO_COLOR", "1")])));
        assert_eq!(code, 0, "{seen}");
        for line in seen.lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
}

/// Half a date says nothing: a text gives way to it.
#[test]
fn dates_stay_whole() {
    let home = Home::signed_in();
    for width in [60, 80] {
        let line = format!("stty cols {width}; copera boards list 2> notes");
        let (seen, code) = end(on_terminal(home.shell(&line, &[("NO_COLOR", "1")])));
        assert_eq!(code, 0, "{seen}");
        for line in seen.lines().skip(1) {
            assert!(line.ends_with(" 09:30"), "{width}: {seen}");
            assert!(line.chars().count() <= width, "{line}");
        }
    }
}

/// Where stdin was asked for and is a terminal, that is said: otherwise nothing would seem to happen.
#[test]
fn what_is_typed_is_waited_for_aloud() {
    let home = Home::signed_in();
    let row = copera_sandbox::seed::rows::SHIP_THE_ENGINE;
    let place = ["--board", boards::LAUNCH, "--table", tables::TASKS];
    for (line, typed) in [
        (&["rows", "delete", "-", "--dry-run"][..], row),
        (&["rows", "get", "-"], row),
        (
            &["rows", "import", "-", "--format", "csv", "--dry-run"],
            "Name\nTyped",
        ),
    ] {
        let line = [line, &place].concat();
        let mut session = on_terminal(home.copera(&line).env("NO_COLOR", "1"));
        session.exp_string("Reading from the terminal").unwrap();
        session.send_line(typed).unwrap();
        session.send_control('d').unwrap();
        let (seen, code) = end(session);
        assert_eq!(code, 0, "{line:?} {seen}");
    }
}
