//! One try of a small call: the request, the redirects that it meets, and the whole answer.

use std::time::SystemTime;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::{
    Client, Error, Refusal,
    call::Outgoing,
    follow::{Elsewhere, Journey, follow, header},
    send::Answer,
};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Sends a request once. Any status but success is an error.
pub(crate) async fn exchange(client: &Client, outgoing: &Outgoing) -> Result<Answer, Error> {
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
        elsewhere: Elsewhere::Anywhere,
    };
    let arrival = follow(client, journey).await?;
    let status = arrival.response.status();
    let headers = arrival.response.headers().clone();
    let body = arrival.read().await?;
    if status.is_success() {
        return Ok(Answer {
            status,
            content_type: header(&headers, &CONTENT_TYPE).map(str::to_owned),
            body,
        });
    }
    let refusal = Refusal::read(status, &headers, &body, client.token(), SystemTime::now());
    Err(Error::Refused {
        request: Box::new(outgoing.line.clone()),
        refusal: Box::new(refusal),
    })
}
