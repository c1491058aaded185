//! Search results: which ones first, and how many.

use serde::Deserialize;

use crate::{answer::Refusal, call::Call, model::Time};

/// The order and the number of hits that a request asked for.
///
/// Relevance plays no part: how the service weighs it against `sortBy` is not documented. Hits of
/// the same time keep their order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranking {
    by: SortBy,
    order: SortOrder,
    limit: usize,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum SortBy {
    CreatedAt,
    #[default]
    UpdatedAt,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SortOrder {
    Asc,
    #[default]
    Desc,
}

impl Ranking {
    /// Reads `sortBy`, `sortOrder` and `limit` (1 to `max`).
    pub(crate) fn asked_for(call: &Call, default: usize, max: usize) -> Result<Self, Refusal> {
        Ok(Self {
            by: call.word("sortBy")?.unwrap_or_default(),
            order: call.word("sortOrder")?.unwrap_or_default(),
            limit: call.number("limit", &(1..=max))?.unwrap_or(default),
        })
    }

    /// The first hits, and how many there are in total. `times` are those of making and changing.
    pub(crate) fn cut<T>(
        self,
        mut hits: Vec<T>,
        times: impl Fn(&T) -> (Time, Time),
    ) -> (Vec<T>, usize) {
        let total = hits.len();
        let time = |hit: &T| match (self.by, times(hit)) {
            (SortBy::CreatedAt, (created, _)) => created,
            (SortBy::UpdatedAt, (_, updated)) => updated,
        };
        hits.sort_by(|one, other| match self.order {
            SortOrder::Asc => time(one).cmp(&time(other)),
            SortOrder::Desc => time(other).cmp(&time(one)),
        });
        hits.truncate(self.limit);
        (hits, total)
    }
}

/// The search text of a request, which must have one.
pub(crate) fn wanted(call: &Call) -> Result<&str, Refusal> {
    call.text("q")
        .filter(|text| !text.is_empty())
        .ok_or_else(|| Refusal::invalid("q"))
}
