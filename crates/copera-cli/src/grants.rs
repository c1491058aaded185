//! Which scopes the token has, as far as the service was asked.

use std::collections::BTreeMap;

use copera_api::Reach;
use copera_auth::Scope;
use serde::{Deserialize, Serialize};

use crate::context::Context;

/// The entry in the cache.
const NAME: &str = "scopes";

/// By the scope's name, whether it was granted. One that got no answer is not there.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Grants(BTreeMap<String, bool>);

impl Grants {
    /// What the answers of a probe say about scopes.
    pub(crate) fn of<'a>(reaches: impl IntoIterator<Item = (Option<Scope>, &'a Reach)>) -> Self {
        let grants = reaches
            .into_iter()
            .filter_map(|(scope, reach)| match reach {
                Reach::Granted => Some((scope?, true)),
                Reach::ScopeMissing(scope) => Some((*scope, false)),
                _ => None,
            });
        Self(
            grants
                .map(|(scope, granted)| (scope.name().to_owned(), granted))
                .collect(),
        )
    }

    /// What the last `auth scopes --probe` with this token at this host found, while that counts.
    pub(crate) fn last(context: &Context) -> Option<Self> {
        let cache = context.cache()?;
        cache.get(NAME, cache.ttl())
    }

    /// Keeps it for later commands.
    pub(crate) fn keep(&self, context: &Context) {
        if let Some(cache) = context.cache() {
            cache.put(NAME, self);
        }
    }

    /// The scopes that the token may have: all but those that it was found to lack.
    pub(crate) fn not_missing(&self) -> impl Iterator<Item = Scope> {
        let scopes = Scope::ALL.into_iter();
        scopes.filter(|scope| self.has(*scope) != Some(false))
    }

    /// Whether the token has the scope; `None` if that is not known.
    pub(crate) fn has(&self, scope: Scope) -> Option<bool> {
        self.0.get(scope.name()).copied()
    }
}
