//! Watching a client wait, or be left.

use std::time::Duration;

use crate::{RequestLine, retry::WaitReason};

/// Is told when a call pauses before a try, such as to show it to a person.
pub trait Observer: Send + Sync {
    /// A call is about to pause. This must return at once: the pause begins after it.
    fn waiting(&self, wait: &Wait<'_>);

    /// A call that changes something was dropped after it was sent: it may have been done, and nobody
    /// will learn whether it was. Of reads nothing is told, nor of the parts of an upload. By default
    /// nothing is done. This must return at once.
    fn dropped(&self, request: &RequestLine) {
        let _ = request;
    }
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
