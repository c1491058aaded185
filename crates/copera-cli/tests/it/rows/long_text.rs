//! The description of a row, and cells of long text.

use copera_sandbox::Fault;
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

/// `--wait` ends when the text can be read, for each way of writing and each place of a text.
#[test]
fn waited_for() {
    let home = home();
    let description = [SHIP_THE_ENGINE, "--operation"];
    let cell = [WRITE_MANUAL, "--column", "Notes", "--operation"];
    for (command, shows, row, operation, text, after) in [
        (
            "update-description",
            "description",
            &description[..],
            "append",
            "Mind the belts.",
            "# Ship it\n\nEverything else can wait.\n\nMind the belts.",
        ),
        (
            "update-column-content",
            "column-content",
            &cell[..],
            "replace",
            "Gone.",
            "Gone.",
        ),
        // As it is already: that is what is waited for.
        (
            "update-column-content",
            "column-content",
            &cell[..],
            "replace",
            "Gone.",
            "Gone.",
        ),
        (
            "update-column-content",
            "column-content",
            &cell[..],
            "prepend",
            "",
            "Gone.",
        ),
    ] {
        let words = ["rows", command];
        let more = [operation, "--content", text, "--wait"];
        let run = home.copera(words.iter().chain(row).chain(&more)).run();
        assert_eq!(run.succeeds().stdout, "");
        assert!(run.stderr.contains("read it back"), "{run}");
        let row = &row[..row.len() - 1];
        let words = ["rows", shows, "--output", "plain"];
        let shown = home.copera(words.iter().chain(row)).run();
        assert_eq!(shown.succeeds().stdout, format!("{after}\n"));
    }
}

/// The service says that it took a text in, and nothing comes of it. A row that was made is shown all
/// the same.
#[test]
fn waited_for_in_vain() {
    let home = home();
    for path in [
        "/board/{board}/table/{table}/row/{row}/md",
        "/board/{board}/table/{table}/row/{row}/column/{column}/md",
    ] {
        home.sandbox()
            .fault(Fault::on("POST", path).status(202).always());
    }
    let cell = ["update-column-content", WRITE_MANUAL, "--column", "Notes"];
    for (words, thing) in [
        (
            &["update-description", SHIP_THE_ENGINE][..],
            format!("the description of row {SHIP_THE_ENGINE}"),
        ),
        (&cell, "the text in `Notes`".to_owned()),
    ] {
        let more = ["--content", "x", "--wait", "--wait-limit", "300ms"];
        let run = home.copera(["rows"].iter().chain(words).chain(&more)).run();
        assert_eq!(run.fails_with(1), "wait_timeout");
        assert_eq!(run.error()["transient"], true);
        assert!(run.stderr.contains(&thing), "{run}");
    }
    let path = "/board/{board}/table/{table}/row/{row}/md";
    let empty = serde_json::json!({"content": ""});
    home.sandbox()
        .fault(Fault::on("GET", path).json(&empty).always());
    let data = r##"{"columns":[],"description":"# x"}"##;
    let create = ["rows", "create", "--data", data, "--wait"];
    let run = home
        .copera(create.iter().chain(&["--wait-limit", "300ms"]))
        .run();
    assert_eq!(run.code, 1, "{run}");
    assert_eq!(run.error()["error"], "wait_timeout");
    let row = run.stdout_json()["_id"].as_str().unwrap().to_owned();
    assert!(run.stderr.contains(&row), "{run}");
}

/// The description of a new row is written a moment after it.
#[test]
fn the_description_of_a_new_row_is_waited_for() {
    let home = home();
    let data = r##"{"columns":[],"description":"# x"}"##;
    let create = ["rows", "create", "--wait", "--data", data];
    let row = home.copera(create).run();
    let row = row.succeeds().stdout_json()["_id"].clone();
    let show = ["rows", "description", row.as_str().unwrap()];
    let shown = home.copera(show).run().succeeds().stdout_json();
    assert_eq!(shown["content"], "# x");
    // Where there is none, nothing is waited for.
    let create = ["rows", "create", "--wait", "--set", "Name=x"];
    home.copera(create).run().succeeds();
    let rehearsed = home.copera(create.iter().chain(&["--dry-run"])).run();
    assert_eq!(rehearsed.succeeds().stdout_json()["method"], "POST");
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
