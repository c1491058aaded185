//! How far an upload is.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use crate::transfer::{Progress, ProgressObserver};

/// The counts of one upload, of a file or of a folder.
pub(super) struct Tally {
    observer: Option<Arc<dyn ProgressObserver>>,
    moved: AtomicU64,
    done: AtomicU64,
    total: u64,
}

impl Tally {
    pub(super) fn new(total: u64, observer: Option<Arc<dyn ProgressObserver>>) -> Arc<Self> {
        Arc::new(Self {
            observer,
            moved: AtomicU64::new(0),
            done: AtomicU64::new(0),
            total,
        })
    }

    /// Bytes that need not be sent: they are there.
    pub(super) fn already_there(&self, bytes: u64) {
        self.moved.fetch_add(bytes, Ordering::Relaxed);
        self.done.fetch_add(bytes, Ordering::Relaxed);
        self.tell();
    }

    /// What was sent or confirmed does not count: it has to be sent again.
    pub(super) fn lost(&self, bytes: u64) {
        self.done.fetch_sub(bytes, Ordering::Relaxed);
        self.moved.fetch_sub(bytes, Ordering::Relaxed);
        self.tell();
    }

    fn tell(&self) {
        if let Some(observer) = &self.observer {
            observer.advanced(Progress {
                moved: self.moved.load(Ordering::Relaxed),
                done: self.done.load(Ordering::Relaxed),
                total: Some(self.total),
            });
        }
    }
}

/// The count of one try to send a part. Dropped without a confirmation, it takes its bytes back.
pub(super) struct PartTally {
    whole: Arc<Tally>,
    sent: AtomicU64,
}

impl PartTally {
    pub(super) fn new(whole: Arc<Tally>) -> Arc<Self> {
        Arc::new(Self {
            whole,
            sent: AtomicU64::new(0),
        })
    }

    pub(super) fn add(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
        self.whole.moved.fetch_add(bytes, Ordering::Relaxed);
        self.whole.tell();
    }

    /// The store has the part.
    pub(super) fn confirm(&self) {
        let bytes = self.sent.swap(0, Ordering::Relaxed);
        self.whole.done.fetch_add(bytes, Ordering::Relaxed);
        self.whole.tell();
    }
}

impl Drop for PartTally {
    fn drop(&mut self) {
        let bytes = *self.sent.get_mut();
        if bytes > 0 {
            self.whole.moved.fetch_sub(bytes, Ordering::Relaxed);
            self.whole.tell();
        }
    }
}
