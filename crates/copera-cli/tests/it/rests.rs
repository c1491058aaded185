//! What is said of a list that was cut: how one comes by the rest, where there is a rest and a way.

use copera_sandbox::Fault;
use copera_sandbox::seed::{comments, notifications::ADAS, rows::SHIP_THE_ENGINE};
use serde_json::json;

use crate::home::{Home, Outcome};
use crate::rows::home;

fn run(home: &Home, line: &str) -> Outcome {
    let arguments = line.split_whitespace().map(|word| match word {
        "FIRST" => ADAS[0],
        "FOURTH" => ADAS[3],
        "ROW" => SHIP_THE_ENGINE,
        "COMMENT" => comments::ALL[11],
        word => word,
    });
    home.copera(arguments).run()
}

#[test]
fn how_to_come_by_the_rest() {
    let home = home();
    for (line, note) in [
        (
            "workspace members --limit 2",
            "2 of 6 members; --all shows every one.\n",
        ),
        (
            "workspace members --limit 2 --offset 1",
            "2 of 6 members; --all goes on to the end.\n",
        ),
        ("workspace members --limit 2 --offset 4", ""),
        ("workspace members --offset 4", ""),
        ("workspace members --offset 4 --all", ""),
        ("channels list --offset 99", "No channels found.\n"),
        (
            "notifications list",
            "5 of 6 notifications, 2 unread in all; --all shows every one.\n",
        ),
        (
            "notifications list --all",
            "6 of 6 notifications, 2 unread in all.\n",
        ),
        (
            "notifications list --after FOURTH",
            "2 of 6 notifications, 2 unread in all; --all goes on, if there are more.\n",
        ),
        (
            "notifications list --after FOURTH --all",
            "2 of 6 notifications, 2 unread in all.\n",
        ),
        (
            "notifications list --before FOURTH --all",
            "3 of 6 notifications, 2 unread in all.\n",
        ),
        (
            "bookings list --limit 1",
            "1 booking, and there are more; --all shows every one.\n",
        ),
        ("bookings list --all", ""),
    ] {
        let run = run(&home, &format!("{line} --output plain"));
        assert_eq!(run.succeeds().stderr, note, "{line}");
    }
    // Backwards there is no --all.
    let back = run(&home, "rows comments ROW --before COMMENT");
    let note = format!("note: there are more: add --before {}\n", comments::ALL[1]);
    assert_eq!(back.succeeds().stderr, note);
}

/// `--all` was given already, and the service says that there are more, but has no way to them.
#[test]
fn a_service_that_keeps_the_rest() {
    let home = home();
    let [booking, comment, notice] = [
        ("bookings list --limit 1", "bookings"),
        ("rows comments ROW", "items"),
        ("notifications list", "notifications"),
    ]
    .map(|(line, field)| {
        let page = run(&home, line).succeeds().stdout_json();
        page[field][0].clone()
    });
    let more = json!({"startCursor": null, "endCursor": null, "hasPreviousPage": false, "hasNextPage": true});
    for (line, path, body, note) in [
        (
            "bookings list",
            "/bookings",
            json!({"bookings": [booking], "hasMore": true, "nextCursor": null}),
            "1 booking, and there are more; the service shows no more.\n",
        ),
        (
            "rows comments ROW",
            "/board/*/table/*/row/*/comments",
            json!({"items": [comment], "pageInfo": more}),
            "note: there are more, but the service shows no more\n",
        ),
        (
            "notifications list",
            "/notifications",
            json!({"notifications": [notice], "unreadCount": 1, "count": 2}),
            "1 of 2 notifications, 1 unread in all; the service shows no more.\n",
        ),
        (
            "notifications list",
            "/notifications",
            json!({"notifications": [notice], "unreadCount": 1, "count": 1}),
            "1 of 1 notification, 1 unread in all.\n",
        ),
    ] {
        home.sandbox().clear_faults();
        let fault = Fault::on("GET", path).status(200);
        home.sandbox().fault(fault.json(&body).always());
        let run = run(&home, &format!("{line} --all --output plain"));
        assert_eq!(run.succeeds().stderr, note, "{line}");
    }
}

/// In JSON the document says it, but where it is a bare list; there a note does.
#[test]
fn what_a_search_left_out() {
    let home = home();
    for (line, [json, people]) in [
        ("docs search e --limit 1", [true, true]),
        ("docs search e --limit 1 --jq .[]._id", [true, true]),
        ("drive search e --limit 1", [false, true]),
        ("search e --limit 1", [false, true]),
        ("docs search e", [false, false]),
    ] {
        for (format, is_told) in [("json", json), ("plain", people)] {
            let run = run(&home, &format!("{line} --output {format}"));
            let notes = &run.succeeds().stderr;
            let told = notes.starts_with("1 of ")
                && notes.ends_with(" hits; --limit lets more through.\n");
            assert_eq!(
                (told, notes.is_empty()),
                (is_told, !is_told),
                "{line} {format}: {notes}"
            );
        }
    }
}

/// Where a terminal is too narrow, what is looked for is the last to go, and what went is named.
#[cfg(unix)]
#[test]
fn what_a_narrow_terminal_leaves_out() {
    use crate::pty::{end, on_terminal};

    let home = home();
    let comments = format!("copera rows comments {SHIP_THE_ENGINE}");
    for (width, line, shown, left_out) in [
        (120, comments.as_str(), "CONTENT", ""),
        (80, &comments, "CONTENT", "FILE"),
        (60, &comments, "CONTENT", "AUTHOR, VISIBILITY, FILE"),
        (
            40,
            &comments,
            "CONTENT",
            "AUTHOR, VISIBILITY, CREATED, FILE",
        ),
        (80, "copera search engine", "TITLE", ""),
        (60, "copera search engine", "TITLE", "TYPE"),
        (40, "copera search engine", "TITLE", "TYPE, UPDATED"),
        (
            40,
            "copera workspace members --output plain",
            "ada@example.com",
            "",
        ),
    ] {
        let line = format!("stty cols {width} rows 9; {line}");
        let (seen, code) = end(on_terminal(home.shell(&line, &[("NO_COLOR", "1")])));
        assert_eq!(code, 0, "{line} {seen}");
        assert!(seen.contains(shown), "{line} {seen}");
        let note = seen.lines().find(|line| line.contains("no room"));
        let told = (!left_out.is_empty())
            .then(|| format!("note: no room for {left_out}; --output plain has all"));
        assert_eq!(note, told.as_deref(), "{line} {seen}");
    }
}
