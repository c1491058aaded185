//! Re-indenting and squeezing.

use proptest::prelude::*;
use serde_json::Value;

use super::*;

fn reindent(text: &str, chunk: usize) -> io::Result<String> {
    let mut printed = Vec::new();
    let mut reindenter = Reindenter::new(&mut printed);
    for piece in text.as_bytes().chunks(chunk) {
        reindenter.push(piece)?;
    }
    reindenter.finish()?;
    Ok(String::from_utf8(printed).unwrap())
}

#[test]
fn spelling_is_kept() {
    let text = r#"{"a":[1.50,-0,9007199254740993,1e2],"b\"":"\u00e9\\","c":{},"d":[ ],"a":null}"#;
    let expected = "{\n  \"a\": [\n    1.50,\n    -0,\n    9007199254740993,\n    1e2\n  ],\n  \"b\\\"\": \"\\u00e9\\\\\",\n  \"c\": {},\n  \"d\": [],\n  \"a\": null\n}\n";
    for chunk in 1..=text.len() {
        assert_eq!(reindent(text, chunk).unwrap(), expected);
    }
}

/// What is taken at once, and what is gathered before it is written, are no limits.
#[test]
fn texts_of_any_length() {
    for length in [990, 1000, 1007, 1008, 1009, 1024, 2047, 70_000, 200_000] {
        for end in ["", "\\\"", "\\u00e9", "é"] {
            let long = format!("{}{end}", "x".repeat(length));
            let text = format!("{{\"{long}\":\"{long}\",\"a\":{}}}", "1".repeat(length));
            let expected = format!(
                "{{\n  \"{long}\": \"{long}\",\n  \"a\": {}\n}}\n",
                "1".repeat(length)
            );
            for chunk in [997, 4096, text.len()] {
                assert_eq!(reindent(&text, chunk).unwrap(), expected);
            }
        }
    }
}

/// Long members deep inside, of which each begins somewhere else in what is gathered.
#[test]
fn members_of_any_length() {
    const DEPTH: usize = 120;
    let indent = " ".repeat(2 * DEPTH + 2);
    for length in [960, 1000, 1002, 1003, 1004, 1008] {
        let long = "x".repeat(length);
        let members = |between: &str, behind: &str| {
            let members =
                (100..400).map(|number| format!("\"{number}{long}\":{between}\"{long}\""));
            members.collect::<Vec<_>>().join(behind)
        };
        let (open, close) = ("[".repeat(DEPTH), "]".repeat(DEPTH));
        let text = format!("{open}{{{}}}{close}", members("", ","));
        let expected = members(" ", &format!(",\n{indent}"));
        let printed = reindent(&text, text.len()).unwrap();
        assert!(printed.contains(&expected), "{length}");
    }
}

#[test]
fn what_is_cut_short() {
    for text in ["", "  ", "[", "[1", "{\"a\":\"x", "\"x\\\""] {
        assert_eq!(
            reindent(text, 64).unwrap_err().kind(),
            io::ErrorKind::UnexpectedEof,
            "{text:?}"
        );
    }
}

#[test]
fn as_deep_as_it_is_read() {
    for (depth, read) in [(127, true), (128, false), (100_000, false)] {
        let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let printed = reindent(&text, 80);
        assert_eq!(printed.is_ok(), read, "{depth}");
        if let Err(error) = printed {
            let told = error.get_ref().and_then(|it| it.downcast_ref());
            assert_eq!(told, Some(&TooDeep), "{depth}");
            let mut printed = Vec::new();
            assert!(write_raw(text.as_bytes(), &mut printed).is_err());
            assert!(printed.is_empty());
        }
        assert_eq!(
            serde_json::from_str::<Value>(&text).is_ok(),
            read,
            "{depth}"
        );
    }
}

/// What is wrong is told with its place, and what stands before it is written.
#[test]
fn what_is_no_json() {
    for (text, at, before) in [
        ("[1 2]", 3, "[\n  1"),
        ("[1,]", 3, "[\n  1,\n  "),
        ("{\"a\":1,}", 7, "{\n  \"a\": 1,\n  "),
        ("{\"a\" 1}", 5, "{\n  \"a\""),
        ("{1:2}", 1, "{"),
        ("[}", 1, "["),
        ("[\"a\nb\"]", 3, "[\n  \"a"),
        ("[\"\\x\"]", 3, "[\n  \"\\"),
        ("[\"\\u00g0\"]", 6, "[\n  \"\\u00"),
        ("[01]", 1, "[\n  "),
        ("[nul]", 1, "[\n  "),
        ("1 1", 2, "1"),
        ("]", 0, ""),
    ] {
        let mut printed = Vec::new();
        let mut reindenter = Reindenter::new(&mut printed);
        let error = reindenter.push(text.as_bytes()).unwrap_err();
        let told = error.get_ref().and_then(|it| it.downcast_ref());
        assert_eq!(told, Some(&NotJson { at }), "{text}");
        assert_eq!(String::from_utf8(printed).unwrap(), before, "{text}");
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(any::<String>(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// JSON, or nearly.
fn nearly_json() -> impl Strategy<Value = String> {
    let change = (
        any::<prop::sample::Index>(),
        prop::sample::select(&b"[]{},:\"\\ 0-.eut\n\x7f"[..]),
        0..3_u8,
    );
    (value(), prop::collection::vec(change, 0..3)).prop_map(|(value, changes)| {
        let mut text = value.to_string().into_bytes();
        for (at, byte, how) in changes {
            let at = at.index(text.len() + 1);
            match how {
                0 => text.insert(at, byte),
                1 if at < text.len() => text[at] = byte,
                _ if at < text.len() => drop(text.remove(at)),
                _ => {}
            }
        }
        String::from_utf8_lossy(&text).into_owned()
    })
}

proptest! {
    /// It takes for JSON what is JSON, and nothing else.
    #[test]
    fn what_serde_reads(text in nearly_json(), chunk in 1_usize..80) {
        let parsed = serde_json::from_str::<serde::de::IgnoredAny>(&text);
        prop_assert_eq!(reindent(&text, chunk).is_ok(), parsed.is_ok(), "{}", text);
    }

    #[test]
    fn without_white_space_it_is_as_serde_prints_it(value in value()) {
        let mut printed = Vec::new();
        let indented = serde_json::to_string_pretty(&value).unwrap();
        write_compact(indented.as_bytes(), &mut printed).unwrap();
        prop_assert_eq!(String::from_utf8(printed).unwrap(), value.to_string());
    }

    #[test]
    fn as_serde_prints_it_whatever_the_chunks(value in value(), chunk in 1_usize..80) {
        let expected = serde_json::to_string_pretty(&value).unwrap() + "\n";
        prop_assert_eq!(&reindent(&value.to_string(), chunk).unwrap(), &expected);
        prop_assert_eq!(&reindent(&expected, chunk).unwrap(), &expected);
    }
}
