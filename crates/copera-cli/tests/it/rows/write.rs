use copera_sandbox::{Fault, seed};
use seed::rows::{OIL_BEARINGS, ORDER_GEARS};
use seed::tables::tasks::{
    APPROVED, DOCS, DOING, DUE, HARDWARE, NAME, NOTES, POINTS, STATUS, TAGS,
};

use super::{bodies, home, writes};

#[test]
fn create_by_label() {
    let home = home();
    let set = [
        "--set",
        "Name=Polish the brass",
        "--set",
        "status=in progress",
        "--set",
        "Points=2.50",
        "--set",
        "Tags=hardware, docs",
        "--set",
        "Approved=yes",
        "--set",
        "Due=2025-04-01",
        "--set",
        "Notes=*soon*",
    ];
    let run = home.copera(["rows", "create"].iter().chain(&set)).run();
    let row = run.succeeds().stdout_json();
    assert_eq!(row["rowId"], 7);
    assert!(
        row["url"]
            .as_str()
            .unwrap()
            .contains(row["_id"].as_str().unwrap())
    );
    assert_eq!(
        bodies(&home, "POST"),
        [serde_json::json!({"columns": [
            {"columnId": NAME, "value": "Polish the brass"},
            {"columnId": STATUS, "value": DOING},
            {"columnId": POINTS, "value": 2.50},
            {"columnId": TAGS, "value": [HARDWARE, DOCS]},
            {"columnId": APPROVED, "value": true},
            {"columnId": DUE, "value": "2025-04-01"},
            {"columnId": NOTES, "value": "*soon*"},
        ]})]
    );
}

/// Not a digit changes on the way, whichever way the data comes.
#[test]
fn data_is_sent_to_the_letter() {
    let home = home();
    let data = format!(
        r##"{{"columns":[{{"columnId":"{POINTS}","value":12345678901234567890.10}},{{"columnId":"{NAME}","value":null}}],"description":"# é"}}"##
    );
    home.write("row.json", &data);
    for arguments in [
        vec!["--data", &data],
        vec!["--data", "@row.json"],
        vec!["--data", "-"],
        vec![],
    ] {
        let run = home
            .copera(["rows", "create", "--dry-run"].iter().chain(&arguments))
            .stdin(&data)
            .run();
        assert!(
            run.succeeds()
                .stdout
                .contains(r#""value": 12345678901234567890.10"#),
            "{arguments:?}: {run}"
        );
        assert_eq!(run.stdout_json()["body"]["description"], "# é");
        assert_eq!(run.stdout_json()["method"], "POST");
    }
    assert_eq!(writes(&home), 0);
}

#[test]
fn update() {
    let home = home();
    let run = home
        .copera([
            "rows",
            "update",
            ORDER_GEARS,
            "--set",
            "Status=Done",
            "--output",
            "table",
            "--set",
            "Priority=",
        ])
        .run();
    let status = run
        .succeeds()
        .stdout
        .lines()
        .find(|line| line.starts_with("Status "));
    assert!(status.unwrap().ends_with(" Done"), "{run}");
    let data = format!(r#"{{"columns":[{{"columnId":"{NAME}","value":"Order gears"}}]}}"#);
    let row = home
        .copera(["rows", "update", ORDER_GEARS])
        .stdin(&data)
        .run();
    assert_eq!(
        row.succeeds().stdout_json()["columns"][0]["value"],
        "Order gears"
    );
    assert_eq!(
        home.copera([
            "rows",
            "update",
            "5eed0007ffffffffffffffff",
            "--set",
            "Name=x"
        ])
        .run()
        .fails_with(3),
        "api_error"
    );
}

/// A list of the values is not taken for the object.
#[test]
fn data_that_is_no_object() {
    let home = home();
    for (words, data) in [
        (&["rows", "create"][..], "[]"),
        (&["rows", "create"], r#"[[],"d"]"#),
        (&["rows", "create"], r#"{"columns":[["x",1]]}"#),
        (&["rows", "create"], "null"),
        (&["rows", "update", OIL_BEARINGS], "[[]]"),
    ] {
        let run = home.copera([words, &["--data", data]].concat()).run();
        assert_eq!(run.fails_with(2), "input_error", "{data}");
        assert!(run.stderr.contains("expected an object"), "{run}");
        assert!(run.stderr.contains("columnId"), "{run}");
    }
    assert_eq!(writes(&home), 0);
}

/// All of these end before a write is sent.
#[test]
fn what_can_not_be_written() {
    let home = home();
    for (command, arguments, stdin, told) in [
        ("create", vec![], "", "--set COLUMN=VALUE"),
        ("create", vec![], "nonsense", "columnId"),
        (
            "create",
            vec!["--data", "{}"],
            "",
            "missing field `columns`",
        ),
        (
            "create",
            vec!["--data", r#"{"colums":[]}"#],
            "",
            "unknown field `colums`, expected `columns` or `description`",
        ),
        (
            "create",
            vec!["--data", r#"{"columns":[{"columnId":"x"}]}"#],
            "",
            "missing field `value`",
        ),
        (
            "create",
            vec!["--data", r#"{"columns":[{"columnid":"x","value":1}]}"#],
            "",
            "expected `columnId` or `value`",
        ),
        (
            "update",
            vec!["--data", r#"{"columns":[],"description":""}"#],
            "",
            "unknown field `description`",
        ),
        ("create", vec!["--set", "Name"], "", "names no value"),
        (
            "create",
            vec!["--set", "Nome=x"],
            "",
            "has no column `Nome`",
        ),
        (
            "create",
            vec!["--set", "Status=Later"],
            "",
            "column `Status`: `Later` is none of its options, which are: To do, In progress, Done",
        ),
        (
            "create",
            vec!["--set", "Points=many"],
            "",
            "column `Points`: `many` is no number",
        ),
        (
            "create",
            vec!["--set", "Due=tomorrow"],
            "",
            "column `Due`: `tomorrow` is no date",
        ),
        (
            "create",
            vec!["--set", "Severity=x"],
            "",
            "column `Severity`: cells of type LOOKUP can't be written",
        ),
        (
            "update",
            vec!["--set", "Notes=x"],
            "",
            "update-column-content ROW --column",
        ),
    ] {
        let mut line = vec!["rows", command];
        if command == "update" {
            line.push(OIL_BEARINGS);
        }
        line.extend(arguments);
        let run = home.copera(&line).stdin(stdin).run();
        assert_eq!(run.fails_with(2), "input_error", "{line:?}");
        assert!(run.error().to_string().contains(told), "{line:?}: {run}");
    }
    let both = ["rows", "create", "--data", "{}", "--set", "Name=x"];
    assert_eq!(home.copera(both).run().fails_with(2), "usage_error");
    assert_eq!(
        home.copera(["rows", "update"]).run().fails_with(2),
        "missing_id"
    );
    assert_eq!(writes(&home), 0);
}

/// The row is there: a program that is told of a failure might write it once more.
#[test]
fn written_where_the_columns_are_not_known() {
    let home = home();
    let table = Fault::on("GET", "/board/{board}/table/{table}");
    home.sandbox().fault(table.status(403).always());
    let data = format!(r#"{{"columns":[{{"columnId":"{NAME}","value":"Moth"}}]}}"#);
    for words in [&["create"][..], &["update", OIL_BEARINGS]] {
        for more in [&["table"][..], &["plain", "--fields", "Name"]] {
            let line = [&["rows"], words, &["--data", &data, "--output"], more].concat();
            let run = home.copera(&line).run();
            let row = run.succeeds().stdout_json();
            assert!(row.is_object(), "{run}");
            assert!(run.stderr.contains("the columns can't be read"), "{run}");
        }
    }
    assert_eq!(writes(&home), 4);
}
