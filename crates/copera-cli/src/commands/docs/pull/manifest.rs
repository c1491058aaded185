//! What earlier pulls wrote into a folder.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The file that a pull leaves for the next one.
const NAME: &str = ".copera-pull.json";

/// By document, what was written.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The host and the document that it was pulled from.
    pub(super) source: String,
    pub(super) docs: BTreeMap<String, Written>,
}

/// A file as it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Written {
    /// Below the folder, with `/` on every system.
    pub(super) path: String,
    pub(super) updated_at: String,
    sha256: String,
}

/// What became of a file that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    AsWritten,
    Changed,
    Gone,
}

impl Manifest {
    /// Gives up a file that is as it was written for another document, which gets its new place later.
    /// Whether there was one.
    pub(super) fn give_up(&mut self, root: &Path, path: &str, id: &str) -> bool {
        let mut docs = self.docs.iter();
        let owner = docs.find(|(other, written)| *other != id && written.path == path);
        let owner = owner.filter(|(_, written)| written.state(root) == State::AsWritten);
        let Some(owner) = owner.map(|(owner, _)| owner.clone()) else {
            return false;
        };
        self.docs.remove(&owner).is_some()
    }

    /// The one in the folder; an empty one where none was left.
    pub(super) fn load(root: &Path) -> io::Result<Self> {
        match fs::read(root.join(NAME)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
            Ok(bytes) => Ok(serde_json::from_slice(&bytes)?),
        }
    }

    pub(super) fn save(&self, root: &Path) -> io::Result<()> {
        replace(&root.join(NAME), &serde_json::to_vec_pretty(self)?)
    }
}

impl Written {
    /// Writes a file below the folder, in one step.
    pub(super) fn write(
        root: &Path,
        file: &Path,
        text: &str,
        updated_at: &str,
    ) -> io::Result<Self> {
        make_folders(root, file)?;
        replace(&root.join(file), text.as_bytes())?;
        Ok(Self {
            path: spelled(file),
            updated_at: updated_at.to_owned(),
            sha256: hash(text.as_bytes()),
        })
    }

    /// Looks at the file. One that can't be read is not known to be as it was.
    pub(super) fn state(&self, root: &Path) -> State {
        match below(root, &self.path).map(fs::read) {
            Some(Ok(bytes)) if hash(&bytes) == self.sha256 => State::AsWritten,
            Some(Err(error)) if error.kind() == io::ErrorKind::NotFound => State::Gone,
            _ => State::Changed,
        }
    }

    /// Removes the file, and the folders that are empty then.
    pub(super) fn remove(&self, root: &Path) -> io::Result<()> {
        let Some(path) = below(root, &self.path) else {
            return Ok(());
        };
        fs::remove_file(&path)?;
        for folder in path
            .ancestors()
            .skip(1)
            .take_while(|folder| *folder != root)
        {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }
}

/// A path as a manifest spells it.
pub(super) fn spelled(file: &Path) -> String {
    let parts: Vec<_> = file
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// The path that a manifest names, if it lies in the folder and no link leads there: somebody may have
/// written the manifest to have another file read or removed.
fn below(root: &Path, spelled: &str) -> Option<PathBuf> {
    let file = Path::new(spelled);
    let plain = file
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    (plain && !through_link(root, file)).then(|| root.join(file))
}

fn through_link(root: &Path, file: &Path) -> bool {
    let mut path = root.to_owned();
    file.components().any(|part| {
        path.push(part);
        path.symlink_metadata()
            .is_ok_and(|metadata| metadata.is_symlink())
    })
}

/// Makes the folders that a file lies in; none of them may be a link, which may lead out of `root`.
fn make_folders(root: &Path, file: &Path) -> io::Result<()> {
    if through_link(root, file) {
        let message = format!("{} is or lies behind a link", file.display());
        return Err(io::Error::other(message));
    }
    match file.parent() {
        Some(folder) => fs::create_dir_all(root.join(folder)),
        None => Ok(()),
    }
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // Text to share as the user's settings have it, unlike a secret. It is opened here: an error of the
    // library's own would name that file, which nobody asked for.
    let mut file = tempfile::Builder::new()
        .prefix(".copera-")
        .make_in(folder, |path| fs::File::create_new(path))?;
    io::Write::write_all(&mut file, bytes)?;
    file.persist(path)?;
    Ok(())
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            // Writing to a string can't fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_leads_nowhere_else() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("in")).unwrap();
        for (path, known) in [
            ("in/a.md", true),
            ("../a.md", false),
            ("/etc/passwd", false),
        ] {
            assert_eq!(below(root.path(), path).is_some(), known, "{path}");
        }
    }
}
