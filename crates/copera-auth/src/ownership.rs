//! Whose word a file in a project is.

use std::fs::Metadata;
use std::path::Path;

/// Whether the file at `path`, and the link if it is one, belong to the user; true where there is
/// no file, or the system has no owners.
///
/// Root, who visits other people's folders, takes the word of the folder's owner.
pub(crate) fn is_trusted(path: &Path, user: Option<u32>) -> bool {
    const ROOT: u32 = 0;
    let Some(user) = user else { return true };
    let folder = path
        .parent()
        .and_then(|folder| owner(folder.metadata().ok().as_ref()));
    let counts = |metadata: Option<Metadata>| match owner(metadata.as_ref()) {
        Some(owner) => owner == user || (user == ROOT && folder == Some(owner)),
        None => true,
    };
    counts(path.symlink_metadata().ok()) && counts(path.metadata().ok())
}

#[cfg(unix)]
fn owner(metadata: Option<&Metadata>) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    metadata.map(MetadataExt::uid)
}

#[cfg(not(unix))]
fn owner(_: Option<&Metadata>) -> Option<u32> {
    None
}
