//! `copera init`.

use copera_sandbox::seed;

use crate::home::Home;

#[test]
fn from_flags() {
    let home = Home::signed_in();
    let run = home
        .copera([
            "init",
            "--board",
            seed::boards::LAUNCH,
            "--table",
            seed::tables::TASKS,
            "--channel",
            seed::channels::DEPLOYMENTS,
            "--doc",
            seed::docs::HANDBOOK,
        ])
        .run();
    insta::assert_snapshot!("from_flags", run);
    insta::assert_snapshot!("from_flags_file", home.read(".copera.toml"));
    // All that is asked is whether the two belong together.
    assert_eq!(home.sandbox().requests().len(), 1);
    // It is what commands act on from now on.
    home.copera(["rows", "list"]).run().succeeds();
    home.copera(["docs", "get"]).run().succeeds();
    let doctor = home.copera(["config", "path"]).run();
    assert_eq!(doctor.succeeds().stderr, "");
}

/// Where nobody can be asked, an empty file would say nothing to anybody.
#[test]
fn with_nothing_said() {
    let home = Home::signed_in();
    for words in [&["init"][..], &["init", "--force"], &["init", "--no-input"]] {
        let run = home.copera(words).run();
        assert_eq!(run.fails_with(2), "non_interactive", "{words:?}");
        assert!(run.stderr.contains("--board, --table"), "{run}");
    }
    assert!(!home.path(".copera.toml").exists());
    assert!(home.sandbox().requests().is_empty());
}

/// A board that is not there would make every later command fail.
#[test]
fn a_board_that_is_not_there() {
    let nobody = "5eedffffffffffffffffffff";
    let home = Home::signed_in();
    let run = home.copera(["init", "--board", nobody]).run();
    assert_eq!(run.fails_with(2), "invalid_flag");
    assert!(run.stderr.contains("copera boards list"), "{run}");
    assert!(!home.path(".copera.toml").exists());
    let home = Home::new();
    let run = home.copera(["init", "--board", nobody]).run();
    assert!(run.succeeds().stderr.contains("was not checked"), "{run}");
}

/// A table stands in the file beside the board that it is in, or not at all.
#[test]
fn a_table_of_another_board() {
    let pair = |board| ["init", "--board", board, "--table", seed::tables::TASKS];
    let home = Home::signed_in();
    let run = home.copera(pair(seed::boards::BUGS)).run();
    assert_eq!(run.fails_with(2), "invalid_flag");
    assert!(run.stderr.contains("copera tables list --board"), "{run}");
    assert!(!home.path(".copera.toml").exists());
    // Nobody who can't ask the service is kept from writing a file.
    for (home, why) in [
        (Home::new(), "not signed in"),
        (Home::signed_in(), "403 Forbidden"),
    ] {
        let fault = copera_sandbox::Fault::on("GET", "/board/{id}/table/{id}");
        home.sandbox().fault(fault.status(403).always());
        let run = home.copera(pair(seed::boards::BUGS)).run();
        let told = &run.succeeds().stderr;
        assert!(
            told.contains("was not checked") && told.contains(why),
            "{run}"
        );
        assert!(home.read(".copera.toml").contains(seed::boards::BUGS));
    }
}

/// A profile may have any name.
#[test]
fn for_a_profile() {
    let home = Home::new();
    home.write(
        "~/.copera.toml",
        "[profiles.\"my own\"]\ntoken = \"cp_pat_x\"\n",
    );
    let board = seed::boards::LAUNCH;
    let run = home.copera(["init", "--profile", "my own", "--board", board]);
    run.run().succeeds();
    let text = home.read(".copera.toml");
    assert!(
        text.contains(&format!("[profiles.\"my own\"]\nboard_id = \"{board}\"")),
        "{text}"
    );
}

#[test]
fn a_file_that_is_there() {
    let home = Home::new();
    home.write(".copera.toml", "# mine\n");
    let run = home.copera(["init"]).run();
    assert_eq!(run.fails_with(5), "file_exists");
    assert!(run.stderr.contains("--force"), "{run}");
    assert_eq!(home.read(".copera.toml"), "# mine\n");
    let board = seed::boards::LAUNCH;
    let run = home.copera(["init", "--force", "--board", board]);
    run.run().succeeds();
    assert!(home.read(".copera.toml").contains("[output]"));
}

#[test]
fn what_can_not_be() {
    let home = Home::new();
    for (words, word) in [
        (vec!["init", "--board", "x"], "invalid_id"),
        (vec!["init", "--profile", "nobody"], "unknown_profile"),
        (vec!["init", "--dry-run"], "usage_error"),
    ] {
        assert_eq!(home.copera(&words).run().fails_with(2), word, "{words:?}");
    }
    assert!(!home.path(".copera.toml").exists());
}

/// In a folder below a project, the new file takes the project's place, and that is said.
#[test]
fn below_a_project() {
    let home = Home::new();
    std::fs::create_dir_all(home.path(".git")).unwrap();
    std::fs::create_dir_all(home.path("inner")).unwrap();
    home.write(".copera.toml", "[output]\n");
    let board = seed::boards::LAUNCH;
    let command = home.copera(["init", "--board", board]);
    let mut command = command.into_command();
    let output = command.current_dir(home.path("inner")).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("does not count in this folder any more"),
        "{told}"
    );
    assert!(home.path("inner/.copera.toml").exists());
    assert_eq!(home.read(".copera.toml"), "[output]\n");
}

/// The questions, with what there is to choose from.
#[cfg(unix)]
#[test]
fn asked_on_a_terminal() {
    use crate::pty::{end, on_terminal, text};
    let home = Home::signed_in();
    let mut session = on_terminal(home.copera(["init"]).env("NO_COLOR", "1"));
    let told = session.exp_string("Choice [1] ").unwrap();
    assert!(text(&told).contains(seed::boards::LAUNCH), "{told}");
    session.send_line("2").unwrap();
    session.exp_string("Which table?").unwrap();
    session.exp_string("Choice [1] ").unwrap();
    session.send_line("2").unwrap();
    session.exp_string("Which channel").unwrap();
    session.exp_string("Choice [1] ").unwrap();
    session.send_line("").unwrap();
    let (seen, code) = end(session);
    assert_eq!(code, 0, "{seen}");
    assert!(seen.contains("may be committed"), "{seen}");
    let file = home.read(".copera.toml");
    assert!(
        file.contains("board_id = ") && file.contains("table_id = "),
        "{file}"
    );
    assert!(!file.contains("\nchannel_id"), "{file}");
}
