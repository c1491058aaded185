//! Objects of which only the fields that a filter looks at become values.

use std::collections::BTreeSet;
use std::fmt;

use jaq_json::{Map, Val};
use memchr::memmem;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::parse;

/// Reads an object's fields of these names, and looks over the others. `None` where that can't be told
/// from reading it whole: it is no object, or it is not surely JSON.
pub(super) fn read(names: &BTreeSet<String>, text: &[u8]) -> Option<Val> {
    if text.first() != Some(&b'{') || may_have_surrogates(text) {
        return None;
    }
    let mut reader = serde_json::Deserializer::from_slice(text);
    let object = reader.deserialize_map(Picked(names)).ok()?;
    reader.end().ok()?;
    Some(object)
}

/// Half a character's escape fails the filter wherever it stands, but not what looks over values.
fn may_have_surrogates(text: &[u8]) -> bool {
    memmem::find_iter(text, b"\\u").any(|at| matches!(text.get(at + 2), Some(b'd' | b'D')))
}

struct Picked<'a>(&'a BTreeSet<String>);

impl<'de> Visitor<'de> for Picked<'_> {
    type Value = Val;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    /// Of fields with the same name, the last one counts.
    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Val, A::Error> {
        let mut object = Map::default();
        while let Some(name) = fields.next_key_seed(Name(self.0))? {
            let Some(name) = name else {
                fields.next_value::<IgnoredAny>()?;
                continue;
            };
            let value: &RawValue = fields.next_value()?;
            let value = parse(value.get().as_bytes()).map_err(A::Error::custom)?;
            object.insert(Val::from(name.to_owned()), value);
        }
        Ok(Val::obj(object))
    }
}

/// Reads a field's name: which of the wanted ones it is.
struct Name<'a>(&'a BTreeSet<String>);

impl<'de, 'a> DeserializeSeed<'de> for Name<'a> {
    type Value = Option<&'a str>;

    fn deserialize<D: Deserializer<'de>>(self, name: D) -> Result<Self::Value, D::Error> {
        name.deserialize_str(self)
    }
}

impl<'a> Visitor<'_> for Name<'a> {
    type Value = Option<&'a str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.get(name).map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::jq::tests::outcome;
    use crate::jq::{Filter, List};

    #[test]
    fn which_texts() {
        let names = BTreeSet::from(["a".to_owned(), "é".to_owned()]);
        for (text, picked) in [
            ("{}", Some("{}")),
            (r#"{"b":[1,{"a":2}]} "#, Some("{}")),
            (r#"{ "b" : 1 , "a" : 1.50 }"#, Some(r#"{"a":1.50}"#)),
            (
                r#"{"\u0061":9007199254740993}"#,
                Some(r#"{"a":9007199254740993}"#),
            ),
            (r#"{"a":1,"b":2,"a":{"b":3}}"#, Some(r#"{"a":{"b":3}}"#)),
            (
                r#"{"\u00e9":null,"a":"\u0041\n"}"#,
                Some(r#"{"é":null,"a":"A\n"}"#),
            ),
            (r#"{"b":"\ud83d\ude00"}"#, None),
            (r#"{"b":"\uD800"}"#, None),
            ("", None),
            ("null", None),
            (r#"["a"]"#, None),
            (r#""{""#, None),
            (r#"{"a":1"#, None),
            (r#"{"a":1}}"#, None),
            (r#"{"a":1} {}"#, None),
            (r#"{"b":01}"#, None),
            (r#"{"b":NaN}"#, None),
            (r#"{"b":nul}"#, None),
            (r#"{"b":"\x"}"#, None),
            (r#"{"b":[1,]}"#, None),
            (r"{b:1}", None),
        ] {
            let read = read(&names, text.as_bytes());
            assert_eq!(
                read.map(|object| object.to_string()).as_deref(),
                picked,
                "{text}"
            );
        }
    }

    /// Steps of a program that are understood, and others.
    const STEPS: [&[&str]; 2] = [
        &[
            ".a",
            ".b",
            ".a.b",
            ".a?",
            ".\"\\u0062\"",
            ".a[.b]?",
            ".a[]?",
            ".b | tostring",
            "1",
            "null",
            "{a, c}",
            "\"\\(.a)-\\(.c)\"",
            "has(\"c\")",
        ],
        &[
            ".", ".[0]", ".[]?", "keys", "[..]", "error", "not", "length", "@json",
        ],
    ];

    /// How steps are put together: in ways that are understood, and in others.
    const FORMS: [&[&str]; 2] = [
        &[
            "%1 | %2",
            "%1, %2",
            "[%1]",
            "[%1, %2]",
            "{a: %1, b: %2}",
            "{(%1 | tostring): %2}",
            "(%1).a",
            "(%1)[%2]",
            "(%1)[0]?",
            "-(%1)",
            "(%1) + (%2)",
            "(%1) - (%2)",
            "(%1) == (%2)",
            "(%1) < (%2)",
            "(%1) and (%2)",
            "(%1) or (%2)",
            "(%1) // (%2)",
            "\"<\\(%1)>\"",
            "@csv \"\\([%1])\"",
            "select(%1)",
            "select(%1) | %2",
            "if %1 then . end | %2",
            "if %1 then %2 else %3 end",
        ],
        &[
            "try (%1) catch (%2)",
            "(%1)?",
            "(%1) as $x | $x, .b",
            "first(%1)",
            "isempty(%1)",
            "[path(%1)]",
            "reduce (%1) as $x (0; [., $x])",
            "def select(f): .; select(%1) | %2",
            "(%1) |= 1",
            "del(%1)",
            "any(%1; .)",
        ],
    ];

    fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
        prop::sample::select(texts).prop_map(str::to_owned)
    }

    fn mostly(
        [these, others]: [&'static [&'static str]; 2],
    ) -> impl Strategy<Value = String> + Clone {
        prop_oneof![6 => one_of(these), 1 => one_of(others)]
    }

    fn program() -> impl Strategy<Value = String> {
        mostly(STEPS).prop_recursive(3, 8, 3, |inner| {
            let parts = [inner.clone(), inner.clone(), inner];
            (mostly(FORMS), parts).prop_map(|(form, parts)| {
                let parts = ["%1", "%2", "%3"].into_iter().zip(parts);
                let text = parts.fold(form, |text, (at, part)| text.replace(at, &part));
                format!("({text})")
            })
        })
    }

    fn object(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
        let name = one_of(&["a", "\\u0061", "b", "\\u0062", "c", "d", "é"]);
        let field = (name, value).prop_map(|(name, value)| format!("\"{name}\": {value}"));
        prop::collection::vec(field, 0..5).prop_map(|fields| format!("{{{}}}", fields.join(",")))
    }

    /// A value as text, now and then one that is no JSON.
    fn value() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            40 => one_of(&["null", "true", "false", "0", "1.50", "-7", "9007199254740993"]),
            20 => one_of(&["\"\"", "\"a\"", "\"\\u0061\\n\"", "\"\\ud83d\\ude00\""]),
            1 => one_of(&["\"\\ud800\"", "nul", "01", "NaN", "\"\\x\"", "[1,]", "{", "{a:1}"]),
        ];
        leaf.prop_recursive(2, 12, 4, |inner| {
            let list = prop::collection::vec(inner.clone(), 0..3);
            let list = list.prop_map(|values| format!("[{}]", values.join(", ")));
            prop_oneof![list, object(inner)]
        })
    }

    proptest! {
        /// A filter prints and says of an element what it does where all of it is read.
        #[test]
        fn as_of_the_whole_element(
            program in program(),
            beginning in one_of(&[".[] | ", ".[] | select(.d) | ", ".[].a | "]),
            element in prop_oneof![6 => object(value()), 1 => value()],
        ) {
            let text = format!("{beginning}{program}");
            let filter = Filter::compile(&text).unwrap();
            prop_assert!(filter.takes_lists_apart(), "{}", text);
            let whole = outcome(|to| {
                let mut list = List::default();
                list.push(element.as_bytes())?;
                filter.run_on_list(list, to)
            });
            let picked = outcome(|to| filter.run_on_element(element.as_bytes(), to));
            prop_assert_eq!(whole, picked, "{} of {}", text, element);
        }
    }
}
