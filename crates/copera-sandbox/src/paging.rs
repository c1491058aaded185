//! Lists cut by `limit` and `offset`.

use crate::{answer::Refusal, call::Call};

/// What `limit` is when a request has none.
const DEFAULT_LIMIT: usize = 100;

/// The part of a list that a request asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    pub(crate) limit: usize,
    pub(crate) offset: usize,
}

impl Page {
    /// Reads `limit` (1 to `max`) and `offset`.
    pub(crate) fn asked_for(call: &Call, max: usize) -> Result<Self, Refusal> {
        Ok(Self {
            limit: call.number("limit", &(1..=max))?.unwrap_or(DEFAULT_LIMIT),
            offset: call.number("offset", &(0..=usize::MAX))?.unwrap_or(0),
        })
    }

    /// This part of `all`, and how many there are in total.
    pub(crate) fn cut<T>(self, all: Vec<T>) -> (Vec<T>, usize) {
        let total = all.len();
        let part = all.into_iter().skip(self.offset).take(self.limit);
        (part.collect(), total)
    }
}
