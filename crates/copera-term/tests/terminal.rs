//! Prompts on a pseudo-terminal, and answers into pipes and full disks. Both need a real process.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy knows a test by its attribute, and these are helpers of tests"
)]

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

/// `examples/ask.rs`, which cargo builds along with the tests.
fn ask() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let ask = test
        .parent()
        .unwrap()
        .parent()
        .unwrap()
        .join("examples/ask");
    assert!(
        ask.exists(),
        "{} is missing: `cargo build --examples`",
        ask.display()
    );
    ask
}

fn on_terminal(question: &str) -> PtySession {
    let mut command = Command::new(ask());
    command.arg(question);
    spawn_command(command, Some(10_000)).unwrap()
}

/// What is on the screen when the program has ended, and how it ended.
fn end(mut session: PtySession) -> (String, WaitStatus) {
    let screen = session.exp_eof().unwrap();
    (screen, session.process_mut().wait().unwrap())
}

fn code(status: WaitStatus) -> i32 {
    match status {
        WaitStatus::Exited(_, code) => code,
        other => panic!("no exit: {other:?}"),
    }
}

#[test]
fn a_secret_shows_as_one_star_a_character() {
    let mut session = on_terminal("secret");
    session.exp_string("Token: ").unwrap();
    session.send_line("pässw0rd").unwrap();
    let (screen, status) = end(session);
    assert_eq!(screen, "********\r\nanswer: 9 bytes\r\n");
    assert_eq!(code(status), 0);
}

#[test]
fn every_question_has_its_answers() {
    // The question, what is typed, and the end of what is shown.
    let cases = [
        ("confirm", "y", "answer: true"),
        ("confirm", "YES", "answer: true"),
        ("confirm", "n", "answer: false"),
        ("confirm", "", "answer: false"),
        ("confirm", "yup\nyes", "answer: true"),
        ("line", "a name", "answer: a name"),
        ("line", "", "answer: none"),
        ("choose", "2", "answer: 1"),
        ("choose", "", "answer: 0"),
        ("choose", "3\n0\n1", "answer: 0"),
    ];
    for (question, typed, shown) in cases {
        let mut session = on_terminal(question);
        session.exp_string("] ").unwrap();
        session.send_line(typed).unwrap();
        let (screen, status) = end(session);
        assert!(
            screen.trim_end().ends_with(shown),
            "{question} {typed:?}: {screen}"
        );
        assert_eq!(code(status), 0, "{question} {typed:?}");
    }
}

#[test]
fn ctrl_c_ends_every_question_with_130_and_the_end_of_input_with_1() {
    for question in ["secret", "confirm", "line", "choose"] {
        for (key, exit) in [('c', 130), ('d', 1)] {
            let mut session = on_terminal(question);
            session.exp_regex("(: |\\] )").unwrap();
            session.send_control(key).unwrap();
            let (screen, status) = end(session);
            assert!(!screen.contains("answer:"), "{question} {key}: {screen}");
            assert_eq!(code(status), exit, "{question} {key}: {screen}");
        }
    }
}

/// Guards against the library's own end on Ctrl-C: killed by the signal with the terminal still raw.
#[test]
fn ctrl_c_leaves_the_terminal_as_it_was() {
    for question in ["secret", "confirm"] {
        let mut command = Command::new("sh");
        // The test's own terminal starts without echo, and the shell gets the signal too.
        let script = r#"trap : INT; stty echo; stty -a; "$0" "$1"; echo "exit $?"; stty -a"#;
        command.args(["-c", script]).arg(ask()).arg(question);
        let mut session = spawn_command(command, Some(10_000)).unwrap();
        let before = session.exp_regex("(Token: |Delete.*\\] )").unwrap().0;
        session.send_control('c').unwrap();
        let (screen, _) = end(session);
        let (_, after) = screen.split_once("exit 130\r\n").expect(&screen);
        assert_eq!(after.trim(), before.trim(), "{question}");
        for flag in [" echo ", " icanon ", "isig "] {
            assert!(after.contains(flag), "{question}: {flag}");
        }
    }
}

/// A signal from elsewhere, such as `kill`, is no key: it ends the question at once all the same.
#[test]
fn a_signal_from_outside_leaves_the_terminal_as_it_was() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let mut command = Command::new("sh");
        // The shell tells who it is; `exec` in the middle makes the program known by its number.
        let script = r#"stty echo; stty -a; sh -c 'echo "pid $$."; exec "$0" secret' "$0"; echo "exit $?"; stty -a"#;
        command.args(["-c", script]).arg(ask());
        let mut session = spawn_command(command, Some(10_000)).unwrap();
        let before = session.exp_string("pid ").unwrap();
        let pid = session.exp_string(".").unwrap();
        session.exp_string("Token: ").unwrap();
        session.send("half").unwrap();
        session.flush().unwrap();
        session.exp_string("****").unwrap();
        let begun = std::time::Instant::now();
        let kill = Command::new("kill").args(["-s", signal, &pid]).status();
        assert!(kill.unwrap().success());
        let (screen, _) = end(session);
        let (told, after) = screen
            .split_once(&format!("exit {code}\r\n"))
            .expect(&screen);
        assert!(!told.contains("answer"), "{signal}: {told}");
        assert_eq!(after.trim(), before.trim(), "{signal}");
        assert!(
            begun.elapsed() < std::time::Duration::from_secs(5),
            "{signal}"
        );
    }
}

/// Guards against a handler that outlives its prompt: Ctrl-C would do nothing until the end.
#[test]
fn ctrl_c_ends_the_work_after_the_questions() {
    let mut session = on_terminal("work");
    session.exp_string("Token: ").unwrap();
    session.send_line("one").unwrap();
    session.exp_string("Again: ").unwrap();
    session.send_line("two").unwrap();
    session.exp_string("[Y/n] ").unwrap();
    session.send_line("y").unwrap();
    session.exp_string("working").unwrap();
    session.send_control('c').unwrap();
    let (screen, status) = end(session);
    assert!(!screen.contains("to the end"), "{screen}");
    // As if there had been no handler at all: shells show 130 and stop their loops.
    assert!(matches!(status, WaitStatus::Signaled(..)), "{status:?}");
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let output = Command::new(ask())
        .arg("confirm")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(!String::from_utf8_lossy(&output.stderr).contains("Delete?"));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = Command::new(ask())
        .arg("flood")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert_eq!(first, "0\n");
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure() {
    let output = Command::new(ask())
        .arg("flood")
        .stdout(File::create("/dev/full").unwrap())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("output_error"));
}

#[test]
fn the_log_is_ours_alone_on_one_line_and_without_secrets() {
    let output = Command::new(ask()).arg("log").output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "* Bearer …\\nforged url=https://h/?X-Amz-Signature=…\n"
    );
    assert!(output.stdout.is_empty());
}
