//! Where bytes lie that are too many for memory.

use std::{
    fs::File,
    io,
    sync::{Mutex, OnceLock, PoisonError},
};

/// A temporary file without a name, which ends with the process even where that is killed.
///
/// It is one for all uploads of a sandbox, since each would hold a descriptor for as long as its file
/// lives. What is not needed any more, such as a part that came again, is given back when the sandbox
/// ends: used anew, it would not be zeros.
#[derive(Debug, Default)]
pub(crate) struct Spool {
    /// Made when something is to be put there.
    file: OnceLock<File>,
    /// How many bytes of it were given away.
    given: Mutex<u64>,
}

impl Spool {
    /// Gives away a stretch of so many bytes, zeros until they are written, and says where it
    /// begins. Takes no room on a disk that knows holes.
    pub(super) fn reserve(&self, len: u64) -> io::Result<u64> {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let file = if let Some(file) = self.file.get() {
            file
        } else {
            let file = make()?;
            self.file.get_or_init(|| file)
        };
        let start = *given;
        let end = start.checked_add(len).ok_or(io::ErrorKind::FileTooLarge)?;
        // Under the lock: a shorter length that comes later would cut off what was written meanwhile.
        file.set_len(end)?;
        *given = end;
        Ok(start)
    }

    /// Writes all of the bytes at a place. Blocks the thread.
    pub(super) fn write(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        // Zeros stay a hole, so that a test may send a file larger than the disk.
        if is_zeros(bytes) {
            return Ok(());
        }
        write_all_at(self.file()?, bytes, at)
    }

    /// Reads some bytes from a place on, as many as fit if they are there. Blocks the thread.
    pub(super) fn read(&self, bytes: &mut [u8], at: u64) -> io::Result<()> {
        read_exact_at(self.file()?, bytes, at)
    }

    fn file(&self) -> io::Result<&File> {
        self.file
            .get()
            .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

/// A stretch at a time without looking at what each byte brings: many at once, and yet not all of them
/// where the first ones tell.
fn is_zeros(bytes: &[u8]) -> bool {
    let any = |stretch: &[u8]| stretch.iter().fold(0, |any, byte| any | byte);
    bytes.chunks(4096).all(|stretch| any(stretch) == 0)
}

/// A file without a name. An error names the folder, which whoever started the sandbox may choose.
fn make() -> io::Result<File> {
    let folder = std::env::temp_dir();
    tempfile::tempfile_in(&folder).map_err(|error| {
        let problem = format!("none can be made in {}: {error}", folder.display());
        io::Error::new(error.kind(), problem)
    })
}

#[cfg(unix)]
fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn write_all_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let written = std::os::windows::fs::FileExt::seek_write(file, bytes, at)?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        bytes = &bytes[written..];
        at += written as u64;
    }
    Ok(())
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[read..];
        at += read as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_lie_beside_each_other() {
        let spool = Spool::default();
        let [one, other] = [3, 4].map(|len| spool.reserve(len).unwrap());
        assert_eq!((one, other), (0, 3));
        // The later one first, which must outlive what is given away after it.
        spool.write(b"wxyz", other).unwrap();
        let last = spool.reserve(2).unwrap();
        spool.write(b"abc", one).unwrap();
        spool.write(&[0, 0], last).unwrap();
        let mut bytes = [b'?'; 9];
        spool.read(&mut bytes, 0).unwrap();
        assert_eq!(&bytes, b"abcwxyz\0\0");
        let beyond = spool.read(&mut bytes, 1).unwrap_err();
        assert_eq!(beyond.kind(), io::ErrorKind::UnexpectedEof);
    }

    /// What does not fit is refused, and takes nothing.
    #[test]
    fn there_is_an_end() {
        let spool = Spool::default();
        spool.reserve(1).unwrap();
        assert!(spool.reserve(u64::MAX).is_err());
        assert!(spool.reserve(u64::MAX - 1).is_err());
        assert_eq!(spool.reserve(1).unwrap(), 1);
    }
}
