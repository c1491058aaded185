//! A run that must end by itself: with little memory, in little time, and although nobody answers.

use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Far more than a run takes on a busy machine, and far less than for ever.
const TIME: Duration = Duration::from_secs(30);

/// The address space of a run, in KiB: what the program without optimisations takes itself, and less
/// than a file of 50 MB beside it.
const MEMORY: &str = "81920";

/// Not every system can bound the address space; there, only the time is.
const LIMITED: &str = r#"ulimit -v "$0" 2>/dev/null; exec "$@""#;

/// Runs the command to its end. Its input stays open and empty: a run that asks for anything does
/// not end.
pub(super) fn run(command: &Command) -> Output {
    let mut limited = Command::new("sh");
    limited
        .args(["-c", LIMITED, MEMORY])
        .arg(command.get_program())
        .args(command.get_args())
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for (name, value) in command.get_envs() {
        limited.env(name, value.unwrap());
    }
    if let Some(folder) = command.get_current_dir() {
        limited.current_dir(folder);
    }
    let mut child = limited.spawn().unwrap();
    let never_answers = child.stdin.take();
    let id = child.id().to_string();
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || tell.send(child.wait_with_output()));
    let Ok(output) = told.recv_timeout(TIME) else {
        let _ = Command::new("kill").args(["-9", &id]).status();
        panic!("{command:?} did not end");
    };
    drop(never_answers);
    output.unwrap()
}

/// Asserts that a run ended with this error, told as one JSON object that has these words in it.
pub(super) fn assert_refused(output: &Output, error: &str, words: &str) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let report: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(report["error"], error, "{told}");
    assert!(
        report["message"].as_str().unwrap().contains(words),
        "{told}"
    );
}
