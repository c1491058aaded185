//! Three configuration files of any text, and everything that a program asks of them.

use std::fmt::{Debug, Write as _};

use copera_auth::copera::DefaultId;
use copera_auth::{COPERA, Config, Environment, Flags};

use crate::scratch;
use crate::secret::{self, SECRET};

/// How a token can stand in a file, well or badly; `%` stands for the secret.
const WAYS: [&str; 8] = [
    "token = \"cp_pat_%1234\"",
    "token = '%'",
    "token = \"cp_pat_% %\"",
    "token = [\"%\", 1]",
    "token = { is = \"%\" }",
    "token = %",
    "token = \"%",
    "token = '''\n%'''",
];

/// Resolves every key of three files, which a NUL separates: never panics, and never shows the token
/// that stands in each, whatever the text around it makes of it.
pub fn layers(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if secret::is_shown(text) {
        return; // Where that text puts it, it may well be no secret.
    }
    let folder = scratch::folder();
    let home = folder.path().join("home");
    let project = home.join("project");
    std::fs::create_dir_all(&project).unwrap();
    let way = WAYS[bytes.len() % WAYS.len()].replace('%', SECRET);
    let places = [
        project.join(".copera.local.toml"),
        project.join(".copera.toml"),
        home.join(".copera.toml"),
    ];
    for (place, text) in places.iter().zip(text.split('\0')) {
        // The table is the last one, so that the key is a token's: only a broken file can take it in.
        std::fs::write(place, format!("{text}\n[profiles.default]\n{way}\n")).unwrap();
    }
    let environment = Environment::new([("HOME".into(), home.into())], Some(project));
    let shown = everything(&environment);
    assert!(!secret::is_shown(&shown), "the secret is shown: {shown}");
}

/// Everything that can be said about a configuration, for people and for programmers.
fn everything(environment: &Environment) -> String {
    let mut shown = String::new();
    let mut say = |what: &dyn Debug| write!(shown, "{what:?}\n{what:#?}\n").unwrap();
    let config = Config::load(environment, Flags::default());
    let stack = config.stack();
    say(&config);

    let profile = config.profile();
    let name = profile.as_ref().map_or("default", |profile| &profile.value);
    for key in COPERA.known_keys() {
        match stack.candidates(key.path, name) {
            Ok(candidates) => candidates.iter().for_each(|candidate| {
                say(&format!(
                    "{candidate:?} {} {}",
                    candidate.origin, candidate.shown
                ));
            }),
            Err(error) => say(&(error.to_string(), error)),
        }
    }
    for id in [
        DefaultId::Board,
        DefaultId::Table,
        DefaultId::Channel,
        DefaultId::Doc,
    ] {
        say(&config.default_id(id).map_err(told));
    }
    for address in [config.base_url(), config.web_url()] {
        say(&address.map_err(told));
    }
    say(&config.timeout().map_err(told));
    say(&stack
        .unknown_keys()
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>());
    say(&stack
        .unreadable()
        .map(ToString::to_string)
        .collect::<Vec<_>>());
    match (config.credential(), config.base_url()) {
        (Ok((_, Some(credential))), Ok(base)) => {
            say(&credential);
            say(&config.check_host(&base, &credential).map_err(told));
        }
        (credential, _) => say(&credential.map_err(told)),
    }
    say(&profile.map_err(told));
    shown
}

/// An error both ways.
fn told(error: copera_auth::ConfigError) -> (String, copera_auth::ConfigError) {
    (error.to_string(), error)
}
