//! Paths of seeded objects.

use copera_sandbox::seed::{boards, tables};

pub(crate) fn table(board: &str, table: &str) -> String {
    format!("/board/{board}/table/{table}")
}

pub(crate) fn tasks() -> String {
    table(boards::LAUNCH, tables::TASKS)
}

pub(crate) fn task(row: &str) -> String {
    format!("{}/row/{row}", tasks())
}

/// An id that nothing has.
pub(crate) const NOBODY: &str = "5eed99990000000000000001";
