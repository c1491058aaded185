//! The object around a list: `{"items": [ … ], "total": 2}`.
//!
//! This finds where the list begins, and where the object ends. Whether the object is JSON is looked
//! at when it has ended, in one piece, with an empty list in the place of the one that passed by.

use serde::de::IgnoredAny;

use super::split::SplitError;

#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own that one byte answers"
)]
pub(crate) struct Around {
    /// The field that holds the list.
    field: Box<str>,
    /// How many containers are open.
    depth: usize,
    /// The key that was read last, escapes and all.
    key: Vec<u8>,
    expects_key: bool,
    in_string: bool,
    after_backslash: bool,
    reads_key: bool,
    after_key: bool,
    /// Whether the list is the next value.
    is_next: bool,
    is_found: bool,
    is_over: bool,
    /// What stands before the list.
    before: Vec<u8>,
}

/// What a byte of the object leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    Onward,
    /// It opens the list.
    List,
    /// It closes the object.
    End,
}

impl Around {
    pub(crate) fn of(field: &str) -> Self {
        Self {
            field: field.into(),
            depth: 0,
            key: Vec::new(),
            expects_key: false,
            in_string: false,
            after_backslash: false,
            reads_key: false,
            after_key: false,
            is_next: false,
            is_found: false,
            is_over: false,
            before: Vec::new(),
        }
    }

    pub(crate) fn read(&mut self, byte: u8) -> Result<Lead, SplitError> {
        if self.in_string {
            self.read_text(byte);
            return Ok(Lead::Onward);
        }
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {}
            _ if self.is_over => return Err(SplitError::Trailing),
            b'{' if self.depth == 0 => {
                self.depth = 1;
                self.expects_key = true;
            }
            _ if self.depth == 0 => return Err(SplitError::NoList),
            b'[' if self.is_next => {
                self.is_next = false;
                self.is_found = true;
                return Ok(Lead::List);
            }
            _ if self.is_next => return Err(SplitError::NoList),
            b'"' => {
                self.in_string = true;
                self.reads_key = std::mem::take(&mut self.expects_key);
                if self.reads_key {
                    self.key.clear();
                }
            }
            b':' if self.after_key => {
                self.after_key = false;
                self.is_next = self.is_the_field()?;
            }
            b',' if self.depth == 1 => self.expects_key = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.is_over = true;
                    return Ok(Lead::End);
                }
            }
            _ => {}
        }
        Ok(Lead::Onward)
    }

    fn read_text(&mut self, byte: u8) {
        match byte {
            _ if self.after_backslash => self.after_backslash = false,
            b'\\' => self.after_backslash = true,
            b'"' => {
                self.in_string = false;
                self.after_key = std::mem::take(&mut self.reads_key);
            }
            _ => {}
        }
        if self.reads_key {
            self.key.push(byte);
        }
    }

    fn is_the_field(&self) -> Result<bool, SplitError> {
        let quoted = [b"\"", self.key.as_slice(), b"\""].concat();
        let key: Option<String> = serde_json::from_slice(&quoted).ok();
        match key.is_some_and(|key| key == *self.field) {
            true if self.is_found => Err(SplitError::Twice),
            found => Ok(found),
        }
    }

    /// Takes what stands before the list, up to its bracket.
    pub(crate) fn begin(&mut self, before: &[u8]) {
        self.before = before.to_vec();
    }

    /// Takes what stands behind the list, up to the object's last bracket.
    pub(crate) fn end(&mut self, behind: &[u8]) -> Result<(), SplitError> {
        if !self.is_found {
            return Err(SplitError::NoList);
        }
        let object = [&self.before, &b"[]"[..], behind, b"}"].concat();
        match serde_json::from_slice::<IgnoredAny>(&object) {
            Ok(IgnoredAny) if std::str::from_utf8(&object).is_ok() => Ok(()),
            _ => Err(SplitError::Around),
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }
}
