//! A download into a file: whole, or not at all.

use std::path::{Path, PathBuf};

use super::{
    Download,
    fetch::{Fetch, Piece},
    part::{Journal, Part},
    target::Target,
};
use crate::Error;

/// What becomes of a file that stands where another should be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Overwrite {
    /// It stays.
    #[default]
    Refuse,
    /// It is replaced, in one step, once the new one is whole.
    Replace,
}

/// What becomes of the bytes of a download that breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Partial {
    /// They are removed.
    #[default]
    Discard,
    /// They stay beside the target, as `NAME.copera-part`, with a note of whose they are
    /// (`NAME.copera-part.json`), but for less than 1 MiB that may not be written yet when the future
    /// is dropped. A later download to the same path goes on with them if the file is
    /// still the same, as its `ETag` says; without a strong one, nothing is kept.
    Keep,
}

/// A file that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Saved {
    /// Where it is; behind a link, the file itself.
    pub path: PathBuf,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many of them were there from an earlier download.
    pub kept: u64,
}

impl Download {
    /// Saves the file at a path. It appears there whole and in one step, or not at all.
    ///
    /// Its bytes go to a file beside it first, which only its owner can read. That is removed when
    /// the download fails, or is dropped, unless [`Download::partial`] keeps it. Nothing waits for
    /// the disk: a machine that fails just after may have less of the file.
    ///
    /// # Errors
    /// [`Error::Exists`] and [`Error::File`] of the path, looked at before any byte is read; else as
    /// every call, and [`Error::Protocol`] for a file that has another length than was told.
    pub async fn to_path(mut self, path: impl AsRef<Path>) -> Result<Saved, Error> {
        let target = Target::at(path.as_ref(), self.overwrite)?;
        let journal = match self.partial {
            Partial::Keep => journal(&self.fetch),
            Partial::Discard => None,
        };
        let mut part = match journal {
            Some(journal) => Part::kept(&target, &journal)?,
            None => Part::fleeting(&target)?,
        };
        self.fetch.skip(part.begun);
        let bytes = match fill(&mut self.fetch, &mut part).await {
            Ok(bytes) => bytes,
            Err(error) => {
                part.set_aside().await;
                return Err(error);
            }
        };
        let kept = part.begun;
        part.finish(&target).await?;
        Ok(Saved {
            path: target.path,
            bytes,
            kept,
        })
    }
}

/// Writes all bytes, and says how many there are.
async fn fill(fetch: &mut Fetch, part: &mut Part) -> Result<u64, Error> {
    let mut bytes = part.begun;
    loop {
        match fetch.next().await? {
            Piece::Bytes(more) => {
                part.write(&more).await?;
                bytes += more.len() as u64;
            }
            Piece::Restart => {
                part.restart(journal(fetch).as_ref()).await?;
                bytes = 0;
            }
            Piece::End => return Ok(bytes),
        }
    }
}

/// Whose bytes come; `None` if they could not be recognised later.
fn journal(fetch: &Fetch) -> Option<Journal> {
    Some(Journal {
        file: fetch.source.key(),
        etag: fetch.tag()?.as_str()?.to_owned(),
        size: fetch.head.total,
    })
}
