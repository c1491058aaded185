//! How far an upload got.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Is told how far an upload got, such as to show it to a person.
pub trait UploadObserver: Send + Sync {
    /// Some bytes were sent, or confirmed, or have to be sent again. Called for every few KiB, so
    /// it must return at once.
    fn progress(&self, progress: UploadProgress);
}

/// How far an upload got. What lay on the service already counts as sent and confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadProgress {
    /// Bytes that were handed to the network. It shrinks when a part has to be sent again.
    pub sent: u64,
    /// Bytes of parts that the store has confirmed.
    pub confirmed: u64,
    /// All bytes there are.
    pub total: u64,
}

/// The counts of one upload, of a file or of a folder.
pub(super) struct Tally {
    observer: Option<Arc<dyn UploadObserver>>,
    sent: AtomicU64,
    confirmed: AtomicU64,
    total: u64,
}

impl Tally {
    pub(super) fn new(total: u64, observer: Option<Arc<dyn UploadObserver>>) -> Arc<Self> {
        Arc::new(Self {
            observer,
            sent: AtomicU64::new(0),
            confirmed: AtomicU64::new(0),
            total,
        })
    }

    /// Bytes that need not be sent: they are there.
    pub(super) fn already_there(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
        self.confirmed.fetch_add(bytes, Ordering::Relaxed);
        self.tell();
    }

    /// What was sent or confirmed does not count: it has to be sent again.
    pub(super) fn lost(&self, bytes: u64) {
        self.sent.fetch_sub(bytes, Ordering::Relaxed);
        self.confirmed.fetch_sub(bytes, Ordering::Relaxed);
        self.tell();
    }

    fn tell(&self) {
        if let Some(observer) = &self.observer {
            observer.progress(UploadProgress {
                sent: self.sent.load(Ordering::Relaxed),
                confirmed: self.confirmed.load(Ordering::Relaxed),
                total: self.total,
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
        self.whole.sent.fetch_add(bytes, Ordering::Relaxed);
        self.whole.tell();
    }

    /// The store has the part.
    pub(super) fn confirm(&self) {
        let bytes = self.sent.swap(0, Ordering::Relaxed);
        self.whole.confirmed.fetch_add(bytes, Ordering::Relaxed);
        self.whole.tell();
    }
}

impl Drop for PartTally {
    fn drop(&mut self) {
        let bytes = *self.sent.get_mut();
        if bytes > 0 {
            self.whole.sent.fetch_sub(bytes, Ordering::Relaxed);
            self.whole.tell();
        }
    }
}
