//! What requests are counted under.

use std::{fmt, sync::Arc};

use crate::endpoint::{Endpoint, Family};

/// A token at a service, and what of its requests shares one limit.
///
/// Its text names it in a file. Within a process it is compared as it is: that is done twice a call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Budget {
    account: Arc<str>,
    share: Share,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Share {
    Family(Family),
    /// Its method and its path.
    Endpoint(&'static str, &'static str),
}

impl Budget {
    /// A family with a published limit, else the endpoint alone. That may be narrower than at the
    /// service, whose answers then tell.
    pub(super) fn of(account: &Arc<str>, endpoint: &'static Endpoint) -> Self {
        Self {
            account: Arc::clone(account),
            share: match endpoint.family.per_minute() {
                Some(_) => Share::Family(endpoint.family),
                None => Share::Endpoint(endpoint.method.as_str(), endpoint.path),
            },
        }
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let account = &self.account;
        match &self.share {
            Share::Family(family) => write!(f, "{account} {family:?}"),
            Share::Endpoint(method, path) => write!(f, "{account} {method} {path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::{BOARD_GET, BOARDS_LIST, DOC_GET, DOC_UPDATE};

    #[test]
    fn what_shares_a_limit() {
        let accounts: [Arc<str>; 2] = ["https://a 01".into(), "https://a 02".into()];
        let [one, other] = &accounts;
        assert_eq!(Budget::of(one, &BOARD_GET), Budget::of(one, &BOARDS_LIST));
        assert_ne!(Budget::of(one, &BOARD_GET), Budget::of(other, &BOARD_GET));
        assert_ne!(Budget::of(one, &DOC_GET), Budget::of(one, &DOC_UPDATE));
        let names = [&BOARD_GET, &DOC_GET].map(|endpoint| Budget::of(one, endpoint).to_string());
        assert_eq!(
            names,
            ["https://a 01 BoardReads", "https://a 01 GET /docs/{docId}"]
        );
    }
}
