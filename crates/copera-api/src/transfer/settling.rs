//! Writing to the disk itself while more of a file comes.

use std::fs::File;
use std::io;

use tokio::task::{JoinHandle, spawn_blocking};

/// How many bytes may come before the system is asked to bring them to the disk.
const PORTION: usize = 32 * 1024 * 1024;

/// Has the system bring what was written to the disk from time to time, beside the download: at the
/// end little is left to wait for.
#[derive(Debug, Default)]
pub(super) struct Settling {
    /// How many bytes came since.
    unsettled: usize,
    under_way: Option<JoinHandle<io::Result<()>>>,
}

impl Settling {
    /// Notes that bytes came: whether it is time to [begin](Settling::begin).
    ///
    /// # Errors
    /// What bringing earlier ones to the disk met.
    pub(super) async fn note(&mut self, bytes: usize) -> io::Result<bool> {
        self.unsettled = self.unsettled.saturating_add(bytes);
        if self.unsettled < PORTION {
            return Ok(false);
        }
        match &self.under_way {
            Some(under_way) if !under_way.is_finished() => Ok(false),
            _ => self.end().await.map(|()| true),
        }
    }

    /// Begins to bring to the disk what was written to the file so far.
    pub(super) fn begin(&mut self, file: File) {
        self.unsettled = 0;
        self.under_way = Some(spawn_blocking(move || file.sync_data()));
    }

    /// Waits for what is under way. A failure is told here or nowhere: the system tells it once.
    ///
    /// # Errors
    /// What bringing bytes to the disk met.
    pub(super) async fn end(&mut self) -> io::Result<()> {
        match self.under_way.take() {
            Some(under_way) => under_way.await?,
            None => Ok(()),
        }
    }
}
