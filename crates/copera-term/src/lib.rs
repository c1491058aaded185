//! Words for people and programs: what a command-line tool says, where, and in which form.
//!
//! - [`Output`]: the policy, decided once from flags and terminals, and handed around by value.
//! - [`Console`]: the policy with the notes of a run, and how results are printed through it.
//! - [`Table`], [`Record`] and [`json`]: results. stdout holds nothing else.
//! - [`document`] and [`jq`]: documents of a service, whole, some fields of them, or through a filter.
//! - [`Progress`]: how far a long command is, on stderr.
//! - [`tree`] and [`shell`]: forests on lines, and lines that a shell reads.
//! - [`request`]: searches of a service, as data.
//! - [`Report`], [`ErrorWord`] and [`ExitCode`]: failures, told once.
//! - [`Prompter`]: questions, on stderr, and only where a person can answer.
//! - [`Orderly`]: an end in order when a signal asks for it.
//!
//! This crate knows neither tokens nor HTTP, and reads no environment variable.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod console;
pub mod document;
pub mod escape;
mod exit;
mod interrupt;
pub mod jq;
pub mod json;
mod link;
pub mod log;
mod mask;
mod masked;
mod output;
mod progress;
mod prompt;
mod record;
mod replace;
mod report;
pub mod request;
pub mod shell;
mod size;
pub mod stdin;
mod table;
pub mod time;
mod transfer;
pub mod tree;
pub mod usage;
mod word;

pub use console::{Console, OutputFlags};
pub use exit::ExitCode;
pub use interrupt::{Orderly, Signal, run_in_foreground, terminate};
pub use mask::Masks;
pub use output::{
    Behind, Color, Direct, Documents, Format, Mode, Output, OutputOptions, Stdout, Terminals,
};
pub use progress::{Progress, StatusLine};
pub use prompt::{PromptError, Prompter, nobody_to_ask};
pub use record::Record;
pub use replace::replace_with;
pub use report::{Report, root_cause};
pub use size::size;
pub use table::{Table, TableStream};
pub use transfer::TransferBar;
pub use word::{ErrorWord, words};
