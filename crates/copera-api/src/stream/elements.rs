//! Lists as streams of their elements.

use std::{
    fmt,
    future::{Future, poll_fn},
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::{Stream, stream::FusedStream};
use reqwest::{StatusCode, header::HeaderMap};
use serde::de::{DeserializeOwned, IgnoredAny};

use super::{
    ByteStream,
    split::{SplitError, Splitter},
};
use crate::{
    Client, Error, ProtocolProblem, RequestLine,
    answer::{Received, Rest},
    call::Outgoing,
    decode::{self, says_json},
    send::{Effort, send_holding},
};

/// The JSON text of each element of a list, as it arrives; each is whole and valid JSON.
///
/// After an error nothing more comes. The list is whole if there was none before the end.
pub struct RawElements(Cut<IgnoredAny>);

/// The elements of a list, as they arrive.
///
/// After an error nothing more comes. The list is whole if there was none before the end.
pub struct Elements<T>(Cut<T>);

/// A list that is being read, each of its elements as a `T`.
struct Cut<T> {
    source: Source,
    element: PhantomData<fn() -> T>,
}

enum Source {
    Asked(Pin<Box<dyn Future<Output = Result<Open, Error>> + Send>>),
    Open(Box<Open>),
    Nothing,
}

/// A list that is arriving.
struct Open {
    client: Client,
    line: RequestLine,
    status: StatusCode,
    headers: HeaderMap,
    content_type: Option<String>,
    splitter: Splitter,
    rest: Option<Box<Rest>>,
    /// How many elements were handed out.
    count: u64,
}

impl RawElements {
    /// Of the answer to a request, which is made when the first element is asked for. The list is the
    /// answer, or stands in this field of it.
    pub(crate) fn ask(
        request: impl FnOnce() -> Result<(Client, Outgoing), Error> + Send + 'static,
        field: Option<Box<str>>,
    ) -> Self {
        let asked = async move {
            let (client, outgoing) = request()?;
            let line = outgoing.line.clone();
            let effort = Effort::usual(&client);
            // The first byte is waited for: up to there it is tried again.
            let received = send_holding(&client, outgoing, effort, 1).await?;
            Ok(Open::new(client, line, received, field.as_deref()))
        };
        Self(Cut::of(Source::Asked(Box::pin(asked))))
    }

    /// Of an answer that has begun.
    pub(crate) fn open(client: Client, line: RequestLine, received: Received) -> Self {
        let open = Open::new(client, line, received, None);
        Self(Cut::of(Source::Open(Box::new(open))))
    }

    /// The next element; `None` after the last one. As the stream's, without a crate for streams.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The status and the headers of the answer, while it is being read.
    pub fn head(&self) -> Option<(StatusCode, &HeaderMap)> {
        match &self.0.source {
            Source::Open(open) => Some((open.status, &open.headers)),
            Source::Asked(_) | Source::Nothing => None,
        }
    }

    /// The text of the answer instead, from where reading has got to: for whoever passes it on as it
    /// is. Nothing checks it any more. `None` after the last element or an error.
    ///
    /// # Errors
    /// Those of the request, if it was not made before.
    pub async fn into_text(mut self) -> Result<Option<ByteStream>, Error> {
        if let Source::Asked(asked) = &mut self.0.source {
            self.0.source = Source::Open(Box::new(asked.await?));
        }
        Ok(match self.0.source {
            Source::Open(open) => Some(open.into_text()),
            Source::Asked(_) | Source::Nothing => None,
        })
    }

    /// What is left of the list, each element read as a `T`.
    pub fn typed<T>(self) -> Elements<T> {
        Elements(Cut::of(self.0.source))
    }
}

impl<T: DeserializeOwned> Elements<T> {
    /// The next element; `None` after the last one. As the stream's, without a crate for streams.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T> Cut<T> {
    fn of(source: Source) -> Self {
        Self {
            source,
            element: PhantomData,
        }
    }
}

impl<T: DeserializeOwned> Cut<T> {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<(Bytes, T), Error>>> {
        loop {
            match &mut self.source {
                Source::Nothing => return Poll::Ready(None),
                Source::Asked(asked) => match ready!(asked.as_mut().poll(context)) {
                    Ok(open) => self.source = Source::Open(Box::new(open)),
                    Err(error) => {
                        self.source = Source::Nothing;
                        return Poll::Ready(Some(Err(error)));
                    }
                },
                Source::Open(open) => {
                    let next = ready!(open.poll_next(context));
                    if !matches!(next, Some(Ok(_))) {
                        self.source = Source::Nothing;
                    }
                    return Poll::Ready(next);
                }
            }
        }
    }
}

impl Open {
    fn new(client: Client, line: RequestLine, received: Received, field: Option<&str>) -> Self {
        let (answer, rest) = match received {
            Received::Whole(answer) => (answer, None),
            Received::Begun(answer, rest) => (answer, Some(rest)),
        };
        let content_type = answer.content_type().map(str::to_owned);
        let splitter = Splitter::of(answer.body, field);
        Self {
            client,
            line,
            status: answer.status,
            content_type,
            headers: answer.headers,
            splitter,
            rest,
            count: 0,
        }
    }

    fn into_text(self) -> ByteStream {
        ByteStream::going_on(
            self.status,
            self.content_type,
            self.splitter.into_text(),
            self.rest,
        )
    }

    fn poll_next<T: DeserializeOwned>(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<(Bytes, T), Error>>> {
        loop {
            match self.splitter.next() {
                Ok(Some(element)) => return Poll::Ready(Some(self.read(element))),
                Ok(None) => {}
                Err(problem) => return Poll::Ready(Some(Err(self.split_failed(problem)))),
            }
            let chunk = match &mut self.rest {
                Some(rest) => ready!(rest.poll_chunk(context)),
                None => None,
            };
            match chunk {
                Some(Ok(chunk)) => {
                    if let Err(problem) = self.splitter.push(chunk) {
                        return Poll::Ready(Some(Err(self.split_failed(problem))));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => {
                    let ended = self.splitter.finish();
                    return Poll::Ready(ended.err().map(|problem| Err(self.split_failed(problem))));
                }
            }
        }
    }

    fn read<T: DeserializeOwned>(&mut self, element: Bytes) -> Result<(Bytes, T), Error> {
        let value = decode::element(&element, self.count, self.client.token());
        let value = value.map_err(|problem| self.protocol(problem))?;
        self.count += 1;
        Ok((element, value))
    }

    fn split_failed(&self, problem: SplitError) -> Error {
        let content_type = self.content_type.as_deref();
        self.protocol(match problem {
            SplitError::CutShort => ProtocolProblem::CutShort {
                elements: self.count,
            },
            SplitError::NoList if !says_json(content_type) => ProtocolProblem::NotJson {
                content_type: content_type.map(|text| self.client.token().redact_in(text)),
            },
            SplitError::NoList | SplitError::Trailing | SplitError::Twice | SplitError::Around => {
                ProtocolProblem::Shape {
                    path: ".".to_owned(),
                    why: problem.to_string(),
                }
            }
            SplitError::TooLong => ProtocolProblem::Shape {
                path: format!("[{}]", self.count),
                why: problem.to_string(),
            },
        })
    }

    fn protocol(&self, problem: ProtocolProblem) -> Error {
        Error::Protocol {
            request: Box::new(self.line.clone()),
            problem,
        }
    }
}

impl Stream for RawElements {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.0.poll_next(context));
        Poll::Ready(next.map(|element| element.map(|(text, _)| text)))
    }
}

impl<T: DeserializeOwned> Stream for Elements<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.0.poll_next(context));
        Poll::Ready(next.map(|element| element.map(|(_, value)| value)))
    }
}

impl FusedStream for RawElements {
    fn is_terminated(&self) -> bool {
        matches!(self.0.source, Source::Nothing)
    }
}

impl<T: DeserializeOwned> FusedStream for Elements<T> {
    fn is_terminated(&self) -> bool {
        matches!(self.0.source, Source::Nothing)
    }
}

impl fmt::Debug for RawElements {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawElements").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Elements<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Elements").finish_non_exhaustive()
    }
}
