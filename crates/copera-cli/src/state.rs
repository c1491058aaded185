//! The folder of what the program can do without.

use std::io;
use std::path::{Path, PathBuf};

use copera_auth::Environment;

/// The folder for the state of `tool`, made if it is not there.
///
/// # Errors
/// There is no home, or the folder can't be made, or it would lie in what is another user's: root
/// under somebody's home must leave nothing there that they could not use.
pub(crate) fn folder(environment: &Environment, tool: &str) -> io::Result<PathBuf> {
    let folder = environment.state_dir(tool).ok_or(io::ErrorKind::NotFound)?;
    let mut existing = folder.ancestors().filter_map(|path| path.metadata().ok());
    let owned = existing
        .next()
        .is_some_and(|nearest| is_own(&nearest, environment));
    if !owned {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    make(&folder)?;
    Ok(folder)
}

#[cfg(unix)]
fn is_own(metadata: &std::fs::Metadata, environment: &Environment) -> bool {
    Some(std::os::unix::fs::MetadataExt::uid(metadata)) == environment.user()
}

#[cfg(not(unix))]
fn is_own(_metadata: &std::fs::Metadata, _environment: &Environment) -> bool {
    true
}

fn make(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
