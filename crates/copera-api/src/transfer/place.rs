//! Where an open file lies.

use std::{fs::File, path::Path};

/// Whether an open file is still the one that the path leads to. Who waited for a lock, or came
/// between another's last steps, may hold a file that has no name any more, or another one.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |found: std::fs::Metadata| (found.dev(), found.ino());
    let open = file.metadata().map(place).ok();
    open.is_some() && open == path.symlink_metadata().map(place).ok()
}

/// Elsewhere the standard library tells no two files apart, and an open one can't be moved.
#[cfg(not(unix))]
pub(super) fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn neither_a_removed_file_nor_a_replaced_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let file = File::create(&path).unwrap();
        assert!(is_at(&file, &path));
        std::fs::remove_file(&path).unwrap();
        assert!(!is_at(&file, &path));
        let other = File::create(&path).unwrap();
        assert!(!is_at(&file, &path));
        assert!(is_at(&other, &path));
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert!(!is_at(&other, &link));
    }
}
