use copera_auth::layout::{FileRule, Key, Layout, Place, Trust};
use copera_auth::{Config, Finding, Flags, Severity, Stack};

use crate::folders::{Folders, profile_flag};

pub(crate) const HOME: &str = "~/.copera.toml";
pub(crate) const LOCAL: &str = ".copera.local.toml";
pub(crate) const SHARED: &str = ".copera.toml";
pub(crate) const PAT: &str = "[profiles.default]\ntoken = 'cp_pat_0123456789abcdefghij'\n";
const KEY: &str = "[profiles.default]\ntoken = 'cp_key_0123456789abcdefghij'\n";

/// The folders with every file as private as a save leaves it.
pub(crate) fn private(files: &[(&str, &str)]) -> Folders {
    let folders = Folders::with(files);
    for (name, _) in files {
        set_mode(&folders, name, 0o600);
    }
    folders
}

#[cfg(unix)]
pub(crate) fn set_mode(folders: &Folders, name: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    let permissions = std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(folders.path(name), permissions).unwrap();
}

#[cfg(not(unix))]
pub(crate) fn set_mode(_: &Folders, _: &str, _: u32) {}

/// A folder that the ignore rules take for a work tree, and git itself does not.
pub(crate) fn work_tree(folders: &Folders, rules: &str) {
    std::fs::create_dir(folders.path(".git")).unwrap();
    std::fs::write(folders.path(".gitignore"), rules).unwrap();
}

/// The findings as `name file:line:column`, with the folders written as in `Folders::with`.
pub(crate) fn told(folders: &Folders, config: &Config) -> Vec<String> {
    let findings = config.findings();
    for finding in &findings {
        let environment = folders.environment(&[]);
        let text = format!(
            "{finding:?} {} {}",
            finding.message(&environment),
            finding.fix(&environment)
        );
        assert!(!text.contains("0123456789"), "a token is shown: {text}");
        assert!(!text.contains("  ") && !text.contains(".."), "{text}");
    }
    findings.iter().map(|it| line(folders, it)).collect()
}

fn line(folders: &Folders, finding: &Finding) -> String {
    let path = finding.path().map(|path| {
        let (mark, folder) = if path.starts_with(folders.home()) {
            ("~/", folders.home())
        } else {
            ("", folders.project())
        };
        let below = path.strip_prefix(folder).unwrap().display();
        format!(" {mark}{below}")
    });
    let place = finding.line_and_column();
    let place = place.map(|(line, column)| format!(":{line}:{column}"));
    [Some(finding.name().to_owned()), path, place]
        .into_iter()
        .flatten()
        .collect()
}

/// Files, variables, and every finding.
type Case<'a> = (
    &'a [(&'a str, &'a str)],
    &'a [(&'a str, &'a str)],
    &'a [&'a str],
);

fn check(table: &[Case<'_>]) {
    for (files, variables, expected) in table {
        let folders = private(files);
        let config = folders.config(variables, Flags::default());
        assert_eq!(
            told(&folders, &config),
            *expected,
            "{files:?} {variables:?}"
        );
    }
}

#[test]
fn where_tokens_lie() {
    let work = "[profiles.work]\ntoken = 'cp_pat_abcdefghijabcdefghij'\n";
    let both = format!("{PAT}{work}");
    let beside = format!("{PAT}token_store = 'keyring'\ntoken_command = ['pass']\n");
    check(&[
        // Nothing is wrong with nothing, nor with one token in its place.
        (&[], &[], &[]),
        (
            &[
                (HOME, PAT),
                (SHARED, "[profiles.default]\nboard_id = 'b'\n"),
            ],
            &[],
            &[],
        ),
        (&[(LOCAL, PAT)], &[], &[]),
        (&[(SHARED, PAT)], &[], &["shared_token .copera.toml:2:9"]),
        (
            &[(SHARED, &both)],
            &[],
            &[
                "shared_token .copera.toml:2:9",
                "shared_token .copera.toml:4:9",
            ],
        ),
        (&[(SHARED, "[profiles.default]\ntoken = ' '\n")], &[], &[]),
        // A token behind a mistyped key is a token all the same.
        (
            &[(
                SHARED,
                "[profiles.default]\ntokn = 'cp_pat_0123456789abcdefghij'\n",
            )],
            &[],
            &[
                "shared_token .copera.toml:2:8",
                "unknown_key .copera.toml:2:8",
            ],
        ),
        (
            &[(HOME, PAT)],
            &[("COPERA_CLI_AUTH_TOKEN", "cp_pat_zzzz")],
            &["variable_differs ~/.copera.toml:2:9"],
        ),
        (
            &[(HOME, PAT)],
            &[("COPERA_CLI_AUTH_TOKEN", "cp_pat_0123456789abcdefghij")],
            &[],
        ),
        // What is in the keyring is not compared, since it is not opened.
        (
            &[(HOME, "[profiles.default]\ntoken_store = 'keyring'\n")],
            &[("COPERA_CLI_AUTH_TOKEN", "cp_pat_zzzz")],
            &[],
        ),
        (
            &[(HOME, &beside)],
            &[],
            &["token_beside_reference ~/.copera.toml:2:9"; 2],
        ),
        // In a project the reference counts for nothing.
        (
            &[(LOCAL, &format!("{PAT}token_store = 'keyring'\n"))],
            &[],
            &["refused_key .copera.local.toml:3:15"],
        ),
    ]);
}

#[test]
fn what_the_files_say() {
    let with_doc = format!("{KEY}doc_id = 'd'\nboard_id = 'b'\nchannel_id = 'c'\n");
    let pat_with_doc = format!("{PAT}doc_id = 'd'\n");
    let evil = "[api]\nbase_url = 'https://evil.example'\n";
    let evil_trusted = format!("{PAT}[trust]\nhosts = ['evil.example']\n");
    check(&[
        (
            &[(HOME, PAT), (SHARED, evil)],
            &[],
            &["untrusted_host .copera.toml:2:12"],
        ),
        (&[(HOME, &evil_trusted), (SHARED, evil)], &[], &[]),
        (&[(SHARED, evil)], &[], &[]),
        (
            &[(HOME, &with_doc)],
            &[],
            &["unfit_kind ~/.copera.toml:3:10"],
        ),
        (&[(HOME, &pat_with_doc)], &[], &[]),
        (
            &[(
                HOME,
                "[profiles.Work]\n[profiles.home]\n[profiles.work]\n[profiles.WORK]\n",
            )],
            &[],
            &["similar_profiles ~/.copera.toml:3:1"],
        ),
        // One in each file is one profile, found in both.
        (
            &[(HOME, "[profiles.Work]\n"), (LOCAL, "[profiles.work]\n")],
            &[],
            &[],
        ),
        (
            &[(HOME, "a = \n")],
            &[],
            &["unreadable_file ~/.copera.toml:1:5"],
        ),
        (
            &[(HOME, "[api]\nbase_ulr = 'x'\n")],
            &[],
            &["unknown_key ~/.copera.toml:2:12"],
        ),
        (
            &[(SHARED, "[trust]\nhosts = ['x']\n")],
            &[],
            &["refused_key .copera.toml:2:9"],
        ),
        // Values that can't be used are found together, not one after the other.
        (
            &[(
                HOME,
                "default_profile = 'gone'\n[api]\nbase_url = 'http://example.com'\ntimeout = 'soon'\n",
            )],
            &[],
            &[
                "invalid_setting ~/.copera.toml:1:19",
                "invalid_setting ~/.copera.toml:3:12",
                "invalid_setting ~/.copera.toml:4:11",
            ],
        ),
        (
            &[(HOME, "[profiles.default]\ntoken = 'two words'\n")],
            &[],
            &["invalid_setting ~/.copera.toml:2:9"],
        ),
    ]);
}

#[cfg(unix)]
#[test]
fn a_file_of_another_user() {
    use std::os::unix::fs::MetadataExt;
    let folders = private(&[(SHARED, PAT)]);
    let owner = folders.path(SHARED).metadata().unwrap().uid();
    let environment = folders.environment(&[]).with_user(owner + 1);
    let config = Config::load(&environment, Flags::default());
    // Left alone: nothing in it is looked at.
    assert_eq!(told(&folders, &config), ["foreign_file .copera.toml"]);
}

#[test]
fn what_needs_action_comes_first() {
    let unknown = "[profiles.default]\nbord_id = 'x'\n";
    let folders = private(&[(LOCAL, unknown), (HOME, "broken")]);
    let config = folders.config(&[], profile_flag("nope"));
    let found: Vec<_> = config.findings();
    let severities: Vec<_> = found.iter().map(Finding::severity).collect();
    assert_eq!(
        severities,
        [Severity::ActionNeeded, Severity::WorthKnowing],
        "{found:?}"
    );
}

#[test]
fn a_profile_that_is_named_and_nowhere() {
    let folders = private(&[(HOME, PAT)]);
    let config = folders.config(&[], profile_flag("nope"));
    let found = config.findings();
    assert_eq!(told(&folders, &config), ["invalid_setting"]);
    let environment = folders.environment(&[]);
    assert!(found[0].message(&environment).contains("`nope`"));
    assert!(found[0].fix(&environment).contains("`default`"));
}

/// A tool without profiles or kinds of token is looked after by the same rules.
#[test]
fn another_tools_files() {
    static OTHER: Layout = Layout::new("other", "token")
        .files(&[FileRule::json(".otherrc", Place::CurrentDir, Trust::Local)])
        .keys(&[Key::file("token"), Key::file("url")])
        .prefixes(&["oth_"]);
    let folders = private(&[(
        ".otherrc",
        r#"{"token": "oth_0123456789abcdefghij", "ur": 1}"#,
    )]);
    work_tree(&folders, "");
    let stack = Stack::load(&OTHER, &folders.environment(&[]), Flags::default());
    let found: Vec<_> = stack
        .findings()
        .iter()
        .map(|finding| line(&folders, finding))
        .collect();
    assert_eq!(
        found,
        [
            "not_ignored_by_git .otherrc:1:11",
            "unknown_key .otherrc:1:45"
        ]
    );
}
