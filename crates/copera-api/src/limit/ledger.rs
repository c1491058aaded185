//! Where budgets are kept: in this process, or in a file that several processes share.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    budget::Budget,
    file::BudgetFile,
    window::{Moment, Window},
};

#[derive(Debug)]
pub(super) struct Ledger {
    file: Option<Arc<BudgetFile>>,
    /// All there is without a file, and what is fallen back on while the file can't be used.
    own: Mutex<HashMap<Budget, Window>>,
}

impl Ledger {
    pub(super) fn new(file: Option<BudgetFile>) -> Self {
        Self {
            file: file.map(Arc::new),
            own: Mutex::default(),
        }
    }

    /// Changes a budget, and passes on what the change answers.
    pub(super) async fn update<R: Send + 'static>(
        &self,
        budget: &Budget,
        now: Moment,
        change: impl Fn(&mut Window) -> R + Copy + Send + 'static,
    ) -> R {
        if let Some(file) = &self.file {
            let (file, budget) = (Arc::clone(file), budget.to_string());
            // Locking a file blocks the thread.
            let updated = tokio::task::spawn_blocking(move || file.update(&budget, now, change));
            match updated.await {
                Ok(Ok(answer)) => return answer,
                Ok(Err(error)) => {
                    tracing::debug!(target: "copera_api", %error, "the budget file can't be used");
                }
                // The runtime is about to end.
                Err(_) => {}
            }
        }
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        match own.get_mut(budget) {
            Some(window) => change(window),
            None => change(own.entry(budget.clone()).or_default()),
        }
    }
}
