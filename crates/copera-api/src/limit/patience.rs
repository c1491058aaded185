//! How long a call may wait.

use std::time::{Duration, SystemTime};

use crate::{
    Client, Error, RequestLine, RetryPolicy, Wait,
    call::Outgoing,
    limit::{Leave, Pass},
    retry::WaitReason,
};

/// What is left of a call's patience.
#[derive(Debug)]
pub(crate) struct Patience {
    /// For limits: all pauses together.
    left: Duration,
    begun: SystemTime,
    deadline: Option<Duration>,
}

impl Patience {
    pub(crate) fn of(client: &Client, policy: &RetryPolicy) -> Self {
        Self {
            left: client.shared.limiter.max_wait,
            begun: client.shared.clock.now(),
            deadline: policy.deadline,
        }
    }

    /// Since the call began.
    pub(crate) fn elapsed(&self, client: &Client) -> Duration {
        let now = client.shared.clock.now();
        now.duration_since(self.begun).unwrap_or_default()
    }

    /// Whether a pause for a limit may be this long.
    pub(crate) fn allows(&self, client: &Client, delay: Duration) -> bool {
        let ends = self.elapsed(client).saturating_add(delay);
        delay <= self.left && self.deadline.is_none_or(|deadline| ends <= deadline)
    }

    /// A pause for a limit was made.
    pub(crate) fn spend(&mut self, delay: Duration) {
        self.left = self.left.saturating_sub(delay);
    }

    /// Waits until a request may be sent; `failed` tries came before it.
    pub(crate) async fn admit(
        &mut self,
        client: &Client,
        outgoing: &Outgoing,
        failed: u32,
    ) -> Result<Option<Pass>, Error> {
        loop {
            let delay = match client.shared.limiter.ask(client, outgoing).await {
                Leave::Granted(pass) => return Ok(pass),
                Leave::Later(delay) => delay,
            };
            if !self.allows(client, delay) {
                return Err(Error::Paced {
                    request: Box::new(outgoing.line.clone()),
                    wait: delay,
                });
            }
            // Few calls come here, so the others need not carry it.
            Box::pin(pause(
                client,
                &outgoing.line,
                failed,
                delay,
                WaitReason::Paced,
            ))
            .await;
            self.spend(delay);
        }
    }
}

/// Waits, after all who want to know were told.
pub(crate) async fn pause(
    client: &Client,
    request: &RequestLine,
    failed: u32,
    delay: Duration,
    reason: WaitReason,
) {
    let millis = delay.as_millis();
    tracing::debug!(target: "copera_api", failed, millis, %reason, "waiting");
    if let Some(observer) = &client.shared.observer {
        observer.waiting(&Wait {
            request,
            failed,
            delay,
            reason,
        });
    }
    client.shared.clock.sleep(delay).await;
}
