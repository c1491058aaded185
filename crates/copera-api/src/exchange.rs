//! One try: the request, the redirects that it meets, and the head of the answer.

use std::sync::LazyLock;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::{
    Client, Error,
    answer::Arriving,
    call::Outgoing,
    follow::{Elsewhere, Journey, follow},
};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

static WITHOUT_BODY: LazyLock<HeaderMap> = LazyLock::new(|| HeaderMap::from_iter([(ACCEPT, JSON)]));
static WITH_BODY: LazyLock<HeaderMap> =
    LazyLock::new(|| HeaderMap::from_iter([(ACCEPT, JSON), (CONTENT_TYPE, JSON)]));

/// Sends a request once, and waits for the head of the answer.
pub(crate) fn exchange<'a>(
    client: &'a Client,
    outgoing: &'a Outgoing,
) -> impl Future<Output = Result<Box<Arriving>, Error>> + Send + 'a {
    let body = outgoing.body.as_ref();
    let journey = Journey {
        line: &outgoing.line,
        url: outgoing.url.clone(),
        headers: body.map_or(&*WITHOUT_BODY, |_| &*WITH_BODY),
        body,
        with_token: true,
        with_it: Some(&outgoing.headers),
        elsewhere: Elsewhere::Anywhere,
    };
    follow(client, journey)
}
