//! The file that takes another's place: its name, its birth, and what a crash leaves of it.
//!
//! A save that is killed half-way leaves its new file behind, with a token in it. Nothing of the
//! process is left that could remove it, and no way to make the file spares the left-over: a file
//! without a name can't be renamed over another in one step. So the next save removes it.
//!
//! What is removed is recognised by its name alone, which therefore says what it is: nobody calls a
//! backup `.copera.toml.unsaved-` and twelve random characters. The lock says that it is stale: who
//! holds it is the only one who saves, so a successor that is already there belongs to nobody. Age
//! and process ids would be guesses where this is knowledge. (Should two processes keep their locks
//! in different places, one may lose its new file to the other: its save fails and says so.)

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// Follows the name of the file that is replaced.
const MARK: &str = ".unsaved-";
/// How many random characters follow the mark.
const RANDOM: usize = 12;

/// A new file beside the target, readable by nobody else from birth, and gone unless it is persisted.
pub(super) fn create(target: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(&prefix(target))
        .suffix("")
        .rand_bytes(RANDOM)
        .tempfile_in(folder(target))
}

/// Removes the successors that were never persisted. The target's lock must be held.
///
/// As far as it can be done: a left-over that stays is private, and no reason to refuse a save.
pub(super) fn sweep(target: &Path) {
    let prefix = prefix(target);
    let Ok(entries) = folder(target).read_dir() else {
        return;
    };
    for entry in entries.flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && is_successor(&entry.file_name(), &prefix) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn is_successor(name: &OsStr, prefix: &OsStr) -> bool {
    name.as_encoded_bytes()
        .strip_prefix(prefix.as_encoded_bytes())
        .is_some_and(|rest| rest.len() == RANDOM && rest.iter().all(u8::is_ascii_alphanumeric))
}

fn prefix(target: &Path) -> OsString {
    let mut prefix = target.file_name().unwrap_or_default().to_owned();
    prefix.push(MARK);
    prefix
}

pub(super) fn folder(target: &Path) -> &Path {
    target.parent().unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_left_overs_go() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join(".copera.toml");
        let left_over = create(&target).unwrap().keep().unwrap().1;
        let others = [
            ".copera.toml",
            ".copera.toml.lock",
            ".copera.toml.unsaved-",
            ".copera.toml.unsaved-short",
            ".copera.toml.unsaved-0123456789abc",
            ".copera.toml.unsaved-0123456789a.",
            ".copera.toml.backup123456",
            ".copera.local.toml.unsaved-0123456789ab",
            "x.copera.toml.unsaved-0123456789ab",
        ];
        for other in others {
            std::fs::write(folder.path().join(other), "").unwrap();
        }
        let looks_alike = folder.path().join(".copera.toml.unsaved-0123456789ab");
        std::fs::create_dir(&looks_alike).unwrap();

        sweep(&target);
        assert!(!left_over.exists());
        assert!(looks_alike.is_dir());
        for other in others {
            assert!(folder.path().join(other).exists(), "{other}");
        }
    }
}
