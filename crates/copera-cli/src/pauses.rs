//! Pauses of the client: shown while they last where a person looks, told at the end elsewhere.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use copera_api::{Observer, RequestLine, Wait, WaitReason};
use copera_term::{Output, StatusLine};
use tokio::sync::watch;
use tokio::time::{Instant, timeout};

/// A shorter pause is over before anyone could wonder.
const NOTICED: Duration = Duration::from_millis(500);

/// What the client waits for, and has waited for so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pauses(Arc<watch::Sender<State>>);

#[derive(Debug, Clone, Default)]
struct State {
    last: Option<Pause>,
    total: Duration,
    /// Whether a change was given up after it was sent.
    left_a_change: bool,
}

#[derive(Debug, Clone, Copy)]
struct Pause {
    reason: WaitReason,
    until: Instant,
}

impl Observer for Pauses {
    fn waiting(&self, wait: &Wait<'_>) {
        let pause = Pause {
            reason: wait.reason,
            until: Instant::now() + wait.delay,
        };
        self.0.send_modify(|state| {
            state.last = Some(pause);
            state.total += wait.delay;
        });
    }

    fn dropped(&self, _: &RequestLine) {
        self.0.send_modify(|state| state.left_a_change = true);
    }
}

impl Pauses {
    /// Counts each pause down on a line that is gone when it is over. Runs beside what waits, on the
    /// same thread: the line can't stand in the way of a result.
    pub(crate) async fn show(&self, output: Output) -> Infallible {
        let mut news = self.0.subscribe();
        let mut line = StatusLine::new(output);
        loop {
            let last = news.borrow_and_update().last;
            let left = last.map(|pause| (pause, pause.until - Instant::now()));
            match left.filter(|(_, left)| !left.is_zero()) {
                None => {
                    line.clear();
                    // The sender lives as long as this is borrowed.
                    let _ = news.changed().await;
                }
                Some((pause, left)) => {
                    let seconds = left.as_secs_f64().ceil();
                    if left > NOTICED {
                        line.draw(&format!(
                            "Waiting {seconds} s: {}. Ctrl-C gives up.",
                            pause.reason
                        ));
                    }
                    let whole = Duration::from_secs_f64(seconds - 1.0);
                    let _ = timeout(left.saturating_sub(whole), news.changed()).await;
                }
            }
        }
    }

    /// Whether something that was sent may have changed the service, without anybody having waited for
    /// the answer.
    pub(crate) fn left_a_change(&self) -> bool {
        self.0.borrow().left_a_change
    }

    /// Why a run took its time, for whoever could not watch.
    pub(crate) fn told(&self, output: &Output) -> Option<String> {
        const WORTH_A_NOTE: Duration = Duration::from_secs(1);
        let state = self.0.borrow();
        let pause = state.last.filter(|_| !output.shows_progress())?;
        // The last one need not have been waited for to its end.
        let waited = state.total.saturating_sub(pause.until - Instant::now());
        (waited >= WORTH_A_NOTE).then(|| {
            let seconds = waited.as_secs_f64().round();
            format!("waited {seconds} s in all, last because {}", pause.reason)
        })
    }
}
