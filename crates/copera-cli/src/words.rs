//! The words of this tool's failures: the table that reports, `copera schema` and the guide go by.

pub(crate) use copera_term::words::*;
pub(crate) use own::*;

mod own {
    use copera_term::{ErrorWord, ExitCode};

    /// All words that a caller can meet.
    pub(crate) fn all() -> impl Iterator<Item = ErrorWord> {
        let all = copera_term::words::ALL.iter().chain(ALL).copied();
        all.filter(|word| word.exit() != ExitCode::Success)
    }

    copera_term::error_words! {
        MISSING_ID = "missing_id", "an id is wanted, and neither given nor in the profile", Usage;
        INVALID_ID = "invalid_id", "a text is no id", Usage;
        MISSING_FLAG = "missing_flag", "a flag is wanted here", Usage;
        INVALID_FLAG = "invalid_flag", "a flag does not go with the others", Usage;
        MISSING_INPUT = "missing_input", "there is nothing to write or check", Usage;
        INVALID_OPERATION = "invalid_operation", "this can't be done to a thing of this kind", Usage;
        UNKNOWN_PROFILE = "unknown_profile", "there is no such profile, or several", Usage;
        CONFIRMATION_REQUIRED = "confirmation_required", "a deletion wants `--force` here", Usage;
        MISSING_EDITOR = "missing_editor", "no editor is named", Usage;
        INVALID_TOKEN = "invalid_token", "the service does not accept the token to sign in with", Auth;
        NO_STORED_TOKEN = "no_stored_token", "no token is saved there", Usage;
        KEYRING_ERROR = "keyring_error", "the keyring does not do what was asked", Failure;
        API_ERROR = "api_error", "the service refused; the exit code says how", Failure | NotFound | Auth | Conflict | RateLimited;
        UNSAFE_URL = "unsafe_url", "the service named an address that is not followed", Failure;
        CONFLICT = "conflict", "something has changed meanwhile, or is in use", Conflict;
        WAIT_TIMEOUT = "wait_timeout", "what was written could not be read back in time", Failure;
        NOT_SET = "not_set", "a setting has no value there", NotFound;
        FILE_ERROR = "file_error", "a file can't be read or written", Failure;
        FILE_EXISTS = "file_exists", "a file is there already", Conflict;
        CACHE_ERROR = "cache_error", "the cache can't be read or removed", Failure;
        IMPORT_BEGUN = "import_begun", "an import of the file was begun and not ended", Conflict;
        IMPORT_UNSURE = "import_unsure", "nobody knows whether some rows were made", Conflict;
        EDITOR_FAILED = "editor_failed", "the editor failed; nothing was changed", Failure;
        // Nobody sees it: the end of the run shows the request instead.
        DRY_RUN = "dry_run", "a rehearsal", Success;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fmt::Write;

    use super::*;

    #[test]
    fn each_stands_once() {
        let mut seen = HashSet::new();
        for word in all() {
            assert!(seen.insert(word.name()), "{}", word.name());
            assert_eq!(word.exits().first(), Some(&word.exit()), "{}", word.name());
        }
    }

    /// The table of the guide is this one. `INSTA_UPDATE=always` writes it.
    #[test]
    fn the_guide_lists_them() {
        const HEAD: &str = "| word | exit code | means |\n|---|---|---|\n";
        let mut table = HEAD.to_owned();
        for word in all() {
            let exits: Vec<_> = word
                .exits()
                .iter()
                .map(|exit| exit.code().to_string())
                .collect();
            let (name, meaning) = (word.name(), word.meaning());
            writeln!(table, "| `{name}` | {} | {meaning} |", exits.join(", ")).unwrap();
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guides/programs.md");
        let guide = std::fs::read_to_string(path).unwrap();
        let (before, rest) = guide.split_once(HEAD).unwrap();
        let after = rest.trim_start_matches(|character| character != '\n');
        let after = after.split_once("\n\n").unwrap().1;
        let wanted = format!("{before}{table}\n{after}");
        if crate::manual::variable("INSTA_UPDATE").as_deref() == Some("always") {
            std::fs::write(path, &wanted).unwrap();
        } else {
            assert!(
                guide == wanted,
                "the guide for programs has another table of words"
            );
        }
    }
}
