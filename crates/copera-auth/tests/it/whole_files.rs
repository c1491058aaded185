//! A tool whose first file with a token decides as a whole: what it signs in with, and what it says of
//! the token in force.

use copera_auth::layout::{FileRule, Key, Layout, Place, Trust};
use copera_auth::{Environment, Expiry, Flags, Stack, Token};

use crate::folders::Folders;

static TOOL: Layout = Layout::new("tool", "token")
    .files(&[
        FileRule::json(".toolrc", Place::Named { flag: "config" }, Trust::User),
        FileRule::json(".toolrc", Place::CurrentDir, Trust::Local),
        FileRule::json(".toolrc", Place::Home, Trust::User),
    ])
    .first_file_with_a_token_wins_whole()
    .keys(&[
        Key::file("token"),
        Key::file("ends"),
        Key::file("url")
            .flag("--url")
            .default("https://default.example"),
    ])
    .credential_expiry("ends")
    .prefixes(&["t_"]);

const HERE: &str = r#"{ "url": "https://here.example" }"#;
const HOME: &str = r#"{ "url": "https://home.example", "token": "t_home" }"#;

fn stack(environment: &Environment, flags: &[(&'static str, &str)]) -> Stack {
    let with = |flags: Flags, (key, value): &(&'static str, &str)| {
        flags.with(key, Some((*value).to_owned()))
    };
    Stack::load(
        &TOOL,
        environment,
        flags.iter().fold(Flags::default(), with),
    )
}

#[test]
fn a_default_is_what_nothing_else_says() {
    for (files, url, origin) in [
        (vec![], "https://default.example", "built-in default"),
        (
            vec![("~/.toolrc", HOME)],
            "https://home.example",
            ".toolrc:1:10",
        ),
    ] {
        let folders = Folders::with(&files);
        let stack = stack(&folders.environment(&[]), &[]);
        let found = stack.address("url").unwrap();
        assert_eq!(found.value.to_string(), url);
        assert!(found.origin.to_string().ends_with(origin), "{found:?}");
    }
}

/// The address that the saved token will be sent to: not that of a file which it takes the place of.
#[test]
fn the_address_beside_a_token_that_is_saved() {
    let table: [(&[_], &[_], _); 6] = [
        (&[], &[], "https://default.example"),
        (&[("~/.toolrc", HOME)], &[], "https://home.example"),
        (
            &[(".toolrc", HERE), ("~/.toolrc", HOME)],
            &[],
            "https://here.example",
        ),
        (
            &[(".toolrc", HERE)],
            &[("url", "https://typed.example")],
            "https://typed.example",
        ),
        (
            &[(".toolrc", HERE)],
            &[("url", " ")],
            "https://here.example",
        ),
        // The one file that was named knows of no other.
        (
            &[(".toolrc", HERE), ("~/.toolrc", HOME)],
            &[("config", "my.json")],
            "https://default.example",
        ),
    ];
    for (files, flags, url) in table {
        let folders = Folders::with(files);
        let stack = stack(&folders.environment(&[]), flags);
        let layer = &stack.layers()[0];
        let address = stack.address_beside(layer, "url").unwrap();
        assert_eq!(address.value.to_string(), url, "{files:?} {flags:?}");
    }
}

#[test]
fn a_file_that_is_named_in_vain() {
    let folders = Folders::with(&[("~/.toolrc", HOME), ("my.json", "{}")]);
    let environment = folders.environment(&[]);
    for (flags, in_vain) in [
        ([("config", "nowhere.json")].as_slice(), true),
        (&[("config", "my.json")], false),
        (&[], false),
    ] {
        let stack = stack(&environment, flags);
        assert_eq!(stack.named_in_vain().is_some(), in_vain, "{flags:?}");
    }
}

#[test]
fn a_token_that_is_saved_once_more_is_no_younger() {
    let text = r#"{ "token": "t_same", "ends": "2027-01-01" }"#;
    let folders = Folders::with(&[(".toolrc", text), ("~/.toolrc", HOME)]);
    let now = "2026-11-24T22:00:00Z".parse().unwrap();
    let stack = stack(&folders.environment(&[]).with_now(now), &[]);
    let [here, home] = stack.layers() else {
        panic!("two files")
    };
    let same = Token::parse("t_same", &["t_"]).unwrap();
    let other = Token::parse("t_other", &["t_"]).unwrap();
    for (layer, token, ends) in [
        (here, &same, "2027-01-01"),
        (here, &other, "2027-02-22"),
        (home, &same, "2027-02-22"),
    ] {
        let expiry = stack.expiry_from_today(layer, "", token, "90d").unwrap();
        assert_eq!(expiry, ends.parse::<Expiry>().unwrap());
    }
}

#[cfg(unix)]
#[test]
fn what_is_said_of_a_token_that_is_used() {
    use std::os::unix::fs::PermissionsExt;

    const LOOSE: &str = "other users may open the file that the token t_… stands in (mode 0644); \
                         set its mode to 600: `chmod 600 ~/.toolrc`";
    const NEAR: &str = "the token's last day is 2026-12-08: 14 days left";
    for (mode, ends, told) in [
        (0o600, "2026-12-09", vec![]),
        (0o400, "2026-12-09", vec![]),
        (0o644, "2026-12-09", vec![LOOSE]),
        (0o600, "2026-12-08", vec![NEAR]),
        (0o644, "2026-12-08", vec![LOOSE, NEAR]),
    ] {
        let text = format!(r#"{{ "token": "t_home", "ends": "{ends}" }}"#);
        let folders = Folders::with(&[("~/.toolrc", &text)]);
        let permissions = PermissionsExt::from_mode(mode);
        std::fs::set_permissions(folders.path("~/.toolrc"), permissions).unwrap();
        let now = "2026-11-24T22:00:00Z".parse().unwrap();
        let stack = stack(&folders.environment(&[]).with_now(now), &[]);
        let credential = stack.credential("").unwrap().unwrap();
        assert_eq!(
            stack.warnings("", &credential).unwrap(),
            told,
            "{mode:o} {ends}"
        );
    }
}
