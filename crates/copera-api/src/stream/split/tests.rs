use proptest::prelude::*;
use serde_json::Value;

use super::*;

fn split(text: &str, chunk: usize) -> Result<Vec<String>, SplitError> {
    split_in(None, text, chunk)
}

fn split_in(field: Option<&str>, text: &str, chunk: usize) -> Result<Vec<String>, SplitError> {
    let mut splitter = Splitter::of(Bytes::new(), field);
    let mut elements = Vec::new();
    for piece in text.as_bytes().chunks(chunk) {
        splitter.push(Bytes::copy_from_slice(piece))?;
        while let Some(element) = splitter.next()? {
            elements.push(String::from_utf8(element.to_vec()).unwrap());
        }
    }
    splitter.finish().map(|()| elements)
}

/// A text, and its elements or what is wrong with it, however it comes in pieces.
type Case = (&'static str, Result<Vec<&'static str>, SplitError>);

fn cuts(field: Option<&str>, table: &[Case]) {
    for (text, expected) in table {
        for chunk in 1..=text.len().max(1) {
            let expected = expected
                .clone()
                .map(|elements| elements.into_iter().map(str::to_owned).collect::<Vec<_>>());
            let found = split_in(field, text, chunk);
            assert_eq!(found, expected, "{text:?} in pieces of {chunk}");
        }
    }
}

#[test]
fn where_lists_are_cut() {
    use SplitError::{CutShort, NoList, Trailing};
    let cut = |elements: &[&'static str]| Ok(elements.to_vec());
    #[rustfmt::skip]
    let table = [
        ("[]", cut(&[])),
        (" [ \n] \n", cut(&[])),
        ("[1, 2.50 ,\"a\"]", cut(&["1", "2.50", "\"a\""])),
        (r#"[{"a":[1,{}],"b":"]},\"\\"},[[]]]"#, cut(&[r#"{"a":[1,{}],"b":"]},\"\\"}"#, "[[]]"])),
        // Not checked here, but not passed over either.
        ("[1,]", cut(&["1", ""])),
        ("[,1]", cut(&["", "1"])),
        ("[1 2}]", cut(&["1 2}"])),
        ("", Err(NoList)),
        (" ", Err(NoList)),
        ("{}", Err(NoList)),
        ("<html>", Err(NoList)),
        ("[", Err(CutShort)),
        ("[1,", Err(CutShort)),
        ("[\"]", Err(CutShort)),
        ("[\"\\\"]", Err(CutShort)),
        ("[{]", Err(CutShort)),
        ("[1]]", Err(Trailing)),
        ("[1] [", Err(Trailing)),
    ];
    cuts(None, &table);
}

#[test]
fn where_lists_in_objects_are_cut() {
    use SplitError::{Around, CutShort, NoList, Trailing, Twice};
    let cut = |elements: &[&'static str]| Ok(elements.to_vec());
    #[rustfmt::skip]
    let table = [
        (r#"{"a":[]}"#, cut(&[])),
        (r#" { "a" : [ 1 , {"a":[2]} ] } "#, cut(&["1", r#"{"a":[2]}"#])),
        (r#"{"x":{"a":[7]},"y":["a",":",{"a":[]}],"s":"a\":[","a":[1],"z":[[8]],"n":null}"#, cut(&["1"])),
        (r#"{"\u0061":[1],"b":2}"#, cut(&["1"])),
        (r#"{"a\"":[1],"a":[2]}"#, cut(&["2"])),
        (r#"{"s":"a","a":["]}"]}"#, cut(&[r#""]}""#])),
        ("[1]", Err(NoList)),
        ("{}", Err(NoList)),
        (r#"{"b":[1]}"#, Err(NoList)),
        (r#"{"a":null}"#, Err(NoList)),
        (r#"{"a":{"a":[1]}}"#, Err(NoList)),
        ("<html>", Err(NoList)),
        ("", Err(NoList)),
        (r#"{"b":1,"#, Err(NoList)),
        (r#"{"a":[1"#, Err(CutShort)),
        (r#"{"a":[1]"#, Err(CutShort)),
        (r#"{"a":[1],"b":{}"#, Err(CutShort)),
        (r#"{"a":[1]}}"#, Err(Trailing)),
        (r#"{"a":[1]} 2"#, Err(Trailing)),
        (r#"{"a":[1],"a":[2]}"#, Err(Twice)),
        (r#"{"b" 2,"a":[1]}"#, Err(Around)),
        (r#"{"a":[1] "b":2}"#, Err(Around)),
        (r#"{"a":[1],}"#, Err(Around)),
        (r#"{"a":[1],"b":[2}}"#, Err(Around)),
    ];
    cuts(Some("a"), &table);
}

#[test]
fn an_element_without_end_is_given_up() {
    let mut splitter = Splitter::of(Bytes::new(), None);
    let piece = Bytes::from(vec![b'1'; LONGEST_ELEMENT / 2]);
    splitter.push(Bytes::from_static(b"[")).unwrap();
    for outcome in [Ok(()), Ok(()), Ok(()), Err(SplitError::TooLong)] {
        assert_eq!(splitter.next(), Ok(None));
        assert_eq!(splitter.push(piece.clone()), outcome);
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(any::<String>(), inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_element_is_lost_or_changed(
        list in prop::collection::vec(value(), 0..6),
        chunk in 1_usize..40,
        pretty in any::<bool>(),
    ) {
        let text = if pretty {
            serde_json::to_string_pretty(&list).unwrap()
        } else {
            serde_json::to_string(&list).unwrap()
        };
        let elements = split(&text, chunk).unwrap();
        let object = format!(r#"{{"before": [1], "a":{text}, "behind":{{"a":[2]}}}}"#);
        prop_assert_eq!(&split_in(Some("a"), &object, chunk).unwrap(), &elements);
        let read: Vec<Value> = elements
            .iter()
            .map(|element| serde_json::from_str(element).unwrap())
            .collect();
        prop_assert_eq!(read, list);
    }
}
