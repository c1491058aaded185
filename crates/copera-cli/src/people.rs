//! What the people of the workspace are called, as far as that is known without asking.

use std::collections::BTreeMap;

use copera_api::model::Member;
use copera_term::Mode;

use crate::context::Context;

/// Where the cache has them.
const ENTRY: &str = "people";

/// Names by ids, for tables that people read.
#[derive(Debug, Default)]
pub(crate) struct People(BTreeMap<String, String>);

impl People {
    /// Those that `workspace members` showed of late. Programs get ids, whatever was shown.
    pub(crate) fn known(context: &Context) -> Self {
        let reads = context.output().mode() == Mode::Table;
        Self(kept(context).filter(|_| reads).unwrap_or_default())
    }

    /// The name that belongs to an id, else the id.
    pub(crate) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, String::as_str)
    }
}

/// Keeps the names of these people beside those that are known.
pub(crate) fn keep(context: &Context, members: &[Member]) {
    let Some(cache) = context.cache() else { return };
    let mut people = kept(context).unwrap_or_default();
    let named = members.iter().filter(|member| !member.name.is_empty());
    people.extend(named.map(|member| (member.id.to_string(), member.name.clone())));
    cache.put(ENTRY, &people);
}

fn kept(context: &Context) -> Option<BTreeMap<String, String>> {
    let cache = context.cache()?;
    cache.get(ENTRY, cache.ttl())
}
