//! What must hold for any bytes, as plain functions that panic when it does not.
//!
//! `cargo xtask fuzz` throws bytes at them (the workspace in `fuzz/` makes a fuzz target of each); an
//! ordinary test runs them over the saved inputs in `fuzz/corpus/`. They see the crates as any user
//! does: what they need is public, or they go through a file.
#![forbid(unsafe_code)]
#![expect(
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a target that fails here says where"
)]

mod command;
mod edit;
mod layers;
mod rc;
mod reindent;
mod scratch;
mod secret;
mod token;

pub use command::command;
pub use edit::edit;
pub use layers::layers;
pub use rc::rc;
pub use reindent::reindent;
pub use token::token;

/// What is called with the bytes.
pub type Target = fn(&[u8]);

/// The targets, by the names of their folders of saved inputs.
pub const TARGETS: [(&str, Target); 6] = [
    ("command", command),
    ("edit", edit),
    ("layers", layers),
    ("rc", rc),
    ("reindent", reindent),
    ("token", token),
];
