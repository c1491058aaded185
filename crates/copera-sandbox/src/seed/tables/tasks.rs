//! The columns of "Tasks", and the options of those that have some.

use super::{FINDINGS, chosen, column, findings, grouped};
use crate::{
    cells::ColumnType,
    id::Id,
    model::{Column, Source, StatusGroup},
};

/// `TEXT`: what is to be done.
pub const NAME: &str = "5eed00090000000100000001";
/// `DESCRIPTION`: rich text.
pub const NOTES: &str = "5eed00090000000100000002";
/// `STATUS`: [`TODO`], [`DOING`] or [`DONE`].
pub const STATUS: &str = "5eed00090000000100000003";
/// `DROPDOWN`: [`LOW`] or [`HIGH`].
pub const PRIORITY: &str = "5eed00090000000100000004";
/// `LABELS`: [`HARDWARE`], [`SOFTWARE`], [`DOCS`].
pub const TAGS: &str = "5eed00090000000100000005";
/// `NUMBER`
pub const POINTS: &str = "5eed00090000000100000006";
/// `MONEY`
pub const BUDGET: &str = "5eed00090000000100000007";
/// `DURATION`
pub const EFFORT: &str = "5eed00090000000100000008";
/// `CHECKBOX`
pub const APPROVED: &str = "5eed00090000000100000009";
/// `DATE`
pub const DUE: &str = "5eed0009000000010000000a";
/// `USERS`
pub const ASSIGNEES: &str = "5eed0009000000010000000b";
/// `LINK` to [`FINDINGS`], both ways.
pub const FOUND: &str = "5eed0009000000010000000c";
/// `LOOKUP` of the severity of what [`FOUND`] links to.
pub const SEVERITY: &str = "5eed0009000000010000000d";
/// `FILE`
pub const FILES: &str = "5eed0009000000010000000e";
/// `AUTONUMBER`
pub const NUMBER: &str = "5eed0009000000010000000f";
/// `CREATED_AT`
pub const CREATED: &str = "5eed00090000000100000010";
/// `UPDATED_AT`
pub const UPDATED: &str = "5eed00090000000100000011";
/// `CREATED_BY`
pub const CREATED_BY: &str = "5eed00090000000100000012";
/// `LAST_MODIFIED_BY`
pub const MODIFIED_BY: &str = "5eed00090000000100000013";

/// The status "To do".
pub const TODO: &str = "5eed000a0000000100000001";
/// The status "In progress".
pub const DOING: &str = "5eed000a0000000100000002";
/// The status "Done".
pub const DONE: &str = "5eed000a0000000100000003";
/// The priority "Low".
pub const LOW: &str = "5eed000a0000000100000004";
/// The priority "High".
pub const HIGH: &str = "5eed000a0000000100000005";
/// The tag "hardware".
pub const HARDWARE: &str = "5eed000a0000000100000006";
/// The tag "software".
pub const SOFTWARE: &str = "5eed000a0000000100000007";
/// The tag "docs".
pub const DOCS: &str = "5eed000a0000000100000008";

pub(super) fn columns() -> Vec<Column> {
    use ColumnType as T;
    vec![
        column(NAME, "Name", T::Text),
        column(NOTES, "Notes", T::Description),
        grouped(
            chosen(
                STATUS,
                "Status",
                T::Status,
                &[
                    (TODO, "To do", "GRAY"),
                    (DOING, "In progress", "BLUE"),
                    (DONE, "Done", "GREEN"),
                ],
            ),
            &[
                StatusGroup::Todo,
                StatusGroup::InProgress,
                StatusGroup::Done,
            ],
        ),
        chosen(
            PRIORITY,
            "Priority",
            T::Dropdown,
            &[(LOW, "Low", "GRAY"), (HIGH, "High", "RED")],
        ),
        chosen(
            TAGS,
            "Tags",
            T::Labels,
            &[
                (HARDWARE, "hardware", "RED"),
                (SOFTWARE, "software", "BLUE"),
                (DOCS, "docs", "GREEN"),
            ],
        ),
        column(POINTS, "Points", T::Number),
        column(BUDGET, "Budget", T::Money),
        column(EFFORT, "Effort", T::Duration),
        column(APPROVED, "Approved", T::Checkbox),
        column(DUE, "Due", T::Date),
        column(ASSIGNEES, "Assignees", T::Users),
        Column {
            source: Source::Link {
                table: Id::seeded(FINDINGS),
                mirror: Id::seeded(findings::TASKS),
            },
            ..column(FOUND, "Findings", T::Link)
        },
        Column {
            source: Source::Lookup {
                via: Id::seeded(FOUND),
                column: Id::seeded(findings::SEVERITY),
            },
            ..column(SEVERITY, "Severity", T::Lookup)
        },
        column(FILES, "Files", T::File),
        column(NUMBER, "No.", T::Autonumber),
        column(CREATED, "Created", T::CreatedAt),
        column(UPDATED, "Updated", T::UpdatedAt),
        column(CREATED_BY, "Created by", T::CreatedBy),
        column(MODIFIED_BY, "Changed by", T::LastModifiedBy),
    ]
}
