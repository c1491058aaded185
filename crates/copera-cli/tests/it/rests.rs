//! What is said of a list that was cut: how one comes by the rest, where there is a rest and a way.

use copera_sandbox::Fault;
use copera_sandbox::seed::{comments, notifications::ADAS, rows::SHIP_THE_ENGINE};
use serde_json::json;

use crate::home::{Home, Outcome};
use crate::lines::all_say;
use crate::rows::home;

fn run(home: &Home, line: &str) -> Outcome {
    let arguments = line.split_whitespace().map(|word| match word {
        "FOURTH" => ADAS[3],
        "OLDEST" => comments::ALL[0],
        "ROW" => SHIP_THE_ENGINE,
        "TWELFTH" => comments::ALL[11],
        word => word,
    });
    home.copera(arguments).run()
}

/// What a line that should work says on stderr, beside what it should say.
fn notes(
    home: &Home,
    line: &str,
    wanted: impl Into<String>,
) -> (String, (i32, String), (i32, String)) {
    let run = run(home, line);
    (line.to_owned(), (run.code, run.stderr), (0, wanted.into()))
}

#[test]
fn how_to_come_by_the_rest() {
    let home = home();
    let lists = [
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
    ];
    let lists = lists.map(|(line, note)| notes(&home, &format!("{line} --output plain"), note));
    let comments = [
        (
            "",
            format!(": add --after {}; --all shows every one", comments::ALL[9]),
        ),
        (
            "--after OLDEST",
            format!(
                ": add --after {}; --all goes on to the end",
                comments::ALL[10]
            ),
        ),
        // Backwards there is no --all.
        (
            "--before TWELFTH",
            format!(": add --before {}", comments::ALL[1]),
        ),
    ];
    let comments = comments.map(|(from, rest)| {
        let note = format!("note: there are more{rest}\n");
        notes(&home, &format!("rows comments ROW {from}"), note)
    });
    all_say(lists.into_iter().chain(comments));
}

/// The service says that there are more, but has no way to them: `--all` was given already, or would not help.
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
    let lines = [
        (
            "bookings list --all",
            "/bookings",
            json!({"bookings": [booking], "hasMore": true, "nextCursor": null}),
            "1 booking, and there are more; the service shows no more.\n",
        ),
        (
            "rows comments ROW --all",
            "/board/*/table/*/row/*/comments",
            json!({"items": [comment], "pageInfo": more}),
            "note: there are more; the service shows no more\n",
        ),
        (
            "rows comments ROW",
            "/board/*/table/*/row/*/comments",
            json!({"items": [comment], "pageInfo": more}),
            "note: there are more; the service shows no more\n",
        ),
        (
            "notifications list --all",
            "/notifications",
            json!({"notifications": [notice], "unreadCount": 1, "count": 2}),
            "1 of 2 notifications, 1 unread in all; the service shows no more.\n",
        ),
        (
            "notifications list --all",
            "/notifications",
            json!({"notifications": [notice], "unreadCount": 1, "count": 1}),
            "1 of 1 notification, 1 unread in all.\n",
        ),
    ];
    all_say(lines.map(|(line, path, body, note)| {
        home.sandbox().clear_faults();
        let fault = Fault::on("GET", path).status(200);
        home.sandbox().fault(fault.json(&body).always());
        notes(&home, &format!("{line} --output plain"), note)
    }));
}

/// In JSON the document says it, but where it is a bare list; there a note does.
#[test]
fn what_a_search_left_out() {
    let home = home();
    let searches = [
        ("docs search e --limit 1", [true, true]),
        ("docs search e --limit 1 --jq .[]._id", [true, true]),
        ("drive search e --limit 1", [false, true]),
        ("search e --limit 1", [false, true]),
        ("docs search e", [false, false]),
    ];
    let lines = searches.iter().flat_map(|(line, [json, people])| {
        [("json", json), ("plain", people)].map(|(format, is_told)| (line, format, *is_told))
    });
    all_say(lines.map(|(line, format, is_told)| {
        let line = format!("{line} --output {format}");
        let said = run(&home, &line).succeeds().stderr.clone();
        let note = said
            .strip_prefix("1 of ")
            .and_then(|rest| rest.split_once(" hits; "));
        let left_out = note.is_some_and(|(_, way)| way == "--limit lets more through.\n");
        (line, (left_out, said.is_empty()), (is_told, !is_told))
    }));
}

/// Where a terminal is too narrow, what is looked for is the last to go, and what went is named.
#[cfg(unix)]
#[test]
fn what_a_narrow_terminal_leaves_out() {
    use crate::pty::{end, on_terminal};

    let home = home();
    let comments = format!("copera rows comments {SHIP_THE_ENGINE}");
    let lines = [
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
    ];
    all_say(lines.map(|(width, line, shown, left_out)| {
        let line = format!("stty cols {width} rows 9; {line}");
        let (seen, code) = end(on_terminal(home.shell(&line, &[("NO_COLOR", "1")])));
        let is_note = |line: &&str| line.contains("no room");
        let (notes, table): (Vec<_>, Vec<_>) = seen.lines().partition(is_note);
        let told = (!left_out.is_empty())
            .then(|| format!("note: no room for {left_out}; --output plain has all"));
        let is_shown = table.iter().any(|line| line.contains(shown));
        let said = (code, is_shown, notes.first().copied().map(str::to_owned));
        (line, said, (0, true, told))
    }));
}
