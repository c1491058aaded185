//! Whether git would publish a file.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ignore::gitignore::GitignoreBuilder;

use crate::config_file::{self, FileError, FileProblem};
use crate::{Environment, StoreError, discovery, store};

/// What git does with a file that holds a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum GitStatus {
    /// Not inside a work tree.
    Outside,
    /// Ignored, and not tracked.
    Ignored,
    /// Neither: the next `git add .` takes it along.
    NotIgnored,
    /// Already part of the repository, whatever the ignore rules say.
    Tracked,
    /// Ignored by the rules; but git could not be asked whether the file is tracked all the same.
    Unknown,
}

/// Finds out what git does with the file at `path`, which need not exist.
///
/// The ignore rules are read without git. Asked of git itself is only whether the file is tracked,
/// without any configuration of the folder that could run a program, and where the user's own rules
/// for every work tree are. A link is looked at as it
/// stands; what git does with the file that it leads to is another question.
pub fn git_status(path: &Path, environment: &Environment) -> GitStatus {
    let Some(folder) = path.parent() else {
        return GitStatus::Outside;
    };
    let Some(root) = discovery::work_tree_root(folder) else {
        return GitStatus::Outside;
    };
    match (
        is_tracked(path, folder, environment),
        is_ignored(path, folder, root, environment),
    ) {
        (Some(true), _) => GitStatus::Tracked,
        (_, false) => GitStatus::NotIgnored,
        (Some(false), true) => GitStatus::Ignored,
        (None, true) => GitStatus::Unknown,
    }
}

/// The nearest file of ignore rules decides first, as in git.
fn is_ignored(path: &Path, folder: &Path, root: &Path, environment: &Environment) -> bool {
    let inside = folder
        .ancestors()
        .take_while(|above| above.starts_with(root));
    let rules = inside
        .map(|above| (above, above.join(".gitignore")))
        .chain([(root, root.join(".git/info/exclude"))])
        .chain(excludes_file(folder, environment).map(|file| (root, file)));
    for (base, file) in rules {
        let mut builder = GitignoreBuilder::new(base);
        // What can't be read has no rules; what is no pattern is passed over, as git does.
        let text = config_file::read(&file).ok().flatten().unwrap_or_default();
        for line in text.lines() {
            let _ = builder.add_line(None, line);
        }
        let Ok(matcher) = builder.build() else {
            continue;
        };
        let verdict = matcher.matched_path_or_any_parents(path, false);
        if !verdict.is_none() {
            return verdict.is_ignore();
        }
    }
    false
}

/// The user's rules for every work tree: where git's configuration says, or else where git looks.
fn excludes_file(folder: &Path, environment: &Environment) -> Option<PathBuf> {
    let mut git = git(folder, environment);
    git.args(["config", "--type=path", "--get", "core.excludesFile"]);
    for name in ["HOME", "XDG_CONFIG_HOME"] {
        git.envs(environment.variable(name).map(|value| (name, value)));
    }
    let answer = git.stdout(Stdio::piped()).output().ok();
    let set = answer.filter(|answer| answer.status.success());
    let set = set.and_then(|answer| String::from_utf8(answer.stdout).ok());
    if let Some(path) = set {
        return Some(folder.join(path.trim_end_matches('\n')));
    }
    let config = match environment.variable("XDG_CONFIG_HOME") {
        Some(folder) => folder.into(),
        None => environment.home()?.join(".config"),
    };
    Some(config.join("git/ignore"))
}

/// `None` where git can't say: it is not there, or refuses to answer about this folder.
fn is_tracked(path: &Path, folder: &Path, environment: &Environment) -> Option<bool> {
    /// What git ends with when it does not know the file.
    const NOT_TRACKED: i32 = 1;
    let mut git = git(folder, environment);
    git.args(["-c", "core.fsmonitor=false"])
        .args(["ls-files", "--error-unmatch", "--"])
        .arg(path.file_name()?);
    match git.status().ok()?.code()? {
        0 => Some(true),
        NOT_TRACKED => Some(false),
        _ => None,
    }
}

/// Git in this folder, silent, and with nothing but the search path in its environment.
fn git(folder: &Path, environment: &Environment) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder)
        .env_clear()
        .envs(environment.variable("PATH").map(|path| ("PATH", path)))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    git
}

/// Adds a line to the `.gitignore` beside the file at `path`, which is made if need be. Whether the
/// line is there already is not asked: see [`git_status`].
///
/// # Errors
/// It can't be read or replaced, or is a link, which git does not follow either.
pub fn ignore_beside(path: &Path, line: &str) -> Result<(), StoreError> {
    let file = path.with_file_name(".gitignore");
    if file
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_symlink())
    {
        return Err(FileError::new(&file, FileProblem::NotAFile).into());
    }
    let text = config_file::read(&file)?.unwrap_or_default();
    Ok(store::replace(
        &file,
        &with_ignore_line(&text, line),
        store::Readers::All,
    )?)
}

/// The text of a `.gitignore` with `line` added, on a line of its own.
fn with_ignore_line(text: &str, line: &str) -> String {
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        ending
    };
    format!("{text}{gap}{line}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignore_rules() {
        // rules at the root, rules in `sub`, is `sub/.tool.local.toml` ignored?
        let table = [
            ("", "", false),
            (".tool.local.toml", "", true),
            (".tool.local.toml*", "", true),
            ("/.tool.local.toml", "", false),
            ("# .tool.local.toml", "", false),
            (".tool.toml", "", false),
            ("sub/", "", true),
            ("*.toml\n!.tool.local.toml", "", false),
            (".tool.local.toml", "!.tool.local.toml", false),
            ("!.tool.local.toml", "*.toml", true),
        ];
        for (root_rules, sub_rules, ignored) in table {
            let folder = tempfile::tempdir().unwrap();
            let sub = folder.path().join("sub");
            std::fs::create_dir_all(folder.path().join(".git/info")).unwrap();
            std::fs::create_dir(&sub).unwrap();
            std::fs::write(folder.path().join(".gitignore"), root_rules).unwrap();
            std::fs::write(sub.join(".gitignore"), sub_rules).unwrap();
            // Without a search path git is not found: the rules alone decide.
            let environment = Environment::new([], None);
            let expected = if ignored {
                GitStatus::Unknown
            } else {
                GitStatus::NotIgnored
            };
            let status = git_status(&sub.join(".tool.local.toml"), &environment);
            assert_eq!(status, expected, "{root_rules:?} {sub_rules:?}");
        }
    }

    /// The user's own rules come last; without git, from where git looks if nothing else is said.
    #[test]
    fn rules_for_every_work_tree() {
        for (own_rules, root_rules, ignored) in [
            (".tool.local.toml", "", true),
            ("/.tool.local.toml", "", true),
            (".tool.local.toml", "!.tool.local.toml", false),
            ("other", "", false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let (config, tree) = (
                folder.path().join(".config/git"),
                folder.path().join("tree"),
            );
            std::fs::create_dir_all(&config).unwrap();
            std::fs::create_dir_all(tree.join(".git")).unwrap();
            std::fs::write(config.join("ignore"), own_rules).unwrap();
            std::fs::write(tree.join(".gitignore"), root_rules).unwrap();
            let home = ("HOME".into(), folder.path().into());
            let status = git_status(
                &tree.join(".tool.local.toml"),
                &Environment::new([home], None),
            );
            let expected = if ignored {
                GitStatus::Unknown
            } else {
                GitStatus::NotIgnored
            };
            assert_eq!(status, expected, "{own_rules:?} {root_rules:?}");
        }
    }

    #[test]
    fn a_line_of_its_own() {
        assert_eq!(with_ignore_line("", "x"), "x\n");
        assert_eq!(with_ignore_line("a", "x"), "a\nx\n");
        assert_eq!(with_ignore_line("a\n", "x"), "a\nx\n");
        assert_eq!(with_ignore_line("a\r\nb", "x"), "a\r\nb\r\nx\r\n");
    }
}
