use std::process::Command;

use proptest::prelude::*;

use super::*;

#[test]
fn quotation_marks() {
    for (shell, line) in [
        (Shell::Posix, r"export A='it'\''s $x \ `y`'"),
        (Shell::Fish, r"set -gx A 'it\'s $x \\ `y`'"),
        (Shell::PowerShell, r"$env:A = 'it''s $x \ `y`'"),
    ] {
        assert_eq!(shell.set_variable("A", r"it's $x \ `y`"), line);
    }
}

/// Between single marks PowerShell knows no escapes: only the marks themselves count, and it takes
/// four typographic ones for plain ones. Any two of them in a row stand for the second.
#[test]
fn what_powershell_takes_for_a_mark() {
    for (value, quoted) in [
        ("", "''"),
        ("'", "''''"),
        ("''", "''''''"),
        ("\u{2018}", "'\u{2018}\u{2018}'"),
        ("\u{2019}", "'\u{2019}\u{2019}'"),
        ("\u{201a}", "'\u{201a}\u{201a}'"),
        ("\u{201b}", "'\u{201b}\u{201b}'"),
        ("'\u{2019}", "'''\u{2019}\u{2019}'"),
        // Double marks, and what would stand for a variable, an escape or a call between them.
        ("\"", "'\"'"),
        ("\u{201c}\u{201d}\u{201e}", "'\u{201c}\u{201d}\u{201e}'"),
        ("$env:PATH $(date) ${x}", "'$env:PATH $(date) ${x}'"),
        ("`n `$ `'", "'`n `$ `'''"),
        ("a\nb\r\nc\td", "'a\nb\r\nc\td'"),
        ("# ; | & <# #> @' '@", "'# ; | & <# #> @'' ''@'"),
        (r"C:\a\", r"'C:\a\'"),
    ] {
        let line = Shell::PowerShell.set_variable("A", value);
        assert_eq!(line, format!("$env:A = {quoted}"));
        assert_eq!(read_by_powershell(quoted), value);
    }
}

/// As its tokenizer reads a text between single marks.
fn read_by_powershell(quoted: &str) -> String {
    let is_mark = |character: &char| "'\u{2018}\u{2019}\u{201a}\u{201b}".contains(*character);
    let mut characters = quoted.chars().peekable();
    let mut text = String::new();
    assert!(characters.next().as_ref().is_some_and(is_mark));
    while let Some(character) = characters.next() {
        if !is_mark(&character) {
            text.push(character);
        } else if let Some(second) = characters.next_if(is_mark) {
            text.push(second);
        } else {
            assert_eq!(characters.next(), None, "it ends before {quoted:?} does");
            return text;
        }
    }
    panic!("it never ends: {quoted:?}");
}

#[test]
fn percent_signs() {
    for (text, kept, encoded) in [
        ("aZ0-._~", "", "aZ0-._~"),
        ("Bearer a+b=", "", "Bearer%20a%2Bb%3D"),
        ("https://a:1/b%20c", ":/%", "https://a:1/b%20c"),
        ("ä\n'", "", "%C3%A4%0A%27"),
    ] {
        assert_eq!(percent_encoded(text, kept.as_bytes()), encoded);
    }
}

/// What a program sees that the shell starts.
#[cfg(unix)]
fn seen(shell: &str, line: &str) -> Vec<u8> {
    let script = format!("{line}\nprintenv A");
    let run = Command::new(shell).args(["-c", &script]).output().unwrap();
    assert!(run.status.success(), "{script:?}: {run:?}");
    run.stdout
}

#[cfg(unix)]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sh_hands_on_every_text(value in "[^\0]{0,40}") {
        let line = Shell::Posix.set_variable("A", &value);
        prop_assert_eq!(seen("sh", &line), format!("{value}\n").into_bytes());
    }
}
