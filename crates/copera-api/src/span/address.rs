//! How an address is told.

use std::borrow::Cow;

use copera_auth::Token;
use url::{Url, form_urlencoded};

use crate::Client;

/// What OpenTelemetry wants in place of a secret in an address.
const REDACTED: &str = "REDACTED";

/// What the name of a parameter has in it, in small letters, if its value lets somebody in.
const SECRETS: [&str; 7] = [
    "token",
    "secret",
    "signature",
    "password",
    "credential",
    "api-key",
    "api_key",
];

/// An address. What follows the path of one that the token does not go to is left out: as a rule it is
/// a signature.
pub(crate) fn told(client: &Client, url: &Url, with_query: bool) -> String {
    told_with(client.token(), url, with_query)
}

fn told_with(token: &Token, url: &Url, with_query: bool) -> String {
    let mut told = url.clone();
    told.set_fragment(None);
    let query = url.query().filter(|_| with_query);
    told.set_query(query.map(|query| clean(token, query)).as_deref());
    token.redact_in(told.as_str())
}

/// A query without secrets; as it was written, if it holds none.
fn clean<'a>(token: &Token, query: &'a str) -> Cow<'a, str> {
    // Read before it is searched: a secret may be spelled with percent signs.
    let parameters = || form_urlencoded::parse(query.as_bytes());
    let tells = |text: &str| text.contains(token.expose());
    if !parameters().any(|(name, value)| is_secret(&name) || tells(&name) || tells(&value)) {
        return Cow::Borrowed(query);
    }
    let mut told = form_urlencoded::Serializer::new(String::new());
    for (name, value) in parameters() {
        let hides = is_secret(&name);
        let value = if hides { REDACTED } else { &*value };
        told.append_pair(&token.redact_in(&name), &token.redact_in(value));
    }
    Cow::Owned(told.finish())
}

/// Whether what goes by this name, in a query or a header, lets somebody in.
pub(super) fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRETS.iter().any(|part| name.contains(part)) || matches!(name.as_str(), "sig" | "code")
}

#[cfg(test)]
mod tests {
    use copera_auth::TokenKind;

    use super::*;

    #[test]
    fn queries() {
        let secret = "cp_pat_0123456789abcdefghijklmnop";
        let token = Token::parse(secret, TokenKind::PREFIXES).unwrap();
        for (query, with_query, expected) in [
            ("", true, ""),
            ("?limit=2&q=a%20b", true, "?limit=2&q=a%20b"),
            ("?limit=2&q=a%20b#there", true, "?limit=2&q=a%20b"),
            ("?limit=2", false, ""),
            (
                "?a=1&Access_Token=x&b=2",
                true,
                "?a=1&Access_Token=REDACTED&b=2",
            ),
            ("?X-Amz-Signature=ab", true, "?X-Amz-Signature=REDACTED"),
            ("?sig=ab&sign=c", true, "?sig=REDACTED&sign=c"),
            (&format!("?q={secret}"), true, "?q=cp_pat_%E2%80%A6mnop"),
            (
                &format!("?q={}", secret.replace('_', "%5F")),
                true,
                "?q=cp_pat_%E2%80%A6mnop",
            ),
        ] {
            let url = format!("https://h/p{query}").parse().unwrap();
            assert_eq!(
                told_with(&token, &url, with_query),
                format!("https://h/p{expected}")
            );
        }
    }
}
