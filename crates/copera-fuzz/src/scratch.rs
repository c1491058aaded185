//! A folder for one input.

use std::path::Path;

use copera_auth::Environment;

/// In memory where the system has a place for that: a save waits for the disk, and a fuzzer should not.
pub(crate) fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let builder = tempfile::Builder::new();
    if memory.is_dir() {
        builder.tempdir_in(memory).unwrap()
    } else {
        builder.tempdir().unwrap()
    }
}

/// A process with this home and no other surroundings.
pub(crate) fn at_home(home: &Path) -> Environment {
    Environment::new([("HOME".into(), home.into())], None)
}
