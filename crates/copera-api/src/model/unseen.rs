use copera_auth::{Scope, SearchEntity};

/// Kinds of things that a search passed over without notice, because the token may not see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unseen {
    /// These were not seen: the token has not got their scopes.
    Known(Vec<SearchEntity>),
    /// These were seen only if the token has their scopes, which the service does not tell.
    Possible(Vec<SearchEntity>),
}

impl Unseen {
    /// Of a search for these kinds, with a token that has these scopes, where they are known.
    pub(crate) fn of(searched: &[SearchEntity], granted: Option<&[Scope]>) -> Self {
        let needing = |lacks: &dyn Fn(Scope) -> bool| {
            let searched = searched.iter().copied();
            searched
                .filter(|entity| entity.scope.is_some_and(lacks))
                .collect()
        };
        match granted {
            Some(granted) => Self::Known(needing(&|scope| !granted.contains(&scope))),
            None => Self::Possible(needing(&|_| true)),
        }
    }
}

impl Default for Unseen {
    fn default() -> Self {
        Self::Possible(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use copera_auth::SEARCH_ENTITIES;

    use super::*;

    #[test]
    fn what_scopes_hide() {
        let names = |entities: Vec<SearchEntity>| {
            let names: Vec<_> = entities.iter().map(|entity| entity.name).collect();
            names.join(" ")
        };
        let all = "document channel channelMessage voiceTranscription driveContent";
        for (searched, granted, certain, hidden) in [
            (&SEARCH_ENTITIES[..], None, false, all),
            (&SEARCH_ENTITIES[..1], None, false, "document"),
            (&SEARCH_ENTITIES[..], Some(&Scope::ALL[..]), true, ""),
            (&SEARCH_ENTITIES[..], Some(&[]), true, all),
            (
                &SEARCH_ENTITIES[..],
                Some(&[Scope::Channels]),
                true,
                "document driveContent",
            ),
        ] {
            let (found, entities) = match Unseen::of(searched, granted) {
                Unseen::Known(entities) => (true, entities),
                Unseen::Possible(entities) => (false, entities),
            };
            assert_eq!((found, names(entities).as_str()), (certain, hidden));
        }
    }
}
