//! What a transfer shows while it goes on.

use std::sync::Arc;

use copera_api::transfer::{Progress, ProgressObserver};
use copera_term::TransferBar;

use crate::context::Context;

/// A bar that a transfer moves.
pub(crate) struct Watched(TransferBar);

impl Watched {
    /// For a transfer of something of this name.
    pub(crate) fn new(context: &Context, name: &str) -> Arc<Self> {
        Arc::new(Self(TransferBar::new(*context.output(), name)))
    }
}

impl ProgressObserver for Watched {
    fn advanced(&self, progress: Progress) {
        self.0.at(progress.moved, progress.total);
    }
}
