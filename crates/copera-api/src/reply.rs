//! Replies: the typed view, beside the bytes that the service sent.

use std::ops::Deref;

use bytes::Bytes;

/// A value together with the bytes that it was read from.
///
/// The value knows the documented fields; whatever else the service sent is in [`Reply::raw`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply<T> {
    value: T,
    raw: Bytes,
}

impl<T> Reply<T> {
    pub(crate) fn new(value: T, raw: Bytes) -> Self {
        Self { value, raw }
    }

    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Reply<U> {
        Reply::new(change(self.value), self.raw)
    }

    /// The typed view.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The typed view, for keeping.
    pub fn into_value(self) -> T {
        self.value
    }

    /// The body as the service sent it, to the letter.
    pub fn raw(&self) -> &Bytes {
        &self.raw
    }
}

impl<T> Deref for Reply<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
