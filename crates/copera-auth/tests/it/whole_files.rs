//! A tool whose first file with a token decides as a whole: what it signs in with, and what it says of
//! the token in force.

use copera_auth::layout::{FileRule, Key, Layout, Place, Trust};
use copera_auth::{BaseUrl, Environment, Expiry, Flags, Stack, Token};

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
        let found = stack.get::<BaseUrl>("url").unwrap().unwrap();
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
        let address = stack.address_beside(layer, "url").unwrap().unwrap();
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
fn a_credential_that_others_may_read_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let folders = Folders::with(&[("~/.toolrc", HOME)]);
    let environment = folders.environment(&[]);
    for (mode, told) in [
        (0o600, None),
        (0o400, None),
        (
            0o644,
            Some("other users may open the file that the token t_… stands in (mode 0644)"),
        ),
        (
            0o620,
            Some("other users may open the file that the token t_… stands in (mode 0620)"),
        ),
    ] {
        let permissions = PermissionsExt::from_mode(mode);
        std::fs::set_permissions(folders.path("~/.toolrc"), permissions).unwrap();
        let stack = stack(&environment, &[]);
        let credential = stack.credential("").unwrap().unwrap();
        let finding = stack.exposure(&credential);
        let message = finding.map(|finding| finding.message(&environment));
        assert_eq!(message.as_deref(), told, "{mode:o}");
    }
}
