//! Who may open a file that holds a secret.

use std::path::Path;

use super::save::SaveError;

/// What of a mode lets somebody else read or change a file.
#[cfg(unix)]
const OTHERS: u32 = 0o066;

/// The file's mode, if it lets anybody but the owner in; where the path is a link, that of the file
/// it leads to. `None` where there is no file, or the system has no modes.
#[cfg(unix)]
pub(crate) fn open_to_others(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let mode = path.metadata().ok()?.permissions().mode() & 0o777;
    (mode & OTHERS != 0).then_some(mode)
}

#[cfg(not(unix))]
pub(crate) fn open_to_others(_: &Path) -> Option<u32> {
    None
}

/// Leaves of the mode what concerns the owner; `false` if nobody else had a part in it.
#[cfg(unix)]
pub(super) fn restrict(path: &Path) -> Result<bool, SaveError> {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    use super::save;
    use crate::config_file;

    let target = save::target(path)?;
    let failed = || save::failed("change the mode of", &target);
    // Through the open file: another one that takes its place meanwhile keeps its own mode.
    let file = config_file::open(&target).map_err(failed())?;
    let mode = file.metadata().map_err(failed())?.permissions().mode();
    if mode & OTHERS == 0 {
        return Ok(false);
    }
    file.set_permissions(Permissions::from_mode(mode & 0o600))
        .map_err(failed())?;
    Ok(true)
}

#[cfg(not(unix))]
pub(super) fn restrict(_: &Path) -> Result<bool, SaveError> {
    Ok(false)
}
