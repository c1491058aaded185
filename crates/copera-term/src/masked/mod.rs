//! A line from the terminal that is not shown as it is typed.

#[cfg(not(unix))]
mod console;
#[cfg(unix)]
mod line;
#[cfg(unix)]
mod raw_mode;
#[cfg(unix)]
mod terminal;

#[cfg(not(unix))]
pub(crate) use console::read;
#[cfg(unix)]
pub(crate) use terminal::read;
