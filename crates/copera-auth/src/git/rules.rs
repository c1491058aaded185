//! Git's ignore rules, read without git.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use ignore::gitignore::GitignoreBuilder;

use super::git;
use crate::{Environment, config_file};

/// The nearest file of ignore rules decides first, as in git.
pub(super) fn is_ignored(
    path: &Path,
    folder: &Path,
    root: &Path,
    environment: &Environment,
) -> bool {
    let inside = folder
        .ancestors()
        .take_while(|above| above.starts_with(root));
    let rules = inside
        .map(|above| (above, above.join(".gitignore")))
        .chain([(root, own_rules(root))])
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

/// The rules of the work tree that are not part of it. A linked work tree has a file in the place of
/// the repository, which says where that is, and shares these rules with all the others.
fn own_rules(root: &Path) -> PathBuf {
    let line = |file: &Path| {
        let text = config_file::read(file).ok().flatten()?;
        Some(text.trim_end_matches(['\n', '\r']).to_owned())
    };
    let mut folder = root.join(".git");
    if let Some(link) = line(&folder)
        && let Some(repository) = link.strip_prefix("gitdir: ")
    {
        folder = root.join(repository);
    }
    if let Some(shared) = line(&folder.join("commondir")) {
        folder = folder.join(shared);
    }
    folder.join("info/exclude")
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

#[cfg(test)]
mod tests {
    use crate::{Environment, GitStatus, git_status};

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

    /// What stands in the place of the repository, where that is, and what leads on from there.
    #[test]
    fn rules_of_a_linked_work_tree() {
        for (link, leads_on, rules_in, ignored) in [
            (
                "gitdir: ../main/.git/worktrees/tree",
                "../..",
                "main/.git",
                true,
            ),
            (
                "gitdir: ../main/.git/worktrees/tree",
                "../..",
                "main/.git/worktrees/tree",
                false,
            ),
            // A submodule has a repository of its own.
            (
                "gitdir: ../main/.git/modules/tree",
                "",
                "main/.git/modules/tree",
                true,
            ),
            ("gitdir: ../main/.git/modules/tree", "", "main/.git", false),
            ("gitdir: ../nowhere", "", "main/.git", false),
            ("no link", "", "main/.git", false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let tree = folder.path().join("tree");
            let repository = link.strip_prefix("gitdir: ../").unwrap_or("nowhere");
            let repository = folder.path().join(repository);
            let rules = folder.path().join(rules_in).join("info");
            for folder in [&tree, &repository, &rules] {
                std::fs::create_dir_all(folder).unwrap();
            }
            std::fs::write(tree.join(".git"), format!("{link}\n")).unwrap();
            std::fs::write(rules.join("exclude"), ".tool*\n").unwrap();
            if !leads_on.is_empty() {
                std::fs::write(repository.join("commondir"), format!("{leads_on}\n")).unwrap();
            }
            let file = tree.join(".tool.local.toml");
            let status = git_status(&file, &Environment::new([], None));
            let expected = if ignored {
                GitStatus::Unknown
            } else {
                GitStatus::NotIgnored
            };
            assert_eq!(status, expected, "{link:?} {leads_on:?} {rules_in:?}");
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
}
