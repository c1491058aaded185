//! Paths of this machine, as texts of errors show them.

use std::path::Path;

/// A path on one line, without what could act on a terminal: a file may have any name, above all one that
/// came out of an archive.
pub(crate) fn shown(path: &Path) -> String {
    copera_text::line(&path.display().to_string()).into_owned()
}
