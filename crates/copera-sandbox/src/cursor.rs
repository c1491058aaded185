//! Lists cut by the cursors `after` and `before`, which are ids of the list's own entries.

use std::ops::Range;

use crate::{answer::Refusal, call::Call, id::Id};

/// The part of a list, given by its ids, that a request asked for.
///
/// `after` goes on in the order of the list; `before` alone ends just in front of its entry. With
/// both, what lies between them is paged by `after`. An id that is not in the list is a 400.
pub(crate) fn window(call: &Call, list: &[&Id], size: usize) -> Result<Range<usize>, Refusal> {
    let place = |name| -> Result<Option<usize>, Refusal> {
        let find = |id: Id| list.iter().position(|entry| **entry == id);
        call.query_id(name)?
            .map(|id| find(id).ok_or_else(|| Refusal::invalid(name)))
            .transpose()
    };
    let after = place("after")?;
    let before = place("before")?;
    let start = after.map_or(0, |index| index + 1);
    let end = before.unwrap_or(list.len()).max(start);
    Ok(if after.is_none() && before.is_some() {
        // The ones next to the cursor.
        end.saturating_sub(size)..end
    } else {
        start..end.min(start + size)
    })
}
