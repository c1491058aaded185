//! Watching bytes go by.

/// Is told how far a transfer is, such as to draw a bar.
pub trait ProgressObserver: Send + Sync {
    /// Some more bytes went by, or the transfer had to begin again. This must return at once: the
    /// transfer goes on after it.
    fn advanced(&self, progress: Progress);
}

/// How far a transfer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many bytes of the file are where they should be, those of an earlier run included.
    pub done: u64,
    /// How many bytes the file has; `None` where the service does not say.
    pub total: Option<u64>,
}
