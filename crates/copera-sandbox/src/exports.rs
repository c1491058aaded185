//! Exports that are made in the background.

use std::time::Duration;

use jiff::Timestamp;

use crate::{
    later::WRITE_DELAY,
    model::{DriveItem, Time},
    render::Format,
    storage::file_url,
};

/// How long the file of a job is kept.
const LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// An export that was queued, and the file that comes of it.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) id: String,
    pub(crate) format: Format,
    pub(crate) file: DriveItem,
    pub(crate) row_count: usize,
    queued_at: Timestamp,
}

impl Job {
    pub(crate) fn queued(
        id: String,
        format: Format,
        file: DriveItem,
        row_count: usize,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            format,
            file,
            row_count,
            queued_at: now,
        }
    }

    pub(crate) fn expires_at(&self) -> Time {
        Time(after(self.queued_at, LIFE))
    }

    /// Whether its file can be fetched.
    pub(crate) fn has_file(&self, now: Timestamp) -> bool {
        self.status(now) == ExportStatus::Done && now < self.expires_at().0
    }

    fn status(&self, now: Timestamp) -> ExportStatus {
        if now < after(self.queued_at, WRITE_DELAY / 2) {
            ExportStatus::Queued
        } else if now < after(self.queued_at, WRITE_DELAY) {
            ExportStatus::Running
        } else {
            ExportStatus::Done
        }
    }

    pub(crate) fn seen(&self, origin: &str, now: Timestamp) -> ExportJob {
        let url = || file_url(origin, &self.file.id, now);
        ExportJob {
            id: self.id.clone(),
            status: self.status(now),
            file_name: self.file.name.clone(),
            download_url: self.has_file(now).then(url),
        }
    }
}

fn after(time: Timestamp, span: Duration) -> Timestamp {
    time.checked_add(span).unwrap_or(Timestamp::MAX)
}

/// An export in the background, as the web app would show it: the API has no endpoint that does.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExportJob {
    /// The `jobId` of the reply.
    pub id: String,
    /// How far it is.
    pub status: ExportStatus,
    /// What the file is called.
    pub file_name: String,
    /// A signed address of the file, once it is done and until a day after it was asked for.
    pub download_url: Option<String>,
}

/// How far an export is, by the sandbox's [`Clock`](crate::Clock): running after half of
/// [`WRITE_DELAY`], done after all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExportStatus {
    /// Not begun.
    Queued,
    /// Begun.
    Running,
    /// There is a file.
    Done,
}
