//! A folder that is the user's own: no link, not another user's, and not for others to write into.
//!
//! On Unix everything below is reached from the open folder, so that nobody can put another one in
//! its place between the look and the use.

#[cfg(not(unix))]
mod by_path;
#[cfg(unix)]
mod opened;

#[cfg(not(unix))]
pub(super) use by_path::Folder;
#[cfg(unix)]
pub(super) use opened::Folder;
