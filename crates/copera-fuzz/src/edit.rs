//! A token into any text and out again.

use std::path::Path;

use copera_auth::copera::keys;
use copera_auth::layout::{FileRule, Place, Trust};
use copera_auth::{
    COPERA, Config, ConfigError, Environment, FileStore, Flags, Patience, StoreError, Token,
    TokenKind,
};

use crate::scratch;

const PROFILE: &str = "work";

static HOME: FileRule = FileRule::toml(".copera.toml", Place::Home, Trust::User);

/// The other keys that go with a token: with them a removal is more than one.
const BESIDE: [&str; 3] = ["token_store", "token_command", "expires_at"];

/// Whatever the file says: a save or removal either changes the one value, or fails and leaves every
/// byte. It goes through the file store, so that there is no second way into it for tests alone.
pub fn edit(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if BESIDE.iter().any(|key| text.contains(key)) {
        return;
    }
    let folder = scratch::folder();
    let path = folder.path().join(".copera.toml");
    std::fs::write(&path, bytes).unwrap();
    // Without a home the lock lies beside the file, and no folder has to be made for it.
    let store = FileStore::new(&COPERA, &HOME, &path, &Environment::new([], None));
    let probed = store.probe(PROFILE).is_ok();
    assert!(read(&path) == bytes, "probing changed the file");

    let Some(removed) = step(&path, || store.remove(PROFILE)) else {
        return;
    };
    let without = read(&path);
    assert!(
        is_insertion(&without, bytes),
        "more than the value was removed"
    );
    assert!(removed || without == bytes);

    let [one, other] = ["cp_pat_0123456789abcdefghij", "cp_pat_x"]
        .map(|text| Token::parse(text, TokenKind::PREFIXES).unwrap());
    if step(&path, || store.put(PROFILE, &one, None)).is_none() {
        assert!(removed || !probed, "the probe promised more");
        return;
    }
    let with_one = read(&path);
    assert!(
        is_insertion(&without, &with_one),
        "more than the value was added"
    );
    assert!(saved(folder.path()).as_ref() == Some(&one));

    // From here on the value is there, and only it changes.
    store.put(PROFILE, &other, None).unwrap();
    assert!(saved(folder.path()) == Some(other));
    store.put(PROFILE, &one, None).unwrap();
    assert!(read(&path) == with_one, "not the same text again");

    assert!(store.remove(PROFILE).unwrap());
    assert!(saved(folder.path()).is_none());
    let last = read(&path);
    assert!(!store.remove(PROFILE).unwrap());
    assert!(read(&path) == last);
}

/// Makes the change; `None` if it fails, which leaves the file as it was.
fn step<T>(path: &Path, change: impl FnOnce() -> Result<T, StoreError>) -> Option<T> {
    let before = read(path);
    let outcome = change();
    if let Err(error) = &outcome {
        assert!(!error.to_string().is_empty());
        assert!(read(path) == before, "{error}, and the file has changed");
    }
    outcome.ok()
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

/// The token that a program would use with this home.
fn saved(home: &Path) -> Option<Token> {
    let flags = Flags::default().with(keys::PROFILE, Some(PROFILE.to_owned()));
    let config = Config::load(&scratch::at_home(home), flags);
    match config.credential() {
        Ok((_, credential)) => credential.map(|credential| {
            credential
                .open(&COPERA, &Environment::new([], None), Patience::Short)
                .unwrap()
        }),
        // The token may have been all that there was of the profile.
        Err(ConfigError::UnknownProfile { .. }) => None,
        Err(error) => panic!("what was saved can't be read: {error}"),
    }
}

/// Whether `long` is `short` with one stretch put in.
fn is_insertion(short: &[u8], long: &[u8]) -> bool {
    let same = |pair: &(&u8, &u8)| pair.0 == pair.1;
    let front = short.iter().zip(long).take_while(same).count();
    let back = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(same)
        .count();
    short.len() <= long.len() && front + back >= short.len()
}
