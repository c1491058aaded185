use copera_auth::layout::{FileRule, Place, Trust};
use copera_auth::{COPERA, FileStore, Flags, SettingError, SettingValue};

use crate::folders::{Folders, profile_flag, read};

static HOME: FileRule = FileRule::toml(".copera.toml", Place::Home, Trust::User);
static PROJECT: FileRule = FileRule::toml(".copera.toml", Place::Project, Trust::Shared);

#[test]
fn names() {
    for (text, path, profile) in [
        ("api.base_url", "api.base_url", "default"),
        ("profiles.work.board_id", "profiles.*.board_id", "work"),
        (
            "profiles.\"my team\".board_id",
            "profiles.*.board_id",
            "my team",
        ),
        ("profiles.v1.2.token", "profiles.*.token", "v1.2"),
    ] {
        let setting = COPERA.setting(text).unwrap();
        assert_eq!(
            (setting.path(), setting.profile()),
            (path, profile),
            "{text}"
        );
    }
    for (text, nearest) in [
        ("api.base_ulr", Some("api.base_url")),
        ("profiles.work.board", Some("profiles.work.board_id")),
        ("profiles..token", None),
        ("", None),
        ("zzz", None),
    ] {
        let error = COPERA.setting(text).unwrap_err();
        let SettingError::Unknown { nearest: found, .. } = &error else {
            panic!("{error}")
        };
        if nearest.is_some() {
            assert_eq!(found.as_deref(), nearest, "{text}");
        }
    }
}

/// A table is no setting, and is told what it holds.
#[test]
fn tables() {
    for (table, held) in [
        ("api", "api.base_url api.web_url api.timeout"),
        ("trust", "trust.hosts"),
        (
            "profiles.work",
            "profiles.work.token profiles.work.token_store",
        ),
        ("profiles", "profiles.NAME.token profiles.NAME.token_store"),
    ] {
        let error = COPERA.setting(table).unwrap_err();
        let SettingError::Table { settings, .. } = &error else {
            panic!("{table}: {error}")
        };
        assert!(settings.join(" ").starts_with(held), "{settings:?}");
    }
}

#[test]
fn values() {
    for (key, taken, refused) in [
        (
            "api.base_url",
            "https://copera.example/v1",
            "http://copera.example",
        ),
        ("api.timeout", "1m30s", "soon"),
        ("cache.ttl", "90d", "0s"),
        ("output.format", "plain", "tabel"),
        ("output.color", "never", "Never"),
        ("default_profile", "work", " "),
        ("profiles.work.expires_at", "2027-01-31", "soon"),
    ] {
        let setting = COPERA.setting(key).unwrap();
        let value = |word: &str| setting.value(&[word.to_owned()]);
        assert_eq!(
            value(taken),
            Ok(SettingValue::Text(taken.to_owned())),
            "{key}"
        );
        assert!(
            matches!(value(refused), Err(SettingError::Value { .. })),
            "{key}"
        );
        let two = setting.value(&[taken.to_owned(), taken.to_owned()]);
        assert!(two.is_err(), "{key}");
        assert!(setting.value(&[]).is_err(), "{key}");
    }
    let hosts = COPERA.setting("trust.hosts").unwrap();
    for (host, taken) in [
        ("127.0.0.1:8080", true),
        ("[::1]:8080", true),
        ("Copera.Example", true),
        ("https://a.example", false),
        ("a.example/v1", false),
        ("a.example:443", false),
        ("me@a.example", false),
        ("a b", false),
    ] {
        let value = hosts.value(&["b.example".to_owned(), host.to_owned()]);
        assert_eq!(value.is_ok(), taken, "{host}");
    }
    let words = ["a.example".to_owned(), "b.example".to_owned()];
    assert_eq!(hosts.value(&words), Ok(SettingValue::Words(words.to_vec())));
}

#[test]
fn where_it_may_stand() {
    use SettingError::{Credential, HomeOnly};
    for (key, home, project) in [
        ("api.base_url", true, true),
        ("profiles.work.board_id", true, true),
        ("trust.hosts", true, false),
        ("cache.dir", true, false),
        ("profiles.work.token_command", true, false),
        ("profiles.work.token", false, false),
        ("profiles.work.token_store", false, false),
    ] {
        let setting = COPERA.setting(key).unwrap();
        let at_home = setting.check_place(&COPERA, &HOME);
        let in_project = setting.check_place(&COPERA, &PROJECT);
        assert_eq!(at_home.is_ok(), home, "{key}");
        match (project, in_project) {
            (true, Ok(())) => {}
            (false, Err(HomeOnly { .. })) => assert!(home, "{key}"),
            (false, Err(Credential { .. })) => assert!(!home, "{key}"),
            (_, other) => panic!("{key}: {other:?}"),
        }
    }
}

#[test]
fn written_into_the_file_as_it_is_spelt_there() {
    let folders = Folders::with(&[(
        "~/.copera.toml",
        "# mine\n[profiles.Work]\nboard_id = 'x' # c\n",
    )]);
    let path = folders.path("~/.copera.toml");
    let store = FileStore::new(&COPERA, &HOME, &path, &folders.environment(&[]));
    for (key, words) in [
        ("profiles.work.board_id", &["y"][..]),
        ("trust.hosts", &["a.example", "b.example"][..]),
    ] {
        let setting = COPERA.setting(key).unwrap();
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        let value = setting.value(&words).unwrap();
        store.write(&setting, &value).unwrap();
    }
    assert_eq!(
        read(&path),
        "# mine\n[profiles.Work]\nboard_id = 'y' # c\n\n[trust]\nhosts = [\"a.example\", \"b.example\"]\n"
    );
}

const HOME_TEXT: &str = "default_profile = \"work\"\n\
    [profiles.work]\ntoken = \"cp_pat_0123456789abcdefghij\"\n\
    [profiles.bot]\ntoken_store = \"keyring\"\n\
    [profiles.pass]\ntoken_command = [\"pass\", \"show\"]\n\
    [profiles.bare]\nboard_id = \"b\"\n\
    [profiles.bad]\ntoken = \"two words\"\n";

#[test]
fn every_profile_of_every_file() {
    let folders = Folders::with(&[
        ("~/.copera.toml", HOME_TEXT),
        (
            ".copera.toml",
            "[profiles.WORK]\ntoken = \" \"\ntoken_command = [\"evil\"]\n",
        ),
    ]);
    let listed = |flags| -> Vec<String> {
        let config = folders.config(&[], flags);
        let profiles = config.stack().stored_profiles().into_iter();
        profiles
            .map(|profile| {
                let location = match &profile.location {
                    None => "-".to_owned(),
                    Some(Ok(location)) => format!("{} {}", location.name(), location.redacted()),
                    Some(Err(_)) => "bad".to_owned(),
                };
                let at = (profile.position.line, profile.position.column);
                format!("{} {location} {at:?} {}", profile.name, profile.active)
            })
            .collect()
    };
    assert_eq!(
        listed(Flags::default()),
        [
            "WORK - (1, 1) true",
            "work inline cp_pat_…ghij (3, 9) true",
            "bot keyring (in the keyring) (5, 15) false",
            "pass command (from `pass`) (7, 17) false",
            "bare - (8, 1) false",
            "bad bad (11, 9) false",
        ]
    );
    let named = listed(profile_flag("bot"));
    assert!(
        named
            .iter()
            .filter(|line| line.ends_with("true"))
            .eq([&named[2]])
    );
    assert!(
        listed(profile_flag("nope"))
            .iter()
            .all(|line| line.ends_with("false"))
    );
}

#[test]
fn the_stored_spelling_of_a_profile() {
    let folders = Folders::with(&[
        (".copera.toml", "[profiles.WORK]\n"),
        ("~/.copera.toml", "[profiles.Work]\n[profiles.bot]\n"),
    ]);
    let config = folders.config(&[], Flags::default());
    for (name, found) in [
        ("Work", Some("Work")),
        ("work", Some("WORK")),
        (" BOT ", Some("bot")),
        ("default", Some("default")),
        ("nope", None),
    ] {
        let spelling = config.stack().find_profile(name);
        assert_eq!(spelling.ok().as_deref(), found, "{name}");
    }
}

#[test]
fn what_is_set_and_for_whom() {
    let folders = Folders::with(&[
        ("~/.copera.toml", HOME_TEXT),
        (
            ".copera.toml",
            "[api]\ntimeout = \"5s\"\n[trust]\nhosts = [\"evil.example\"]\n",
        ),
    ]);
    let variables = [("COPERA_CLI_AUTH_TOKEN", "cp_pat_zzzzzzzzzzzzzzzzzzzz")];
    let config = folders.config(&variables, profile_flag("bare"));
    let listed: Vec<String> = config
        .stack()
        .settings()
        .unwrap()
        .iter()
        .flat_map(|listed| {
            let written = listed.setting.written();
            let shown = listed.candidates.iter();
            shown.map(move |candidate| {
                format!("{written} {} {}", candidate.verdict, candidate.shown)
            })
        })
        .collect();
    assert_eq!(
        listed,
        [
            "default_profile wins bare",
            "default_profile shadowed work",
            "profiles.bad.token wins …",
            "profiles.bare.token wins cp_pat_…zzzz",
            "profiles.work.token wins cp_pat_…ghij",
            "profiles.bot.token_store wins keyring",
            "profiles.pass.token_command wins pass, show",
            "profiles.bare.board_id wins b",
            "api.timeout wins 5s",
            "trust.hosts refused evil.example",
        ]
    );
}

/// A profile that files spell differently is one; two of one file are two.
#[test]
fn profiles_by_letter_case() {
    let folders = Folders::with(&[
        (".copera.toml", "[profiles.WORK]\ntable_id = \"t\"\n"),
        (
            "~/.copera.toml",
            "[profiles.Work]\nboard_id = \"b\"\n[profiles.a]\ndoc_id = \"1\"\n[profiles.A]\ndoc_id = \"2\"\n",
        ),
    ]);
    let config = folders.config(&[], profile_flag("work"));
    let settings = config.stack().settings().unwrap();
    let written: Vec<_> = settings
        .iter()
        .map(|listed| listed.setting.written())
        .collect();
    assert_eq!(
        written,
        [
            "default_profile",
            "profiles.WORK.board_id",
            "profiles.WORK.table_id",
            "profiles.A.doc_id",
            "profiles.a.doc_id"
        ]
    );
}
