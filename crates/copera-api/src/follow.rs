//! One request with the redirects that it meets, up to the head of the answer.

use std::{future::Future, sync::Arc};

use bytes::Bytes;
use reqwest::{
    Request, RequestBuilder, Response,
    header::{HeaderMap, HeaderName, LOCATION},
};
use tokio::time::timeout;
use url::Url;

use crate::{
    Client, Error, ProtocolProblem, RequestLine,
    answer::Arriving,
    client::Shared,
    redirect, span,
    transfer::{SignedUrl, signed_host::unsafe_url},
};

/// What to ask, where to begin, and how to go on.
#[derive(Debug, Clone)]
pub(crate) struct Journey<'a> {
    pub(crate) line: &'a RequestLine,
    pub(crate) url: Url,
    /// The token is not among them.
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: Option<&'a Bytes>,
    /// Whether the token goes along, as far as the origin of this `url`.
    pub(crate) with_token: bool,
    /// Headers that go where the token goes, and no further.
    pub(crate) with_it: Option<&'a HeaderMap>,
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
#[expect(
    clippy::manual_async_fn,
    reason = "the future of an async fn would hold its arguments twice"
)]
pub(crate) fn follow<'a>(
    client: &'a Client,
    mut journey: Journey<'a>,
) -> impl Future<Output = Result<Box<Arriving>, Error>> + Send + 'a {
    async move {
        let mut followed = 0;
        loop {
            let sent = request(client, &journey).send();
            let response = within(journey.line, &journey.url, &client.shared, sent).await?;
            span::of_answer(client, response.headers());
            if !redirect::is_redirect(response.status()) {
                let (line, shared) = (journey.line.clone(), Arc::clone(&client.shared));
                let (url, with_token) = (journey.url, journey.with_token);
                let arriving = Arriving::new(line, url, shared, with_token, response);
                // It is large, and handed on from future to future.
                return Ok(Box::new(arriving));
            }
            journey.turn(client, &response, followed)?;
            followed += 1;
        }
    }
}

impl Journey<'_> {
    /// Goes on where a redirect leads.
    fn turn(&mut self, client: &Client, response: &Response, followed: usize) -> Result<(), Error> {
        let (line, status) = (self.line, response.status());
        let location = header(response.headers(), &LOCATION);
        let hop = redirect::next(&line.method, &self.url, status, location, followed);
        let hop = hop.map_err(|problem| Error::Protocol {
            request: Box::new(line.clone()),
            problem: ProtocolProblem::Redirect(problem),
        })?;
        tracing::debug!(
            target: "copera_api",
            status = status.as_u16(),
            same_origin = hop.same_origin,
            to = span::address(client, &hop.url, self.with_token && hop.same_origin),
            "redirected"
        );
        self.url = match self.elsewhere {
            Elsewhere::SignedHosts if !hop.same_origin => {
                let signed = SignedUrl::check(hop.url, client.base_url());
                let signed = signed.map_err(|problem| unsafe_url(line, problem))?;
                signed.as_url().clone()
            }
            _ => hop.url,
        };
        // Once it was left behind, the token does not come back, even if the way does.
        self.with_token &= hop.same_origin;
        Ok(())
    }
}

fn request(client: &Client, journey: &Journey<'_>) -> RequestBuilder {
    let mut request = Request::new(journey.line.method.clone(), journey.url.clone());
    let headers = request.headers_mut();
    // Room for what comes to them later, too.
    headers.reserve(8);
    for (name, value) in journey.headers {
        headers.append(name, value.clone());
    }
    if journey.with_token
        && let Some(with_it) = journey.with_it
    {
        headers.extend(with_it.clone());
    }
    span::of_request(client, headers, journey.with_token);
    *request.body_mut() = journey.body.map(|body| body.clone().into());
    let request = RequestBuilder::from_parts(client.shared.http.clone(), request);
    if journey.with_token {
        request.bearer_auth(client.token().expose())
    } else {
        request
    }
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
