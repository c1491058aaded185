//! What was typed on the command line, for the keys that it sets.

use std::fmt;

/// What was typed on the command line, by the key that it sets.
#[derive(Clone, Default)]
pub struct Flags(Vec<(&'static str, String)>);

/// Only which keys are set: one of the values may be a token.
impl fmt::Debug for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.0.iter().map(|(key, _)| key))
            .finish()
    }
}

impl Flags {
    /// Adds the value of the flag that sets `key` (a [`crate::Key::path`], or the name that
    /// [`crate::layout::Place::Named`] gives), if it was typed. The first value of a key counts.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: Option<String>) -> Self {
        self.0.extend(value.map(|value| (key, value)));
        self
    }

    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(path, _)| *path == key)
            .map(|(_, value)| value.as_str())
    }
}
