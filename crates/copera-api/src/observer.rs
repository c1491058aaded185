//! Watching a client wait.

use std::time::Duration;

use crate::{RequestLine, retry::WaitReason};

/// Is told when a call pauses before a try, such as to show it to a person.
pub trait Observer: Send + Sync {
    /// A call is about to pause. This must return at once: the pause begins after it.
    fn waiting(&self, wait: &Wait<'_>);
}

/// A pause before a try.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Wait<'a> {
    /// What was asked.
    pub request: &'a RequestLine,
    /// How many tries have failed: none yet where a limit is kept to before the first.
    pub failed: u32,
    /// How long the pause is.
    pub delay: Duration,
    /// Why there is one.
    pub reason: WaitReason,
}
