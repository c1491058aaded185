//! Lists that are counted through: by `offset`, up to `total`.

use std::collections::HashSet;

use super::way::Next;

/// How far such a list was read.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// How many items were passed over.
    passed: u64,
    /// The ids on the page before.
    before: HashSet<Box<str>>,
}

impl Counted {
    /// From the offset that the first page is asked for with, if any.
    pub(super) fn from(offset: Option<&str>) -> Self {
        Self {
            passed: offset.and_then(|text| text.parse().ok()).unwrap_or(0),
            before: HashSet::new(),
        }
    }

    /// The list begins no earlier than the service says.
    pub(super) fn at_least(&mut self, offset: u64) {
        self.passed = self.passed.max(offset);
    }

    /// Goes over a page, of which these are the ids.
    ///
    /// An empty page ends the list, whatever the total says; so does a total that shrank, and a page
    /// on which there is nothing but what was on the page before. Items are told apart by their ids:
    /// those that have none may look alike, and end nothing.
    pub(super) fn after<'a>(
        &mut self,
        ids: impl ExactSizeIterator<Item = Option<&'a str>> + Clone,
        total: u64,
    ) -> Next {
        let items = ids.len();
        if items > 0
            && ids
                .clone()
                .all(|id| id.is_some_and(|id| self.before.contains(id)))
        {
            return Next::Again;
        }
        self.before = ids.flatten().map(Into::into).collect();
        self.passed = self.passed.saturating_add(items as u64);
        let more = items > 0 && self.passed < total;
        more.then(|| ("offset", self.passed.to_string())).into()
    }
}
