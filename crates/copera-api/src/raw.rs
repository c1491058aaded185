//! The way out: any request, answered by bytes.

use bytes::Bytes;
use reqwest::{
    Method, StatusCode,
    header::{
        AUTHORIZATION, CONNECTION, CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue,
        TRANSFER_ENCODING, UPGRADE,
    },
};
use serde::de::DeserializeOwned;
use thiserror::Error as ThisError;
use url::{Url, form_urlencoded};

use crate::{
    Client, Error, RequestLine,
    call::Outgoing,
    decode::decode,
    pages::RawPages,
    path::{self, InvalidPath},
    send::{Answer, Effort, send, send_holding},
    stream::{Body, ByteStream, RawElements, Sent, send_streaming},
};

/// Headers that are written here, or that say how a message is carried.
const OURS: [HeaderName; 6] = [
    AUTHORIZATION,
    HOST,
    CONTENT_LENGTH,
    TRANSFER_ENCODING,
    CONNECTION,
    UPGRADE,
];

/// Why a header can't be added.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
#[error("the header `{name}` can't be sent: {problem}")]
#[non_exhaustive]
pub struct InvalidHeader {
    /// As it was given.
    pub name: String,
    /// What is wrong with it.
    pub problem: HeaderProblem,
}

/// What is wrong with a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ThisError)]
#[non_exhaustive]
pub enum HeaderProblem {
    /// The name has characters that no name may have.
    #[error("this is no name of a header")]
    Name,
    /// The value has line breaks or the like.
    #[error("its value has characters that no header may have")]
    Value,
    /// It says who asks, or how the message is carried.
    #[error("it is written by the client itself")]
    Ours,
}

/// A request that was written by hand; made by [`Client::request`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct RawRequest {
    client: Client,
    method: Method,
    path: String,
    query: Vec<(String, String)>,
    body: Option<Bytes>,
    headers: HeaderMap,
}

impl RawRequest {
    pub(crate) fn new(client: Client, method: Method, mut path: String) -> Self {
        let mut query = Vec::new();
        if let Some(mark) = path.find('?') {
            let pairs = form_urlencoded::parse(&path.as_bytes()[mark + 1..]);
            query.extend(pairs.into_owned());
            path.truncate(mark);
        }
        Self {
            client,
            method,
            path,
            query,
            body: None,
            headers: HeaderMap::new(),
        }
    }

    /// Adds a query parameter; a name may come several times.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Sets a query parameter in place of any that have its name.
    pub(crate) fn set_query(mut self, name: &str, value: String) -> Self {
        self.query.retain(|(other, _)| other != name);
        self.query(name, value)
    }

    /// The value of a query parameter; of several, the first.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let mut query = self.query.iter();
        let found = query.find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Adds a header. It goes to the base address alone, as the token does.
    ///
    /// # Errors
    /// [`InvalidHeader`] for what is no header, and for those that this crate writes.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self, InvalidHeader> {
        let refused = |problem| InvalidHeader {
            name: name.to_owned(),
            problem,
        };
        let key =
            HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused(HeaderProblem::Name))?;
        if OURS.contains(&key) {
            return Err(refused(HeaderProblem::Ours));
        }
        let value = HeaderValue::from_str(value).map_err(|_| refused(HeaderProblem::Value))?;
        self.headers.insert(key, value);
        Ok(self)
    }

    /// The body: JSON text, sent as it is. Default: none.
    pub fn json(mut self, text: impl Into<Bytes>) -> Self {
        self.body = Some(text.into());
        self
    }

    /// Sends it, and whatever leads to the further pages of the list that it answers.
    pub fn pages(self) -> RawPages {
        RawPages::new(self)
    }

    /// Sends it.
    ///
    /// # Errors
    /// As every call, and [`Error::InvalidPath`].
    pub async fn send(self) -> Result<RawReply, Error> {
        let outgoing = self.outgoing()?;
        let request = outgoing.line.clone();
        let effort = Effort::usual(&self.client);
        let answer = send(&self.client, outgoing, effort).await?;
        Ok(RawReply {
            client: self.client,
            request,
            answer,
        })
    }

    /// Sends it. Up to [`HELD_BYTES`](crate::stream::HELD_BYTES), the answer is held until it is
    /// whole; a longer JSON list streams; anything else is held, up to
    /// [`ClientBuilder::longest_answer`](crate::ClientBuilder::longest_answer).
    ///
    /// # Errors
    /// As [`RawRequest::send`], for what is held; of a list that streams, the rest may fail later.
    pub async fn send_streaming(self) -> Result<Body<RawReply>, Error> {
        let outgoing = self.outgoing()?;
        let request = outgoing.line.clone();
        let client = self.client;
        Ok(match send_streaming(&client, outgoing).await? {
            Sent::Streaming(elements) => Body::Streaming(elements),
            Sent::Whole(answer) => Body::Whole(RawReply {
                client,
                request,
                answer,
            }),
        })
    }

    /// The elements of the list that it answers, as they arrive. Nothing is sent before the first one
    /// is asked for.
    pub fn stream(self) -> RawElements {
        RawElements::ask(move || self.into_parts(), None)
    }

    /// The elements of the list in this field of the object that it answers, such as `items` in
    /// `{"items": […], "total": 9}`, as they arrive. Nothing is sent before the first one is asked
    /// for.
    ///
    /// What else is in the object is checked and passed over; of that alone, up to
    /// [`LONGEST_ELEMENT`](crate::stream::LONGEST_ELEMENT) bytes are held.
    pub fn stream_field(self, field: impl Into<String>) -> RawElements {
        let field = field.into().into_boxed_str();
        RawElements::ask(move || self.into_parts(), Some(field))
    }

    /// Sends it, for an answer of any kind and length.
    ///
    /// # Errors
    /// As [`RawRequest::send`], until the answer begins; the rest of it may fail later.
    pub async fn send_for_bytes(self) -> Result<ByteStream, Error> {
        let outgoing = self.outgoing()?;
        let effort = Effort::usual(&self.client);
        let received = send_holding(&self.client, outgoing, effort, 1).await?;
        Ok(ByteStream::new(received))
    }

    fn into_parts(self) -> Result<(Client, Outgoing), Error> {
        let outgoing = self.outgoing()?;
        Ok((self.client, outgoing))
    }

    fn outgoing(&self) -> Result<Outgoing, Error> {
        let method = self.method.clone();
        Ok(Outgoing {
            headers: self.headers.clone(),
            body: self.body.clone(),
            ..Outgoing::by_hand(&self.client, method, self.url()?)
        })
    }

    fn url(&self) -> Result<Url, InvalidPath> {
        let mut url = path::below(self.client.base_url(), &self.path)?;
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        Ok(url)
    }
}

/// The answer to a [`RawRequest`] that went well.
#[derive(Debug, Clone)]
pub struct RawReply {
    client: Client,
    request: RequestLine,
    answer: Answer,
}

impl RawReply {
    /// The status: some success, or 404 where a DELETE had to be repeated and found that its
    /// earlier try had worked.
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The `Content-Type`.
    pub fn content_type(&self) -> Option<&str> {
        self.answer.content_type()
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The body to the letter; may be empty.
    pub fn raw(&self) -> &Bytes {
        &self.answer.body
    }

    /// The body, read as JSON.
    ///
    /// # Errors
    /// [`Error::Protocol`] where the body is no JSON of this shape.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        decode(&self.request, &self.answer, self.client.token()).map(crate::Reply::into_value)
    }
}
