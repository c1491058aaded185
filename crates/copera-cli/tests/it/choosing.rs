//! `--jq` and `--fields`, where a command has more to say than JSON.

use copera_sandbox::{Fault, seed};
use serde_json::json;

use crate::home::Home;

#[test]
fn of_the_text_of_a_document() {
    let home = Home::signed_in();
    let (one, other) = (seed::docs::HANDBOOK, seed::docs::STYLE_GUIDE);
    let text = home.copera(["docs", "content", one]).run().stdout;
    let printed = |more: &[&str]| {
        let run = home.copera([&["docs", "content"], more].concat()).run();
        run.succeeds().stdout.clone()
    };
    assert_eq!(printed(&[one, "--json"]), text, "the official tool's");
    let shapes = printed(&[one, "--jq", "."]);
    let shapes: serde_json::Value = serde_json::from_str(&shapes).unwrap();
    assert_eq!(shapes, json!({"content": text.trim_end()}));
    let several = printed(&[one, other, "--jq", "map(.content | type) | @csv"]);
    assert_eq!(several, "\"string\",\"string\"\n");
    let fields = printed(&[one, "--fields", "content", "--output", "plain"]);
    assert_eq!(fields.lines().count(), 1, "{fields}");
    assert!(fields.contains("How we work."), "{fields}");
}

/// Who asks for fields of a change wants them, and not a sentence.
#[test]
fn of_a_change_for_people() {
    let home = Home::signed_in();
    let message = ["channels", "message", "send", "Hello", "--channel"];
    let message = [&message[..], &[seed::channels::GENERAL]].concat();
    let row = seed::rows::SHIP_THE_ENGINE;
    let delete = ["rows", "delete", row, "--force", "--table"];
    let delete = [&delete[..], &[seed::tables::TASKS]].concat();
    for (words, fields, printed) in [
        (message, "sent", "true\n".to_owned()),
        (
            [&delete[..], &["--board", seed::boards::LAUNCH]].concat(),
            "rowId,deleted",
            format!("{row}\ttrue\n"),
        ),
        (
            vec!["config", "set", "api.timeout", "9s"],
            "key,in_force",
            "api.timeout\ttrue\n".to_owned(),
        ),
    ] {
        let more = ["--output", "plain", "--fields", fields];
        let run = home.copera([&words[..], &more].concat()).run();
        assert_eq!(run.succeeds().stdout, printed, "{words:?}: {run}");
    }
}

/// A program that is told of a failure may make the change once more.
#[test]
fn of_a_change_that_has_no_such_field() {
    let home = Home::signed_in();
    let words = ["drive", "mkdir", "Plans", "--fields", "_id,nmae"];
    let run = home.copera(words).run();
    assert!(run.succeeds().stdout_json()["_id"].is_string(), "{run}");
    assert!(run.stderr.contains("no field `nmae` was found"), "{run}");
}

/// The same of a row, whose fields in tables are columns by their labels.
#[test]
fn of_a_changed_row_that_has_no_such_column() {
    let row = seed::rows::SHIP_THE_ENGINE;
    for words in [
        &["rows", "create", "--set", "Name=Moth"][..],
        &["rows", "update", row, "--set", "Name=Moth"],
    ] {
        let home = Home::signed_in();
        let on = [
            "--board",
            seed::boards::LAUNCH,
            "--table",
            seed::tables::TASKS,
        ];
        let more = ["--output", "plain", "--fields", "rowId,Nmae,Name"];
        let run = home.copera([words, &on, &more].concat()).run();
        let printed: Vec<_> = run.succeeds().stdout.trim_end().split('\t').collect();
        assert!(matches!(printed[..], [_, "", "Moth"]), "{run}");
        assert!(run.stderr.contains("no column `Nmae`"), "{run}");
    }
}

/// A rehearsal shows a request, of which there is something to choose.
#[test]
fn of_a_rehearsal() {
    let home = Home::signed_in();
    let words = ["docs", "delete", seed::docs::HANDBOOK, "--force"];
    let run = home
        .copera([&words[..], &["--dry-run", "--jq", ".method"]].concat())
        .run();
    assert_eq!(run.succeeds().stdout, "DELETE\n");
    let run = home
        .copera([&words[..], &["--jq", ".method"]].concat())
        .run();
    assert_eq!(run.fails_with(2), "usage_error");
    assert!(
        run.error()["suggestion"].to_string().contains("--dry-run"),
        "{run}"
    );
    assert!(home.sandbox().requests().is_empty());
}

/// What goes to stdout as it is, is no JSON.
#[test]
fn of_a_file_on_its_way_to_stdout() {
    let home = Home::signed_in();
    let on = ["--board", seed::boards::LAUNCH];
    let view = ["--view", seed::tables::TASKS_VIEW, "-o", "-"];
    let export = [&["tables", "export", seed::tables::TASKS], &on[..], &view].concat();
    let download = vec!["drive", "download", seed::drive::README, "-o", "-"];
    for words in [export, download] {
        for flag in [["--jq", ".size"], ["--fields", "size"]] {
            let run = home.copera([&words[..], &flag].concat()).run();
            assert_eq!(run.fails_with(2), "usage_error", "{words:?}");
        }
    }
    let requests = home.sandbox().requests();
    assert!(
        requests.iter().all(|request| request.method() == "GET"),
        "{requests:?}"
    );
}

#[test]
fn of_an_answer_that_is_no_json() {
    let home = Home::signed_in();
    let page = Fault::on("GET", "/board/list-boards").body("text/html", "<html>");
    home.sandbox().fault(page.always());
    let words = ["api", "/board/list-boards"];
    assert_eq!(home.copera(words).run().succeeds().stdout, "<html>");
    let run = home
        .copera([&words[..], &["--jq", ".[0].name"]].concat())
        .run();
    assert_eq!(run.fails_with(1), "request_failed");
}
