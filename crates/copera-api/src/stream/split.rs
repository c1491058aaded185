//! Cutting a JSON list into its elements while it arrives.
//!
//! This finds where elements end, and nothing else: what an element is must be checked by whoever
//! reads it. Between elements nothing but commas and white space passes.

use bytes::{Bytes, BytesMut};
use memchr::memchr2;
use thiserror::Error;

use super::LONGEST_ELEMENT;

/// Why a text can't be cut any further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum SplitError {
    #[error("a list was expected")]
    NoList,
    #[error("something follows the end of the list")]
    Trailing,
    #[error("the answer ends in the middle of the list")]
    CutShort,
    #[error("an element of the list is longer than {LONGEST_ELEMENT} bytes")]
    TooLong,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    BeforeList,
    /// In an element, or where one may begin.
    Element,
    InString,
    AfterBackslash,
    AfterList,
}

/// The state between two pieces of the text.
#[derive(Debug)]
pub(crate) struct Splitter {
    place: Place,
    /// How many containers are open within the element.
    depth: usize,
    /// Whether an element was cut off, so that a comma stands before the next one.
    any: bool,
    /// The beginning of an element whose end has not come yet.
    begun: BytesMut,
    chunk: Bytes,
    /// How much of the chunk was looked at.
    at: usize,
}

impl Splitter {
    /// A text that begins so.
    pub(crate) fn of(chunk: Bytes) -> Self {
        Self {
            place: Place::BeforeList,
            depth: 0,
            any: false,
            begun: BytesMut::new(),
            chunk,
            at: 0,
        }
    }

    /// Takes the next piece of the text, when [`Splitter::next`] has answered `None`.
    pub(crate) fn push(&mut self, chunk: Bytes) -> Result<(), SplitError> {
        self.begun.extend_from_slice(&self.chunk);
        self.chunk = chunk;
        self.at = 0;
        if self.begun.len() > LONGEST_ELEMENT {
            return Err(SplitError::TooLong);
        }
        Ok(())
    }

    /// The next element, without white space around it; `None` when more text is needed.
    pub(crate) fn next(&mut self) -> Result<Option<Bytes>, SplitError> {
        while let Some(&byte) = self.chunk.get(self.at) {
            self.at += 1;
            match (self.place, byte) {
                (Place::BeforeList, b'[') => {
                    self.place = Place::Element;
                    self.cut();
                }
                (Place::BeforeList | Place::AfterList, b' ' | b'\t' | b'\n' | b'\r') => {}
                (Place::BeforeList, _) => return Err(SplitError::NoList),
                (Place::AfterList, _) => return Err(SplitError::Trailing),
                (Place::InString, b'\\') => self.place = Place::AfterBackslash,
                (Place::InString, b'"') => self.place = Place::Element,
                (Place::InString, _) => {
                    let rest = &self.chunk[self.at..];
                    self.at += memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
                }
                (Place::AfterBackslash, _) | (Place::Element, b'"') => {
                    self.place = Place::InString;
                }
                (Place::Element, b'[' | b'{') => self.depth += 1,
                (Place::Element, b']' | b'}') if self.depth > 0 => self.depth -= 1,
                (Place::Element, b',') if self.depth == 0 => {
                    self.any = true;
                    return Ok(Some(self.cut()));
                }
                (Place::Element, b']') => {
                    self.place = Place::AfterList;
                    let last = self.cut();
                    // Nothing at all is an empty list; nothing behind a comma is a mistake.
                    if self.any || !last.is_empty() {
                        return Ok(Some(last));
                    }
                }
                (Place::Element, _) => {}
            }
        }
        Ok(None)
    }

    /// The text is at its end.
    pub(crate) fn finish(&self) -> Result<(), SplitError> {
        match self.place {
            Place::AfterList => Ok(()),
            Place::BeforeList => Err(SplitError::NoList),
            _ => Err(SplitError::CutShort),
        }
    }

    /// Cuts off what stands before the byte that was just looked at.
    fn cut(&mut self) -> Bytes {
        let mut piece = self.chunk.split_to(self.at);
        self.at = 0;
        piece.truncate(piece.len() - 1);
        if !self.begun.is_empty() {
            self.begun.extend_from_slice(&piece);
            piece = self.begun.split().freeze();
        }
        piece.slice_ref(piece.trim_ascii())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn split(text: &str, chunk: usize) -> Result<Vec<String>, SplitError> {
        let mut splitter = Splitter::of(Bytes::new());
        let mut elements = Vec::new();
        for piece in text.as_bytes().chunks(chunk) {
            splitter.push(Bytes::copy_from_slice(piece))?;
            while let Some(element) = splitter.next()? {
                elements.push(String::from_utf8(element.to_vec()).unwrap());
            }
        }
        splitter.finish().map(|()| elements)
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
        for (text, expected) in table {
            for chunk in 1..=text.len().max(1) {
                let expected = expected
                    .clone()
                    .map(|elements| elements.into_iter().map(str::to_owned).collect::<Vec<_>>());
                assert_eq!(
                    split(text, chunk),
                    expected,
                    "{text:?} in pieces of {chunk}"
                );
            }
        }
    }

    #[test]
    fn an_element_without_end_is_given_up() {
        let mut splitter = Splitter::of(Bytes::new());
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
            let read: Vec<Value> = elements
                .iter()
                .map(|element| serde_json::from_str(element).unwrap())
                .collect();
            prop_assert_eq!(read, list);
        }
    }
}
