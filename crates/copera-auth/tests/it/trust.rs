use copera_auth::layout::{FileRule, Key, Layout, Place, Trust};
use copera_auth::{ConfigError, Flags, Stack};

use crate::folders::{Folders, token_flag};

const EVIL: &str = "[api]\nbase_url = 'https://evil.example'\n";

/// Where the token stands × where the host stands.
#[test]
fn a_host_needs_a_source_as_trusted_as_the_tokens() {
    let places = ["", ".copera.local.toml", ".copera.toml", "~/.copera.toml"];
    // For the token, the empty place is the flag; for the host, it is the variable.
    let allowed = |token: &str, host: &str| match host {
        "" | "~/.copera.toml" => true,
        ".copera.local.toml" => token.starts_with(".copera"),
        _ => token == ".copera.toml",
    };
    for token_place in places {
        for host_place in places {
            let token = "[profiles.default]\ntoken = 'cp_pat_0123456789abcdefghij'\n";
            let mut files = std::collections::BTreeMap::<&str, String>::new();
            *files.entry(token_place).or_default() += token;
            *files.entry(host_place).or_default() += EVIL;
            let files: Vec<_> = files.iter().filter(|(name, _)| !name.is_empty()).collect();
            let files: Vec<_> = files
                .into_iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect();
            let folders = Folders::with(&files);
            let variables: &[_] = if host_place.is_empty() {
                &[("COPERA_API_BASE_URL", "https://evil.example")]
            } else {
                &[]
            };
            let flags = if token_place.is_empty() {
                token_flag("cp_pat_0123456789abcdefghij")
            } else {
                Flags::default()
            };
            let config = folders.config(variables, flags);
            let (_, credential) = config.credential().unwrap();
            let base = config.base_url().unwrap();
            assert_eq!(base.value.host(), "evil.example");
            let verdict = config.check_host(&base, &credential.unwrap());
            assert_eq!(
                verdict.is_ok(),
                allowed(token_place, host_place),
                "token in {token_place:?}, host in {host_place:?}"
            );
        }
    }
}

#[test]
fn a_refusal_names_both_places_and_no_secret() {
    let folders = Folders::with(&[
        (".copera.toml", EVIL),
        (
            "~/.copera.toml",
            "[profiles.default]\ntoken = 'cp_pat_0123456789abcdefghij'\n",
        ),
    ]);
    let config = folders.config(&[], Flags::default());
    let (_, credential) = config.credential().unwrap();
    let error = config
        .check_host(&config.base_url().unwrap(), &credential.unwrap())
        .unwrap_err();
    assert!(matches!(error, ConfigError::UntrustedHost(_)));
    let shown = error.to_string();
    for part in [
        "https://evil.example",
        ".copera.toml:2:12",
        "cp_pat_…ghij",
        ".copera.toml:2:9",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    assert!(!shown.contains("0123456789"), "{shown}");
}

/// Hosts in a project file that a token from the home file may be sent to all the same.
#[test]
fn hosts_that_somebody_vouches_for() {
    let table = [
        ("https://api.copera.ai/public/v1", "", true),
        ("https://api-dev.copera.ai/public/v1", "", true),
        ("https://API.copera.ai/elsewhere", "", true),
        ("https://api.copera.ai:8443/", "", false),
        ("https://api.copera.ai.evil.example/", "", false),
        ("https://evil.example/api.copera.ai", "", false),
        // Loopback is no exception: another user's program may listen there.
        ("http://127.0.0.1:8080", "", false),
        (
            "http://127.0.0.1:8080",
            "[trust]\nhosts = ['127.0.0.1:8080']\n",
            true,
        ),
        (
            "http://127.0.0.1:8081",
            "[trust]\nhosts = ['127.0.0.1:8080']\n",
            false,
        ),
        (
            "https://copera.example",
            "[trust]\nhosts = ['Copera.example']\n",
            true,
        ),
        (
            "https://copera.example:444",
            "[trust]\nhosts = ['copera.example']\n",
            false,
        ),
        (
            "https://sub.copera.example",
            "[trust]\nhosts = ['copera.example']\n",
            false,
        ),
    ];
    for (host, trust, allowed) in table {
        let project = format!("[api]\nbase_url = '{host}'\n[trust]\nhosts = ['evil.example']\n");
        let home = format!("[profiles.default]\ntoken = 'cp_pat_x'\n{trust}");
        let folders = Folders::with(&[(".copera.toml", &project), ("~/.copera.toml", &home)]);
        let config = folders.config(&[], Flags::default());
        let (_, credential) = config.credential().unwrap();
        let verdict = config.check_host(&config.base_url().unwrap(), &credential.unwrap());
        assert_eq!(verdict.is_ok(), allowed, "{host} with {trust:?}");
    }
}

/// The rule is the layout's, not Copera's: a tool with another key and host is guarded by it too.
#[test]
fn another_tools_layout_is_guarded() {
    static OTHER: Layout = Layout::new("other", "secret")
        .files(&[
            FileRule::json(".otherrc", Place::CurrentDir, Trust::Local),
            FileRule::json(".otherrc", Place::Home, Trust::User),
        ])
        .keys(&[Key::file("secret"), Key::file("server")])
        .hosts(&["other.example"]);
    for (server, allowed) in [
        ("https://evil.example", false),
        ("https://other.example", true),
        // Its own host, but anybody could listen on the way.
        ("http://localhost", false),
    ] {
        let folders = Folders::with(&[
            (".otherrc", &format!(r#"{{"server": "{server}"}}"#)),
            ("~/.otherrc", r#"{"secret": "0123456789abcdef0123"}"#),
        ]);
        let stack = Stack::load(&OTHER, &folders.environment(&[]), Flags::default());
        let base = stack.get("server").unwrap().unwrap();
        let credential = stack.credential("").unwrap().unwrap();
        match stack.check_host("server", &base, &credential) {
            Ok(()) => assert!(allowed, "{server}"),
            Err(ConfigError::UntrustedHost(refused)) => {
                assert!(!allowed, "{server}");
                assert_eq!((refused.host_key, refused.token_key), ("server", "secret"));
            }
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn a_home_only_key_is_shown_as_refused_elsewhere() {
    let folders = Folders::with(&[
        (".copera.toml", "[trust]\nhosts = ['evil.example']\n"),
        ("~/.copera.toml", "[trust]\nhosts = ['good.example']\n"),
    ]);
    let hosts = folders
        .config(&[], Flags::default())
        .stack()
        .get::<Vec<String>>("trust.hosts")
        .unwrap()
        .unwrap();
    assert_eq!(hosts.value, ["good.example"]);
    assert_eq!(
        folders.trace(&hosts.candidates),
        ["refused .copera.toml:2:9", "wins ~/.copera.toml:2:9"]
    );
}

/// Project files of another user are left alone, and root takes the word of the folder's owner.
#[cfg(unix)]
#[test]
fn files_of_other_users() {
    use std::os::unix::fs::MetadataExt;
    let folders = Folders::with(&[(".copera.toml", "[profiles.default]\ntoken = 'cp_pat_x'\n")]);
    let owner = folders.path(".copera.toml").metadata().unwrap().uid();
    for (user, read) in [(owner, true), (owner + 1, false), (0, true)] {
        let environment = folders.environment(&[]).with_user(user);
        let config = copera_auth::Config::load(&environment, Flags::default());
        let (_, credential) = config.credential().unwrap();
        assert_eq!(credential.is_some(), read, "file of {owner} seen by {user}");
        assert_eq!(config.stack().foreign().count(), usize::from(!read));
    }
}
