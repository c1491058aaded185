//! Whether to try again, and when: one pure function, and what it is told.

mod budget;
mod decide;
mod policy;
mod retry_after;
#[cfg(test)]
mod tests;

pub(crate) use self::{
    budget::RetryBudget,
    decide::{Attempt, Decision, Outcome, decide, is_limit, is_passing, is_read, is_unprocessed},
    retry_after::{from_header, from_number},
};
pub use self::{decide::WaitReason, policy::RetryPolicy};
