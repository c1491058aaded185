//! Where budgets are kept: in this process, or in a file that several processes share.

use std::{
    collections::BTreeMap,
    future::ready,
    sync::{Arc, Mutex, PoisonError},
};

use futures_util::future::Either;

use super::{
    budget::Budget,
    file::BudgetFile,
    window::{Moment, Window},
};
use crate::Clock;

/// Looks at the clock only with a budget in hand: what one after the other does has its times in that
/// order, and no window opens ahead of another's time.
pub(super) struct Ledger {
    clock: Arc<dyn Clock>,
    file: Option<Arc<BudgetFile>>,
    /// All there is without a file, and what is fallen back on while the file can't be used.
    own: Mutex<BTreeMap<Budget, Window>>,
}

impl Ledger {
    pub(super) fn new(file: Option<BudgetFile>, clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            file: file.map(Arc::new),
            own: Mutex::default(),
        }
    }

    /// Changes a budget, and passes on what the change answers: at once where no file is shared.
    pub(super) fn update<R: Send + 'static>(
        &self,
        budget: &Budget,
        change: impl Fn(&mut Window, Moment) -> R + Copy + Send + 'static,
    ) -> impl Future<Output = R> + Send {
        let Some(file) = &self.file else {
            return Either::Left(ready(self.update_own(budget, change)));
        };
        // On the heap, so that calls without a file need not carry it.
        let (file, clock) = (Arc::clone(file), Arc::clone(&self.clock));
        let shared = Box::pin(update_file(file, clock, budget.clone(), change));
        Either::Right(async move {
            match shared.await {
                Ok(answer) => answer,
                Err(budget) => self.update_own(&budget, change),
            }
        })
    }

    fn update_own<R>(&self, budget: &Budget, change: impl Fn(&mut Window, Moment) -> R) -> R {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Moment::from(self.clock.now());
        match own.get_mut(budget) {
            Some(window) => change(window, now),
            None => change(own.entry(budget.clone()).or_default(), now),
        }
    }
}

/// Gives the budget back if the file can't be used.
async fn update_file<R: Send + 'static>(
    file: Arc<BudgetFile>,
    clock: Arc<dyn Clock>,
    budget: Budget,
    change: impl Fn(&mut Window, Moment) -> R + Copy + Send + 'static,
) -> Result<R, Budget> {
    let name = budget.to_string();
    // Locking a file blocks the thread.
    let updated = tokio::task::spawn_blocking(move || file.update(&name, &*clock, change));
    match updated.await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => {
            tracing::debug!(target: "copera_api", %error, "the budget file can't be used");
            Err(budget)
        }
        // The runtime is about to end.
        Err(_) => Err(budget),
    }
}

#[cfg(test)]
mod tests {
    use std::{
        pin::Pin,
        sync::OnceLock,
        time::{Duration, SystemTime},
    };

    use super::*;
    use crate::{clock::SystemClock, endpoint::BOARDS_LIST, limit::window::Entry};

    /// The system's time, for whoever has the budgets of this ledger.
    #[derive(Default)]
    struct OfTheHolder(OnceLock<Arc<Ledger>>);

    impl Clock for OfTheHolder {
        fn now(&self) -> SystemTime {
            assert!(self.0.get().unwrap().own.try_lock().is_err());
            SystemClock.now()
        }

        fn sleep(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
            SystemClock.sleep(span)
        }
    }

    #[tokio::test]
    async fn what_time_it_is_is_asked_with_the_budgets_in_hand() {
        let clock = Arc::new(OfTheHolder::default());
        let ledger = Arc::new(Ledger::new(None, Arc::clone(&clock) as Arc<dyn Clock>));
        assert!(clock.0.set(Arc::clone(&ledger)).is_ok());
        let budget = Budget::of(&"account".into(), &BOARDS_LIST);
        let entry = ledger.update(&budget, |window, now| window.enter(Some(1), now));
        assert!(matches!(entry.await, Entry::Open(_)));
    }
}
