//! Which folder's project files count.

use std::path::{Path, PathBuf};

/// The folder whose project files count, seen from `current`.
///
/// That is the current directory if it holds one of `names`, else the nearest parent that does,
/// up to the root of the git work tree and never past the home directory. Outside a work tree only
/// the current directory counts. None of `home_files` is ever a project file, and only what
/// `counts` is one.
pub(crate) fn project_dir(
    current: &Path,
    home: Option<&Path>,
    home_files: &[PathBuf],
    names: &[&str],
    counts: &dyn Fn(&Path) -> bool,
) -> Option<PathBuf> {
    let holds_one = |folder: &Path| {
        names.iter().any(|name| {
            let path = folder.join(name);
            path.symlink_metadata().is_ok()
                && counts(&path)
                && !home_files.iter().any(|home| same_file(&path, home))
        })
    };
    if holds_one(current) {
        return Some(current.to_owned());
    }
    let root = work_tree_root(current)?;
    for folder in current.ancestors() {
        if holds_one(folder) {
            return Some(folder.to_owned());
        }
        if folder == root || home.is_some_and(|home| same_file(folder, home)) {
            break;
        }
    }
    None
}

/// The root of the git work tree that holds the folder: the nearest parent with a `.git` in it,
/// which is a folder, or a file in a linked work tree.
pub(crate) fn work_tree_root(folder: &Path) -> Option<&Path> {
    folder
        .ancestors()
        .find(|folder| folder.join(".git").symlink_metadata().is_ok())
}

/// Whether both paths lead to one file; false where either does not exist.
pub(crate) fn same_file(one: &Path, other: &Path) -> bool {
    one == other
        || match (one.canonicalize(), other.canonicalize()) {
            (Ok(one), Ok(other)) => one == other,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 2] = [".tool.local.toml", ".tool.toml"];

    /// Builds the paths below a fresh folder (a trailing slash makes a folder) and looks from `from`.
    fn found_from(paths: &[&str], from: &str) -> Option<String> {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        for path in paths.iter().chain([&from]) {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            if path.extension().is_some() && !path.is_dir() {
                std::fs::write(path, "").unwrap();
            } else {
                std::fs::create_dir_all(path).unwrap();
            }
        }
        let home = root.join("home");
        let found = project_dir(
            &root.join(from),
            Some(&home),
            &[home.join(".tool.toml")],
            &NAMES,
            &|_| true,
        )?;
        Some(
            found
                .strip_prefix(&root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned(),
        )
    }

    #[test]
    fn where_project_files_are_found() {
        let table: &[(&[&str], &str, Option<&str>)] = &[
            (&["p/.tool.toml"], "p", Some("p")),
            (&["p/.tool.local.toml"], "p", Some("p")),
            // A parent counts only inside a work tree, and up to its root.
            (&["p/.tool.toml"], "p/sub", None),
            (&["p/.git/", "p/.tool.toml"], "p/sub/deeper", Some("p")),
            (
                &["p/.git/", "p/sub/.tool.toml", "p/.tool.toml"],
                "p/sub/deeper",
                Some("p/sub"),
            ),
            (&[".tool.toml", "p/.git/"], "p/sub", None),
            // A linked work tree has a file there.
            (&["p/.git.x", "p/.tool.toml"], "p/sub", None),
            // The home file is the home layer only; the home folder is the last one looked at.
            (&["home/.tool.toml"], "home", None),
            (&["home/.git/", "home/.tool.toml"], "home/p", None),
            (
                &["home/.git/", "home/.tool.local.toml"],
                "home/p",
                Some("home"),
            ),
            (&[".git/", ".tool.toml"], "home/p", None),
        ];
        for (paths, from, expected) in table {
            assert_eq!(
                found_from(paths, from).as_deref(),
                *expected,
                "{paths:?} from {from}"
            );
        }
    }
}
