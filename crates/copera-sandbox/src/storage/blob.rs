//! Bytes that came in one request: in memory while they are few, in a temporary file when not.

use std::{
    fs::File,
    io::{self, SeekFrom},
    sync::Arc,
};

use axum::body::Bytes;
use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, TempPath};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

use super::sign::hexadecimal;

/// How many bytes of a blob may lie in memory.
const IN_MEMORY: usize = 1024 * 1024;

/// Bytes that don't change any more. Clones share them.
#[derive(Debug, Clone)]
pub(crate) struct Blob {
    pub(super) bytes: Place,
    pub(crate) len: u64,
    /// Names the content; without quotes.
    pub(crate) etag: String,
}

#[derive(Debug, Clone)]
pub(super) enum Place {
    Memory(Bytes),
    /// Deleted with its last clone.
    File(Arc<TempPath>),
}

impl Blob {
    /// A blob of bytes that are there already.
    pub(crate) fn of(bytes: Bytes) -> Self {
        let mut hash = Sha256::new();
        hash.update(&bytes);
        Self {
            len: bytes.len() as u64,
            etag: hexadecimal(hash),
            bytes: Place::Memory(bytes),
        }
    }

    /// A blob of zeros: a file that is all hole.
    pub(crate) fn zeros(len: u64) -> io::Result<Self> {
        let (file, path) = NamedTempFile::new()?.into_parts();
        file.set_len(len)?;
        let mut hash = Sha256::new();
        hash.update(format!("{len} zeros"));
        Ok(Self {
            bytes: Place::File(Arc::new(path)),
            len,
            etag: hexadecimal(hash),
        })
    }
}

/// A blob that is still coming in.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    memory: Vec<u8>,
    file: Option<(tokio::fs::File, TempPath)>,
    hash: Sha256,
    len: u64,
}

impl Incoming {
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    pub(super) async fn write(&mut self, chunk: &[u8]) -> io::Result<()> {
        self.hash.update(chunk);
        self.len += chunk.len() as u64;
        if self.file.is_none() && self.memory.len() + chunk.len() > IN_MEMORY {
            let (file, path) = NamedTempFile::new()?.into_parts();
            let mut file = tokio::fs::File::from_std(file);
            file.write_all(&std::mem::take(&mut self.memory)).await?;
            self.file = Some((file, path));
        }
        match &mut self.file {
            None => self.memory.extend_from_slice(chunk),
            // Zeros become a hole, so that a test may send a file larger than the disk.
            Some((file, _)) if chunk.iter().all(|byte| *byte == 0) => {
                let place = i64::try_from(chunk.len()).map_err(io::Error::other)?;
                file.seek(SeekFrom::Current(place)).await?;
            }
            Some((file, _)) => file.write_all(chunk).await?,
        }
        Ok(())
    }

    pub(super) async fn finish(self) -> io::Result<Blob> {
        let bytes = match self.file {
            None => Place::Memory(self.memory.into()),
            Some((mut file, path)) => {
                file.flush().await?;
                // A hole at the end is not part of the file yet.
                file.set_len(self.len).await?;
                Place::File(Arc::new(path))
            }
        };
        Ok(Blob {
            bytes,
            len: self.len,
            etag: hexadecimal(self.hash),
        })
    }
}

/// Opens a temporary file for reading from a place in it.
pub(super) fn open(path: &TempPath, from: u64) -> io::Result<File> {
    use std::io::Seek as _;
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(from))?;
    Ok(file)
}
