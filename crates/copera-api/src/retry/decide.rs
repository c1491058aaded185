//! The decision itself.

use std::{fmt, time::Duration};

use reqwest::{Method, StatusCode};

use super::RetryPolicy;

/// A try that failed, and what led to it.
#[derive(Debug, Clone)]
pub(crate) struct Attempt<'a> {
    pub(crate) method: &'a Method,
    /// Whether the body can be sent once more.
    pub(crate) replayable: bool,
    /// Counted from 1.
    pub(crate) number: u32,
    /// Whether an earlier try may have reached the service and done its work.
    pub(crate) may_have_happened: bool,
    /// Since the call began.
    pub(crate) elapsed: Duration,
    /// Whether the client's budget can pay for a retry.
    pub(crate) budget: bool,
    /// A random number from 0 to 1: which part of the longest pause is taken.
    pub(crate) jitter: f64,
}

/// How a try failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// No connection came about: nothing was sent.
    Unreachable,
    /// The connection broke after something was sent.
    Interrupted,
    /// The service answered with a failure.
    Status {
        code: StatusCode,
        retry_after: Option<Duration>,
    },
    /// Anything else; trying again would not help, or was not asked for.
    Final,
}

/// What to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Report the failure.
    Stop,
    /// Try again after a pause.
    Wait { delay: Duration, reason: WaitReason },
    /// It is gone, as was asked: an earlier try of this DELETE had worked after all.
    AlreadyGone,
}

/// Why a call waits before its next try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WaitReason {
    /// No connection came about.
    Unreachable,
    /// The connection broke.
    Interrupted,
    /// The service is not able to answer right now.
    Unavailable(StatusCode),
    /// A rate limit was hit.
    Limited(StatusCode),
    /// The request would be one too many for a rate limit, and was not sent yet.
    Paced,
}

impl fmt::Display for WaitReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable => f.write_str("the service could not be reached"),
            Self::Interrupted => f.write_str("the connection broke"),
            Self::Unavailable(status) => write!(f, "the service answered {status}"),
            Self::Limited(_) => f.write_str("the rate limit was reached"),
            Self::Paced => f.write_str("the rate limit is used up for now"),
        }
    }
}

pub(crate) fn decide(attempt: &Attempt<'_>, outcome: Outcome, policy: &RetryPolicy) -> Decision {
    if let Outcome::Status { code, .. } = outcome
        && code == StatusCode::NOT_FOUND
        && *attempt.method == Method::DELETE
        && attempt.may_have_happened
    {
        return Decision::AlreadyGone;
    }
    let Some(reason) = reason(attempt.method, outcome) else {
        return Decision::Stop;
    };
    let limited = matches!(reason, WaitReason::Limited(_));
    // A limit is the service's own way to spread the load, so the budget is not for it.
    let affordable = limited || attempt.budget;
    if !attempt.replayable || attempt.number >= policy.max_attempts || !affordable {
        return Decision::Stop;
    }
    let told = match outcome {
        Outcome::Status { retry_after, .. } => retry_after.filter(|told| !told.is_zero()),
        _ => None,
    };
    let delay = match told {
        Some(told) if told > policy.max_retry_after => return Decision::Stop,
        Some(told) => told,
        None => back_off(attempt, limited, policy),
    };
    if policy
        .deadline
        .is_some_and(|deadline| attempt.elapsed.saturating_add(delay) > deadline)
    {
        return Decision::Stop;
    }
    Decision::Wait { delay, reason }
}

/// Why it would make sense to send this method again; `None` where it would not.
fn reason(method: &Method, outcome: Outcome) -> Option<WaitReason> {
    match outcome {
        Outcome::Unreachable => Some(WaitReason::Unreachable),
        Outcome::Status { code, retry_after } if is_limit(code, retry_after) => {
            Some(WaitReason::Limited(code))
        }
        Outcome::Status { code, .. } if is_unprocessed(code) => Some(WaitReason::Unavailable(code)),
        Outcome::Interrupted if is_idempotent(method) => Some(WaitReason::Interrupted),
        Outcome::Status { code, .. } if is_idempotent(method) && is_passing(code) => {
            Some(WaitReason::Unavailable(code))
        }
        _ => None,
    }
}

/// Full jitter: anything up to the longest pause, which doubles with every try.
fn back_off(attempt: &Attempt<'_>, limited: bool, policy: &RetryPolicy) -> Duration {
    let base = if limited {
        policy.limit_delay
    } else {
        policy.blip_delay
    };
    let doublings = attempt.number.saturating_sub(1).min(16);
    base.saturating_mul(1 << doublings)
        .min(policy.max_delay)
        .mul_f64(attempt.jitter.clamp(0.0, 1.0))
}

/// A 403 is a refusal, unless it says when to come back.
pub(crate) fn is_limit(code: StatusCode, retry_after: Option<Duration>) -> bool {
    code == StatusCode::TOO_MANY_REQUESTS
        || (code == StatusCode::FORBIDDEN && retry_after.is_some())
}

/// The service did not so much as begin with the request, for fear that it came twice (RFC 8470): it
/// may be sent again, whatever it is.
pub(crate) fn is_unprocessed(code: StatusCode) -> bool {
    code == StatusCode::TOO_EARLY
}

/// Statuses that may be gone by the next try.
pub(crate) fn is_passing(code: StatusCode) -> bool {
    matches!(code.as_u16(), 408 | 500 | 502 | 503 | 504)
}

/// Methods that change nothing.
pub(crate) fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// Methods that change nothing more when they are sent twice.
fn is_idempotent(method: &Method) -> bool {
    is_read(method) || matches!(*method, Method::PUT | Method::DELETE)
}
