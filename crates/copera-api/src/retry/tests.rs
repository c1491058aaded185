//! The retry rule as tables.

use std::time::Duration;

use reqwest::{Method, StatusCode};

use super::{Attempt, Decision, Outcome, RetryPolicy, decide};

const ALL_METHODS: [Method; 6] = [
    Method::GET,
    Method::HEAD,
    Method::PUT,
    Method::DELETE,
    Method::POST,
    Method::PATCH,
];

fn attempt(method: &Method) -> Attempt<'_> {
    Attempt {
        method,
        replayable: true,
        number: 1,
        may_have_happened: false,
        elapsed: Duration::ZERO,
        budget: true,
        jitter: 1.0,
    }
}

fn status(code: u16, retry_after: Option<u64>) -> Outcome {
    Outcome::Status {
        code: StatusCode::from_u16(code).unwrap(),
        retry_after: retry_after.map(Duration::from_secs),
    }
}

fn delay(attempt: &Attempt<'_>, outcome: Outcome) -> Option<Duration> {
    match decide(attempt, outcome, &RetryPolicy::default()) {
        Decision::Wait { delay, .. } => Some(delay),
        Decision::Stop => None,
        Decision::AlreadyGone => panic!("not a delete"),
    }
}

#[test]
fn which_failures_are_tried_again() {
    // outcome, the pause for GET HEAD PUT DELETE, the pause for POST PATCH
    #[rustfmt::skip]
    let table = [
        (Outcome::Unreachable, Some(50), Some(50)),
        (Outcome::Interrupted, Some(50), None),
        (Outcome::Final, None, None),
        (status(400, None), None, None),
        (status(401, None), None, None),
        (status(403, None), None, None),
        (status(403, Some(2)), Some(2000), Some(2000)),
        (status(404, None), None, None),
        (status(408, None), Some(50), None),
        (status(409, None), None, None),
        (status(422, None), None, None),
        (status(425, None), Some(50), Some(50)),
        (status(425, Some(3)), Some(3000), Some(3000)),
        (status(429, None), Some(1000), Some(1000)),
        (status(429, Some(0)), Some(1000), Some(1000)),
        (status(429, Some(60)), Some(60_000), Some(60_000)),
        (status(429, Some(61)), None, None),
        (status(500, None), Some(50), None),
        (status(501, None), None, None),
        (status(502, None), Some(50), None),
        (status(503, None), Some(50), None),
        (status(503, Some(3)), Some(3000), None),
        (status(503, Some(61)), None, None),
        (status(504, None), Some(50), None),
    ];
    for (outcome, idempotent, other) in table {
        for method in ALL_METHODS {
            let expected = match method {
                Method::POST | Method::PATCH => other,
                _ => idempotent,
            };
            assert_eq!(
                delay(&attempt(&method), outcome),
                expected.map(Duration::from_millis),
                "{method} {outcome:?}"
            );
        }
    }
}

#[test]
fn what_ends_it() {
    let blip = Outcome::Unreachable;
    let limit = status(429, Some(5));
    let get = attempt(&Method::GET);
    let changed = |change: fn(&mut Attempt<'_>)| {
        let mut attempt = get.clone();
        change(&mut attempt);
        attempt
    };
    for (attempt, blip_goes_on, limit_goes_on) in [
        (changed(|it| it.number = 3), true, true),
        (changed(|it| it.number = 4), false, false),
        (changed(|it| it.budget = false), false, true),
        (changed(|it| it.replayable = false), false, false),
    ] {
        assert_eq!(delay(&attempt, blip).is_some(), blip_goes_on, "{attempt:?}");
        assert_eq!(
            delay(&attempt, limit).is_some(),
            limit_goes_on,
            "{attempt:?}"
        );
    }
}

#[test]
fn a_deadline_cuts_waits_that_reach_past_it() {
    let policy = RetryPolicy {
        deadline: Some(Duration::from_secs(10)),
        ..RetryPolicy::default()
    };
    for (elapsed, told, waits) in [(4, 6, true), (5, 6, false), (0, 11, false)] {
        let mut attempt = attempt(&Method::GET);
        attempt.elapsed = Duration::from_secs(elapsed);
        let decision = decide(&attempt, status(429, Some(told)), &policy);
        assert_eq!(decision != Decision::Stop, waits, "{elapsed} {told}");
    }
}

#[test]
fn pauses_double_up_to_the_longest_and_are_jittered() {
    let policy = RetryPolicy {
        max_attempts: 100,
        ..RetryPolicy::default()
    };
    for (number, jitter, millis) in [
        (1, 1.0, 1000),
        (2, 1.0, 2000),
        (5, 1.0, 16_000),
        (6, 1.0, 20_000),
        (99, 1.0, 20_000),
        (2, 0.25, 500),
        (2, 0.0, 0),
    ] {
        let attempt = Attempt {
            number,
            jitter,
            ..attempt(&Method::GET)
        };
        let Decision::Wait { delay, .. } = decide(&attempt, status(429, None), &policy) else {
            panic!("{number} stops");
        };
        assert_eq!(delay, Duration::from_millis(millis), "{number} {jitter}");
    }
}

#[test]
fn a_repeated_delete_that_finds_nothing_has_worked() {
    for (method, may_have_happened, decision) in [
        (Method::DELETE, true, Decision::AlreadyGone),
        (Method::DELETE, false, Decision::Stop),
        (Method::PUT, true, Decision::Stop),
    ] {
        let attempt = Attempt {
            number: 2,
            may_have_happened,
            ..attempt(&method)
        };
        let decided = decide(&attempt, status(404, None), &RetryPolicy::default());
        assert_eq!(decided, decision, "{method} {may_have_happened}");
    }
}
