//! What the process is connected to.

use std::io::{self, IsTerminal};

/// What the process is connected to.
#[derive(Debug, Clone, Copy)]
pub struct Terminals {
    /// Whether stdin is a terminal.
    pub stdin: bool,
    /// Whether stdout is a terminal.
    pub stdout: bool,
    /// Whether stderr is a terminal.
    pub stderr: bool,
    /// How many columns the terminal has, if there is one.
    pub width: Option<u16>,
}

impl Terminals {
    /// Asks the operating system.
    pub fn detect() -> Self {
        Self {
            stdin: io::stdin().is_terminal(),
            stdout: io::stdout().is_terminal(),
            stderr: io::stderr().is_terminal(),
            width: terminal_size::terminal_size().map(|(width, _)| width.0),
        }
    }
}
