//! Memory for what is read from files, used again and again.

use std::{
    fs::File,
    io::{self, Read},
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;

/// How many bytes are read at a time. Of each part in flight, a connection holds two or three times as
/// many, and as many are read ahead.
const SIZE: usize = 256 * 1024;

/// The buffers of an upload that nothing is in now. Clones share them.
#[derive(Debug, Clone, Default)]
pub(super) struct Buffers(Arc<Mutex<Vec<Vec<u8>>>>);

impl Buffers {
    /// Reads the next of so many bytes, whose buffer comes back when they are dropped. Blocks the
    /// thread. That there are fewer is an error.
    pub(super) fn read(self, mut file: &File, most: u64) -> io::Result<Bytes> {
        let free = self.free().pop();
        let mut filled = Filled {
            buffer: free.unwrap_or_else(|| vec![0; SIZE]),
            len: usize::try_from(most).unwrap_or(SIZE).min(SIZE),
            from: self,
        };
        file.read_exact(&mut filled.buffer[..filled.len])?;
        Ok(Bytes::from_owner(filled))
    }

    fn free(&self) -> MutexGuard<'_, Vec<Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A buffer with something in it.
struct Filled {
    buffer: Vec<u8>,
    len: usize,
    from: Buffers,
}

impl AsRef<[u8]> for Filled {
    fn as_ref(&self) -> &[u8] {
        &self.buffer[..self.len]
    }
}

impl Drop for Filled {
    fn drop(&mut self) {
        let buffer = mem::take(&mut self.buffer);
        self.from.free().push(buffer);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, Write};

    use super::*;

    #[test]
    fn a_buffer_is_used_again_once_nobody_reads_it() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"abcdef").unwrap();
        file.rewind().unwrap();
        let buffers = Buffers::default();
        let next = |most| buffers.clone().read(&file, most);
        let (first, second) = (next(2).unwrap(), next(2).unwrap());
        assert_eq!((&*first, &*second), (&b"ab"[..], &b"cd"[..]));
        let place = first.as_ptr();
        drop(first);
        let third = next(2).unwrap();
        assert_eq!((&*third, third.as_ptr()), (&b"ef"[..], place));
        let end = next(1).unwrap_err();
        assert_eq!(end.kind(), io::ErrorKind::UnexpectedEof);
        drop((second, third));
        assert_eq!(buffers.free().len(), 3);
    }
}
