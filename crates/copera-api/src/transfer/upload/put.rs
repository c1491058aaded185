//! One part on its way: as often as it takes, each time read from disk anew.

use std::{
    pin::pin,
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::future::{Either, select};
use reqwest::{
    Body, StatusCode,
    header::{CONTENT_LENGTH, ETAG},
};
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

use tracing::Instrument;

use super::{
    UploadError,
    addresses::Addresses,
    body::{Failure, PartBody},
    job::Shared,
    parts::Parts,
    source::LocalFile,
    tally::PartTally,
    tries::Tries,
};
use crate::{
    Error, Method, RequestLine,
    answer::Arriving,
    client::Timeouts,
    span,
    transfer::{SignedUrl, signed_host},
};

/// How many times longer than a silence on the way the store may be silent after the last byte:
/// what the system has taken from us may take a slow line a while.
const LAST_SILENCE: u32 = 4;

/// What all parts of a file need on their way.
pub(super) struct Sender<'a> {
    pub(super) shared: &'a Shared,
    pub(super) source: &'a LocalFile,
    pub(super) parts: Parts,
    pub(super) addresses: &'a Addresses<'a>,
}

impl Sender<'_> {
    /// Sends a part until the store has it; answers with its number and its `ETag`, as it came.
    pub(super) async fn send(&self, number: u32) -> Result<(u32, String), UploadError> {
        let path = &self.source.path;
        let _lane = self.shared.lane().await;
        let mut tries = Tries::new(&self.shared.client);
        let mut just_renewed = false;
        loop {
            let Some(address) = self.addresses.of(number).await else {
                return Err(UploadError::TooFewAddresses {
                    path: path.clone(),
                    asked: self.parts.count(),
                    given: 0,
                });
            };
            let span = span::of_transfer(
                &self.shared.client,
                &Method::PUT,
                address.url.as_url(),
                false,
            );
            let error = match self.once(number, &address.url).instrument(span).await? {
                Ok(etag) => return Ok((number, etag)),
                Err(error) => error,
            };
            if is_expired(&error) && !just_renewed {
                self.addresses.renew(&address).await?;
                just_renewed = true;
                continue;
            }
            just_renewed = false;
            if !tries.again(&error).await {
                return Err(UploadError::Part {
                    path: path.clone(),
                    number,
                    source: error,
                });
            }
        }
    }

    /// One try. The outer error is one that no further try would mend.
    async fn once(
        &self,
        number: u32,
        url: &SignedUrl,
    ) -> Result<Result<String, Error>, UploadError> {
        let client = &self.shared.client;
        let timeouts = client.shared.timeouts;
        let range = self.parts.range(number);
        let len = range.end - range.start;
        let file = self.source.open_at(range.start).await?;
        let tally = PartTally::new(Arc::clone(&self.shared.tally));
        let (pulse, beats) = watch::channel(());
        let failure = Failure::default();
        let buffers = self.shared.buffers.clone();
        let body = PartBody::new(
            file,
            buffers,
            len,
            Arc::clone(&tally),
            pulse,
            Arc::clone(&failure),
        );
        let line = RequestLine {
            method: Method::PUT,
            path: url.as_url().path().into(),
            surface: None,
            token_kind: client.token_kind(),
            may_have_happened_before: false,
        };
        let (http, request) = signed_host::request(client, Method::PUT, url)
            .header(CONTENT_LENGTH, len)
            .body(Body::wrap(body))
            .build_split();
        let asked = async {
            let request = request?;
            span::of_request(client, request.headers(), false);
            http.execute(request).await
        };
        let sent = Instant::now();
        tracing::debug!(target: "copera_api", part = number, bytes = len, "sending a part");
        let answer = match select(pin!(asked), pin!(silence(beats, timeouts))).await {
            Either::Left((answer, _)) => answer,
            Either::Right((limit, _)) => {
                let error = Error::silent(&line, url.as_url(), limit);
                span::lost(&error, sent);
                return Ok(Err(error));
            }
        };
        if let Some(error) = failure.get() {
            return Err(self.source.explain(error.kind().into()).await);
        }
        if let Ok(response) = &answer {
            span::of_answer(client, response.headers());
            span::arrived(response.status(), sent);
        }
        let response = match answer {
            Ok(response) if response.status().is_success() => response,
            Ok(response) => {
                // One that could not be sent twice, and so was not followed.
                let (url, shared) = (url.as_url().clone(), Arc::clone(&client.shared));
                let arriving = Arriving::new(line, url, shared, false, response);
                return Ok(Err(arriving.refusal_of_file(client).await));
            }
            Err(error) => {
                let error = Error::from_transport(&line, url.as_url(), &client.shared, error);
                span::lost(&error, sent);
                return Ok(Err(error));
            }
        };
        let etag = response
            .headers()
            .get(ETAG)
            .and_then(|etag| etag.to_str().ok());
        match etag.filter(|etag| !etag.trim_matches('"').is_empty()) {
            Some(etag) => {
                tally.confirm();
                Ok(Ok(etag.to_owned()))
            }
            None => Err(UploadError::NoEtag {
                path: self.source.path.clone(),
                number,
            }),
        }
    }
}

/// Waits until nothing has moved for too long; answers with how long that was.
async fn silence(mut beats: watch::Receiver<()>, timeouts: Timeouts) -> Duration {
    let mut limit = timeouts.connect.saturating_add(timeouts.read);
    loop {
        match timeout(limit, beats.changed()).await {
            Ok(Ok(())) => limit = timeouts.read,
            Ok(Err(_)) => {
                // The body is gone: all of it was taken, and the answer is still to come.
                let last = timeouts.read.saturating_mul(LAST_SILENCE);
                sleep(last).await;
                return last;
            }
            Err(_) => return limit,
        }
    }
}

/// Whether the address may be too old. Stores say so by a 403, as to any signature that they don't
/// accept, or by a 400 with a word of their own. A 403 that says when to come back is a limit.
fn is_expired(error: &Error) -> bool {
    let Error::Storage { refusal, .. } = error else {
        return false;
    };
    match refusal.status {
        StatusCode::FORBIDDEN => refusal.retry_after.is_none(),
        StatusCode::BAD_REQUEST => {
            let code = refusal.code.as_deref();
            code.is_some_and(|code| code.contains("Expired"))
        }
        _ => false,
    }
}
