//! The flags that choose of a document, and what is said where there is none.

use super::DocumentStyle;
use crate::report::Report;
use crate::word::words;

/// A flag that chooses of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// A filter.
    Filter,
    /// The names of fields.
    Fields,
}

impl Choice {
    /// The flag, as it is typed.
    pub fn flag(self) -> &'static str {
        match self {
            Self::Filter => "--jq",
            Self::Fields => "--fields",
        }
    }

    /// A report for whoever would choose where nothing is to be chosen of; `why` says what there is
    /// instead, such as "`tool help` prints a plain text".
    pub fn refused(self, why: &str) -> Report {
        let flag = self.flag();
        let message = format!("{flag} chooses of a JSON document, and {why}");
        Report::new(words::USAGE_ERROR, message).suggest(format!("leave {flag} out"))
    }
}

impl DocumentStyle {
    /// By which flags something is chosen.
    pub fn choices(&self) -> impl Iterator<Item = Choice> {
        let filter = self.filter.is_some().then_some(Choice::Filter);
        let fields = self.fields.is_some().then_some(Choice::Fields);
        filter.into_iter().chain(fields)
    }
}
