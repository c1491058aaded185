//! The JSON files of a tool without profiles, whose first file with a token decides everything.

use std::fmt::{Debug, Write as _};

use copera_auth::layout::{FileRule, Key, Layout, Place, Trust};
use copera_auth::{Environment, Flags, Patience, Stack};

use crate::edit::{self, Tool};
use crate::scratch;
use crate::secret::{self, SECRET};

static HOME: FileRule = FileRule::json(".toolrc", Place::Home, Trust::User);

static LAYOUT: Layout = Layout::new("tool", "token")
    .files(&[
        FileRule::json(".toolrc", Place::CurrentDir, Trust::Local),
        FileRule::json(".toolrc", Place::Home, Trust::User),
    ])
    .first_file_with_a_token_wins_whole()
    .keys(&[
        Key::file("token").flag("--token"),
        Key::file("url").flag("--url"),
        Key::file("output.format"),
    ])
    .prefixes(&["tl_"]);

const JSON: Tool = Tool {
    layout: &LAYOUT,
    file: &HOME,
    profile: "",
    beside: &[],
    tokens: ["tl_0123456789abcdefghij", "tl_x"],
};

/// How a token can begin a file, well or badly; `%` stands for the secret.
const WAYS: [&str; 6] = [
    "\"token\": \"tl_%1234\",",
    "\"token\": \"%\",",
    "\"token\": [\"%\", 1],",
    "\"token\": {\"is\": \"%\"},",
    "\"token\": %,",
    "\"token\": \"%",
];

/// A save or removal changes the one value or nothing, and whatever two files say, which a NUL
/// separates, their token is not shown.
pub fn rc(bytes: &[u8]) {
    edit::check(&JSON, bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if secret::is_shown(text) {
        return; // Where that text puts it, it may well be no secret.
    }
    let home = scratch::folder();
    let project = home.path().join("project");
    std::fs::create_dir_all(&project).unwrap();
    let way = WAYS[bytes.len() % WAYS.len()].replace('%', SECRET);
    for (folder, text) in [project.as_path(), home.path()]
        .iter()
        .zip(text.split('\0'))
    {
        // The whole text once, so that a file without a token comes before one with it, too.
        let braced = if text.trim_start().starts_with('{') {
            text.to_owned()
        } else {
            format!("{{{way}{text}}}")
        };
        std::fs::write(folder.join(HOME.name), braced).unwrap();
    }
    let variables = [("HOME".into(), home.path().into())];
    let shown = everything(&Environment::new(variables, Some(project)));
    assert!(!secret::is_shown(&shown), "the secret is shown: {shown}");
}

/// Everything that can be said about the two files.
fn everything(environment: &Environment) -> String {
    let mut shown = String::new();
    let mut say = |what: &dyn Debug| write!(shown, "{what:?}\n{what:#?}\n").unwrap();
    let stack = Stack::load(&LAYOUT, environment, Flags::default());
    say(&stack);
    for path in LAYOUT.key_paths() {
        say(&stack
            .candidates(path, "")
            .map_err(|error| (error.to_string(), error)));
        if path != "token" {
            let value = stack.get::<String>(path);
            say(&value.map_err(|error| (error.to_string(), error)));
        }
    }
    match stack.credential("") {
        Ok(Some(credential)) => {
            say(&credential);
            let opened = credential.open(&LAYOUT, environment, Patience::Short);
            say(&opened.map_err(|error| (error.to_string(), error)));
        }
        Ok(None) => {}
        Err(error) => say(&(error.to_string(), error)),
    }
    for finding in stack.findings() {
        say(&(
            finding.message(environment),
            finding.fix(environment),
            finding,
        ));
    }
    shown
}
