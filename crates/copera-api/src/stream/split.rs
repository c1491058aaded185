//! Cutting a JSON list into its elements while it arrives.
//!
//! This finds where elements end, and nothing else: what an element is must be checked by whoever
//! reads it. Between elements nothing but commas and white space passes.

use bytes::{Bytes, BytesMut};
use memchr::memchr2;
use thiserror::Error;

use super::{
    LONGEST_ELEMENT,
    around::{Around, Lead},
};

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
    #[error("the list stands there twice")]
    Twice,
    #[error("what stands around the list is no JSON")]
    Around,
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
    /// The object that the list is in, if it is in one.
    around: Option<Around>,
}

impl Splitter {
    /// A text that begins so, and is a list; or an object with the list in this field.
    pub(crate) fn of(chunk: Bytes, field: Option<&str>) -> Self {
        Self {
            around: field.map(Around::of),
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
                (Place::BeforeList | Place::AfterList, _) if self.around.is_some() => {
                    self.pass(byte)?;
                }
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

    /// Looks at a byte of the object around the list.
    fn pass(&mut self, byte: u8) -> Result<(), SplitError> {
        let Some(mut around) = self.around.take() else {
            return Ok(());
        };
        match around.read(byte)? {
            Lead::Onward => {}
            Lead::List => {
                self.place = Place::Element;
                around.begin(&self.cut());
            }
            Lead::End => {
                self.place = Place::AfterList;
                around.end(&self.cut())?;
            }
        }
        self.around = Some(around);
        Ok(())
    }

    /// The text that was taken, and not handed out.
    pub(crate) fn into_text(mut self) -> Bytes {
        if self.begun.is_empty() {
            return self.chunk;
        }
        self.begun.extend_from_slice(&self.chunk);
        self.begun.freeze()
    }

    /// The text is at its end.
    pub(crate) fn finish(&self) -> Result<(), SplitError> {
        match (&self.around, self.place) {
            (Some(around), Place::AfterList) if !around.is_over() => Err(SplitError::CutShort),
            (_, place) => Self::finish_at(place),
        }
    }

    fn finish_at(place: Place) -> Result<(), SplitError> {
        match place {
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
mod tests;
