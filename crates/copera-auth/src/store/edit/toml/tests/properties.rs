//! What holds for any file: an edit changes the value that was named, and nothing else.

use proptest::prelude::*;

use super::super::parse;
use super::{PATH, remove, set};

/// A part of a file, with a place for a profile's name.
const PARTS: [&str; 14] = [
    "[profiles.NAME]\n",
    "[profiles.\"NAME\"] # c\ntoken = 'old' # mine\n",
    "[profiles.NAME]\n\ttoken=\"old\"\n\n# end\n",
    "[profiles.NAME]\nboard_id = '1'\n",
    "[profiles.NAME.nested]\nx = 1\n",
    "[output]\nformat = \"json\" # c\n",
    "# only a comment\n\n",
    "[[lists]]\ntoken = 'not mine'\n[[lists]]\n",
    "[\"quoted.table\"]\n'quoted key' = [1, 2, # c\n3]\n",
    "[odd]\nprofiles.work.token = 'not mine'\n",
    "[inline.NAME]\na = { token = 'x', b.c = 1 }\n",
    "[time]\nat = 2026-11-24T10:00:00Z\nf = 1.50\nn = 0x_ff\n",
    "[text]\nlong = '''\n[profiles.work]\ntoken = 'fake'\n'''\n",
    "[empty]\n",
];

/// What may stand before the first table.
const HEADS: [&str; 6] = [
    "",
    "# head\n\n",
    "default_profile = 'a'\n",
    "profiles.dotted.token = \"old\" # c\nprofiles.dotted.x = 1\n",
    "profiles = { inline = { token = 'old', x = 1 }, bare.x = 2 }\n",
    "profiles.a-b.x = 1\n",
];

fn document() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["work", "a-b", "home", "dotted"]);
    let part = (prop::sample::select(PARTS.to_vec()), name)
        .prop_map(|(part, name)| part.replace("NAME", name));
    let head = prop::sample::select(HEADS.to_vec());
    (
        head,
        prop::collection::vec(part, 0..5),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(head, parts, crlf, bom, final_newline)| {
            let mut text = head.to_owned() + &parts.concat();
            if !final_newline {
                text.truncate(text.trim_end_matches('\n').len());
            }
            if crlf {
                text = text.replace('\n', "\r\n");
            }
            if bom { format!("\u{feff}{text}") } else { text }
        })
}

fn profile() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "work",
        "a-b",
        "home",
        "dotted",
        "inline",
        "bare",
        "new",
        "with space",
        "dot.ted",
        "ü",
    ])
}

/// The two texts, without what they have in common at either end.
fn difference<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str) {
    let shared = before
        .bytes()
        .zip(after.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    let (before, after) = (&before[shared..], &after[shared..]);
    let shared = before
        .bytes()
        .rev()
        .zip(after.bytes().rev())
        .take_while(|(one, other)| one == other)
        .count();
    (
        &before[..before.len() - shared],
        &after[..after.len() - shared],
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn only_the_value_changes(text in document(), name in profile(), value in "[!-~]{1,20}") {
        prop_assume!(parse(&text).is_ok());
        let path = ["profiles", name, "token"];
        let edited = set(&text, &path, &value).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let (gone, _) = difference(&text, &edited);
        let old = "old";
        prop_assert!(old.contains(gone) || gone == format!("'{old}'") || gone == format!("\"{old}\""), "{gone:?} is gone");

        let set_again = set(&edited, &path, &value).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&set_again, &edited);

        let removed = remove(&edited, &path).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let removed = removed.ok_or_else(|| TestCaseError::fail("nothing to remove"))?;
        prop_assert_eq!(remove(&removed, &path).map_err(|error| TestCaseError::fail(error.to_string()))?, None);
        prop_assert_eq!(removed.matches('#').count(), text.matches('#').count());
    }

    #[test]
    fn any_text_is_edited_or_refused(text in any::<String>(), value in "[!-~]{1,20}") {
        if let Ok(edited) = set(&text, &PATH, &value) {
            prop_assert!(remove(&edited, &PATH).is_ok_and(|removed| removed.is_some()));
        }
    }
}
