//! A call of an endpoint: put together, checked, sent, decoded.

use std::sync::Arc;

use bytes::Bytes;
use copera_auth::Access;
use reqwest::{Method, header::HeaderMap};
use serde::{Serialize, de::DeserializeOwned};
use url::Url;

use crate::{
    Client, Error, InvalidJson, InvalidPath, Reply, RequestLine,
    decode::{accept, decode},
    endpoint::Endpoint,
    send::{Answer, Effort, send},
    stream::{Body, Sent, send_streaming},
};

/// A request that is ready to be sent, as often as it takes.
#[derive(Debug, Clone)]
pub(crate) struct Outgoing {
    pub(crate) line: RequestLine,
    /// `None` for a path that this crate does not know.
    pub(crate) endpoint: Option<&'static Endpoint>,
    pub(crate) url: Url,
    /// JSON text.
    pub(crate) body: Option<Bytes>,
    /// What a caller adds; for the service's own origin, as the token is.
    pub(crate) headers: HeaderMap,
}

impl Outgoing {
    /// A request to an endpoint.
    pub(crate) fn to(client: &Client, endpoint: &'static Endpoint, url: Url) -> Self {
        let method = endpoint.method.clone();
        let path = below(client, &url).into();
        Self::assembled(client, method, path, Some(endpoint), url)
    }

    /// A request that was written by hand, to the endpoint that it happens to name.
    pub(crate) fn by_hand(client: &Client, method: Method, url: Url) -> Self {
        let path: Arc<str> = below(client, &url).into();
        let endpoint = Endpoint::find(&method, &path);
        Self::assembled(client, method, path, endpoint, url)
    }

    fn assembled(
        client: &Client,
        method: Method,
        path: Arc<str>,
        endpoint: Option<&'static Endpoint>,
        url: Url,
    ) -> Self {
        Self {
            endpoint,
            line: RequestLine {
                method,
                path,
                surface: endpoint.map(|endpoint| endpoint.surface),
                token_kind: client.token_kind(),
                may_have_happened_before: false,
            },
            url,
            body: None,
            headers: HeaderMap::new(),
        }
    }
}

/// The path of an address below the base address.
fn below<'a>(client: &Client, url: &'a Url) -> &'a str {
    let base = client.base_url().as_url().path().trim_end_matches('/');
    url.path().strip_prefix(base).unwrap_or(url.path())
}

/// What the builders of all endpoints are made of.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    client: Client,
    endpoint: &'static Endpoint,
    arguments: Vec<String>,
    query: Vec<(&'static str, String)>,
    body: Option<Bytes>,
}

impl Call {
    pub(crate) fn new(client: Client, endpoint: &'static Endpoint) -> Self {
        Self {
            client,
            endpoint,
            arguments: Vec::new(),
            query: Vec::new(),
            body: None,
        }
    }

    /// Fills the next placeholder of the path.
    pub(crate) fn argument(mut self, value: impl AsRef<str>) -> Self {
        self.arguments.push(value.as_ref().to_owned());
        self
    }

    /// Sets a query parameter; the last value given for a name counts.
    pub(crate) fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.retain(|(other, _)| *other != name);
        self.query.push((name, value.into()));
        self
    }

    /// The value of a query parameter that was set.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let mut query = self.query.iter();
        query
            .find(|(other, _)| *other == name)
            .map(|(_, value)| value.as_str())
    }

    /// The client that it is a call of.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Sets the body.
    pub(crate) fn json(mut self, body: &impl Serialize) -> Result<Self, InvalidJson> {
        self.body = Some(serde_json::to_vec(body)?.into());
        Ok(self)
    }

    /// Sends it and reads a JSON answer.
    pub(crate) async fn send<T: DeserializeOwned>(self) -> Result<Reply<T>, Error> {
        let effort = Effort::usual(&self.client);
        self.send_with(effort).await
    }

    /// As [`Call::send`], with other limits than the client's.
    pub(crate) async fn send_with<T: DeserializeOwned>(
        self,
        effort: Effort,
    ) -> Result<Reply<T>, Error> {
        let (line, answer) = self.begin(effort)?;
        let answer = answer.await?;
        decode(&line, &answer, self.client.token())
    }

    /// Sends it and reads a JSON answer, if there is one.
    pub(crate) async fn send_for_any<T: DeserializeOwned + Default>(
        self,
    ) -> Result<Reply<T>, Error> {
        let (line, answer) = self.begin(Effort::usual(&self.client))?;
        let answer = answer.await?;
        if answer.body.trim_ascii().is_empty() {
            return Ok(Reply::new(T::default(), answer.body));
        }
        decode(&line, &answer, self.client.token())
    }

    /// Sends it; what a JSON body says is of no interest.
    pub(crate) async fn send_for_status(self) -> Result<(), Error> {
        let (line, answer) = self.begin(Effort::usual(&self.client))?;
        let answer = answer.await?;
        accept(&line, &answer, self.client.token())
    }

    /// What is asked, and the answer to come.
    fn begin(
        &self,
        effort: Effort,
    ) -> Result<
        (
            RequestLine,
            impl Future<Output = Result<Answer, Error>> + Send,
        ),
        Error,
    > {
        let outgoing = self.outgoing()?;
        let line = outgoing.line.clone();
        Ok((line, send(&self.client, outgoing, effort)))
    }

    /// As [`Call::send`], for an answer that may be long.
    pub(crate) async fn send_streaming<T: DeserializeOwned>(self) -> Result<Body<Reply<T>>, Error> {
        let (client, outgoing) = self.into_parts()?;
        let line = outgoing.line.clone();
        Ok(match send_streaming(&client, outgoing).await? {
            Sent::Whole(answer) => Body::Whole(decode(&line, &answer, client.token())?),
            Sent::Streaming(elements) => Body::Streaming(elements),
        })
    }

    /// The client and the request, for whoever sends it another way.
    pub(crate) fn into_parts(self) -> Result<(Client, Outgoing), Error> {
        let outgoing = self.outgoing()?;
        Ok((self.client, outgoing))
    }

    /// The request itself, unless no token of this kind can make it.
    pub(crate) fn outgoing(&self) -> Result<Outgoing, Error> {
        let endpoint = self.endpoint;
        for argument in &self.arguments {
            InvalidPath::check_segment(argument)?;
        }
        let mut url = self
            .client
            .base_url()
            .join(endpoint.segments(&self.arguments));
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        let outgoing = Outgoing {
            body: self.body.clone(),
            ..Outgoing::to(&self.client, endpoint, url)
        };
        match endpoint.surface.access(outgoing.line.token_kind) {
            Access::Open | Access::Unsettled => Ok(outgoing),
            Access::Closed => Err(Error::Denied {
                request: Box::new(outgoing.line),
                surface: endpoint.surface,
            }),
        }
    }
}
