//! Bytes that came in one request: in memory while they are few, in a temporary file when not.

use std::{io, sync::Arc};

use axum::body::Bytes;
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use super::{sign::hexadecimal, spool::Spool};

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
    /// In a temporary file, from a place on.
    Spool(Arc<Spool>, u64),
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
    pub(crate) fn zeros(spool: &Arc<Spool>, len: u64) -> io::Result<Self> {
        let start = spool.reserve(len)?;
        let mut hash = Sha256::new();
        hash.update(format!("{len} zeros"));
        Ok(Self {
            bytes: Place::Spool(Arc::clone(spool), start),
            len,
            etag: hexadecimal(hash),
        })
    }
}

/// A blob that is still coming in.
#[derive(Debug)]
pub(super) struct Incoming {
    spool: Arc<Spool>,
    /// How many bytes it will have.
    announced: u64,
    /// What is not in the file: all of it, or its end.
    memory: Vec<u8>,
    /// Where it begins in the file, once some of it is there.
    start: Option<u64>,
    /// Of what is in the file.
    hash: Sha256,
    len: u64,
}

impl Incoming {
    pub(super) fn new(spool: Arc<Spool>, announced: u64) -> Self {
        Self {
            spool,
            announced,
            memory: Vec::new(),
            start: None,
            hash: Sha256::new(),
            len: 0,
        }
    }

    pub(super) async fn write(&mut self, chunk: &[u8]) -> io::Result<()> {
        if self.memory.len() + chunk.len() > IN_MEMORY {
            self.spool().await?;
        }
        self.len += chunk.len() as u64;
        self.memory.extend_from_slice(chunk);
        Ok(())
    }

    pub(super) async fn finish(mut self) -> io::Result<Blob> {
        let bytes = match self.start {
            None => {
                self.hash.update(&self.memory);
                Place::Memory(self.memory.into())
            }
            Some(start) => {
                self.spool().await?;
                Place::Spool(self.spool, start)
            }
        };
        Ok(Blob {
            bytes,
            len: self.len,
            etag: hexadecimal(self.hash),
        })
    }

    /// Moves what is in memory to the file, and takes it into the hash: on a thread that may be busy
    /// for a while, so that parts that come at once share the processors.
    async fn spool(&mut self) -> io::Result<()> {
        let (spool, announced) = (Arc::clone(&self.spool), self.announced);
        let mut memory = std::mem::take(&mut self.memory);
        let before = self.len - memory.len() as u64;
        let (start, mut hash) = (self.start, std::mem::take(&mut self.hash));
        let spooled = spawn_blocking(move || {
            hash.update(&memory);
            let start = match start {
                Some(start) => start,
                None => spool.reserve(announced)?,
            };
            spool.write(&memory, start + before)?;
            memory.clear();
            io::Result::Ok((start, memory, hash))
        });
        let (start, memory, hash) = spooled.await.map_err(io::Error::other)??;
        (self.start, self.memory, self.hash) = (Some(start), memory, hash);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_etag_is_that_of_the_bytes_wherever_they_lie() {
        let bytes: Vec<u8> = (0..=250).cycle().take(2 * IN_MEMORY + 3).collect();
        for len in [0, 1, IN_MEMORY, IN_MEMORY + 1, bytes.len()] {
            let spool = Arc::default();
            let mut incoming = Incoming::new(Arc::clone(&spool), len as u64);
            for chunk in bytes[..len].chunks(400_000) {
                incoming.write(chunk).await.unwrap();
            }
            let blob = incoming.finish().await.unwrap();
            let same = Blob::of(Bytes::copy_from_slice(&bytes[..len]));
            assert_eq!((blob.len, blob.etag), (same.len, same.etag), "{len}");
            let in_memory = matches!(blob.bytes, Place::Memory(_));
            assert_eq!(in_memory, len <= IN_MEMORY, "{len}");
        }
    }
}
