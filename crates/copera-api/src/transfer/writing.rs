//! Writing to a file while more of it comes.

use std::{
    fs::File,
    io::{self, Seek, Write},
    mem,
    sync::Arc,
};

use tokio::task::{JoinHandle, spawn_blocking};

use super::off_thread::off_thread;

/// How many bytes are gathered before they are written. As many may be on their way to the file
/// meanwhile.
const FULL: usize = 512 * 1024;

/// A file that is written to on a thread that may block, while more is gathered. What goes wrong is
/// told by a later call, at the latest by [`flush`](Writing::flush).
#[derive(Debug)]
pub(super) struct Writing {
    file: Arc<File>,
    gathered: Vec<u8>,
    /// Gives its buffer back when that is written.
    under_way: Option<JoinHandle<io::Result<Vec<u8>>>>,
}

impl Writing {
    /// Goes on where the file stands.
    pub(super) fn new(file: File) -> Self {
        Self {
            file: Arc::new(file),
            gathered: Vec::new(),
            under_way: None,
        }
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.gathered.len() + bytes.len() > FULL && !self.gathered.is_empty() {
            self.hand_over().await?;
        }
        self.gathered.extend_from_slice(bytes);
        Ok(())
    }

    /// Waits until all is written, and gives the file that it was written to.
    pub(super) async fn flush(&mut self) -> io::Result<&File> {
        if !self.gathered.is_empty() {
            self.hand_over().await?;
        }
        self.written().await?;
        let file = Arc::clone(&self.file);
        off_thread(move || close(&file)).await?;
        Ok(&self.file)
    }

    /// Forgets all bytes.
    pub(super) async fn empty(&mut self) -> io::Result<()> {
        self.gathered.clear();
        self.written().await?;
        let file = Arc::clone(&self.file);
        off_thread(move || {
            file.set_len(0)?;
            (&*file).rewind()
        })
        .await
    }

    async fn hand_over(&mut self) -> io::Result<()> {
        let spare = self.written().await?;
        let mut full = mem::replace(&mut self.gathered, spare);
        let file = Arc::clone(&self.file);
        self.under_way = Some(spawn_blocking(move || {
            (&*file).write_all(&full)?;
            full.clear();
            Ok(full)
        }));
        Ok(())
    }

    /// Waits for what is under way, and takes its buffer.
    async fn written(&mut self) -> io::Result<Vec<u8>> {
        let Some(under_way) = self.under_way.take() else {
            return Ok(Vec::new());
        };
        let written = under_way.await.map_err(io::Error::from).flatten();
        if written.is_err() {
            // There is a gap: what comes behind it must not follow on what is before it.
            self.gathered.clear();
        }
        written
    }
}

/// Has the file system tell what it tells only when a file is closed, as those in a network do. A
/// duplicate is closed: the file itself may be locked.
#[cfg(unix)]
fn close(file: &File) -> io::Result<()> {
    Ok(nix::unistd::close(file.try_clone()?)?)
}

#[cfg(not(unix))]
fn close(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nothing_is_written_behind_a_gap() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut writing = Writing::new(File::open(file.path()).unwrap());
        writing.write(&vec![1; FULL]).await.unwrap();
        writing.write(&[2]).await.unwrap();
        // That the first ones could not be written is known now.
        assert!(writing.write(&vec![3; FULL]).await.is_err());
        writing.file = Arc::new(file.reopen().unwrap());
        writing.flush().await.unwrap();
        assert_eq!(file.path().metadata().unwrap().len(), 0);
    }
}
