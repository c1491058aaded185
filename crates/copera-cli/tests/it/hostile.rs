//! Every text of every answer is hostile, and nothing of it acts on the terminal.

use copera_sandbox::Fault;
use copera_sandbox::seed::{boards, docs, drive, rows, tables};
use serde_json::Value;

use crate::home::Home;
use crate::pty::{end, on_terminal};

/// A title of the window, colours by both kinds of introducer, a change of direction, a way back to the
/// beginning of the line, and a NUL.
const HOSTILE: &str = "a\u{1b}]0;b\u{7}\u{1b}[31mc\u{9b}31m\u{202e}d\u{2066}\re\u{8}\0";

/// The reads, each with what it is called with.
fn reads() -> Vec<Vec<&'static str>> {
    let row = rows::SHIP_THE_ENGINE;
    vec![
        vec!["auth", "whoami"],
        vec!["boards", "list"],
        vec!["boards", "get", boards::LAUNCH],
        vec!["tables", "list"],
        vec!["tables", "get", tables::TASKS],
        vec!["rows", "list"],
        vec!["rows", "list", "--fields", "owner,description,updatedAt"],
        vec!["rows", "get", row],
        vec!["rows", "description", row],
        vec![
            "rows",
            "column-content",
            row,
            "--column",
            tables::tasks::NOTES,
        ],
        vec!["rows", "comments", row],
        vec!["rows", "export", "--to", "csv"],
        vec!["rows", "export", "--to", "md"],
        vec!["docs", "tree"],
        vec!["docs", "search", "engine"],
        vec!["docs", "get", docs::ONBOARDING],
        vec!["docs", "content", docs::ONBOARDING],
        vec!["drive", "tree"],
        vec!["drive", "search", "ledger"],
        vec!["drive", "get", drive::LEDGER],
        vec!["channels", "list"],
        vec!["search", "engine"],
        vec!["workspace", "info"],
        vec!["workspace", "members"],
        vec!["workspace", "teams"],
        vec!["notifications", "list"],
        vec!["bookings", "list"],
        vec!["bookings", "types"],
        vec!["open", "row", row],
        vec!["api", "/board/list-boards"],
        vec!["api", "/board/list-boards", "--jq", ".[].name"],
    ]
}

#[test]
fn answers_do_not_act_on_the_terminal() {
    for line in reads() {
        let home = home();
        home.copera(&line).run().succeeds();
        for path in asked_for(&home) {
            let answer = home.copera(["api", &path]).run();
            let mut answer = answer.succeeds().stdout_json();
            spoil(&mut answer);
            let path = path.split('?').next().unwrap();
            let fault = Fault::on("GET", path).json(&answer).always();
            home.sandbox().fault(fault);
        }
        for more in [&[][..], &["--output", "plain"], &["--json"]] {
            // What was kept before the answers turned would be shown in their place.
            home.copera(["cache", "clean"]).run().succeeds();
            let line = [&line[..], more].concat();
            let (seen, _) = end(on_terminal(home.copera(&line).env("NO_COLOR", "1")));
            assert!(!seen.contains(acts), "{line:?} {seen:?}");
            assert!(
                seen.contains("31m"),
                "nothing hostile came: {line:?} {seen:?}"
            );
        }
    }
}

/// An id that a note names is no line of its own.
#[test]
fn notes_are_one_line() {
    for (command, cut) in [
        (&["docs", "tree"][..], docs::FIRST_DAY),
        (&["drive", "tree", "--depth", "2"], drive::DRAWINGS),
    ] {
        let home = home();
        home.copera(command).run().succeeds();
        let path = asked_for(&home).remove(0);
        let tree = home.copera(["api", &path]).run();
        let tree = tree.succeeds().stdout.replace(cut, r"x\nforged");
        let path = path.split('?').next().unwrap();
        let fault = Fault::on("GET", path).body("application/json", tree);
        home.sandbox().fault(fault);
        let run = home.copera(command).run();
        assert!(run.stderr.contains(r"below x\nforged"), "{run}");
    }
}

fn acts(character: char) -> bool {
    let allowed = matches!(character, '\n' | '\t');
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (character.is_control() && !allowed)
}

/// What was read, without the base address.
fn asked_for(home: &Home) -> Vec<String> {
    let requests = home.sandbox().requests();
    let path = |path: &str| path.strip_prefix("/public/v1").unwrap_or(path).to_owned();
    requests
        .iter()
        .map(|request| path(request.path()))
        .collect()
}

/// Makes every text hostile, except ids: what is none is refused before it is printed.
fn spoil(value: &mut Value) {
    match value {
        Value::String(text) => {
            let id = text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
            if !id {
                HOSTILE.clone_into(text);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(spoil),
        Value::Object(fields) => fields.values_mut().for_each(spoil),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn home() -> Home {
    let home = Home::signed_in();
    let signed_in = home.read("~/.copera.toml");
    let (board, table) = (boards::LAUNCH, tables::TASKS);
    let ids = format!("{signed_in}board_id = \"{board}\"\ntable_id = \"{table}\"\n");
    home.write("~/.copera.toml", &ids);
    home
}
