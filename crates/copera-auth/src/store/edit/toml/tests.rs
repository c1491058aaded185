mod properties;

use super::super::{self as edit, EditError, Literal};
use crate::config_file::FileProblem;
use crate::layout::FileFormat::Toml;

fn set(text: &str, path: &[&str], value: &str) -> Result<String, EditError> {
    edit::set(Toml, text, path, Literal::Text(value))
}

#[test]
fn sets_a_list() {
    let words = ["a.example".to_owned(), "b\"".to_owned()];
    for (before, after) in [
        ("", "[trust]\nhosts = [\"a.example\", 'b\"']\n"),
        (
            "[trust]\nhosts = [ # mine\n  'x',\n] # c\n",
            "[trust]\nhosts = [\"a.example\", 'b\"'] # c\n",
        ),
    ] {
        let edited = edit::set(Toml, before, &["trust", "hosts"], Literal::Words(&words));
        assert_eq!(edited.unwrap(), after);
    }
}

fn remove(text: &str, path: &[&str]) -> Result<Option<String>, EditError> {
    edit::remove(Toml, text, path)
}

const PATH: [&str; 3] = ["profiles", "work", "token"];

/// `set` to `NEW` turns the left text into the right one.
const SETS: &[(&str, &str)] = &[
    // Nothing there yet.
    ("", "[profiles.work]\ntoken = \"NEW\"\n"),
    ("# mine\n", "# mine\n\n[profiles.work]\ntoken = \"NEW\"\n"),
    ("a = 1", "a = 1\n\n[profiles.work]\ntoken = \"NEW\"\n"),
    (
        "a = 1\r\n",
        "a = 1\r\n\r\n[profiles.work]\r\ntoken = \"NEW\"\r\n",
    ),
    (
        "\u{feff}a = 1\n\n",
        "\u{feff}a = 1\n\n[profiles.work]\ntoken = \"NEW\"\n",
    ),
    (
        "[profiles.home]\nx = 1\n",
        "[profiles.home]\nx = 1\n\n[profiles.work]\ntoken = \"NEW\"\n",
    ),
    (
        "[profiles.work.more]\nx = 1\n",
        "[profiles.work.more]\nx = 1\n\n[profiles.work]\ntoken = \"NEW\"\n",
    ),
    // In place: quotes and comments stay.
    (
        "[profiles.work]\ntoken = \"old\" # c\n",
        "[profiles.work]\ntoken = \"NEW\" # c\n",
    ),
    (
        "[profiles.work]\r\ntoken='old'\r\n",
        "[profiles.work]\r\ntoken='NEW'\r\n",
    ),
    ("profiles.work.token = 'old'", "profiles.work.token = 'NEW'"),
    (
        "[profiles.work]\ntoken = '''\nold'''\nx = 1\n",
        "[profiles.work]\ntoken = \"NEW\"\nx = 1\n",
    ),
    (
        "[profiles.work]\ntoken = 5\n",
        "[profiles.work]\ntoken = \"NEW\"\n",
    ),
    // A table without the value.
    (
        "[profiles.work] # c\n",
        "[profiles.work] # c\ntoken = \"NEW\"\n",
    ),
    ("[profiles.work]", "[profiles.work]\ntoken = \"NEW\"\n"),
    (
        "[profiles.work]\n  x = 1 # c\n\n[z]\n",
        "[profiles.work]\n  x = 1 # c\n  token = \"NEW\"\n\n[z]\n",
    ),
    (
        "[profiles.work]\nx = [\n1,\n] # c\n[z]\n",
        "[profiles.work]\nx = [\n1,\n] # c\ntoken = \"NEW\"\n[z]\n",
    ),
    (
        "[profiles.\"work\"]\nx = 1\n[z]\n",
        "[profiles.\"work\"]\nx = 1\ntoken = \"NEW\"\n[z]\n",
    ),
    // Dotted keys.
    (
        "profiles.work.x = 1\ny = 2\n",
        "profiles.work.x = 1\nprofiles.work.token = \"NEW\"\ny = 2\n",
    ),
    (
        "profiles.home.x = 1\n",
        "profiles.home.x = 1\nprofiles.work.token = \"NEW\"\n",
    ),
    (
        "[profiles]\nwork.x = 1\n[z]\n",
        "[profiles]\nwork.x = 1\nwork.token = \"NEW\"\n[z]\n",
    ),
    // Inline tables.
    (
        "[profiles]\nwork = { x = 1 }\n",
        "[profiles]\nwork = { token = \"NEW\", x = 1 }\n",
    ),
    (
        "[profiles]\nwork = {}\n",
        "[profiles]\nwork = { token = \"NEW\" }\n",
    ),
    (
        "profiles = { home = { x = 1 } }\n",
        "profiles = { work.token = \"NEW\", home = { x = 1 } }\n",
    ),
    (
        "profiles = { work.x = 1 }\n",
        "profiles = { work.token = \"NEW\", work.x = 1 }\n",
    ),
    (
        "profiles = { a = 1, work = { token = 'old' } }",
        "profiles = { a = 1, work = { token = 'NEW' } }",
    ),
];

/// `remove` turns the left text into the right one.
const REMOVES: &[(&str, &str)] = &[
    ("[profiles.work]\ntoken = \"old\"\n", "[profiles.work]\n"),
    (
        "# above\ntoken = 1\n\n[profiles.work]\n# mine\ntoken = \"old\"\nx = 1\n",
        "# above\ntoken = 1\n\n[profiles.work]\n# mine\nx = 1\n",
    ),
    (
        "[profiles.work]\r\n  token = 'old' # why\r\nx = 1\r\n",
        "[profiles.work]\r\n  # why\r\nx = 1\r\n",
    ),
    (
        "[profiles.work]\nx = 1\ntoken = \"old\"",
        "[profiles.work]\nx = 1\n",
    ),
    (
        "\u{feff}profiles.work.token = 'old'\nx = 1\n",
        "\u{feff}x = 1\n",
    ),
    (
        "[profiles]\nwork = { token = \"old\" }\n",
        "[profiles]\nwork = { }\n",
    ),
    (
        "[profiles]\nwork = { token = \"old\", x = 1 }\n",
        "[profiles]\nwork = { x = 1 }\n",
    ),
    (
        "[profiles]\nwork = { x = 1, token = \"old\" }\n",
        "[profiles]\nwork = { x = 1 }\n",
    ),
    (
        "[profiles]\nwork = { x = 1, token = \"old\", y = 2 }\n",
        "[profiles]\nwork = { x = 1, y = 2 }\n",
    ),
    (
        "profiles = { work.x = 1, work.token = 'old', z = 2 }\n",
        "profiles = { work.x = 1, z = 2 }\n",
    ),
    (
        "[profiles.work]\ntoken = '''\nold\n'''\nx = 1\n",
        "[profiles.work]\nx = 1\n",
    ),
];

#[test]
fn sets() {
    for (before, after) in SETS {
        assert_eq!(set(before, &PATH, "NEW").unwrap(), *after, "{before:?}");
    }
}

#[test]
fn removes() {
    for (before, after) in REMOVES {
        assert_eq!(
            remove(before, &PATH).unwrap().as_deref(),
            Some(*after),
            "{before:?}"
        );
    }
    for text in ["", "[profiles.work]\n", "[profiles.home]\ntoken = 'x'\n"] {
        assert_eq!(remove(text, &PATH).unwrap(), None, "{text:?}");
    }
}

#[test]
fn a_key_at_the_top_goes_above_the_tables() {
    for (before, after) in [
        ("", "default_profile = \"NEW\"\n"),
        ("[a]\nx = 1\n", "default_profile = \"NEW\"\n[a]\nx = 1\n"),
        (
            "x = 1\n\n[a]\n",
            "x = 1\ndefault_profile = \"NEW\"\n\n[a]\n",
        ),
        ("\u{feff}[a]\n", "\u{feff}default_profile = \"NEW\"\n[a]\n"),
    ] {
        assert_eq!(
            set(before, &["default_profile"], "NEW").unwrap(),
            after,
            "{before:?}"
        );
    }
}

#[test]
fn refused() {
    for text in [
        "profiles = 1\n",
        "[profiles]\nwork = 'x'\n",
        "[[profiles]]\nx = 1\n",
    ] {
        assert!(
            matches!(set(text, &PATH, "NEW"), Err(EditError::NotATable { .. })),
            "{text:?}"
        );
    }
    for text in [
        "[profiles.work.token]\nx = 1\n",
        "[profiles]\nwork = { token = {} }\n",
    ] {
        assert!(
            matches!(set(text, &PATH, "NEW"), Err(EditError::NotAValue { .. })),
            "{text:?}"
        );
        assert!(
            matches!(remove(text, &PATH), Err(EditError::NotAValue { .. })),
            "{text:?}"
        );
    }
    assert!(matches!(
        set("[profiles\n", &PATH, "NEW"),
        Err(EditError::File(FileProblem::Syntax { .. }))
    ));
}

#[test]
fn an_error_shows_nothing_of_the_text() {
    let error = set("[profiles.work]\ntoken = \"cp_pat_secret\n", &PATH, "NEW").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
}
