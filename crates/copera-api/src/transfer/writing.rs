//! Writing to a file while more of it comes.

use std::{
    fs::File,
    io::{self, Seek, Write},
    mem,
    sync::Arc,
};

use tokio::task::{JoinHandle, spawn_blocking};

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
        Ok(&self.file)
    }

    /// Forgets all bytes.
    pub(super) async fn empty(&mut self) -> io::Result<()> {
        self.gathered.clear();
        self.written().await?;
        let file = Arc::clone(&self.file);
        let emptied = spawn_blocking(move || {
            file.set_len(0)?;
            (&*file).rewind()
        });
        emptied.await?
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
        match self.under_way.take() {
            Some(under_way) => under_way.await?,
            None => Ok(Vec::new()),
        }
    }
}
