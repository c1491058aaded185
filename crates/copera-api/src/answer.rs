//! An answer as it arrives: its head, and as much of its body as is wanted at once.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use reqwest::{Response, StatusCode, header::HeaderMap};
use tokio::time::{Sleep, sleep, timeout};
use url::Url;

use crate::{
    Client, Error, ProtocolProblem, Refusal, RequestLine, call::Outgoing, client::Shared,
    endpoint::ROW_AUTHENTICATE, error::host_and_port, send::Answer,
};

/// How many bytes of a refusal are read at most. What says more than that is no sentence for people.
const LONGEST_REFUSAL: usize = 64 * 1024;

/// An answer whose head has come, and is no redirect's; its body is still to come.
#[derive(Debug)]
pub(crate) struct Arriving {
    status: StatusCode,
    headers: HeaderMap,
    rest: Rest,
    /// Whether the token came this far: who answers is the service itself.
    with_token: bool,
}

/// An answer of success: all of it, or what has come of it so far.
#[derive(Debug)]
pub(crate) enum Received {
    Whole(Box<Answer>),
    Begun(Box<Answer>, Box<Rest>),
}

/// The part of a body that has not come yet.
#[derive(Debug)]
pub(crate) struct Rest {
    body: reqwest::Body,
    /// How many bytes of it have come.
    come: u64,
    line: RequestLine,
    /// Where it comes from: after redirects, that may be elsewhere.
    url: Url,
    shared: Arc<Shared>,
    /// When the wait for the next piece is over, if there is one: most answers come at once.
    silence: Option<Pin<Box<Sleep>>>,
}

impl Arriving {
    pub(crate) fn new(
        line: RequestLine,
        url: Url,
        shared: Arc<Shared>,
        with_token: bool,
        mut response: Response,
    ) -> Self {
        Self {
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            rest: Rest {
                body: response.into(),
                come: 0,
                line,
                url,
                shared,
                silence: None,
            },
            with_token,
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The next bytes of the body; `None` at its end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        self.rest.chunk().await.transpose()
    }

    /// The body was at its end, and should not have been.
    pub(crate) fn ended_early(&self) -> Error {
        let why = "closed early";
        let error = Error::Interrupted {
            request: Box::new(self.rest.line.clone()),
            host: host_and_port(&self.rest.url),
            why: why.to_owned(),
            source: why.into(),
        };
        error.within_answer(self.rest.come)
    }

    /// Reads on until `hold` bytes have come; and whether that is all.
    pub(crate) async fn read(&mut self, hold: usize) -> Result<(Bytes, bool), Error> {
        self.rest.read(hold).await
    }

    /// The answer of success that this is, with what has come of its body.
    pub(crate) fn received(self, body: Bytes, ended: bool) -> Received {
        let answer = Box::new(Answer {
            status: self.status,
            headers: self.headers,
            body,
        });
        if ended {
            Received::Whole(answer)
        } else {
            Received::Begun(answer, Box::new(self.rest))
        }
    }

    /// What any other status means for a call, in the service's words if they come within `limit`.
    pub(crate) async fn refusal(
        mut self,
        client: &Client,
        outgoing: &Outgoing,
        limit: Duration,
    ) -> Error {
        let wants_token = matches!(
            self.status,
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
        );
        if wants_token && !self.with_token {
            return Error::Protocol {
                problem: ProtocolProblem::Elsewhere {
                    host: host_and_port(&self.rest.url),
                    status: self.status,
                },
                request: Box::new(self.rest.line),
            };
        }
        let body = self.rest.sentence(limit).await;
        let now = client.shared.clock.now();
        let refusal = Refusal::read(self.status, &self.headers, &body, client.token(), now);
        let request = Box::new(self.rest.line);
        let refusal = Box::new(refusal);
        if outgoing.endpoint == Some(&ROW_AUTHENTICATE) && refusal.is_about_a_password() {
            return Error::WrongPassword { request, refusal };
        }
        Error::Refused { request, refusal }
    }

    /// What any other status means for a file: in the service's words, or in a store's.
    pub(crate) async fn refusal_of_file(mut self, client: &Client) -> Error {
        let body = self.rest.sentence(client.shared.timeouts.read).await;
        let now = client.shared.clock.now();
        let request = Box::new(self.rest.line);
        if self.with_token {
            let refusal = Refusal::read(self.status, &self.headers, &body, client.token(), now);
            Error::Refused {
                request,
                refusal: Box::new(refusal),
            }
        } else {
            let refusal = Refusal::from_store(self.status, &self.headers, &body, now);
            Error::Storage {
                request,
                host: host_and_port(&self.rest.url),
                refusal: Box::new(refusal),
            }
        }
    }
}

impl Received {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Whole(answer) | Self::Begun(answer, _) => answer.status,
        }
    }

    /// Waits for what is missing, up to so many bytes in all.
    pub(crate) async fn whole(self, limit: usize) -> Result<Answer, Error> {
        match self {
            Self::Whole(answer) => Ok(*answer),
            Self::Begun(answer, rest) => rest.joined(*answer, limit).await,
        }
    }
}

impl Rest {
    pub(crate) fn line(&self) -> &RequestLine {
        &self.line
    }

    /// More came than is held.
    pub(crate) fn too_long(&self, limit: usize) -> Error {
        Error::Protocol {
            request: Box::new(self.line.clone()),
            problem: ProtocolProblem::TooLong { limit },
        }
    }

    /// The next piece of the body, never an empty one; `None` at its end.
    pub(crate) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        let chunk = self.poll_body(context);
        if chunk.is_pending() {
            let limit = self.shared.timeouts.read;
            // Only time that somebody waits counts: a slow reader is no silent service.
            let silence = self.silence.get_or_insert_with(|| Box::pin(sleep(limit)));
            ready!(silence.as_mut().poll(context));
            return Poll::Ready(Some(Err(Error::silent(&self.line, &self.url, limit))));
        }
        self.silence = None;
        chunk
    }

    fn poll_body(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
            match frame.map(|frame| frame.map(http_body::Frame::into_data)) {
                Some(Ok(Ok(bytes))) if !bytes.is_empty() => {
                    self.come += bytes.len() as u64;
                    return Poll::Ready(Some(Ok(bytes)));
                }
                // Nothing, or trailers.
                Some(Ok(_)) => {}
                Some(Err(error)) => {
                    let (line, url) = (&self.line, &self.url);
                    let error = Error::from_transport(line, url, &self.shared, error);
                    let error = error.within_answer(self.come);
                    return Poll::Ready(Some(Err(error)));
                }
                None => return Poll::Ready(None),
            }
        }
    }

    pub(crate) async fn chunk(&mut self) -> Option<Result<Bytes, Error>> {
        std::future::poll_fn(|context| self.poll_chunk(context)).await
    }

    /// Reads on until so many bytes have come; and whether that is all.
    async fn read(&mut self, hold: usize) -> Result<(Bytes, bool), Error> {
        let first = self.chunk().await.transpose()?.unwrap_or_default();
        if first.len() >= hold {
            return Ok((first, false));
        }
        // Most answers come in one piece, which is taken as it is.
        let Some(second) = self.chunk().await.transpose()? else {
            return Ok((first, true));
        };
        let mut body = BytesMut::from(first);
        body.extend_from_slice(&second);
        while body.len() < hold {
            match self.chunk().await {
                Some(bytes) => body.extend_from_slice(&bytes?),
                None => return Ok((body.freeze(), true)),
            }
        }
        Ok((body.freeze(), false))
    }

    /// Waits for what is missing of an answer.
    async fn joined(mut self: Box<Self>, answer: Answer, limit: usize) -> Result<Answer, Error> {
        let mut body = BytesMut::from(answer.body);
        while body.len() <= limit
            && let Some(bytes) = self.chunk().await
        {
            body.extend_from_slice(&bytes?);
        }
        if body.len() > limit {
            return Err(self.too_long(limit));
        }
        Ok(Answer {
            body: body.freeze(),
            ..answer
        })
    }

    /// What is said beside a status that is no success. What can't be read of it, comes too late or
    /// is too long does not change the status: that much is known.
    async fn sentence(&mut self, limit: Duration) -> BytesMut {
        let mut body = BytesMut::new();
        let reading = async {
            while body.len() < LONGEST_REFUSAL
                && let Some(Ok(chunk)) = self.chunk().await
            {
                body.extend_from_slice(&chunk);
            }
        };
        let _ = timeout(limit, reading).await;
        body.truncate(LONGEST_REFUSAL);
        body
    }
}
