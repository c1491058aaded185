//! The description of a row, and cells of long text.

use copera_sandbox::seed::rows::{SHIP_THE_ENGINE, WRITE_MANUAL};
use copera_sandbox::seed::tables::tasks::{NOTES, STATUS};

use super::{bodies, home, writes};

#[test]
fn printed() {
    let home = home();
    let description = ["rows", "description", SHIP_THE_ENGINE];
    let cell = ["rows", "column-content", WRITE_MANUAL, "--column", "notes"];
    let by_id = ["rows", "column-content", WRITE_MANUAL, "--column", NOTES];
    for (command, text) in [
        (&description[..], "# Ship it\n\nEverything else can wait."),
        (&cell[..], "Chapter 1 is *done*."),
        (&by_id[..], "Chapter 1 is *done*."),
    ] {
        let run = home.copera(command).run();
        assert_eq!(
            run.succeeds().stdout_json(),
            serde_json::json!({"content": text})
        );
        for mode in ["plain", "table"] {
            let run = home.copera(command.iter().chain(&["--output", mode])).run();
            assert_eq!(run.succeeds().stdout, format!("{text}\n"));
        }
    }
}

/// From the flag, a file or stdin; scripts expect nothing on stdout.
#[test]
fn written() {
    let home = home();
    home.write("text.md", "from a file\n");
    let description = ["rows", "update-description", SHIP_THE_ENGINE];
    let cell = [
        "rows",
        "update-column-content",
        WRITE_MANUAL,
        "--column",
        "Notes",
    ];
    for (command, arguments, operation, text) in [
        (&description[..], vec!["--content", "a"], "replace", "a"),
        (&description[..], vec!["--content", ""], "replace", ""),
        (
            &description[..],
            vec!["--operation", "append"],
            "append",
            "piped\n\n",
        ),
        (
            &cell[..],
            vec!["--operation", "prepend", "--content", "@text.md"],
            "prepend",
            "from a file\n",
        ),
        (&cell[..], vec!["--content", "-"], "replace", "piped\n\n"),
    ] {
        let run = home
            .copera(command.iter().chain(&arguments))
            .stdin("piped\n\n")
            .run();
        assert_eq!(run.succeeds().stdout, "", "{arguments:?}");
        assert!(run.stderr.starts_with("Queued: "), "{run}");
        assert_eq!(
            bodies(&home, "POST").last().unwrap(),
            &serde_json::json!({"operation": operation, "content": text})
        );
    }
    let sent = writes(&home);
    let rehearsed = home
        .copera(description.iter().chain(&["--content", "x", "--dry-run"]))
        .run();
    assert_eq!(rehearsed.succeeds().stdout_json()["body"]["content"], "x");
    assert_eq!(writes(&home), sent);
}

#[test]
fn what_can_not_be() {
    let home = home();
    for (arguments, code, word) in [
        (vec!["rows", "description"], 2, "missing_id"),
        (
            vec!["rows", "column-content", WRITE_MANUAL],
            2,
            "missing_id",
        ),
        (
            vec!["rows", "update-description", WRITE_MANUAL],
            2,
            "input_error",
        ),
        (
            vec![
                "rows",
                "update-description",
                WRITE_MANUAL,
                "--operation",
                "cut",
                "--content",
                "x",
            ],
            2,
            "input_error",
        ),
        (
            vec![
                "rows",
                "column-content",
                WRITE_MANUAL,
                "--column",
                "Nothing",
            ],
            2,
            "input_error",
        ),
        (
            vec!["rows", "column-content", WRITE_MANUAL, "--column", STATUS],
            1,
            "api_error",
        ),
        (
            vec!["rows", "description", "5eed0007ffffffffffffffff"],
            3,
            "api_error",
        ),
    ] {
        let run = home.copera(&arguments).run();
        assert_eq!(run.fails_with(code), word, "{arguments:?}");
    }
    assert_eq!(writes(&home), 0);
}
