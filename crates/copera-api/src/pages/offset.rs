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
    /// Whether that page had nothing but what was on its own one before.
    stands: bool,
}

impl Counted {
    /// From the offset that the first page is asked for with, if any.
    pub(super) fn from(offset: Option<&str>) -> Self {
        Self {
            passed: offset.and_then(|text| text.parse().ok()).unwrap_or(0),
            ..Self::default()
        }
    }

    /// Goes over a page, of which these are the ids and the place, as the service says.
    ///
    /// An empty page ends the list, whatever the total says; so does a total that shrank. A page with
    /// nothing but what was on the one before ends it, too, where the service says that it lies
    /// elsewhere than was asked for, or when it is the second one: a list into which as many new items
    /// came meanwhile looks like that once. Items are told apart by their ids: those that have none may
    /// look alike, and end nothing.
    pub(super) fn after<'a>(
        &mut self,
        ids: impl ExactSizeIterator<Item = Option<&'a str>> + Clone,
        offset: Option<u64>,
        total: u64,
    ) -> Next {
        let items = ids.len();
        let known = |id: Option<&str>| id.is_some_and(|id| self.before.contains(id));
        let stands = items > 0 && ids.clone().all(known);
        if stands && (self.stands || offset.is_none_or(|offset| offset < self.passed)) {
            return Next::Again;
        }
        self.stands = stands;
        self.before = ids.flatten().map(Into::into).collect();
        // The list begins no earlier than the service says.
        let begun = self.passed.max(offset.unwrap_or(0));
        self.passed = begun.saturating_add(items as u64);
        let more = items > 0 && self.passed < total;
        more.then(|| ("offset", self.passed.to_string())).into()
    }
}
