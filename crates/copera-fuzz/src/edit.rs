//! A token into any text and out again.

use std::path::Path;

use copera_auth::layout::{FileRule, Layout, Place, Trust};
use copera_auth::{
    COPERA, ConfigError, Environment, FileStore, Flags, Patience, Stack, StoreError, Token,
};

use crate::scratch;

/// A tool whose file is edited.
pub(crate) struct Tool {
    pub(crate) layout: &'static Layout,
    pub(crate) file: &'static FileRule,
    /// The profile that the token is kept for; blank where the tool has none.
    pub(crate) profile: &'static str,
    /// The other keys that go with a token: with them a removal is more than one.
    pub(crate) beside: &'static [&'static str],
    pub(crate) tokens: [&'static str; 2],
}

static HOME: FileRule = FileRule::toml(".copera.toml", Place::Home, Trust::User);

const TOML: Tool = Tool {
    layout: &COPERA,
    file: &HOME,
    profile: "work",
    beside: &["token_store", "token_command", "expires_at"],
    tokens: ["cp_pat_0123456789abcdefghij", "cp_pat_x"],
};

/// Whatever the file says: a save or removal either changes the one value, or fails and leaves every
/// byte. It goes through the file store, so that there is no second way into it for tests alone.
pub fn edit(bytes: &[u8]) {
    check(&TOML, bytes);
}

/// As [`edit`], for the file of any tool.
pub(crate) fn check(tool: &Tool, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if tool.beside.iter().any(|key| text.contains(key)) {
        return;
    }
    let folder = scratch::folder();
    let path = folder.path().join(tool.file.name);
    std::fs::write(&path, bytes).unwrap();
    // Without a home the lock lies beside the file, and no folder has to be made for it.
    let store = FileStore::new(tool.layout, tool.file, &path, &Environment::new([], None));
    let saved = || tool.saved(folder.path());
    let profile = tool.profile;
    let probed = store.probe(profile).is_ok();
    assert!(read(&path) == bytes, "probing changed the file");

    let Some(removed) = step(&path, || store.remove(profile)) else {
        return;
    };
    let without = read(&path);
    assert!(
        is_insertion(&without, bytes),
        "more than the value was removed"
    );
    assert!(removed || without == bytes);

    let [one, other] = tool.tokens.map(|text| Token::parse(text, &[]).unwrap());
    if step(&path, || store.put(profile, &one, None)).is_none() {
        assert!(removed || !probed, "the probe promised more");
        return;
    }
    let with_one = read(&path);
    assert!(
        is_insertion(&without, &with_one),
        "more than the value was added"
    );
    assert!(saved().as_ref() == Some(&one));

    // From here on the value is there, and only it changes.
    store.put(profile, &other, None).unwrap();
    assert!(saved() == Some(other));
    store.put(profile, &one, None).unwrap();
    assert!(read(&path) == with_one, "not the same text again");

    assert!(store.remove(profile).unwrap());
    assert!(saved().is_none());
    let last = read(&path);
    assert!(!store.remove(profile).unwrap());
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

impl Tool {
    /// The token that a program would use with this home.
    fn saved(&self, home: &Path) -> Option<Token> {
        let stack = Stack::load(self.layout, &scratch::at_home(home), Flags::default());
        let profile = match stack.find_profile(self.profile) {
            // A tool without profiles, or the token may have been all that there was of this one.
            Err(ConfigError::UnknownProfile { name, .. }) => name,
            found => found.unwrap(),
        };
        let credential = match stack.credential(&profile) {
            Ok(credential) => credential?,
            Err(error) => panic!("what was saved can't be read: {error}"),
        };
        let nobody = Environment::new([], None);
        Some(
            credential
                .open(self.layout, &nobody, Patience::Short)
                .unwrap(),
        )
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
