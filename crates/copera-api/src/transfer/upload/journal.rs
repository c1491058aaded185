//! What an unfinished upload is continued from.
//!
//! One file an upload, of JSON lines: first what is sent and where to, then a line for each part that
//! arrived, and one before the parts are made into a file. A line is added in one write and nothing
//! is ever rewritten, so that ten thousand parts cost ten thousand lines; what a crash cuts off at
//! the end is passed over, and costs a part that is sent again.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    io::{self, Read, Seek, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    UploadError,
    parts::Parts,
    source::{FileIdentity, LocalFile},
};
use crate::{
    DriveId,
    auth::BaseUrl,
    model::Upload,
    transfer::{off_thread::off_thread, place::is_at},
};

/// The form of the lines. A journal of another form is passed over.
const VERSION: u32 = 1;

/// Where a file goes, and as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Destination {
    pub(super) parent: Option<DriveId>,
    pub(super) name: String,
    pub(super) mime_type: String,
}

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Beginning {
    version: u32,
    /// For people: the journal's name says it, too, and without loss.
    path: String,
    file: FileIdentity,
    destination: Destination,
    upload: Upload,
    part_size: u64,
    /// The files of this name and size that were there before.
    twins: Vec<DriveId>,
}

/// Each further line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Step {
    /// A part arrived.
    Part { number: u32, etag: String },
    /// The parts are about to be made into a file.
    Finalize,
}

/// What an earlier run of the same upload came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Earlier {
    pub(super) upload: Upload,
    pub(super) parts: Parts,
    pub(super) etags: BTreeMap<u32, String>,
    /// The files of this name and size that were there before.
    pub(super) twins: Vec<DriveId>,
    /// Whether a file may have been made of it.
    pub(super) may_be_finished: bool,
}

/// A journal that no other upload writes to meanwhile.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    /// Locked as long as it is open.
    file: File,
}

impl Journal {
    /// Opens the journal of a file on its way to a place, and reads what is in it. A journal that
    /// is damaged, or of the file before it was changed, is as good as an empty one.
    pub(super) fn open(
        folder: &Path,
        base: &BaseUrl,
        source: &LocalFile,
        destination: &Destination,
    ) -> Result<(Self, Option<Earlier>), UploadError> {
        create_private_folder(folder).map_err(UploadError::local("create", folder))?;
        let path = folder.join(file_name(base, source, destination));
        let mut file = open_private(&path).map_err(UploadError::local("open", &path))?;
        if !lock(&file, &path)? {
            return Err(UploadError::InUse {
                path: source.path.clone(),
                journal: path,
            });
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)
            .map_err(UploadError::local("read", &path))?;
        let earlier = read(&bytes, source.identity, destination);
        Ok((Self { path, file }, earlier))
    }

    /// Notes that an upload was begun, in place of whatever was noted before.
    pub(super) fn begin(
        &mut self,
        source: &LocalFile,
        destination: &Destination,
        upload: &Upload,
        parts: Parts,
        twins: Vec<DriveId>,
    ) -> Result<(), UploadError> {
        let beginning = Beginning {
            version: VERSION,
            path: source.path.to_string_lossy().into_owned(),
            file: source.identity,
            destination: destination.clone(),
            upload: upload.clone(),
            part_size: parts.part_size(),
            twins,
        };
        self.file
            .set_len(0)
            .and_then(|()| self.file.seek(SeekFrom::Start(0)))
            .map_err(UploadError::local("empty", &self.path))?;
        self.add(&beginning)
    }

    /// Notes that a part arrived.
    pub(super) fn part(&mut self, number: u32, etag: &str) -> Result<(), UploadError> {
        let etag = etag.to_owned();
        self.add(&Step::Part { number, etag })
    }

    /// Notes that the parts are about to be made into a file.
    pub(super) async fn finalize(&mut self) -> Result<(), UploadError> {
        self.add(&Step::Finalize)?;
        // From here on a file may exist, which a power cut must not make us forget. The disk may
        // take its time, with small files for each of them.
        let synced = match self.file.try_clone() {
            Ok(file) => off_thread(move || file.sync_data()).await,
            Err(error) => Err(error),
        };
        synced.map_err(UploadError::local("write", &self.path))
    }

    /// Removes it: there is nothing to continue any more.
    pub(super) fn remove(self) -> Result<(), UploadError> {
        std::fs::remove_file(&self.path).map_err(UploadError::local("remove", &self.path))
    }

    /// Removes the journal of a file on its way to a place, if there is one that nobody uses.
    pub(super) fn forget(
        folder: &Path,
        base: &BaseUrl,
        source: &LocalFile,
        destination: &Destination,
    ) -> Result<(), UploadError> {
        let path = folder.join(file_name(base, source, destination));
        let file = match File::options().write(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(UploadError::local("open", &path)(error)),
        };
        if lock(&file, &path)? {
            Self { path, file }.remove()
        } else {
            Ok(())
        }
    }

    fn add(&mut self, line: &impl Serialize) -> Result<(), UploadError> {
        // A line that was cut off before must not swallow this one.
        let mut bytes = b"\n".to_vec();
        serde_json::to_writer(&mut bytes, line)
            .map_err(io::Error::from)
            .and_then(|()| self.file.write_all(&bytes))
            .map_err(UploadError::local("write", &self.path))
    }
}

fn read(bytes: &[u8], file: FileIdentity, destination: &Destination) -> Option<Earlier> {
    let mut lines = bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty());
    let beginning: Beginning = serde_json::from_slice(lines.next()?).ok()?;
    let fits = beginning.version == VERSION
        && beginning.file == file
        && beginning.destination == *destination;
    if !fits {
        return None;
    }
    let parts = Parts::again(file.size, beginning.part_size)?;
    let mut earlier = Earlier {
        upload: beginning.upload,
        parts,
        etags: BTreeMap::new(),
        twins: beginning.twins,
        may_be_finished: false,
    };
    for line in lines {
        match serde_json::from_slice(line) {
            Ok(Step::Part { number, etag }) if (1..=parts.count()).contains(&number) => {
                earlier.etags.insert(number, etag);
            }
            Ok(Step::Finalize) => earlier.may_be_finished = true,
            Ok(Step::Part { .. }) | Err(_) => {}
        }
    }
    Some(earlier)
}

/// Names the journal by what makes an upload the same one: the service, the file, and its place in
/// the drive.
fn file_name(base: &BaseUrl, source: &LocalFile, destination: &Destination) -> String {
    let parent = destination.parent.as_ref().map_or("", DriveId::as_str);
    let mut hash = Sha256::new();
    for text in [
        base.as_url().as_str().as_bytes(),
        source.path.as_os_str().as_encoded_bytes(),
        parent.as_bytes(),
        destination.name.as_bytes(),
    ] {
        hash.update(text);
        hash.update(b"\0");
    }
    let mut name = "upload-".to_owned();
    for byte in hash.finalize().iter().take(16) {
        // Writing to a string can't fail.
        let _ = write!(name, "{byte:02x}");
    }
    name.push_str(".jsonl");
    name
}

/// Locks a journal that was opened: `false` where another upload has it, or had it and removed it
/// in between.
fn lock(file: &File, path: &Path) -> Result<bool, UploadError> {
    match file.try_lock() {
        Ok(()) => Ok(is_at(file, path)),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(UploadError::local("lock", path)(error)),
    }
}

fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn create_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests;
