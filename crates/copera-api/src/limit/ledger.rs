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

#[derive(Debug)]
pub(super) struct Ledger {
    file: Option<Arc<BudgetFile>>,
    /// All there is without a file, and what is fallen back on while the file can't be used.
    own: Mutex<BTreeMap<Budget, Window>>,
}

impl Ledger {
    pub(super) fn new(file: Option<BudgetFile>) -> Self {
        Self {
            file: file.map(Arc::new),
            own: Mutex::default(),
        }
    }

    /// Changes a budget, and passes on what the change answers: at once where no file is shared.
    pub(super) fn update<R: Send + 'static>(
        &self,
        budget: &Budget,
        now: Moment,
        change: impl Fn(&mut Window) -> R + Copy + Send + 'static,
    ) -> impl Future<Output = R> + Send {
        let Some(file) = &self.file else {
            return Either::Left(ready(self.update_own(budget, change)));
        };
        // On the heap, so that calls without a file need not carry it.
        let shared = Box::pin(update_file(Arc::clone(file), budget.clone(), now, change));
        Either::Right(async move {
            match shared.await {
                Ok(answer) => answer,
                Err(budget) => self.update_own(&budget, change),
            }
        })
    }

    fn update_own<R>(&self, budget: &Budget, change: impl Fn(&mut Window) -> R) -> R {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        match own.get_mut(budget) {
            Some(window) => change(window),
            None => change(own.entry(budget.clone()).or_default()),
        }
    }
}

/// Gives the budget back if the file can't be used.
async fn update_file<R: Send + 'static>(
    file: Arc<BudgetFile>,
    budget: Budget,
    now: Moment,
    change: impl Fn(&mut Window) -> R + Copy + Send + 'static,
) -> Result<R, Budget> {
    let name = budget.to_string();
    // Locking a file blocks the thread.
    let updated = tokio::task::spawn_blocking(move || file.update(&name, now, change));
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
