//! Trying again what may be done twice: a part, and the calls that make no file.

use tokio::time::Instant;

use crate::{
    Client, Error, Method,
    failed::back_off,
    retry::{Attempt, Decision, decide},
};

/// The tries of one thing, by the client's rules.
///
/// The calls of an upload are POSTs, which the client by itself repeats only where nothing was sent.
/// Those that come before the last are harmless when done twice, and a day's upload should not be
/// lost to one of them: they are repeated as a PUT is.
pub(super) struct Tries<'a> {
    client: &'a Client,
    number: u32,
    begun: Instant,
}

impl<'a> Tries<'a> {
    pub(super) fn new(client: &'a Client) -> Self {
        Self {
            client,
            number: 1,
            begun: Instant::now(),
        }
    }

    /// Pauses before the next try, if there shall be one.
    pub(super) async fn again(&mut self, error: &Error) -> bool {
        let shared = &self.client.shared;
        let attempt = Attempt {
            method: &Method::PUT,
            // What is sent is read from disk anew, or held in memory.
            replayable: true,
            number: self.number,
            may_have_happened: false,
            elapsed: self.begun.elapsed(),
            budget: shared.budget.has_one(),
            jitter: fastrand::f64(),
        };
        let decision = decide(&attempt, error.transfer_outcome(), &shared.retry);
        let (Decision::Wait { delay, reason }, Some(request)) = (decision, error.request()) else {
            return false;
        };
        back_off(self.client, request, self.number, delay, reason).await;
        self.number += 1;
        true
    }
}

/// Makes a call until it works or there is no point in going on.
pub(super) async fn repeat<T, F>(client: &Client, call: impl Fn() -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    let mut tries = Tries::new(client);
    loop {
        match call().await {
            Ok(value) => return Ok(value),
            Err(error) if tries.again(&error).await => {}
            Err(error) => return Err(error),
        }
    }
}
