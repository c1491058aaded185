//! What the doctor mends by itself, and that it helped.

use copera_auth::Flags;

use crate::doctor::{HOME, LOCAL, PAT, SHARED, private, set_mode, told, work_tree};
use crate::folders::read;

/// Mode of the file, whether it holds a token, whether others may open it.
#[cfg(unix)]
#[test]
fn a_file_with_a_token_is_for_its_owner_alone() {
    for (mode, text, open) in [
        (0o600, PAT, false),
        (0o400, PAT, false),
        (0o700, PAT, false),
        (0o644, PAT, true),
        (0o640, PAT, true),
        (0o602, PAT, true),
        (
            0o644,
            "[profiles.default]\ntoken_store = 'keyring'\n",
            false,
        ),
    ] {
        let folders = private(&[(HOME, text)]);
        set_mode(&folders, HOME, mode);
        let config = folders.config(&[], Flags::default());
        let found = told(&folders, &config);
        let expected: &[&str] = if open {
            &["open_to_others ~/.copera.toml:2:9"]
        } else {
            &[]
        };
        assert_eq!(found, expected, "{mode:o} {text}");
        for finding in config.findings() {
            assert!(config.stack().fix(&finding).unwrap());
        }
        assert!(config.findings().is_empty(), "{mode:o}");
        assert_eq!(read(&folders.path(HOME)), text);
    }
}

/// Ignore rules, the file, whether the rule is missing.
#[test]
fn git_must_ignore_what_holds_a_token() {
    for (rules, file, missing) in [
        ("", LOCAL, true),
        (".copera.local.toml*\n", LOCAL, false),
        ("*.toml\n!.copera.local.toml\n", LOCAL, true),
        ("*.txt", LOCAL, true),
    ] {
        let folders = private(&[(file, PAT)]);
        work_tree(&folders, rules);
        let config = folders.config(&[], Flags::default());
        let found = config.findings();
        // The rules are all that is known here: git itself can't be asked.
        let ignored = "git_unknown .copera.local.toml:2:9";
        let expected = if missing {
            "not_ignored_by_git .copera.local.toml:2:9"
        } else {
            ignored
        };
        assert_eq!(told(&folders, &config), [expected], "{rules:?}");
        for finding in &found {
            assert_eq!(config.stack().fix(finding).unwrap(), missing);
        }
        assert_eq!(told(&folders, &config), [ignored], "{rules:?}");
        if missing {
            let gap = if rules.is_empty() || rules.ends_with('\n') {
                ""
            } else {
                "\n"
            };
            assert_eq!(
                read(&folders.path(".gitignore")),
                format!("{rules}{gap}/.copera.local.toml*\n")
            );
        }
    }
}

/// Nothing makes git ignore the file that a project shares: it is the token that must go.
#[test]
fn the_shared_file_stays_shared() {
    let folders = private(&[(SHARED, PAT)]);
    work_tree(&folders, "");
    let config = folders.config(&[], Flags::default());
    let findings = config.findings();
    assert_eq!(told(&folders, &config), ["shared_token .copera.toml:2:9"]);
    assert!(findings.iter().all(|finding| !finding.can_be_fixed()));
    assert!(!config.stack().fix(&findings[0]).unwrap());
    assert_eq!(read(&folders.path(".gitignore")), "");
}

/// What a link leads to is what git would take along, wherever the link lies.
#[cfg(unix)]
#[test]
fn a_home_file_that_lies_in_a_work_tree() {
    let folders = private(&[("dotfile", PAT)]);
    work_tree(&folders, "");
    std::os::unix::fs::symlink(folders.path("dotfile"), folders.path(HOME)).unwrap();
    let config = folders.config(&[], Flags::default());
    assert_eq!(
        told(&folders, &config),
        ["not_ignored_by_git ~/.copera.toml:2:9"]
    );
    assert!(config.stack().fix(&config.findings()[0]).unwrap());
    assert_eq!(read(&folders.path(".gitignore")), "/dotfile\n");
    assert_eq!(told(&folders, &config), ["git_unknown ~/.copera.toml:2:9"]);
}
