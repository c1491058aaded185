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
            width: width(),
        }
    }
}

/// The columns of the first of the streams that is a terminal and knows. Some programs that offer a
/// terminal tell no number of rows, which is no reason to have no columns either.
#[cfg(unix)]
fn width() -> Option<u16> {
    let streams = [
        rustix::stdio::stdout(),
        rustix::stdio::stderr(),
        rustix::stdio::stdin(),
    ];
    streams.into_iter().find_map(|stream| {
        let size = rustix::termios::tcgetwinsize(stream).ok()?;
        (size.ws_col > 0).then_some(size.ws_col)
    })
}

#[cfg(not(unix))]
fn width() -> Option<u16> {
    terminal_size::terminal_size().map(|(width, _)| width.0)
}
