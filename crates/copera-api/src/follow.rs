//! One request with the redirects that it meets, up to the head of the answer.

use std::{future::Future, sync::Arc};

use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderName, LOCATION};
use tokio::time::timeout;
use url::Url;

use crate::{
    Client, Error, ProtocolProblem, RequestLine,
    answer::Arriving,
    client::Shared,
    redirect,
    transfer::{SignedUrl, signed_host::unsafe_url},
};

/// What to ask, where to begin, and how to go on.
#[derive(Debug, Clone)]
pub(crate) struct Journey<'a> {
    pub(crate) line: &'a RequestLine,
    pub(crate) url: Url,
    /// The token is not among them.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
    /// Whether the token goes along, as far as the origin of `url`.
    pub(crate) with_token: bool,
    /// Headers that go where the token goes, and no further.
    pub(crate) with_it: HeaderMap,
    pub(crate) elsewhere: Elsewhere,
}

/// Which other origins a redirect may lead to; always without the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Elsewhere {
    Anywhere,
    /// Only where a signed address might lead.
    SignedHosts,
}

/// Sends a request, and sends it again where redirects lead.
pub(crate) async fn follow(client: &Client, mut journey: Journey<'_>) -> Result<Arriving, Error> {
    let line = journey.line;
    // Once it was left behind, the token does not come back, even if the way does.
    let mut with_token = journey.with_token;
    let mut followed = 0;
    loop {
        let sent = request(client, &journey, with_token).send();
        let response = within(line, &journey.url, &client.shared, sent).await?;
        let status = response.status();
        if !redirect::is_redirect(status) {
            let shared = Arc::clone(&client.shared);
            return Ok(Arriving::new(
                line.clone(),
                journey.url,
                shared,
                with_token,
                response,
            ));
        }
        let location = header(response.headers(), &LOCATION);
        let hop = redirect::next(&line.method, &journey.url, status, location, followed);
        let hop = hop.map_err(|problem| Error::Protocol {
            request: Box::new(line.clone()),
            problem: ProtocolProblem::Redirect(problem),
        })?;
        tracing::debug!(target: "copera_api", status = status.as_u16(), same_origin = hop.same_origin, "redirected");
        journey.url = match journey.elsewhere {
            Elsewhere::SignedHosts if !hop.same_origin => {
                let signed = SignedUrl::check(hop.url, client.base_url());
                let signed = signed.map_err(|problem| unsafe_url(line, problem))?;
                signed.as_url().clone()
            }
            _ => hop.url,
        };
        with_token &= hop.same_origin;
        followed += 1;
    }
}

fn request(client: &Client, journey: &Journey<'_>, with_token: bool) -> reqwest::RequestBuilder {
    let mut request = client
        .shared
        .http
        .request(journey.line.method.clone(), journey.url.clone());
    for (name, value) in &journey.headers {
        request = request.header(name, value);
    }
    if with_token {
        request = request
            .headers(journey.with_it.clone())
            .bearer_auth(client.token().expose());
    }
    if let Some(body) = &journey.body {
        request = request.body(body.clone());
    }
    request
}

/// Waits for the next sign of life.
async fn within<T>(
    line: &RequestLine,
    url: &Url,
    shared: &Shared,
    sign: impl Future<Output = Result<T, reqwest::Error>>,
) -> Result<T, Error> {
    match timeout(shared.timeouts.read, sign).await {
        Ok(came) => came.map_err(|error| Error::from_transport(line, url, shared, error)),
        Err(_) => Err(Error::silent(line, url, shared.timeouts.read)),
    }
}

/// A header that is text.
pub(crate) fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
