//! The loop around a try: time limit, retries, waiting, and the span that tells of them.

use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use tokio::time::{Instant, sleep, timeout};
use tracing::{Instrument, Span, field};

use crate::{
    Client, Error, RetryPolicy, Wait,
    call::Outgoing,
    exchange::exchange,
    rehearsal::stop_writes,
    retry::{Attempt, Decision, WaitReason, decide},
};

/// What the service answered to a call that went well.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Bytes,
}

/// How much is done for one call.
#[derive(Debug, Clone)]
pub(crate) struct Effort {
    /// How long one try may take.
    pub(crate) total: Duration,
    pub(crate) retry: RetryPolicy,
}

impl Effort {
    /// What the client was set up for.
    pub(crate) fn usual(client: &Client) -> Self {
        Self {
            total: client.shared.timeouts.total,
            retry: client.shared.retry.clone(),
        }
    }
}

/// Sends a request until it works or there is no point in going on.
pub(crate) async fn send(
    client: &Client,
    outgoing: Outgoing,
    effort: Effort,
) -> Result<Answer, Error> {
    let outgoing = if client.shared.rehearses {
        stop_writes(outgoing)?
    } else {
        outgoing
    };
    let span = tracing::debug_span!(
        target: "copera_api",
        "request",
        http.request.method = %outgoing.line.method,
        url.full = %client.token().redact_in(outgoing.url.as_str()),
        http.response.status_code = field::Empty,
        elapsed_ms = field::Empty,
    );
    tries(client, outgoing, effort).instrument(span).await
}

async fn tries(client: &Client, mut outgoing: Outgoing, effort: Effort) -> Result<Answer, Error> {
    let begun = Instant::now();
    let mut number = 1;
    loop {
        tracing::debug!(target: "copera_api", "sending");
        let result = match timeout(effort.total, exchange(client, &outgoing)).await {
            Ok(result) => result,
            Err(_) => Err(Error::too_long(&outgoing.line, &outgoing.url, effort.total)),
        };
        record(&result, begun.elapsed());
        let error = match result {
            Ok(answer) => {
                client.shared.budget.earn();
                return Ok(answer);
            }
            Err(error) => error,
        };
        let attempt = Attempt {
            method: &outgoing.line.method,
            // The body is held in memory.
            replayable: true,
            number,
            may_have_happened: outgoing.line.may_have_happened_before,
            elapsed: begun.elapsed(),
            budget: client.shared.budget.has_one(),
            jitter: fastrand::f64(),
        };
        match decide(&attempt, error.outcome(), &effort.retry) {
            Decision::Stop => return Err(error),
            Decision::AlreadyGone => return Ok(gone()),
            Decision::Wait { delay, reason } => {
                let wait = Wait {
                    request: &outgoing.line,
                    failed: number,
                    delay,
                    reason,
                };
                pause(client, &wait).await;
            }
        }
        outgoing.line.may_have_happened_before = error.may_have_happened();
        number += 1;
    }
}

/// Waits before another try, and says so.
pub(crate) async fn pause(client: &Client, wait: &Wait<'_>) {
    let millis = wait.delay.as_millis();
    tracing::debug!(target: "copera_api", failed = wait.failed, millis, reason = %wait.reason, "waiting");
    if !matches!(wait.reason, WaitReason::Limited(_)) {
        client.shared.budget.spend();
    }
    if let Some(observer) = &client.shared.observer {
        observer.waiting(wait);
    }
    sleep(wait.delay).await;
}

fn record(result: &Result<Answer, Error>, elapsed: Duration) {
    let status = match result {
        Ok(answer) => Some(answer.status),
        Err(error) => error.status(),
    };
    let span = Span::current();
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    let elapsed_ms = elapsed.as_millis();
    span.record("elapsed_ms", elapsed_ms);
    match result {
        Ok(_) => tracing::debug!(target: "copera_api", elapsed_ms, "answered"),
        Err(error) => tracing::debug!(target: "copera_api", elapsed_ms, %error, "failed"),
    }
}

/// A DELETE that found nothing, after one that had worked without our learning of it.
fn gone() -> Answer {
    Answer {
        status: StatusCode::NOT_FOUND,
        content_type: None,
        body: Bytes::new(),
    }
}
