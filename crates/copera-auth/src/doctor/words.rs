//! What a finding says to a person: the sentence, and the one about mending it.

use std::path::Path;

use super::finding::{Finding, StoredToken};
use crate::config_file::FileProblem;
use crate::error::ConfigError;
use crate::origin::Origin;
use crate::{Environment, GitStatus, TokenKind};

impl Finding {
    /// What was found, as a sentence without a full stop. It does not repeat the place, which is
    /// shown beside it; other files are named with the home directory as `~`.
    pub fn message(&self, environment: &Environment) -> String {
        let shown = |path: &Path| environment.display_path(path);
        match self {
            Self::OpenToOthers { token, mode } => {
                format!(
                    "other users may open the file that {} stands in (mode {mode:04o})",
                    the(token)
                )
            }
            Self::SharedToken { token, git } => {
                let reach = match git {
                    GitStatus::Tracked => {
                        ", and git tracks it: whoever has the repository has the token"
                    }
                    _ => "",
                };
                format!(
                    "{} stands in a file that everybody who works on the project shares{reach}",
                    the(token)
                )
            }
            Self::Tracked { token, .. } => {
                format!("{} stands in a file that git tracks", the(token))
            }
            Self::NotIgnored { token, .. } => format!(
                "{} stands in a file that git does not ignore: the next `git add .` takes it along",
                the(token)
            ),
            Self::GitUnknown { token, .. } => format!(
                "{} stands in a file that git's rules ignore; git could not be asked whether it tracks the file all the same",
                the(token)
            ),
            Self::Ending {
                profile,
                expiry,
                state,
                ..
            } => format!("the last day of the token of profile `{profile}` is {expiry}: {state}"),
            Self::TokenBesideReference { token, reference } => format!(
                "{} goes before `{reference}`, which says that the token is elsewhere",
                the(token)
            ),
            Self::UntrustedHost { refused, .. } => {
                let token = match refused.token_origin.position() {
                    Some(position) => shown(&position.path),
                    None => refused.token_origin.to_string(),
                };
                format!(
                    "this file may not send the token {} ({token}) to {}: every call is refused",
                    refused.token, refused.host
                )
            }
            Self::VariableDiffers {
                variable,
                shown,
                stored_shown,
                ..
            } => format!(
                "the variable {variable} ({shown}) goes before the stored token {stored_shown}, and is another one"
            ),
            Self::UnfitKind {
                kind, id, surface, ..
            } => format!(
                "`{id}` is of no use: no {kind} reaches {surface}, and the token in force is one"
            ),
            Self::Unreadable(error) => match &error.problem {
                FileProblem::Syntax {
                    format, message, ..
                } => {
                    format!(
                        "the file is not valid {format}, and blocks what it would decide: {message}"
                    )
                }
                problem => format!("the file {problem}, and blocks what it would decide"),
            },
            Self::Invalid(error) => invalid(error),
            Self::SimilarProfiles { names, .. } => format!(
                "the profiles {} differ only in letter case: each is found by its exact name alone",
                list(names)
            ),
            Self::UnknownKey(unknown) => format!("nothing reads the key `{}`", unknown.key),
            Self::RefusedKey(refused) => format!(
                "`{}` was refused: it is read from the home file only",
                refused.key
            ),
            Self::Foreign { .. } => {
                "the file belongs to another user and was left alone".to_owned()
            }
        }
    }

    /// What to do about it, as a sentence without a full stop; commands are written as they are
    /// typed.
    pub fn fix(&self, environment: &Environment) -> String {
        let shown = |path: &Path| environment.display_path(path);
        match self {
            Self::OpenToOthers { token, .. } => {
                format!(
                    "set its mode to 600: `chmod 600 {}`",
                    typed(&token.position.path, environment)
                )
            }
            Self::SharedToken { git, .. } => {
                let leaked = match git {
                    GitStatus::Tracked => {
                        "delete it at the service, since the history keeps it; then "
                    }
                    _ => "",
                };
                format!("{leaked}take it out, and keep a token in a file of your own")
            }
            Self::Tracked { file, .. } => format!(
                "run `{}` and have git ignore the file; if it was ever pushed, delete the token at the service",
                in_git("rm --cached", file, environment)
            ),
            Self::NotIgnored { file, line, .. } => {
                let rules = file.with_file_name(".gitignore");
                format!("put the line `{line}` into {}", shown(&rules))
            }
            Self::GitUnknown { file, .. } => format!(
                "see that `{}` lists nothing, where git can be run",
                in_git("ls-files", file, environment)
            ),
            Self::Ending { profile, .. } => {
                format!("make a new token, and sign in to the profile `{profile}` again")
            }
            Self::TokenBesideReference { token, reference } => {
                format!(
                    "remove the one that is not meant, `{}` or `{reference}`",
                    token.key
                )
            }
            Self::UntrustedHost {
                refused,
                trusted_hosts,
            } => {
                let (host, key) = (&refused.host, refused.host_key);
                match trusted_hosts {
                    Some(trusted) => format!(
                        "if you trust {host}, add it to `{trusted}` in your home file; if not, remove `{key}`"
                    ),
                    None => format!("remove `{key}`"),
                }
            }
            Self::VariableDiffers { variable, .. } => {
                format!("unset {variable} to use the stored token")
            }
            Self::UnfitKind { id, surface, .. } => {
                let scope = surface
                    .scope()
                    .map_or_else(String::new, |scope| format!(" with the scope {scope}"));
                format!(
                    "use a {}{scope}, or remove `{id}`",
                    TokenKind::PersonalAccess
                )
            }
            Self::Unreadable(_) => "mend the file, or remove it".to_owned(),
            Self::Invalid(ConfigError::Token { .. }) => {
                "save a good token in its place, or remove it".to_owned()
            }
            Self::Invalid(ConfigError::UnknownProfile { known, .. }) if known.is_empty() => {
                "sign in to make the profile, or name none".to_owned()
            }
            Self::Invalid(ConfigError::UnknownProfile { known, .. }) => {
                format!("name one of those that there are: {}", list(known))
            }
            Self::Invalid(ConfigError::AmbiguousProfile { .. }) => {
                "spell it as one of them".to_owned()
            }
            Self::Invalid(_) => "correct the value, or remove it".to_owned(),
            Self::SimilarProfiles { .. } => "rename all but one of them".to_owned(),
            Self::UnknownKey(unknown) => match &unknown.nearest {
                Some(nearest) => format!("if `{nearest}` was meant, rename it; if not, remove it"),
                None => "remove it".to_owned(),
            },
            Self::RefusedKey(_) => {
                "move it to the home file if you trust what it says; if not, remove it".to_owned()
            }
            Self::Foreign { .. } => {
                "remove it, or make a copy of your own if you trust what it says".to_owned()
            }
        }
    }
}

fn the(token: &StoredToken) -> String {
    format!("the token {}", token.shown)
}

fn list(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// What is wrong with a setting. A place in a file is shown beside it; a variable or flag is not.
fn invalid(error: &ConfigError) -> String {
    match error {
        ConfigError::Value {
            key,
            origin: Origin::File(_),
            problem,
        } => format!("`{key}` is not valid: {problem}"),
        ConfigError::Token {
            origin: Origin::File(_),
            source,
        } => source.to_string(),
        ConfigError::UnknownProfile {
            name,
            origin: Origin::File(_),
            ..
        } => format!("there is no profile `{name}`"),
        ConfigError::AmbiguousProfile { name, matches, .. } => format!(
            "the file has several profiles that `{name}` may mean: {}",
            list(matches)
        ),
        error => error.to_string(),
    }
}

/// A command of git's about one file.
fn in_git(command: &str, file: &Path, environment: &Environment) -> String {
    let name = typed(Path::new(file.file_name().unwrap_or_default()), environment);
    match file.parent() {
        Some(folder) => format!("git -C {} {command} {name}", typed(folder, environment)),
        None => format!("git {command} {name}"),
    }
}

/// A path as it is typed into a shell; the home directory as `~` where nothing needs quotes.
fn typed(path: &Path, environment: &Environment) -> String {
    let shown = environment.display_path(path);
    let plain = |character: char| character.is_ascii_alphanumeric() || "~/._-".contains(character);
    if shown.chars().all(plain) {
        shown
    } else {
        format!("'{}'", path.display().to_string().replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_path_as_it_is_typed() {
        let environment = Environment::new([("HOME".into(), "/h".into())], None);
        for (path, expected) in [
            ("/h/.copera.toml", "~/.copera.toml"),
            ("/h/a b/x", "'/h/a b/x'"),
            ("/it's/$x", r"'/it'\''s/$x'"),
        ] {
            assert_eq!(typed(Path::new(path), &environment), expected);
        }
    }
}
