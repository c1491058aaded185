//! The loop around a try: limits, time limit, retries, waiting.

use std::{ops::ControlFlow, pin::pin, sync::Arc, time::Duration};

use bytes::Bytes;
use reqwest::{
    StatusCode,
    header::{CONTENT_TYPE, HeaderMap},
};
use tokio::time::{Instant, timeout};
use tracing::Instrument;

use crate::{
    Client, Error, RetryPolicy,
    answer::{Arriving, Received},
    call::Outgoing,
    exchange::exchange,
    failed::Failed,
    flight::Flight,
    follow::header,
    limit::{Pass, Patience},
    rehearsal::stop_writes,
    span,
};

/// What the service answered to a call that went well.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// What the body calls itself.
    pub(crate) fn content_type(&self) -> Option<&str> {
        header(&self.headers, &CONTENT_TYPE)
    }
}

/// How much is done for one call.
#[derive(Debug, Clone)]
pub(crate) struct Effort {
    /// How long one try may take.
    pub(crate) total: Duration,
    pub(crate) retry: Arc<RetryPolicy>,
}

impl Effort {
    /// What the client was set up for.
    pub(crate) fn usual(client: &Client) -> Self {
        Self {
            total: client.shared.timeouts.total,
            retry: Arc::clone(&client.shared.retry),
        }
    }

    /// One try, with all waiting for limits before it.
    pub(crate) fn once_within(limit: Duration) -> Self {
        let policy = RetryPolicy {
            deadline: Some(limit),
            ..RetryPolicy::never()
        };
        Self {
            total: limit,
            retry: Arc::new(policy),
        }
    }
}

/// Sends a request until it works or there is no point in going on. An answer that is longer than the
/// client holds is no success.
pub(crate) fn send(
    client: &Client,
    outgoing: Outgoing,
    effort: Effort,
) -> impl Future<Output = Result<Answer, Error>> + Send {
    let limit = client.shared.longest_answer;
    let received = send_holding(client, outgoing, effort, limit.saturating_add(1));
    async move {
        match received.await? {
            Received::Whole(answer) => Ok(*answer),
            Received::Begun(_, rest) => Err(rest.too_long(limit)),
        }
    }
}

/// As [`send`], for an answer that may be too large to hold: once so many bytes of it have come, the
/// rest is left to the caller, and nothing is tried again. Until then the usual time limit holds.
pub(crate) fn send_holding(
    client: &Client,
    outgoing: Outgoing,
    effort: Effort,
    hold: usize,
) -> impl Future<Output = Result<Received, Error>> + Send {
    // Both on the heap from the beginning: they are large, would be copied with each future that they
    // become a part of, and in one piece would be more than an allocator keeps at hand.
    let mut outgoing = Box::new(outgoing);
    Box::pin(async move {
        if client.shared.rehearses {
            stop_writes(&outgoing)?;
        }
        let span = span::of_call(client, &outgoing);
        let tries = tries(client, &mut outgoing, &effort, hold);
        let mut tries = pin!(tries.instrument(span));
        let result = tries.as_mut().await;
        span::concluded(tries.span(), &result);
        result
    })
}

#[expect(
    clippy::manual_async_fn,
    reason = "the future of an async fn would hold its arguments twice"
)]
fn tries<'a>(
    client: &'a Client,
    outgoing: &'a mut Outgoing,
    effort: &'a Effort,
    hold: usize,
) -> impl Future<Output = Result<Received, Error>> + Send + 'a {
    async move {
        let mut patience = Patience::of(client, &effort.retry);
        let mut flight = Flight::of(client, outgoing);
        let mut number = 1;
        loop {
            let pass = patience.admit(client, outgoing, number - 1).await?;
            span::sending(number);
            let sent = Instant::now();
            flight.begin();
            let result = within(effort.total, client, outgoing, pass.as_ref(), hold).await;
            span::ended(&result, sent.elapsed());
            let elapsed = patience.elapsed(client);
            let error = match result {
                Ok(received) => {
                    flight.end(false);
                    client.shared.budget.earn();
                    return Ok(received);
                }
                Err(error) => error,
            };
            flight.end(error.may_have_happened());
            let failed = Failed {
                number,
                elapsed,
                pass,
                error,
            };
            // Few calls come here, so the others need not carry it.
            let next = Box::pin(failed.next(client, outgoing, effort, &mut patience));
            if let ControlFlow::Break(end) = next.await {
                // Whoever called is told by the error.
                flight.end(false);
                return end;
            }
            number += 1;
        }
    }
}

/// One try, which may take so long.
#[expect(
    clippy::manual_async_fn,
    reason = "the future of an async fn would hold its arguments twice"
)]
pub(crate) fn within<'a>(
    total: Duration,
    client: &'a Client,
    outgoing: &'a Outgoing,
    pass: Option<&'a Pass>,
    hold: usize,
) -> impl Future<Output = Result<Received, Error>> + Send + 'a {
    async move {
        let begun = Instant::now();
        let answered = {
            // Pinned where it is: a timeout that owned it would copy it.
            let once = pin!(once(client, outgoing, pass, hold));
            timeout(total, once).await
        };
        match answered {
            Ok(Ok(Answered::Success(received))) => Ok(received),
            Ok(Ok(Answered::Otherwise(arriving))) => {
                let left = total.saturating_sub(begun.elapsed());
                Err(Box::pin(arriving.refusal(client, outgoing, left)).await)
            }
            Ok(Err(error)) => Err(error),
            Err(_) => Err(Error::too_long(&outgoing.line, &outgoing.url, total)),
        }
    }
}

/// What a try was answered with. A status that is no success is known from then on: no break and no
/// time limit on the way to its body makes anything else of it.
enum Answered {
    Success(Received),
    Otherwise(Box<Arriving>),
}

/// One try. What the head of the answer says of limits is noted before the body is waited for.
async fn once(
    client: &Client,
    outgoing: &Outgoing,
    pass: Option<&Pass>,
    hold: usize,
) -> Result<Answered, Error> {
    let mut arriving = exchange(client, outgoing).await?;
    let now = client.shared.clock.now();
    let limiter = &client.shared.limiter;
    limiter.learn(pass, arriving.headers(), now).await;
    if !arriving.status().is_success() {
        return Ok(Answered::Otherwise(arriving));
    }
    let (body, ended) = arriving.read(hold).await?;
    Ok(Answered::Success(arriving.received(body, ended)))
}
