//! One try: the request, the redirects that it meets, and the whole answer.

use std::time::SystemTime;

use bytes::{Bytes, BytesMut};
use reqwest::{
    Response, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, HeaderMap, LOCATION},
};
use url::Url;

use crate::{Client, Error, ProtocolProblem, Refusal, call::Outgoing, redirect, send::Answer};

const JSON: &str = "application/json";

/// Sends a request once. Any status but success is an error.
pub(crate) async fn exchange(client: &Client, outgoing: &Outgoing) -> Result<Answer, Error> {
    let line = &outgoing.line;
    let mut url = outgoing.url.clone();
    // Once it was left behind, the token does not come back, even if the way does.
    let mut with_token = true;
    let mut followed = 0;
    loop {
        let broken = |error| Error::from_transport(line, &url, &client.shared.timeouts, error);
        let response = request(client, outgoing, &url, with_token)
            .send()
            .await
            .map_err(broken)?;
        let status = response.status();
        if redirect::is_redirect(status) {
            let location = header(response.headers(), &LOCATION);
            let hop = redirect::next(&line.method, &url, status, location, followed).map_err(
                |problem| Error::Protocol {
                    request: Box::new(line.clone()),
                    problem: ProtocolProblem::Redirect(problem),
                },
            )?;
            tracing::debug!(target: "copera_api", status = status.as_u16(), same_origin = hop.same_origin, "redirected");
            with_token &= hop.same_origin;
            url = hop.url;
            followed += 1;
            continue;
        }
        let headers = response.headers().clone();
        let body = read(response).await.map_err(broken)?;
        return answer(client, outgoing, status, &headers, body);
    }
}

fn request(
    client: &Client,
    outgoing: &Outgoing,
    url: &Url,
    with_token: bool,
) -> reqwest::RequestBuilder {
    let mut request = client
        .shared
        .http
        .request(outgoing.line.method.clone(), url.clone())
        .header(ACCEPT, JSON);
    if with_token {
        request = request.bearer_auth(client.token().expose());
    }
    if let Some(body) = &outgoing.body {
        request = request.header(CONTENT_TYPE, JSON).body(body.clone());
    }
    request
}

async fn read(mut response: Response) -> Result<Bytes, reqwest::Error> {
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn answer(
    client: &Client,
    outgoing: &Outgoing,
    status: StatusCode,
    headers: &HeaderMap,
    body: Bytes,
) -> Result<Answer, Error> {
    if status.is_success() {
        return Ok(Answer {
            status,
            content_type: header(headers, &CONTENT_TYPE).map(str::to_owned),
            body,
        });
    }
    let refusal = Refusal::read(status, headers, &body, client.token(), SystemTime::now());
    Err(Error::Refused {
        request: Box::new(outgoing.line.clone()),
        refusal: Box::new(refusal),
    })
}

fn header<'a>(headers: &'a HeaderMap, name: &reqwest::header::HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
