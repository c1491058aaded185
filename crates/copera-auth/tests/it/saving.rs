use copera_auth::layout::{FileRule, Place, Trust};
use copera_auth::{COPERA, EditError, FileProblem, FileStore, StoreError, Token, TokenKind};

use crate::folders::{Folders, read};

static HOME: FileRule = FileRule::toml(".copera.toml", Place::Home, Trust::User);

fn token(text: &str) -> Token {
    Token::parse(text, TokenKind::PREFIXES).unwrap()
}

fn store(folders: &Folders, name: &str) -> FileStore {
    FileStore::new(
        &COPERA,
        &HOME,
        &folders.path(name),
        &folders.environment(&[]),
    )
}

#[test]
fn put_and_remove_leave_the_rest_alone() {
    let before = "\u{feff}# mine\r\n[profiles.\"Work\"] # here\r\nboard_id = 'b'\r\n\r\n[other]\r\nx = 1.50\r\n";
    let folders = Folders::with(&[("~/.copera.toml", before)]);
    let store = store(&folders, "~/.copera.toml");
    store.put("work", &token("cp_pat_1"), None).unwrap();
    let after = read(store.path());
    assert_eq!(
        after,
        before.replace(
            "board_id = 'b'\r\n",
            "board_id = 'b'\r\ntoken = \"cp_pat_1\"\r\n"
        )
    );
    assert!(store.remove("WORK").unwrap());
    assert_eq!(read(store.path()), before);
    assert!(!store.remove("WORK").unwrap());
}

#[test]
fn a_broken_file_is_refused_and_stays() {
    let folders = Folders::with(&[(
        "~/.copera.toml",
        "[profiles.default]\ntoken = 'cp_pat_secret\n",
    )]);
    let store = store(&folders, "~/.copera.toml");
    for error in [
        store.probe("default").unwrap_err(),
        store.put("default", &token("cp_pat_1"), None).unwrap_err(),
        store.remove("default").unwrap_err(),
    ] {
        assert!(
            matches!(&error, StoreError::File(file) if matches!(file.problem, FileProblem::Syntax { line: 2, .. })),
            "{error}"
        );
        assert!(!format!("{error:?}").contains("secret"));
    }
    assert_eq!(
        read(store.path()),
        "[profiles.default]\ntoken = 'cp_pat_secret\n"
    );
}

#[test]
fn several_profiles_that_may_be_meant() {
    let folders = Folders::with(&[("~/.copera.toml", "[profiles.Work]\n[profiles.WORK]\n")]);
    let error = store(&folders, "~/.copera.toml")
        .put("work", &token("cp_pat_1"), None)
        .unwrap_err();
    assert!(
        matches!(error, StoreError::AmbiguousProfile { .. }),
        "{error}"
    );
}

/// A file that the next run would refuse to read is never written.
#[test]
fn a_file_does_not_grow_past_what_is_read() {
    let full = format!("#{}\n", "x".repeat(1024 * 1024 - 20));
    let folders = Folders::with(&[("~/.copera.toml", &full)]);
    let store = store(&folders, "~/.copera.toml");
    for error in [
        store.probe("default").unwrap_err(),
        store.put("default", &token("cp_pat_1"), None).unwrap_err(),
    ] {
        assert!(
            matches!(
                error,
                StoreError::Edit {
                    problem: EditError::TooLarge,
                    ..
                }
            ),
            "{error}"
        );
    }
    assert_eq!(read(store.path()), full);
}

#[test]
fn probing_changes_nothing() {
    let folders = Folders::with(&[]);
    let store = store(&folders, "~/.copera.toml");
    store.probe("default").unwrap();
    assert!(!store.path().exists());
    let left: Vec<_> = std::fs::read_dir(folders.home())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, [".local"], "only the folder of the locks");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn mode(path: &std::path::Path) -> u32 {
        path.metadata().unwrap().mode() & 0o777
    }

    #[test]
    fn modes_are_tightened_and_never_loosened() {
        for (before, after) in [
            (None, 0o600),
            (Some(0o644), 0o600),
            (Some(0o600), 0o600),
            (Some(0o400), 0o400),
            (Some(0o666), 0o600),
        ] {
            let folders = Folders::with(&[]);
            let store = store(&folders, "~/.copera.toml");
            if let Some(before) = before {
                std::fs::write(store.path(), "").unwrap();
                std::fs::set_permissions(store.path(), PermissionsExt::from_mode(before)).unwrap();
            }
            store.put("default", &token("cp_pat_1"), None).unwrap();
            assert_eq!(mode(store.path()), after, "{before:?}");
        }
    }

    /// What a project shares is for all to read, until a token stands in it.
    #[test]
    fn a_shared_file_without_a_token_keeps_its_mode() {
        static SHARED: FileRule = FileRule::toml(".copera.toml", Place::Project, Trust::Shared);
        static LOCAL: FileRule = FileRule::toml(".copera.local.toml", Place::Project, Trust::Local);
        const TOKEN: &str = "[profiles.bot]\ntoken = \"cp_key_1\"\n";
        for (rule, text, before, after) in [
            (&SHARED, Some(""), Some(0o644), 0o644),
            (
                &SHARED,
                Some("[profiles.bot]\ntoken = \" \"\n"),
                Some(0o664),
                0o664,
            ),
            (&SHARED, Some(""), Some(0o600), 0o600),
            (&SHARED, Some(TOKEN), Some(0o644), 0o600),
            (&SHARED, None, None, 0o644),
            (&LOCAL, Some(""), Some(0o644), 0o600),
            (&LOCAL, None, None, 0o600),
            (&HOME, Some(""), Some(0o644), 0o600),
        ] {
            let folders = Folders::with(&[]);
            let path = folders.path("file.toml");
            if let (Some(text), Some(before)) = (text, before) {
                std::fs::write(&path, text).unwrap();
                std::fs::set_permissions(&path, PermissionsExt::from_mode(before)).unwrap();
            }
            let store = FileStore::new(&COPERA, rule, &path, &folders.environment(&[]));
            store.set("default_profile", "", "bot").unwrap();
            assert_eq!(mode(&path), after, "{:?} {text:?} {before:?}", rule.trust);
            store.put("bot", &token("cp_key_2"), None).unwrap();
            assert_eq!(mode(&path), 0o600, "{:?} {text:?} {before:?}", rule.trust);
        }
    }

    #[test]
    fn a_symlink_stays_one() {
        let folders = Folders::with(&[("dotfiles.toml", "# kept\n")]);
        let link = folders.path("~/.copera.toml");
        symlink(folders.path("dotfiles.toml"), &link).unwrap();
        store(&folders, "~/.copera.toml")
            .put("default", &token("cp_pat_1"), None)
            .unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        let target = folders.path("dotfiles.toml");
        assert_eq!(
            read(&target),
            "# kept\n\n[profiles.default]\ntoken = \"cp_pat_1\"\n"
        );
        assert_eq!(mode(&target), 0o600);
    }

    #[test]
    fn what_may_stand_in_the_way() {
        let folders = Folders::with(&[]);
        let way = folders.path("~/.copera.toml");
        let probe = || {
            store(&folders, "~/.copera.toml")
                .probe("default")
                .unwrap_err()
        };

        std::fs::create_dir(&way).unwrap();
        assert!(matches!(probe(), StoreError::File(_)));
        std::fs::remove_dir(&way).unwrap();

        symlink("nowhere/at/all", &way).unwrap();
        assert!(matches!(probe(), StoreError::File(_)));
        std::fs::remove_file(&way).unwrap();

        symlink(&way, &way).unwrap();
        assert!(matches!(probe(), StoreError::File(_)));
    }

    /// A project file of another user's is not adopted, with all that it says.
    #[test]
    fn a_file_of_another_user_is_refused() {
        static PROJECT: FileRule =
            FileRule::toml(".copera.local.toml", Place::Project, Trust::Local);
        let folders = Folders::with(&[(".copera.local.toml", "")]);
        let path = folders.path(".copera.local.toml");
        let owner = path.metadata().unwrap().uid();
        for (user, taken) in [(owner, true), (owner + 1, false)] {
            let environment = folders.environment(&[]).with_user(user);
            let store = FileStore::new(&COPERA, &PROJECT, &path, &environment);
            assert_eq!(store.probe("p").is_ok(), taken, "{user}");
            assert_eq!(
                store.put("p", &token("cp_pat_1"), None).is_ok(),
                taken,
                "{user}"
            );
            assert_eq!(store.remove("p").is_ok(), taken, "{user}");
        }
    }

    /// Many at once: each finds what the others wrote.
    #[test]
    fn saves_at_once_all_count() {
        let folders = Folders::with(&[("~/.copera.toml", "# head\n")]);
        std::thread::scope(|scope| {
            for index in 0..16 {
                let store = store(&folders, "~/.copera.toml");
                scope.spawn(move || {
                    store
                        .put(
                            &format!("p{index}"),
                            &token(&format!("cp_pat_{index}")),
                            None,
                        )
                        .unwrap();
                });
            }
        });
        let text = read(&folders.path("~/.copera.toml"));
        assert!(text.starts_with("# head\n"));
        for index in 0..16 {
            assert!(
                text.contains(&format!(
                    "[profiles.p{index}]\ntoken = \"cp_pat_{index}\"\n"
                )),
                "{text}"
            );
        }
    }
}

/// The mode before, the mode after, and whether anything was to do. Not a byte changes.
#[cfg(unix)]
#[test]
fn a_file_is_taken_away_from_others() {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    for (before, after) in [
        (0o644, 0o600),
        (0o666, 0o600),
        (0o440, 0o400),
        (0o604, 0o600),
        (0o600, 0o600),
        (0o400, 0o400),
    ] {
        let folders = Folders::with(&[("~/real.toml", "# mine\r\n")]);
        let (real, link) = (folders.path("~/real.toml"), folders.path("~/.copera.toml"));
        std::os::unix::fs::symlink("real.toml", &link).unwrap();
        std::fs::set_permissions(&real, Permissions::from_mode(before)).unwrap();
        let store = store(&folders, "~/.copera.toml");
        assert_eq!(store.restrict().unwrap(), before != after, "{before:o}");
        assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, after);
        assert_eq!(read(&real), "# mine\r\n");
        assert!(link.symlink_metadata().unwrap().is_symlink());
    }
}
