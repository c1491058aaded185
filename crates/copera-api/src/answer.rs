//! An answer as it arrives: its head, and as much of its body as is wanted at once.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use reqwest::{
    Response, StatusCode,
    header::{CONTENT_TYPE, HeaderMap},
};
use tokio::time::{Sleep, sleep};
use url::Url;

use crate::{
    Client, Error, Refusal, RequestLine, call::Outgoing, client::Shared,
    endpoint::ROW_AUTHENTICATE, follow::header, send::Answer,
};

/// An answer whose head has come.
#[derive(Debug)]
pub(crate) struct Arriving {
    status: StatusCode,
    headers: HeaderMap,
    rest: Rest,
}

/// An answer of success: all of it, or what has come of it so far.
#[derive(Debug)]
pub(crate) enum Received {
    Whole(Answer),
    Begun(Answer, Box<Rest>),
}

/// The part of a body that has not come yet.
#[derive(Debug)]
pub(crate) struct Rest {
    body: reqwest::Body,
    line: RequestLine,
    /// Where it comes from: after redirects, that may be elsewhere.
    url: Url,
    shared: Arc<Shared>,
    /// When the wait for the next piece is over, if there is one: most answers come at once.
    silence: Option<Pin<Box<Sleep>>>,
}

impl Arriving {
    pub(crate) fn new(
        client: &Client,
        outgoing: &Outgoing,
        url: Url,
        mut response: Response,
    ) -> Self {
        Self {
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            rest: Rest {
                body: response.into(),
                line: outgoing.line.clone(),
                url,
                shared: Arc::clone(&client.shared),
                silence: None,
            },
        }
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Reads on until `hold` bytes have come. Any status but success is an error.
    pub(crate) async fn receive(
        mut self,
        client: &Client,
        outgoing: &Outgoing,
        hold: usize,
    ) -> Result<Received, Error> {
        if !self.status.is_success() {
            let body = self.rest.read(usize::MAX).await?.0;
            return Err(refused(client, outgoing, self.status, &self.headers, &body));
        }
        let (body, ended) = self.rest.read(hold).await?;
        let answer = Answer {
            status: self.status,
            content_type: header(&self.headers, &CONTENT_TYPE).map(str::to_owned),
            headers: self.headers,
            body,
        };
        Ok(if ended {
            Received::Whole(answer)
        } else {
            Received::Begun(answer, Box::new(self.rest))
        })
    }
}

impl Received {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Whole(answer) | Self::Begun(answer, _) => answer.status,
        }
    }

    /// Waits for what is missing.
    pub(crate) async fn whole(self) -> Result<Answer, Error> {
        match self {
            Self::Whole(answer) => Ok(answer),
            Self::Begun(answer, mut rest) => {
                let mut body = BytesMut::from(answer.body);
                body.extend_from_slice(&rest.read(usize::MAX).await?.0);
                Ok(Answer {
                    body: body.freeze(),
                    ..answer
                })
            }
        }
    }
}

impl Rest {
    pub(crate) fn line(&self) -> &RequestLine {
        &self.line
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
                Some(Ok(Ok(bytes))) if !bytes.is_empty() => return Poll::Ready(Some(Ok(bytes))),
                // Nothing, or trailers.
                Some(Ok(_)) => {}
                Some(Err(error)) => {
                    let (line, url) = (&self.line, &self.url);
                    let error = Error::from_transport(line, url, &self.shared, error);
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
        let mut body = BytesMut::new();
        while body.len() < hold {
            match self.chunk().await {
                Some(bytes) => body.extend_from_slice(&bytes?),
                None => return Ok((body.freeze(), true)),
            }
        }
        Ok((body.freeze(), false))
    }
}

fn refused(
    client: &Client,
    outgoing: &Outgoing,
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Error {
    let now = client.shared.clock.now();
    let refusal = Refusal::read(status, headers, body, client.token(), now);
    let request = Box::new(outgoing.line.clone());
    let refusal = Box::new(refusal);
    if outgoing.endpoint == Some(&ROW_AUTHENTICATE) && refusal.is_about_a_password() {
        return Error::WrongPassword { request, refusal };
    }
    Error::Refused { request, refusal }
}
