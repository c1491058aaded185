//! A budget of retries, so that a thousand calls during an outage don't become four thousand.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a retry costs, in the unit that a success earns one of.
const COST: u32 = 5;
/// How many retries lie ready at most.
const CAPACITY: u32 = 20;

/// A bucket that retries draw from and successful calls fill again. A call always has its first try.
#[derive(Debug)]
pub(crate) struct RetryBudget(AtomicU32);

impl RetryBudget {
    pub(crate) fn full() -> Self {
        Self(AtomicU32::new(CAPACITY * COST))
    }

    /// Whether a retry can be paid for.
    pub(crate) fn has_one(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= COST
    }

    /// Pays for a retry. Two that race for the last one may both have it: no more than that is lost.
    pub(crate) fn spend(&self) {
        self.update(|units| units.saturating_sub(COST));
    }

    /// A call went well.
    pub(crate) fn earn(&self) {
        self.update(|units| (units + 1).min(CAPACITY * COST));
    }

    fn update(&self, change: impl Fn(u32) -> u32) {
        // The closure always answers `Some`, so there is no failure to look at.
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |units| {
                Some(change(units))
            });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_retries_then_one_for_five_successes() {
        let budget = RetryBudget::full();
        budget.earn();
        for _ in 0..20 {
            assert!(budget.has_one());
            budget.spend();
        }
        assert!(!budget.has_one());
        for _ in 0..4 {
            budget.earn();
            assert!(!budget.has_one());
        }
        budget.earn();
        assert!(budget.has_one());
    }
}
