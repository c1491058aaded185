//! Single findings, closer to: dates, git, and what the texts repeat.

use copera_auth::{Config, Flags, Severity};

use crate::doctor::{HOME, LOCAL, PAT, SHARED, private, told, work_tree};

/// By the date beside the token, whichever profile is in force.
#[test]
fn tokens_that_end() {
    let now = "2026-11-24T22:00:00Z".parse().unwrap();
    let work = "[profiles.work]\ntoken = 'cp_pat_0123456789abcdefghij'\nexpires_at = ";
    let kept = "[profiles.work]\ntoken_store = 'keyring'\nexpires_at = ";
    let nothing = "[profiles.work]\nexpires_at = ";
    for (profile, date, expected) in [
        (
            work,
            "2026-11-23",
            Some(("expired_token ~/.copera.toml:2:9", "ended 1 day ago")),
        ),
        (
            work,
            "2026-11-24",
            Some(("expiring_token ~/.copera.toml:2:9", "ends today")),
        ),
        (
            work,
            "2026-12-08",
            Some(("expiring_token ~/.copera.toml:2:9", "14 days left")),
        ),
        (work, "2026-12-09", None),
        (
            kept,
            "2026-11-01",
            Some(("expired_token ~/.copera.toml:2:15", "ended 23 days ago")),
        ),
        (nothing, "2026-11-01", None),
    ] {
        let folders = private(&[(HOME, &format!("{profile}'{date}'\n"))]);
        let environment = folders.environment(&[]).with_now(now);
        let config = Config::load(&environment, Flags::default());
        let found = config.findings();
        let expected_lines: Vec<_> = expected.iter().map(|it| it.0).collect();
        assert_eq!(told(&folders, &config), expected_lines, "{profile}{date}");
        let Some((line, state)) = expected else {
            continue;
        };
        let message = found[0].message(&environment);
        assert!(
            message.contains("`work`") && message.ends_with(state),
            "{message}"
        );
        assert!(found[0].fix(&environment).contains("`work`"));
        let past = line.starts_with("expired");
        assert_eq!(
            found[0].severity() == Severity::ActionNeeded,
            past,
            "{date}"
        );
    }
    // What is no date is found for the profile in force.
    let folders = private(&[(HOME, &format!("{PAT}expires_at = 'soon'\n"))]);
    let config = folders.config(&[], Flags::default());
    assert_eq!(
        told(&folders, &config),
        ["invalid_setting ~/.copera.toml:3:14"]
    );
}

/// Without git, its rules are known all the same, and what it tracks is not.
#[test]
fn where_git_can_not_be_asked() {
    for (files, rules, expected) in [
        (
            [(LOCAL, PAT)],
            ".copera.local.toml",
            "git_unknown .copera.local.toml:2:9",
        ),
        (
            [(LOCAL, PAT)],
            "",
            "not_ignored_by_git .copera.local.toml:2:9",
        ),
        (
            [(SHARED, PAT)],
            ".copera.toml",
            "shared_token .copera.toml:2:9",
        ),
    ] {
        let folders = private(&files);
        work_tree(&folders, rules);
        let config = folders.config(&[], Flags::default());
        assert_eq!(told(&folders, &config), [expected]);
    }
}

/// The place is shown beside a finding, so that no path stands in its text but as people write it.
#[test]
fn no_finding_repeats_a_path() {
    for (text, variables) in [
        ("default_profile = 'gone'\n", &[][..]),
        ("[profiles.A]\n[profiles.a]\n", &[("COPERA_PROFILE", "Ä")]),
        (
            "default_profile = 'aB'\n[profiles.AB]\n[profiles.ab]\n",
            &[],
        ),
        (
            "[api]\nbase_url = 'x'\ntimeout = 'x'\nweb_url = 'x'\n[cache]\nttl = 'x'\n",
            &[],
        ),
        ("[profiles.default]\ntoken = 'two words'\n", &[]),
        ("broken", &[]),
    ] {
        let folders = private(&[(HOME, text)]);
        let config = folders.config(variables, Flags::default());
        let (found, environment) = (config.findings(), folders.environment(&[]));
        assert!(!found.is_empty(), "{text}");
        let home = folders.home().display().to_string();
        for finding in found {
            let words = [finding.message(&environment), finding.fix(&environment)];
            assert!(!words.concat().contains(&home), "{words:?}");
        }
    }
}
