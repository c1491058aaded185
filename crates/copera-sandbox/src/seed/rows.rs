//! Rows: six tasks, three contacts, three findings.

use serde_json::{Value, json};

use super::{
    boards, day, files, people,
    tables::{self, contacts as c, findings as f, tasks as t},
};
use crate::{id::Id, model::Row};

/// Task 1, Ada's: "Ship the engine". It has cells of every type, a description and the comments.
pub const SHIP_THE_ENGINE: &str = "5eed00070000000000000001";
/// Task 2: "Order brass gears", in progress.
pub const ORDER_GEARS: &str = "5eed00070000000000000002";
/// Task 3: "Write the manual", done.
pub const WRITE_MANUAL: &str = "5eed00070000000000000003";
/// Task 4: "Test the mill".
pub const TEST_MILL: &str = "5eed00070000000000000004";
/// Task 5: "Oil the bearings", with nothing but a name and a status.
pub const OIL_BEARINGS: &str = "5eed00070000000000000005";
/// Task 6, the build bot's: "Déjà vu: print the table twice".
pub const PRINT_TWICE: &str = "5eed00070000000000000006";
/// Contact 1: Charles Babbage. His password is [`BABBAGES_PASSWORD`].
pub const BABBAGE: &str = "5eed00070000000000000007";
/// Contact 2: Mary Somerville, whose e-mail address contact 3 has too.
pub const SOMERVILLE: &str = "5eed00070000000000000008";
/// Contact 3: Mary's assistant, without a password.
pub const ASSISTANT: &str = "5eed00070000000000000009";
/// Finding 1: "Moth in relay 70", major, linked with tasks 1 and 4.
pub const MOTH: &str = "5eed0007000000000000000a";
/// Finding 2: "Gear slips", minor, linked with task 1.
pub const GEAR_SLIPS: &str = "5eed0007000000000000000b";
/// Finding 3: "Label is upside down", linked with nothing.
pub const LABEL: &str = "5eed0007000000000000000c";

/// What opens [`BABBAGE`]'s row.
pub const BABBAGES_PASSWORD: &str = "difference-engine-2";

pub(super) fn rows() -> Vec<Row> {
    let mut rows = tasks();
    rows.extend(contacts());
    rows.extend(findings());
    rows
}

fn row(
    (table, board): (&'static str, &'static str),
    id: &'static str,
    number: u64,
    owner: &'static str,
    values: &[(&'static str, Value)],
) -> Row {
    let days = 2 + i64::try_from(number).unwrap_or(0);
    let values = values.iter();
    Row {
        id: Id::seeded(id),
        number,
        owner: Id::seeded(owner),
        table: Id::seeded(table),
        board: Id::seeded(board),
        created_at: day(days, 60),
        updated_at: day(days + 40, 90),
        changed_by: Id::seeded(owner),
        values: values
            .map(|(id, value)| (Id::seeded(id), value.clone()))
            .collect(),
        description: String::new(),
    }
}

fn tasks() -> Vec<Row> {
    let task = |id, number, owner, name: &str, status: &str, more: &[(&'static str, Value)]| {
        let mut values = vec![(t::NAME, json!(name)), (t::STATUS, json!(status))];
        values.extend_from_slice(more);
        row((tables::TASKS, boards::LAUNCH), id, number, owner, &values)
    };
    vec![
        Row {
            description: "# Ship it\n\nEverything else can wait.".to_owned(),
            ..task(
                SHIP_THE_ENGINE,
                1,
                people::ADA,
                "Ship the engine",
                t::TODO,
                &ship(),
            )
        },
        task(
            ORDER_GEARS,
            2,
            people::ALAN,
            "Order brass gears",
            t::DOING,
            &[
                (t::PRIORITY, json!(t::LOW)),
                (t::TAGS, json!([t::HARDWARE])),
                (t::POINTS, json!(3)),
                (t::BUDGET, json!(120.5)),
                (t::APPROVED, json!(true)),
                (t::DUE, json!("2025-03-03")),
                (t::ASSIGNEES, json!([people::ALAN])),
            ],
        ),
        task(
            WRITE_MANUAL,
            3,
            people::GRACE,
            "Write the manual",
            t::DONE,
            &[
                (t::NOTES, json!("Chapter 1 is *done*.")),
                (t::PRIORITY, json!(t::HIGH)),
                (t::TAGS, json!([t::DOCS, t::SOFTWARE])),
                (t::POINTS, json!(5)),
                (t::APPROVED, json!(false)),
                (t::DUE, json!("2025-02-20T12:00:00.000Z")),
                (t::ASSIGNEES, json!([people::GRACE, people::ADA])),
            ],
        ),
        task(
            TEST_MILL,
            4,
            people::GRACE,
            "Test the mill",
            t::TODO,
            &[
                (t::PRIORITY, json!(t::HIGH)),
                (t::POINTS, json!(-1.5)),
                (t::DUE, json!("2025-03-14")),
                (t::FOUND, json!([MOTH])),
            ],
        ),
        task(
            OIL_BEARINGS,
            5,
            people::ALAN,
            "Oil the bearings",
            t::TODO,
            &[],
        ),
        task(
            PRINT_TWICE,
            6,
            people::BUILD_BOT,
            "Déjà vu: print the table twice",
            t::DOING,
            &[(t::TAGS, json!([t::SOFTWARE])), (t::POINTS, json!(8))],
        ),
    ]
}

fn ship() -> [(&'static str, Value); 11] {
    [
        (t::NOTES, json!("Ask **Charles** about the crates.")),
        (t::PRIORITY, json!(t::HIGH)),
        (t::TAGS, json!([t::HARDWARE, t::SOFTWARE])),
        (t::POINTS, json!(13)),
        (t::BUDGET, json!(17000)),
        (t::EFFORT, json!(5400)),
        (t::APPROVED, json!(true)),
        (t::DUE, json!("2025-03-10T17:00:00.000Z")),
        (t::ASSIGNEES, json!([people::ADA, people::GRACE])),
        (t::FOUND, json!([MOTH, GEAR_SLIPS])),
        (t::FILES, json!(files::in_cells())),
    ]
}

fn contacts() -> Vec<Row> {
    let contact = |id, number, values: &[_]| {
        row(
            (tables::CONTACTS, boards::LAUNCH),
            id,
            number,
            people::ADA,
            values,
        )
    };
    vec![
        contact(
            BABBAGE,
            1,
            &[
                (c::NAME, json!("Charles Babbage")),
                (c::EMAIL, json!("charles@example.com")),
                (c::PHONE, json!("+44 20 7946 0001")),
                (c::WEBSITE, json!("https://babbage.example.com")),
                (c::PASSWORD, json!(BABBAGES_PASSWORD)),
                (
                    c::OFFICE,
                    json!({"latitude": 51.5225, "longitude": -0.1554}),
                ),
            ],
        ),
        contact(
            SOMERVILLE,
            2,
            &[
                (c::NAME, json!("Mary Somerville")),
                (c::EMAIL, json!("mary@example.com")),
                (c::PASSWORD, json!("celestial-mechanics")),
            ],
        ),
        contact(
            ASSISTANT,
            3,
            &[
                (c::NAME, json!("Mary's assistant")),
                (c::EMAIL, json!("mary@example.com")),
            ],
        ),
    ]
}

fn findings() -> Vec<Row> {
    let finding = |id, number, values: &[_]| {
        row(
            (tables::FINDINGS, boards::BUGS),
            id,
            number,
            people::GRACE,
            values,
        )
    };
    vec![
        finding(
            MOTH,
            1,
            &[
                (f::TITLE, json!("Moth in relay 70")),
                (f::SEVERITY, json!(f::MAJOR)),
                (f::TASKS, json!([SHIP_THE_ENGINE, TEST_MILL])),
            ],
        ),
        finding(
            GEAR_SLIPS,
            2,
            &[
                (f::TITLE, json!("Gear slips")),
                (f::SEVERITY, json!(f::MINOR)),
                (f::TASKS, json!([SHIP_THE_ENGINE])),
            ],
        ),
        finding(LABEL, 3, &[(f::TITLE, json!("Label is upside down"))]),
    ]
}
