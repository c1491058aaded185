//! Words for people and programs: what a command-line tool says, where, and in which form.
//!
//! - [`Output`]: the policy, decided once from flags and terminals, and handed around by value.
//! - [`Table`], [`Record`] and [`json`]: results. stdout holds nothing else.
//! - [`Progress`]: how far a long command is, on stderr.
//! - [`Report`] and [`ExitCode`]: failures, told once.
//! - [`Prompter`]: questions, on stderr, and only where a person can answer.
//!
//! This crate knows neither tokens nor HTTP, and reads no environment variable.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod document;
pub mod escape;
mod exit;
mod interrupt;
pub mod jq;
pub mod json;
pub mod log;
mod mask;
mod masked;
mod output;
mod progress;
mod prompt;
mod record;
mod report;
pub mod stdin;
mod table;
mod transfer;

pub use exit::ExitCode;
pub use mask::Masks;
pub use output::{Color, Format, Mode, Output, OutputOptions, Terminals};
pub use progress::Progress;
pub use prompt::{PromptError, Prompter};
pub use record::Record;
pub use report::Report;
pub use table::Table;
pub use transfer::TransferBar;
