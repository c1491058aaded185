//! Search over everything.

use copera_auth::{SEARCH_ENTITIES, Scope, SearchEntity};

use crate::{
    Error, Reply,
    call::Call,
    model::{SearchResults, Unseen},
};

/// Gives the builder of a search what all searches take; `$call` is its field that holds the call.
macro_rules! searching {
    ($search:ident.$call:tt, sorted $sorted:literal, $order:literal, limit $most:literal, usually $usual:literal) => {
        impl $search {
            /// What the hits are sorted by. Default: the service's,
            #[doc = concat!($sorted, ".")]
            pub fn sort_by(mut self, by: crate::SortBy) -> Self {
                self.$call = self.$call.query("sortBy", by.word());
                self
            }

            /// Which way the hits are sorted. Default: the service's,
            #[doc = concat!($order, ".")]
            pub fn order(mut self, order: crate::SortOrder) -> Self {
                self.$call = self.$call.query("sortOrder", order.word());
                self
            }

            #[doc = concat!("How many hits come at most, 1 to ", $most, ". Default: the service's, ", $usual, ".")]
            pub fn limit(mut self, limit: u32) -> Self {
                self.$call = self.$call.query("limit", limit.to_string());
                self
            }
        }
    };
}

pub(crate) use searching;

searching!(Search.call, sorted "when they were last changed", "newest first", limit 100, usually 50);

/// A search over everything; made by [`Client::search`](crate::Client::search).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct Search {
    call: Call,
    /// None: all.
    entities: Vec<SearchEntity>,
    granted: Option<Vec<Scope>>,
}

impl Search {
    pub(crate) fn new(call: Call, text: String) -> Self {
        Self {
            call: call.query("q", text),
            entities: Vec::new(),
            granted: None,
        }
    }

    /// Only things of these kinds. Default, and where none are given: every kind that the token may
    /// see.
    ///
    /// Kinds that the token may not see are passed over without notice, unless that leaves none:
    /// then the service refuses (403). All kinds are in
    /// [`SEARCH_ENTITIES`].
    pub fn entities(mut self, entities: impl IntoIterator<Item = SearchEntity>) -> Self {
        self.entities = entities.into_iter().collect();
        self
    }

    /// The scopes that the token is known to have, such as from
    /// [`Client::probe`](crate::Client::probe): then the results say for certain what the search
    /// could not see. The service is not told.
    pub fn granted(mut self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        self.granted = Some(scopes.into_iter().collect());
        self
    }

    /// Sends it.
    pub async fn send(self) -> Result<Reply<SearchResults>, Error> {
        let mut call = self.call;
        let entities = if self.entities.is_empty() {
            &SEARCH_ENTITIES[..]
        } else {
            let words: Vec<_> = self.entities.iter().map(|entity| entity.name).collect();
            call = call.query("types", words.join(","));
            &self.entities
        };
        let unseen = Unseen::of(entities, self.granted.as_deref());
        let reply: Reply<SearchResults> = call.send().await?;
        Ok(reply.map(|results| SearchResults { unseen, ..results }))
    }
}
