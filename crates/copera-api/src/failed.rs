//! What becomes of a call whose try has failed.

use std::{ops::ControlFlow, time::Duration};

use bytes::Bytes;
use reqwest::{StatusCode, header::HeaderMap};

use crate::{
    Client, Error, ErrorKind, RequestLine,
    answer::Received,
    call::Outgoing,
    limit::{Pass, Patience, pause},
    retry::{Attempt, Decision, WaitReason, decide},
    send::{Answer, Effort},
};

/// A try that failed.
pub(crate) struct Failed {
    pub(crate) number: u32,
    /// Since the call began.
    pub(crate) elapsed: Duration,
    pub(crate) pass: Option<Pass>,
    pub(crate) error: Error,
}

impl Failed {
    /// Ends the call, or waits until it may be tried again.
    pub(crate) async fn next(
        self,
        client: &Client,
        outgoing: &mut Outgoing,
        effort: &Effort,
        patience: &mut Patience,
    ) -> ControlFlow<Result<Received, Error>> {
        let number = self.number;
        let (delay, reason) = self.judged(client, outgoing, effort, patience).await?;
        back_off(client, &outgoing.line, number, delay, reason).await;
        ControlFlow::Continue(())
    }

    /// Ends the call, or says how long it is to wait before the next try, and why.
    pub(crate) async fn judged(
        self,
        client: &Client,
        outgoing: &mut Outgoing,
        effort: &Effort,
        patience: &mut Patience,
    ) -> ControlFlow<Result<Received, Error>, (Duration, WaitReason)> {
        let Self {
            number,
            elapsed,
            pass,
            error,
        } = self;
        give_account(client, pass.as_ref(), &error).await;
        let attempt = Attempt {
            method: &outgoing.line.method,
            // The body is held in memory.
            replayable: true,
            number,
            may_have_happened: outgoing.line.may_have_happened_before,
            elapsed,
            budget: client.shared.budget.has_one(),
            jitter: fastrand::f64(),
        };
        let (delay, reason) = match decide(&attempt, error.outcome(), &effort.retry) {
            Decision::Stop => return ControlFlow::Break(Err(error)),
            Decision::AlreadyGone => {
                return ControlFlow::Break(Ok(Received::Whole(Box::new(gone()))));
            }
            Decision::Wait { delay, reason } => (delay, reason),
        };
        if matches!(reason, WaitReason::Limited(_)) {
            if !patience.allows(client, delay) {
                return ControlFlow::Break(Err(error));
            }
            patience.spend(delay);
        }
        outgoing.line.may_have_happened_before = error.may_have_happened();
        ControlFlow::Continue((delay, reason))
    }
}

/// Waits before another try. What is no matter of limits uses up the budget of retries.
pub(crate) async fn back_off(
    client: &Client,
    request: &RequestLine,
    failed: u32,
    delay: Duration,
    reason: WaitReason,
) {
    if !matches!(reason, WaitReason::Limited(_)) {
        client.shared.budget.spend();
    }
    pause(client, request, failed, delay, reason).await;
}

/// Tells the limiter what a failure means for it.
async fn give_account(client: &Client, pass: Option<&Pass>, error: &Error) {
    let limiter = &client.shared.limiter;
    match (error.kind(), error.retry_after()) {
        (ErrorKind::RateLimited, Some(wait)) if !wait.is_zero() => {
            let now = client.shared.clock.now();
            limiter.refused(pass, wait, now).await;
        }
        (ErrorKind::Unreachable, _) => limiter.unsent(pass).await,
        _ => {}
    }
}

/// A DELETE that found nothing, after one that had worked without our learning of it.
fn gone() -> Answer {
    Answer {
        status: StatusCode::NOT_FOUND,
        headers: HeaderMap::new(),
        body: Bytes::new(),
    }
}
