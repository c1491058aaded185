//! Reading a configuration file, in bounded time and memory, whatever lies at its path.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::layout::FileFormat;

/// The largest configuration file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 1024 * 1024;

/// A configuration file that can't be used.
#[derive(Debug, Error)]
#[error("{} {problem}", path.display())]
#[non_exhaustive]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    #[source]
    pub problem: FileProblem,
}

impl FileError {
    pub(crate) fn new(path: &Path, problem: FileProblem) -> Self {
        Self {
            path: path.to_owned(),
            problem,
        }
    }
}

/// What is wrong with a configuration file. None of the texts shows a line of the file: a secret
/// may stand in it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FileProblem {
    /// The operating system refused.
    #[error("can't be read: {0}")]
    Io(#[source] io::Error),
    /// A directory, a pipe, a device.
    #[error("is not a regular file")]
    NotAFile,
    /// Larger than [`MAX_FILE_BYTES`].
    #[error("is larger than the 1 MiB that a configuration file may have")]
    TooLarge,
    /// Not text.
    #[error("is not UTF-8 text")]
    NotUtf8,
    /// Not valid in its format.
    #[error("is not valid {format} at line {line}, column {column}: {message}")]
    Syntax {
        /// The format that it should be in.
        format: FileFormat,
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in characters.
        column: usize,
        /// What the parser expected, in its words.
        message: String,
    },
}

/// The file's text; `None` if there is no such file.
pub(crate) fn read(path: &Path) -> Result<Option<String>, FileError> {
    let failed = |problem| FileError::new(path, problem);
    let file = match open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !is_dangling_link(path) => {
            return Ok(None);
        }
        // A path below something that is no directory does not exist either.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(None),
        Err(error) => return Err(failed(FileProblem::Io(error))),
    };
    let metadata = file
        .metadata()
        .map_err(|error| failed(FileProblem::Io(error)))?;
    if !metadata.is_file() {
        return Err(failed(FileProblem::NotAFile));
    }
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| failed(FileProblem::Io(error)))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(failed(FileProblem::TooLarge));
    }
    let text = String::from_utf8(bytes).map_err(|_| failed(FileProblem::NotUtf8))?;
    Ok(Some(text))
}

fn is_dangling_link(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|metadata| metadata.is_symlink())
}

/// Opens a file for reading without ever waiting.
#[cfg(unix)]
pub(crate) fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    // Without the flag, opening a named pipe waits for a writer that may never come.
    let flags = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
pub(crate) fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_lie_at_the_path() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert!(read(&at("absent")).unwrap().is_none());

        std::fs::write(at("text"), "a = 1").unwrap();
        assert_eq!(read(&at("text")).unwrap().unwrap(), "a = 1");
        assert!(read(&at("text/below")).unwrap().is_none());

        std::fs::write(at("binary"), [0xff, 0xfe]).unwrap();
        assert!(matches!(
            read(&at("binary")).unwrap_err().problem,
            FileProblem::NotUtf8
        ));

        std::fs::create_dir(at("folder")).unwrap();
        assert!(matches!(
            read(&at("folder")).unwrap_err().problem,
            FileProblem::NotAFile | FileProblem::Io(_)
        ));

        let large = File::create(at("large")).unwrap();
        large.set_len(MAX_FILE_BYTES + 1).unwrap();
        assert!(matches!(
            read(&at("large")).unwrap_err().problem,
            FileProblem::TooLarge
        ));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_does_not_block_and_a_dangling_link_is_no_absence() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap();
        assert!(made.success());
        assert!(matches!(
            read(&pipe).unwrap_err().problem,
            FileProblem::NotAFile
        ));

        let link = folder.path().join("link");
        std::os::unix::fs::symlink("nowhere", &link).unwrap();
        assert!(matches!(
            read(&link).unwrap_err().problem,
            FileProblem::Io(_)
        ));
    }
}
