use copera_auth::copera::DefaultId;
use copera_auth::{COPERA, Config, ConfigError, Environment, Flags, Origin, Patience};

use crate::folders::{Folders, profile, profile_flag, token_flag};

const SOURCES: [&str; 5] = [
    "environment variable COPERA_CLI_AUTH_TOKEN",
    "--token flag",
    ".copera.local.toml:2:9",
    ".copera.toml:2:9",
    "~/.copera.toml:2:9",
];

/// What a source holds in a case.
#[derive(Clone, Copy, PartialEq)]
enum Holds {
    Nothing,
    Blank,
    Token,
}

fn scene(holds: [Holds; 5]) -> (Folders, Config) {
    let text = |index: usize| match holds[index] {
        Holds::Nothing => None,
        Holds::Blank => Some(" ".to_owned()),
        Holds::Token => Some(format!("cp_pat_{index}")),
    };
    let names = [".copera.local.toml", ".copera.toml", "~/.copera.toml"];
    let files: Vec<(&str, String)> = names
        .into_iter()
        .enumerate()
        .filter_map(|(index, name)| Some((name, profile(&text(index + 2)?))))
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let folders = Folders::with(&files);
    let variable = text(0);
    let variables: Vec<(&str, &str)> = variable
        .iter()
        .map(|token| ("COPERA_CLI_AUTH_TOKEN", token.as_str()))
        .collect();
    let flags = text(1).map_or_else(Flags::default, |token| token_flag(&token));
    let config = folders.config(&variables, flags);
    (folders, config)
}

/// Every combination of the five sources, each holding nothing, a blank or a token: the first
/// token wins, later ones are shadowed, blanks are empty, and the trace says so in order.
#[test]
fn the_first_token_found_wins() {
    let kinds = [Holds::Nothing, Holds::Blank, Holds::Token];
    for case in 0..3_usize.pow(5) {
        let holds: [Holds; 5] = std::array::from_fn(|index| {
            kinds[case / 3_usize.pow(u32::try_from(index).unwrap()) % 3]
        });
        let (folders, config) = scene(holds);
        let winner = holds.iter().position(|holds| *holds == Holds::Token);
        let expected: Vec<String> = (0..5)
            .filter_map(|index| {
                let verdict = match holds[index] {
                    Holds::Nothing => return None,
                    Holds::Blank => "empty",
                    Holds::Token if Some(index) == winner => "wins",
                    Holds::Token => "shadowed",
                };
                Some(format!("{verdict} {}", SOURCES[index]))
            })
            .collect();

        let (_, credential) = config.credential().unwrap();
        let token = credential.as_ref().map(|credential| {
            credential
                .open(&COPERA, &Environment::new([], None), Patience::Short)
                .unwrap()
                .expose()
                .to_owned()
        });
        assert_eq!(
            token,
            winner.map(|index| format!("cp_pat_{index}")),
            "{expected:?}"
        );
        let trace = match &credential {
            Some(credential) => credential.candidates.clone(),
            None => config
                .stack()
                .candidates("profiles.*.token", "default")
                .unwrap(),
        };
        assert_eq!(folders.trace(&trace), expected);
    }
}

/// Variables, flags, and the profile and token that they lead to, or the error.
type Case<'a> = (
    &'a [(&'a str, &'a str)],
    Flags,
    Result<(&'a str, &'a str), &'a str>,
);

#[test]
fn which_profile() {
    let home = "default_profile = 'work'\n[profiles.work]\ntoken = 'cp_pat_w'\n[profiles.Home]\ntoken = 'cp_pat_h'\n";
    let named = |name: &str| profile_flag(name);
    let table: Vec<Case<'_>> = vec![
        (&[], Flags::default(), Ok(("work", "cp_pat_w"))),
        (
            &[("COPERA_PROFILE", "Home")],
            Flags::default(),
            Ok(("Home", "cp_pat_h")),
        ),
        (
            &[("COPERA_PROFILE", "Home")],
            named("work"),
            Ok(("work", "cp_pat_w")),
        ),
        (
            &[("COPERA_PROFILE", " ")],
            named(""),
            Ok(("work", "cp_pat_w")),
        ),
        (&[], named("HOME"), Ok(("HOME", "cp_pat_h"))),
        (
            &[],
            named("none"),
            Err("there is no profile `none` (named by --profile flag)"),
        ),
        (
            &[
                ("COPERA_PROFILE", "none"),
                ("COPERA_CLI_AUTH_TOKEN", "cp_pat_e"),
            ],
            Flags::default(),
            Err("there is no profile `none` (named by environment variable COPERA_PROFILE)"),
        ),
    ];
    for (variables, flags, expected) in table {
        let folders = Folders::with(&[("~/.copera.toml", home)]);
        let config = folders.config(variables, flags.clone());
        let got = config.credential().map(|(profile, credential)| {
            (
                profile.unwrap().value,
                credential
                    .unwrap()
                    .open(&COPERA, &Environment::new([], None), Patience::Short)
                    .unwrap()
                    .expose()
                    .to_owned(),
            )
        });
        let got = got.map_err(|error| error.to_string());
        let expected = expected
            .map(|(one, two)| (one.to_owned(), two.to_owned()))
            .map_err(str::to_owned);
        assert_eq!(got, expected, "{variables:?} {flags:?}");
    }
}

#[test]
fn profiles_that_differ_only_by_case() {
    let folders = Folders::with(&[(
        "~/.copera.toml",
        "[profiles.Work]\ntoken='cp_pat_1'\n[profiles.WORK]\ntoken='cp_pat_2'\n",
    )]);
    let error = folders
        .config(&[], profile_flag("work"))
        .credential()
        .unwrap_err();
    assert!(
        matches!(&error, ConfigError::AmbiguousProfile { matches, .. } if matches == &["Work", "WORK"]),
        "{error}"
    );
    let (_, credential) = folders
        .config(&[], profile_flag("WORK"))
        .credential()
        .unwrap();
    assert_eq!(
        credential
            .unwrap()
            .open(&COPERA, &Environment::new([], None), Patience::Short)
            .unwrap()
            .expose(),
        "cp_pat_2"
    );
}

/// One profile may take its parts from several files.
#[test]
fn each_key_is_decided_on_its_own() {
    let folders = Folders::with(&[
        (".copera.toml", "[profiles.default]\nboard_id = 'b'\n"),
        (
            "~/.copera.toml",
            "[profiles.default]\ntoken = 'cp_pat_h'\nboard_id = 'a'\nchannel_id = 'c'\n",
        ),
    ]);
    let config = folders.config(&[], Flags::default());
    let board = config.default_id(DefaultId::Board).unwrap().unwrap();
    assert_eq!(
        (
            board.value.as_str(),
            folders.written(&board.origin).as_str()
        ),
        ("b", ".copera.toml:2:12")
    );
    assert_eq!(
        config
            .default_id(DefaultId::Channel)
            .unwrap()
            .unwrap()
            .value,
        "c"
    );
    assert!(config.default_id(DefaultId::Table).unwrap().is_none());
    let (_, credential) = config.credential().unwrap();
    assert_eq!(
        folders.written(&credential.unwrap().origin),
        "~/.copera.toml:2:9"
    );
}

const BROKEN: &str = "[profiles.default\ntoken = 'cp_pat_secret'\n";

/// A file that can't be read blocks what stands below it, and never what was found above.
#[test]
fn broken_files_block_what_is_below() {
    let good = "[profiles.default]\ntoken = 'cp_pat_g'\nboard_id = 'b'\n[api]\nbase_url = 'https://api-dev.copera.ai/x'\n";
    // broken file, good file, is the token found?
    let table = [
        (".copera.local.toml", ".copera.toml", false),
        (".copera.local.toml", "~/.copera.toml", false),
        (".copera.toml", "~/.copera.toml", false),
        (".copera.toml", ".copera.local.toml", true),
        ("~/.copera.toml", ".copera.local.toml", true),
        ("~/.copera.toml", ".copera.toml", true),
    ];
    for (broken, fine, found) in table {
        let folders = Folders::with(&[(broken, BROKEN), (fine, good)]);
        let config = folders.config(&[], profile_flag("default"));
        let token = config.credential();
        assert_eq!(token.is_ok(), found, "{broken} above {fine}: {token:?}");
        assert_eq!(config.default_id(DefaultId::Board).is_ok(), found);
        assert_eq!(config.base_url().is_ok(), found);
        if let Err(error) = token {
            let text = format!("{error} {error:?}");
            assert!(
                text.contains("line 1, column") && !text.contains("secret"),
                "{text}"
            );
        }
    }
}

/// A token that was given works whatever the files look like; what a command acts on does not.
#[test]
fn a_given_token_works_beside_broken_files() {
    for broken in [".copera.local.toml", ".copera.toml", "~/.copera.toml"] {
        let folders = Folders::with(&[(broken, BROKEN)]);
        for (variables, flags) in [
            (
                vec![("COPERA_CLI_AUTH_TOKEN", "cp_pat_e")],
                Flags::default(),
            ),
            (vec![], token_flag("cp_pat_e")),
        ] {
            let config = folders.config(&variables, flags);
            let (profile, credential) = config.credential().unwrap();
            assert!(profile.is_none());
            assert_eq!(
                credential
                    .unwrap()
                    .open(&COPERA, &Environment::new([], None), Patience::Short)
                    .unwrap()
                    .expose(),
                "cp_pat_e"
            );
            let base = config.base_url().unwrap();
            assert_eq!(
                (base.origin, base.value.host().as_str()),
                (Origin::Default, "api.copera.ai")
            );
            assert!(config.timeout().is_ok());
            assert_eq!(config.stack().unreadable().count(), 1);
            assert!(
                config.default_id(DefaultId::Board).is_err(),
                "{broken} may have named a board"
            );
            assert!(
                config.profile().is_err(),
                "{broken} may have named a profile"
            );
        }
    }
    // Without a home, and without a current directory.
    let nowhere = Environment::new([("COPERA_CLI_AUTH_TOKEN".into(), "cp_pat_e".into())], None);
    let (_, credential) = Config::load(&nowhere, Flags::default())
        .credential()
        .unwrap();
    assert!(credential.is_some());
}

#[test]
fn addresses_and_spans() {
    let folders = Folders::with(&[("~/.copera.toml", "[api]\ntimeout = '1m30s'\n")]);
    let base = |variables: &[(&str, &str)]| folders.config(variables, Flags::default()).base_url();
    assert_eq!(
        base(&[]).unwrap().value.to_string(),
        "https://api.copera.ai/public/v1"
    );
    assert_eq!(
        base(&[("COPERA_SANDBOX", "1")]).unwrap().value.to_string(),
        "https://api-dev.copera.ai/public/v1"
    );
    assert_eq!(
        base(&[("COPERA_SANDBOX", "true")]).unwrap().value.host(),
        "api.copera.ai"
    );
    let own = [
        ("COPERA_SANDBOX", "1"),
        ("COPERA_API_BASE_URL", "http://127.0.0.1:1/v1/"),
    ];
    assert_eq!(
        base(&own).unwrap().value.to_string(),
        "http://127.0.0.1:1/v1"
    );
    assert_eq!(
        folders
            .config(&[], Flags::default())
            .timeout()
            .unwrap()
            .value
            .as_secs(),
        90
    );

    for (text, problem) in [
        ("[api]\ntimeout = 'soon'\n", "`soon` is no span of time"),
        ("[api]\ntimeout = '0s'\n", "not a span above zero"),
        ("[api]\ntimeout = '-5s'\n", "not a span above zero"),
        ("[api]\ntimeout = 30\n", "invalid type"),
    ] {
        let folders = Folders::with(&[("~/.copera.toml", text)]);
        let error = folders.config(&[], Flags::default()).timeout().unwrap_err();
        let shown = error.to_string();
        assert!(
            shown.contains(problem) && shown.contains(".copera.toml:2:11"),
            "{text:?}: {shown}"
        );
    }
    let error = base(&[("COPERA_API_BASE_URL", "http://example.com")])
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("COPERA_API_BASE_URL") && error.contains("plain http"),
        "{error}"
    );
}

#[test]
fn a_malformed_token_is_an_error_and_stays_hidden() {
    for text in [
        "token = 'two words'",
        "token = 12345",
        "token = 'cp_pat_'",
        "token = ['cp_pat_secret']",
    ] {
        let folders = Folders::with(&[
            (".copera.toml", &format!("[profiles.default]\n{text}\n")),
            ("~/.copera.toml", &profile("cp_pat_below")),
        ]);
        let error = folders
            .config(&[], Flags::default())
            .credential()
            .unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(".copera.toml"), "{shown}");
        for secret in ["words", "12345", "secret"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

/// Something else where a table should be may have been meant to hold the key.
#[test]
fn a_value_on_the_way_is_an_error() {
    for text in [
        "profiles = 3\n",
        "[profiles]\ndefault = 3\n",
        "[[profiles.default]]\ntoken = 'x'\n",
    ] {
        let folders = Folders::with(&[
            (".copera.toml", text),
            ("~/.copera.toml", &profile("cp_pat_h")),
        ]);
        let error = folders
            .config(&[], Flags::default())
            .credential()
            .unwrap_err();
        assert!(
            error.to_string().contains(".copera.toml:"),
            "{text:?}: {error}"
        );
    }
    let folders = Folders::with(&[(".copera.toml", "api = 3\n")]);
    assert!(folders.config(&[], Flags::default()).base_url().is_err());
}

#[test]
fn unknown_keys_are_named_with_the_nearest() {
    let folders = Folders::with(&[(
        ".copera.toml",
        "[profiles.default]\nboard = 'x'\n[api]\nbase_ulr = 'y'\n[zzz]\nq = 1\n",
    )]);
    let unknown = folders.config(&[], Flags::default()).stack().unknown_keys();
    let shown: Vec<_> = unknown
        .iter()
        .map(|key| (key.key.as_str(), key.position.line, key.nearest.as_deref()))
        .collect();
    assert_eq!(
        shown,
        [
            (
                "profiles.default.board",
                2,
                Some("profiles.default.board_id")
            ),
            ("api.base_ulr", 4, Some("api.base_url")),
            ("zzz.q", 6, None),
        ]
    );
}

#[test]
fn a_variable_that_overrules_what_was_named_is_told() {
    let variable = [("COPERA_CLI_AUTH_TOKEN", "cp_pat_e")];
    let home = "[profiles.work]\ntoken = 'cp_pat_w'\n[profiles.same]\ntoken = 'cp_pat_e'\n";
    // flags, was a profile asked for by name, the origin that lost
    let table = [
        (token_flag("cp_pat_f"), false, Some("--token flag")),
        (token_flag("cp_pat_e"), false, None),
        (profile_flag("work"), true, Some("~/.copera.toml:2:9")),
        (profile_flag("work"), false, None),
        (profile_flag("same"), true, None),
    ];
    for (flags, asked, expected) in table {
        let folders = Folders::with(&[("~/.copera.toml", home)]);
        let (_, credential) = folders
            .config(&variable, flags.clone())
            .credential()
            .unwrap();
        let credential = credential.unwrap();
        let overruled = credential
            .overruled(asked)
            .map(|candidate| folders.written(&candidate.origin));
        assert_eq!(overruled.as_deref(), expected, "{flags:?}");
    }
}
