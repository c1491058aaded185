//! Tables: two on the board "Product Launch", one on "Bug Tracker".

pub mod contacts;
pub mod findings;
pub mod tasks;

use super::{boards, day};
use crate::{
    cells::ColumnType,
    id::Id,
    model::{Choice, Column, Source, StatusGroup, Table},
};

/// The table "Tasks" on the board "Product Launch": a column of nearly every type.
pub const TASKS: &str = "5eed00080000000000000001";
/// The table "Contacts" on the board "Product Launch": addresses, and passwords to authenticate
/// with.
pub const CONTACTS: &str = "5eed00080000000000000002";
/// The table "Findings" on the board "Bug Tracker", linked with [`TASKS`].
pub const FINDINGS: &str = "5eed00080000000000000003";

/// The only view of [`TASKS`].
pub const TASKS_VIEW: &str = "5eed00110000000000000001";
/// The only view of [`CONTACTS`].
pub const CONTACTS_VIEW: &str = "5eed00110000000000000002";
/// The only view of [`FINDINGS`].
pub const FINDINGS_VIEW: &str = "5eed00110000000000000003";

pub(super) fn tables() -> Vec<Table> {
    let table = |id, name: &str, board, columns: Vec<Column>, view, next_number| Table {
        id: Id::seeded(id),
        name: name.to_owned(),
        board: Id::seeded(board),
        created_at: day(2, 50),
        updated_at: day(60, 15),
        columns: columns
            .into_iter()
            .enumerate()
            .map(|(order, column)| Column { order, ..column })
            .collect(),
        view: Id::seeded(view),
        next_number,
    };
    vec![
        table(
            TASKS,
            "Tasks",
            boards::LAUNCH,
            tasks::columns(),
            TASKS_VIEW,
            7,
        ),
        table(
            CONTACTS,
            "Contacts",
            boards::LAUNCH,
            contacts::columns(),
            CONTACTS_VIEW,
            4,
        ),
        table(
            FINDINGS,
            "Findings",
            boards::BUGS,
            findings::columns(),
            FINDINGS_VIEW,
            4,
        ),
    ]
}

fn column(id: &'static str, label: &str, r#type: ColumnType) -> Column {
    Column {
        id: Id::seeded(id),
        label: label.to_owned(),
        r#type,
        order: 0,
        options: Vec::new(),
        source: Source::Own,
    }
}

/// A column that the user chooses from: id, label and color of each option.
fn chosen(
    id: &'static str,
    label: &str,
    r#type: ColumnType,
    options: &[(&'static str, &'static str, &'static str)],
) -> Column {
    let options = options.iter().enumerate();
    let options = options.map(|(order, (id, label, color))| Choice {
        id: Id::seeded(id),
        order,
        label: (*label).to_owned(),
        color: (*color).to_owned(),
        status_group: None,
    });
    Column {
        options: options.collect(),
        ..column(id, label, r#type)
    }
}

/// Puts the options of a status column into their groups.
fn grouped(column: Column, groups: &[StatusGroup]) -> Column {
    let options = column.options.into_iter().zip(groups);
    let options = options.map(|(option, group)| Choice {
        status_group: Some(*group),
        ..option
    });
    Column {
        options: options.collect(),
        ..column
    }
}
