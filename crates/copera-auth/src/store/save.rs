//! Replacing a file in one step, under a lock.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use thiserror::Error;

use super::successor;
use crate::digest;

/// Why a file can't be replaced. It is as it was.
#[derive(Debug, Error)]
#[error("can't {action} {}: {source}", path.display())]
#[non_exhaustive]
pub struct SaveError {
    /// What was being done.
    action: &'static str,
    /// To which file.
    pub path: PathBuf,
    /// What the operating system said.
    pub source: io::Error,
}

pub(super) fn failed<'a>(
    action: &'static str,
    path: &'a Path,
) -> impl FnOnce(io::Error) -> SaveError + 'a {
    move |source| SaveError {
        action,
        path: path.to_owned(),
        source,
    }
}

/// Held while a file is read, edited and replaced.
///
/// The lock is a file of its own, since the one it guards is replaced: a lock on that would be held
/// on a file that is no longer there.
pub(super) struct Lock(
    #[expect(dead_code, reason = "the lock lives as long as the open file")] File,
);

/// Waits for the lock of the file at `path`, and clears away what killed saves have left of it.
pub(super) fn lock(path: &Path, locks: Option<&Path>) -> Result<Lock, SaveError> {
    let target = target(path)?;
    let path = lock_path(&target, locks)?;
    let file = private(&mut OpenOptions::new())
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(failed("lock", &path))?;
    file.lock().map_err(failed("lock", &path))?;
    successor::sweep(&target);
    Ok(Lock(file))
}

/// In the user's state folder, named by the file's real path; without such a folder beside the file.
fn lock_path(target: &Path, locks: Option<&Path>) -> Result<PathBuf, SaveError> {
    let Some(locks) = locks else {
        let mut name = target.as_os_str().to_owned();
        name.push(".lock");
        return Ok(name.into());
    };
    create_private_dirs(locks).map_err(failed("create", locks))?;
    Ok(locks.join(digest::hex::<16>(target.as_os_str().as_encoded_bytes())))
}

/// Does all that [`replace`] does but the last step: so a full disk is found, too.
pub(super) fn probe(path: &Path, text: &str, locks: Option<&Path>) -> Result<(), SaveError> {
    let _lock = lock(path, locks)?;
    let target = target(path)?;
    drop(written(&target, text, Readers::Owner)?);
    check_not_immutable(&target).map_err(failed("replace", &target))
}

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner alone: mode 0600 at the most.
    Owner,
    /// Whoever could before; a new file is for all to read.
    All,
}

/// Replaces the text of the file at `path`, which is made if need be.
pub(crate) fn replace(path: &Path, text: &str, readers: Readers) -> Result<(), SaveError> {
    let target = target(path)?;
    written(&target, text, readers)?
        .persist(&target)
        .map_err(|error| failed("replace", &target)(error.error))?;
    sync_folder(successor::folder(&target));
    Ok(())
}

/// The text in a file beside the target, on the disk, and ready to take its place.
fn written(target: &Path, text: &str, readers: Readers) -> Result<NamedTempFile, SaveError> {
    let folder = successor::folder(target);
    let mut new = successor::create(target).map_err(failed("create a file in", folder))?;
    new.write_all(text.as_bytes())
        .and_then(|()| settle_owner_and_mode(target, new.as_file(), readers))
        .and_then(|()| new.as_file().sync_all())
        .map_err(failed("write", target))?;
    Ok(new)
}

/// The file itself, where the path is a symlink to it; also where it does not exist yet.
pub(super) fn target(path: &Path) -> Result<PathBuf, SaveError> {
    match path.canonicalize() {
        Ok(target) => Ok(target),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if path.symlink_metadata().is_ok() {
                return Err(failed("follow the link", path)(error));
            }
            match (path.parent(), path.file_name()) {
                (Some(folder), Some(name)) => {
                    let folder = folder.canonicalize().map_err(failed("find", folder))?;
                    Ok(folder.join(name))
                }
                _ => Err(failed("find", path)(error)),
            }
        }
        Err(error) => Err(failed("find", path)(error)),
    }
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(unix)]
fn create_private_dirs(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}

#[cfg(not(unix))]
fn create_private_dirs(path: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).create(path)
}

/// For a secret, a mode that was loose is tightened, one that was tight stays; the owner stays when root edits
/// somebody else's file.
#[cfg(unix)]
fn settle_owner_and_mode(target: &Path, new: &File, readers: Readers) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let all = readers == Readers::All;
    let set_mode = |mode| new.set_permissions(fs::Permissions::from_mode(mode));
    let Ok(old) = target.metadata() else {
        return set_mode(if all { 0o644 } else { 0o600 });
    };
    let made = new.metadata()?;
    if (old.uid(), old.gid()) != (made.uid(), made.gid()) {
        // Only root may give a file away; for anybody else the new file is their own.
        let _ = fchown(new, Some(old.uid()), Some(old.gid()));
    }
    set_mode(old.mode() & if all { 0o777 } else { 0o600 })
}

#[cfg(not(unix))]
fn settle_owner_and_mode(_: &Path, _: &File, _: Readers) -> io::Result<()> {
    Ok(())
}

/// Whether the file itself forbids being replaced, which its folder does not tell: it is marked as
/// immutable, or mounted read-only. Its mode forbids nothing: that is about writing into it.
#[cfg(unix)]
fn check_not_immutable(target: &Path) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;
    use rustix::io::Errno;

    let opened = OpenOptions::new()
        .write(true)
        .custom_flags(OFlags::NONBLOCK.bits().cast_signed())
        .open(target);
    match opened.as_ref().map_err(Errno::from_io_error) {
        Err(Some(Errno::PERM | Errno::ROFS)) => opened.map(drop),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn check_not_immutable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes the rename itself durable, as far as the system lets: not every folder can be opened, and
/// not every file system syncs one. The file is replaced by now, so no error may say that it is not.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) {}
