//! One try: the request, the redirects that it meets, and the head of the answer.

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::{
    Client, Error,
    answer::Arriving,
    call::Outgoing,
    follow::{Elsewhere, Journey, follow},
};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Sends a request once, and waits for the head of the answer.
pub(crate) async fn exchange(client: &Client, outgoing: &Outgoing) -> Result<Arriving, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, JSON);
    if outgoing.body.is_some() {
        headers.insert(CONTENT_TYPE, JSON);
    }
    let journey = Journey {
        line: &outgoing.line,
        url: outgoing.url.clone(),
        headers,
        body: outgoing.body.clone(),
        with_token: true,
        with_it: outgoing.headers.clone(),
        elsewhere: Elsewhere::Anywhere,
    };
    follow(client, journey).await
}
