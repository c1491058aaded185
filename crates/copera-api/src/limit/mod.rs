//! Keeping to the service's limits: a call that would be one too many waits, or fails, before it is
//! sent.
//!
//! Each budget has a window ([`window`]), which is kept in memory or in a file that other processes
//! share ([`ledger`], [`mod@file`]).

mod budget;
mod file;
mod ledger;
mod patience;
mod quota;
mod window;

use std::{
    future::ready,
    path::PathBuf,
    sync::Arc,
    time::{Duration, SystemTime},
};

use futures_util::future::Either;
use reqwest::header::HeaderMap;

pub(crate) use self::patience::{Patience, pause};
use self::{
    budget::Budget,
    file::BudgetFile,
    ledger::Ledger,
    quota::Quota,
    window::{Entry, Moment, Window},
};
use crate::{Client, ClientBuilder, Clock, call::Outgoing};

/// How a client deals with limits.
#[derive(Debug, Clone)]
pub(crate) struct Pacing {
    /// How long one call waits for limits, all its pauses together.
    pub(crate) max_wait: Duration,
    /// Whether calls are counted at all.
    pub(crate) counts: bool,
    /// The file that is shared with other processes.
    pub(crate) file: Option<PathBuf>,
}

impl Default for Pacing {
    fn default() -> Self {
        Self {
            max_wait: ClientBuilder::MAX_WAIT,
            counts: true,
            file: None,
        }
    }
}

/// The budgets of all tokens of a client.
pub(crate) struct Limiter {
    pub(crate) max_wait: Duration,
    /// `None`: nothing is counted.
    ledger: Option<Ledger>,
}

/// Leave to send one request, and where what comes of it is noted.
#[derive(Debug)]
pub(crate) struct Pass {
    budget: Budget,
    window: Moment,
}

/// Whether a request may be sent now.
pub(crate) enum Leave {
    /// Yes. `None`: it falls under no budget.
    Granted(Option<Pass>),
    /// Not before this time has passed.
    Later(Duration),
}

impl Limiter {
    pub(crate) fn new(pacing: Pacing, clock: Arc<dyn Clock>) -> Self {
        Self {
            max_wait: pacing.max_wait,
            ledger: pacing
                .counts
                .then(|| Ledger::new(pacing.file.map(BudgetFile::new), clock)),
        }
    }

    /// Asks to send a request, and counts it if it may be sent.
    pub(crate) async fn ask(&self, client: &Client, outgoing: &Outgoing) -> Leave {
        let (Some(ledger), Some(endpoint)) = (&self.ledger, outgoing.endpoint) else {
            return Leave::Granted(None);
        };
        let budget = Budget::of(client.account(), endpoint);
        let published = endpoint.family.per_minute();
        let entry = ledger.update(&budget, move |window, now| window.enter(published, now));
        match entry.await {
            Entry::Open(window) => Leave::Granted(Some(Pass { budget, window })),
            Entry::Full(wait) => Leave::Later(wait),
        }
    }

    /// Notes what the head of an answer, which came `now`, says about the budget.
    pub(crate) fn learn(
        &self,
        pass: Option<&Pass>,
        headers: &HeaderMap,
        now: SystemTime,
    ) -> impl Future<Output = ()> + Send {
        let quota = Quota::read(headers, now);
        let now = Moment::from(now);
        self.note(pass, move |window, opened| {
            window.answered(opened, quota, now);
        })
    }

    /// Notes that the service refused a request because of a limit, for so long from `now` on.
    pub(crate) async fn refused(&self, pass: Option<&Pass>, wait: Duration, now: SystemTime) {
        let now = Moment::from(now);
        self.note(pass, move |window, opened| {
            window.refused(opened, wait, now);
        })
        .await;
    }

    /// Notes that a request was not sent after all.
    pub(crate) async fn unsent(&self, pass: Option<&Pass>) {
        self.note(pass, Window::unsent).await;
    }

    fn note(
        &self,
        pass: Option<&Pass>,
        change: impl Fn(&mut Window, Moment) + Copy + Send + 'static,
    ) -> impl Future<Output = ()> + Send {
        let (Some(ledger), Some(pass)) = (&self.ledger, pass) else {
            return Either::Left(ready(()));
        };
        let opened = pass.window;
        let change = move |window: &mut Window, _| change(window, opened);
        Either::Right(ledger.update(&pass.budget, change))
    }
}
