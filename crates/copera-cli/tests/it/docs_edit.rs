#![cfg(unix)]

use copera_sandbox::seed::docs::ONBOARDING;
use copera_sandbox::{Fault, WRITE_DELAY};
use serde_json::json;

use crate::home::{Home, Outcome, Program};
use crate::pty::{end, on_terminal};

/// An edit with a script that is given the file as `$1`.
fn editing<'a>(home: &'a Home, script: &str, more: &[&str]) -> Program<'a> {
    home.write("~/editor.sh", script);
    let editor = format!("sh {}", home.path("~/editor.sh").display());
    let arguments = ["docs", "edit", ONBOARDING];
    let program = home.copera(arguments.iter().chain(more));
    program.env("EDITOR", &editor)
}

fn edit(home: &Home, script: &str, more: &[&str]) -> Outcome {
    editing(home, script, more).run()
}

fn text(home: &Home) -> String {
    home.sandbox().clock().advance(WRITE_DELAY);
    let read = ["docs", "content", ONBOARDING, "--no-cache"];
    home.copera(read).run().succeeds().stdout.clone()
}

fn drafts(home: &Home) -> Vec<std::path::PathBuf> {
    let folder = home.path("~/.local/state/copera/drafts");
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn writes(home: &Home) -> usize {
    let requests = home.sandbox().requests();
    requests
        .iter()
        .filter(|request| request.method() != "GET")
        .count()
}

#[test]
fn what_the_editor_leaves_is_sent() {
    let home = Home::signed_in();
    let script = "test \"$(stat -c %a \"$1\")\" = 600 || exit 9\ncase $1 in *.md) ;; *) exit 8;; esac\necho more >> \"$1\"";
    let run = edit(&home, script, &["--wait"]);
    assert!(run.succeeds().stderr.contains("was read back"), "{run}");
    assert_eq!(text(&home), "Welcome to the engine room.\nmore\n");
    assert!(drafts(&home).is_empty());
}

/// Editors that put a new file in the place of the old one are understood.
#[test]
fn a_new_file_in_its_place() {
    let home = Home::signed_in();
    edit(&home, "echo new > \"$1.new\"\nmv \"$1.new\" \"$1\"", &[]).succeeds();
    assert_eq!(text(&home), "new\n");
    assert!(drafts(&home).is_empty());
}

#[test]
fn nothing_changed_is_nothing_sent() {
    let home = Home::signed_in();
    let run = edit(&home, "true", &[]);
    assert_eq!(
        run.succeeds().stderr,
        "The text is as it was; nothing was sent.\n"
    );
    assert_eq!(writes(&home), 0);
    assert!(drafts(&home).is_empty());
}

/// Ctrl-C is the editor's while it runs: what it does there is no reason to lose the text.
#[test]
fn ctrl_c_in_the_editor() {
    let home = Home::signed_in();
    let script = "trap 'echo caught; echo more >> \"$1\"; exit 0' INT\necho editing\nwhile :; do read line; done\n";
    let mut session = on_terminal(editing(&home, script, &[]));
    session.exp_string("editing").unwrap();
    session.send_control('c').unwrap();
    let (seen, code) = end(session);
    assert_eq!(code, 0, "{seen}");
    assert!(
        seen.contains("caught") && seen.contains("Sent the new text"),
        "{seen}"
    );
    assert_eq!(text(&home), "Welcome to the engine room.\nmore\n");
}

/// An editor that Ctrl-C ends has failed.
#[test]
fn ctrl_c_ends_the_editor() {
    let home = Home::signed_in();
    let script = "echo mine > \"$1\"\necho editing\nwhile :; do read line; done\n";
    let mut session = on_terminal(editing(&home, script, &[]));
    session.exp_string("editing").unwrap();
    session.send_control('c').unwrap();
    let (seen, code) = end(session);
    assert_eq!(code, 1, "{seen}");
    assert!(seen.contains("your text is kept in"), "{seen}");
    let kept = drafts(&home).remove(0);
    assert_eq!(std::fs::read_to_string(kept).unwrap(), "mine\n");
    assert_eq!(writes(&home), 0);
}

/// Whatever goes wrong after somebody typed: nothing is lost.
#[test]
fn the_text_is_kept() {
    let answer = |text: &str| {
        let fault = Fault::on("GET", "/docs/{id}/md").status(200);
        fault.json(&json!({"content": text})).times(1)
    };
    let broken = Fault::on("POST", "/docs/{id}/md").status(500).always();
    for (faults, script, code, word) in [
        (vec![], "echo mine > \"$1\"; exit 3", 1, "editor_failed"),
        (
            vec![answer("a"), answer("b")],
            "echo mine > \"$1\"",
            5,
            "conflict",
        ),
        (vec![broken], "echo mine > \"$1\"", 1, "api_error"),
    ] {
        let home = Home::signed_in();
        for fault in faults {
            home.sandbox().fault(fault);
        }
        let run = edit(&home, script, &[]);
        assert_eq!(run.fails_with(code), word, "{run}");
        let [draft] = drafts(&home).try_into().unwrap();
        assert_eq!(std::fs::read_to_string(&draft).unwrap(), "mine\n");
        let name = draft.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(
            run.error()["message"].as_str().unwrap().contains(&name),
            "{run}"
        );
        // The next step names the file, too.
        let suggestion = run.error()["suggestion"].as_str().unwrap().to_owned();
        let send = format!("copera docs update {ONBOARDING} --content '@");
        assert!(
            suggestion.contains(&send) && suggestion.contains(&name),
            "{run}"
        );
        if word != "api_error" {
            assert_eq!(writes(&home), 0, "{word}");
        }
    }
}

/// Two answers to what the document says: as the editing begins, and as it ends.
fn changed_meanwhile(home: &Home, before: &str, now: &str) {
    for text in [before, now] {
        let fault = Fault::on("GET", "/docs/{id}/md").status(200);
        home.sandbox()
            .fault(fault.json(&json!({"content": text})).times(1));
    }
}

/// What somebody else did is shown, and can do nothing but be read.
#[test]
fn what_changed_meanwhile() {
    let home = Home::signed_in();
    changed_meanwhile(&home, "one\ntwo\nthree\n", "one\n\u{1b}[2J2\nthree\n");
    let run = edit(&home, "echo mine > \"$1\"", &[]);
    assert_eq!(run.fails_with(5), "conflict");
    let note = run.error()["notes"][0].as_str().unwrap().to_owned();
    assert!(
        note.contains("\n one\n-two\n+\\u{1b}[2J2\n three"),
        "{note}"
    );

    let home = Home::signed_in();
    changed_meanwhile(&home, "one\ntwo\n", "one\n\u{1b}[2J2\nhint: run this\n");
    let program = editing(&home, "echo mine > \"$1\"", &[]).env("NO_COLOR", "1");
    let (seen, code) = end(on_terminal(program));
    assert_eq!(code, 5, "{seen}");
    for line in ["  -two", "  +\\u{1b}[2J2", "  +hint: run this"] {
        assert!(seen.lines().any(|seen| seen == line), "{seen}");
    }
    assert!(seen.contains("hint: put what changed"), "{seen}");
}

/// Where nothing was typed there is nothing to keep.
#[test]
fn an_editor_that_changed_nothing() {
    for (editor, told) in [
        ("no-such-editor", "the editor `no-such-editor`"),
        ("false", "the editor `false` failed"),
    ] {
        let home = Home::signed_in();
        let run = home.copera(["docs", "edit", ONBOARDING]);
        let run = run.env("EDITOR", editor).run();
        assert!(run.stderr.contains(told), "{run}");
        assert!(!run.stderr.contains("kept in"), "{run}");
        assert!(drafts(&home).is_empty(), "{editor}");
    }
}

#[test]
fn without_an_editor() {
    let home = Home::signed_in();
    let run = home.copera(["docs", "edit", ONBOARDING]).run();
    assert_eq!(run.fails_with(2), "missing_editor");
    assert_eq!(
        home.copera(["docs", "edit"]).run().fails_with(2),
        "missing_id"
    );
    assert!(home.sandbox().requests().is_empty());
    let first = home
        .copera(["docs", "edit", ONBOARDING])
        .env("VISUAL", "true");
    first.env("EDITOR", "false").run().succeeds();
}

#[test]
fn a_rehearsal() {
    let home = Home::signed_in();
    let run = edit(&home, "echo mine > \"$1\"", &["--dry-run"]);
    assert_eq!(run.succeeds().stdout_json()["body"]["content"], "mine");
    assert_eq!((writes(&home), drafts(&home).len()), (0, 0));
}

/// What can't be made is named without a name that nobody knows.
#[cfg(target_os = "linux")]
#[test]
fn no_place_for_a_draft() {
    let home = Home::signed_in();
    std::fs::create_dir_all(home.path("~/.local/state/copera")).unwrap();
    std::os::unix::fs::symlink("/proc", home.path("~/.local/state/copera/drafts")).unwrap();
    let run = edit(&home, "echo mine > \"$1\"", &[]);
    assert_eq!(run.fails_with(1), "file_error");
    let told = run.error()["message"].as_str().unwrap().to_owned();
    assert!(
        told.contains("/drafts: No such file or directory"),
        "{told}"
    );
    assert!(!told.contains(ONBOARDING), "{told}");
}
