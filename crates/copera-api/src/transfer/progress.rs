//! Watching bytes go by.

/// Is told how far a transfer is, such as to draw a bar.
pub trait ProgressObserver: Send + Sync {
    /// Some more bytes went by or arrived, or have to be transferred again. Called for every few
    /// KiB, so it must return at once: the transfer goes on after it.
    fn advanced(&self, progress: Progress);
}

/// How far a transfer is. What lay at its destination before counts as moved and done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes that went by: of an upload, those that were handed to the network. It shrinks when some
    /// of them have to be transferred again.
    pub moved: u64,
    /// Bytes that are where they should be: of an upload, those of parts that the store has
    /// confirmed. Of a download it is the same as `moved`.
    pub done: u64,
    /// All bytes there are, of a folder those of all its files; `None` where the service does not say.
    pub total: Option<u64>,
}
