//! Every endpoint from the SDK's handle to the sandbox and back: one case each.
//!
//! A case calls the handle, looks at the typed answer, and says which query and body keys the
//! sandbox saw. What is sent to the letter, and what is made of answers as they are documented, is
//! in `tests/it/requests.rs`.
#![expect(clippy::unwrap_used, reason = "all of it is tests")]

mod boards;
mod docs;
mod drive;
mod joined;
mod people;
mod rows;

use std::pin::Pin;

use copera_api::endpoint;

use crate::joined::Joined;

/// One endpoint, asked.
struct Case {
    /// The endpoint, as it displays.
    endpoint: &'static str,
    /// The names of its query, sorted.
    query: &'static [&'static str],
    /// The names of its body, sorted.
    body: &'static [&'static str],
    ask: for<'a> fn(&'a Joined) -> Pin<Box<dyn Future<Output = ()> + 'a>>,
}

/// `endpoint ? query { body } joined => what is asked and looked at`.
macro_rules! case {
    ($endpoint:literal ? [$($query:literal),*] {$($body:literal),*} $joined:ident => $ask:expr) => {
        crate::Case {
            endpoint: $endpoint,
            query: &[$($query),*],
            body: &[$($body),*],
            ask: |$joined| Box::pin(async move { $ask }),
        }
    };
}
use case;

fn cases() -> Vec<Case> {
    [
        boards::cases(),
        rows::cases(),
        docs::cases(),
        drive::cases(),
        people::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[tokio::test]
async fn every_case() {
    for case in cases() {
        let joined = Joined::start().await;
        (case.ask)(&joined).await;
        let request = joined.only_request();
        let (method, path) = case.endpoint.split_once(' ').unwrap();
        assert_eq!(request.method(), method, "{}", case.endpoint);
        let (asked, query) = match request.path().split_once('?') {
            Some((asked, query)) => (asked, query),
            None => (request.path(), ""),
        };
        let asked = asked.strip_prefix("/public/v1").unwrap();
        assert!(fits(asked, path), "{asked} is not {path}");
        assert_eq!(query_names(query), case.query, "{}", case.endpoint);
        assert_eq!(body_names(request.body()), case.body, "{}", case.endpoint);
    }
}

#[test]
fn every_endpoint_has_a_case() {
    let asked: Vec<_> = cases().iter().map(|case| case.endpoint).collect();
    for endpoint in endpoint::ALL {
        assert!(
            asked.contains(&&*endpoint.to_string()),
            "{endpoint} has no case"
        );
    }
    let known: Vec<_> = endpoint::ALL.iter().map(ToString::to_string).collect();
    for (index, case) in asked.iter().enumerate() {
        assert!(!asked[..index].contains(case), "{case} stands twice");
        let known = known.iter().any(|endpoint| endpoint == case);
        assert!(known, "{case} is no endpoint");
    }
    assert_eq!(asked.len(), 49);
}

/// Whether a path is of a pattern with placeholders in braces.
fn fits(path: &str, pattern: &str) -> bool {
    let (path, pattern): (Vec<_>, Vec<_>) =
        (path.split('/').collect(), pattern.split('/').collect());
    let same = |(segment, part): (&&str, &&str)| segment == part || part.starts_with('{');
    path.len() == pattern.len() && path.iter().zip(&pattern).all(same)
}

fn query_names(query: &str) -> Vec<&str> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut names: Vec<_> = pairs.map(|pair| pair.split('=').next().unwrap()).collect();
    names.sort_unstable();
    names
}

fn body_names(body: &[u8]) -> Vec<String> {
    if body.is_empty() {
        return Vec::new();
    }
    let body: serde_json::Map<_, _> = serde_json::from_slice(body).unwrap();
    let mut names: Vec<_> = body.into_iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    names
}
