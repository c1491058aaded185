//! The program on a pseudo-terminal.
#![cfg(unix)]

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

use crate::home::Program;

/// Long enough for a slow machine; no test waits for it unless it fails.
pub(crate) const PATIENCE_MS: u64 = 20_000;

pub(crate) fn on_terminal(program: Program<'_>) -> PtySession {
    let mut command = program.into_command();
    command.env("TERM", "xterm-256color");
    spawn_command(command, Some(PATIENCE_MS)).unwrap()
}

/// What was seen, in one form: the library hands out bytes as if each were a character.
pub(crate) fn text(seen: &str) -> String {
    let bytes = seen
        .chars()
        .map(|byte| u8::try_from(u32::from(byte)).unwrap())
        .collect();
    String::from_utf8(bytes).unwrap().replace('\r', "")
}

/// What is left to see, and how it ended.
pub(crate) fn end(mut session: PtySession) -> (String, i32) {
    let rest = text(&session.exp_eof().unwrap());
    let WaitStatus::Exited(_, code) = session.process().wait().unwrap() else {
        panic!("ended by a signal: {rest}")
    };
    (rest, code)
}
