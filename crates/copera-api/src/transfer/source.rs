//! Where the bytes of a file are asked for.

use std::time::Instant;

use reqwest::{
    StatusCode,
    header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderValue, IF_RANGE, RANGE, RETRY_AFTER},
};
use tracing::Instrument;

use super::{
    SignedUrl,
    head::StrongTag,
    signed_host::{self, IDENTITY},
};
use crate::{
    Client, DriveId, Error, Reply, RequestLine,
    answer::Arriving,
    call::{Call, Outgoing},
    endpoint::{DRIVE_DOWNLOAD_URL, DRIVE_GET},
    follow::{Elsewhere, Journey, follow},
    model::{DownloadUrl, DriveItem, DriveItemKind},
    span,
};

/// A file somewhere, and the way to it.
#[derive(Debug)]
pub(super) enum Source {
    /// In the drive: behind a signed address, which is good for a while only.
    Drive {
        id: DriveId,
        request: Outgoing,
        address: Option<SignedUrl>,
        /// The length that the drive knows.
        size: Option<u64>,
    },
    /// Behind the service itself, which may send elsewhere.
    Service(Outgoing),
}

/// Why a file did not come.
#[derive(Debug)]
pub(super) enum Failure {
    /// Asking again may help.
    Fresh(Error),
    /// It was asked for again already, as often as that may help.
    Settled(Error),
}

/// From where on a file is wanted, if it is still the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct From<'a> {
    pub(super) position: u64,
    pub(super) tag: &'a StrongTag,
}

impl Source {
    /// A file of the drive, and what the drive knows about it.
    pub(super) async fn drive(client: &Client, id: DriveId) -> Result<(Self, DriveItem), Error> {
        let request = address_call(client, &id).outgoing()?;
        let item = item(client, &id).await?;
        if item.kind == DriveItemKind::Folder {
            return Err(Error::Folder {
                request: Box::new(request.line),
            });
        }
        let source = Self::Drive {
            id,
            request,
            address: None,
            size: item.size,
        };
        Ok((source, item))
    }

    /// What is asked of the service.
    pub(super) fn line(&self) -> &RequestLine {
        &self.request().line
    }

    /// Names the file, across runs of a program.
    pub(super) fn key(&self) -> String {
        self.request().url.to_string()
    }

    /// The length that the file should have.
    pub(super) fn size(&self) -> Option<u64> {
        match self {
            Self::Drive { size, .. } => *size,
            Self::Service(_) => None,
        }
    }

    fn request(&self) -> &Outgoing {
        match self {
            Self::Drive { request, .. } | Self::Service(request) => request,
        }
    }

    /// The file is not what it was: learns anew what should be known about it.
    pub(super) async fn look_again(&mut self, client: &Client) -> Result<(), Error> {
        if let Self::Drive { id, size, .. } = self {
            *size = item(client, id).await?.size;
        }
        Ok(())
    }

    /// Asks for the file once. What comes is a success, or says that there is no such range.
    pub(super) async fn ask(
        &mut self,
        client: &Client,
        from: Option<From<'_>>,
    ) -> Result<Box<Arriving>, Failure> {
        match self {
            Self::Service(request) => {
                let headers = headers(from);
                let journey = journey(&request.line, request.url.clone(), true, &headers);
                let arriving = fetch(client, journey).await.map_err(Failure::Fresh)?;
                accept(client, arriving, from).await
            }
            Self::Drive {
                id,
                request,
                address,
                ..
            } => {
                let headers = headers(from);
                let mut is_fresh = false;
                loop {
                    let known = if let Some(known) = address {
                        known
                    } else {
                        is_fresh = true;
                        address.insert(sign(client, id).await.map_err(Failure::Settled)?)
                    };
                    let url = known.as_url().clone();
                    let journey = journey(&request.line, url, false, &headers);
                    let arriving = fetch(client, journey).await.map_err(Failure::Fresh)?;
                    if is_fresh || !has_expired(&arriving) {
                        return accept(client, arriving, from).await;
                    }
                    tracing::debug!(target: "copera_api", "the signed address has expired");
                    *address = None;
                }
            }
        }
    }
}

fn address_call(client: &Client, id: &DriveId) -> Call {
    Call::new(client.clone(), &DRIVE_DOWNLOAD_URL).argument(id)
}

async fn item(client: &Client, id: &DriveId) -> Result<DriveItem, Error> {
    let call = Call::new(client.clone(), &DRIVE_GET).argument(id);
    call.send().await.map(Reply::into_value)
}

/// Asks for a signed address.
async fn sign(client: &Client, id: &DriveId) -> Result<SignedUrl, Error> {
    let call = address_call(client, id);
    let line = call.outgoing()?.line;
    let reply = call.send::<DownloadUrl>().await?;
    signed_host::address(client, &line, &reply.url)
}

/// Whether this is what a store answers to a signature that is no longer good. One that says when to
/// come back means a limit.
fn has_expired(answer: &Arriving) -> bool {
    let refused = matches!(
        answer.status(),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
    );
    refused && !answer.headers().contains_key(RETRY_AFTER)
}

fn headers(from: Option<From<'_>>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
    headers.insert(ACCEPT_ENCODING, IDENTITY);
    if let Some(from) = from
        && let Ok(range) = HeaderValue::try_from(format!("bytes={}-", from.position))
    {
        headers.insert(RANGE, range);
        headers.insert(IF_RANGE, from.tag.as_header().clone());
    }
    headers
}

fn journey<'a>(
    line: &'a RequestLine,
    url: url::Url,
    with_token: bool,
    headers: &'a HeaderMap,
) -> Journey<'a> {
    Journey {
        line,
        url,
        headers,
        body: None,
        with_token,
        with_it: None,
        elsewhere: Elsewhere::SignedHosts,
    }
}

/// One request, with a span of its own.
async fn fetch(client: &Client, journey: Journey<'_>) -> Result<Box<Arriving>, Error> {
    let span = span::of_transfer(
        client,
        &journey.line.method,
        &journey.url,
        journey.with_token,
    );
    let asked = async {
        let sent = Instant::now();
        let arriving = follow(client, journey).await;
        match &arriving {
            Ok(arriving) => span::arrived(arriving.status(), sent),
            Err(error) => span::lost(error, sent),
        }
        arriving
    };
    asked.instrument(span).await
}

async fn accept(
    client: &Client,
    arriving: Box<Arriving>,
    from: Option<From<'_>>,
) -> Result<Box<Arriving>, Failure> {
    let status = arriving.status();
    let no_such_range = from.is_some() && status == StatusCode::RANGE_NOT_SATISFIABLE;
    if status.is_success() || no_such_range {
        Ok(arriving)
    } else {
        Err(Failure::Fresh(arriving.refusal_of_file(client).await))
    }
}
