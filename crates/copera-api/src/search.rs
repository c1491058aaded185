//! Search over everything.

use crate::{
    Reply, SortBy, SortOrder, auth::SearchEntity, model::SearchResults, request::requests,
};

requests! {
    /// A search over everything; made by [`Client::search`](crate::Client::search).
    Search, send -> Reply<SearchResults>;
}

impl Search {
    pub(crate) fn new(call: crate::call::Call, text: String) -> Self {
        Self(call.query("q", text))
    }

    /// Only things of these kinds. Default: every kind that the token may see.
    ///
    /// Kinds that the token may not see are passed over without notice, unless that leaves none:
    /// then the service refuses (403). All kinds are in
    /// [`SEARCH_ENTITIES`](crate::auth::SEARCH_ENTITIES).
    pub fn entities(self, entities: impl IntoIterator<Item = SearchEntity>) -> Self {
        let words: Vec<_> = entities.into_iter().map(|entity| entity.name).collect();
        Self(self.0.query("types", words.join(",")))
    }

    /// What the hits are sorted by. Default: the service's, when they were last changed.
    pub fn sort_by(self, by: SortBy) -> Self {
        Self(self.0.query("sortBy", by.word()))
    }

    /// Which way the hits are sorted. Default: the service's, newest first.
    pub fn order(self, order: SortOrder) -> Self {
        Self(self.0.query("sortOrder", order.word()))
    }

    /// How many hits come at most, 1 to 100. Default: the service's, 50.
    pub fn limit(self, limit: u32) -> Self {
        Self(self.0.query("limit", limit.to_string()))
    }
}
