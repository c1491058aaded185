//! Rows: read, made, changed, deleted.

use copera_sandbox::{
    Sandbox, WRITE_DELAY,
    seed::{
        self, boards, people, rows,
        tables::{self, contacts, findings, tasks as t},
    },
};
use serde_json::{Value, json};

use crate::{
    http::{Answer, each, get, post, sandbox, send, start},
    paths::{self, NOBODY},
};

/// The cell of a row in a column.
fn cell<'a>(row: &'a Value, column: &str) -> &'a Value {
    let mut cells = row["columns"].as_array().unwrap().iter();
    cells.find(|cell| cell["columnId"] == column).unwrap()
}

fn value<'a>(row: &'a Value, column: &str) -> &'a Value {
    &cell(row, column)["value"]
}

fn create(sandbox: &Sandbox, body: &Value) -> Answer {
    let path = format!("{}/row", paths::tasks());
    post(sandbox, &path, seed::KEY, &body.to_string())
}

fn update(sandbox: &Sandbox, row: &str, body: &Value) -> Answer {
    let path = paths::task(row);
    send(sandbox, "PATCH", &path, seed::KEY, &body.to_string()).unwrap()
}

fn written(column: &str, value: impl Into<Value>) -> Value {
    json!({"columns": [{"columnId": column, "value": value.into()}]})
}

#[test]
fn a_row_shows_every_cell() {
    let sandbox = sandbox();
    let row = get(&sandbox, &paths::task(rows::SHIP_THE_ENGINE), seed::KEY).json();
    assert_eq!(row["_id"], rows::SHIP_THE_ENGINE);
    assert_eq!(row["rowId"], 1);
    assert_eq!(row["owner"], people::ADA);
    assert_eq!(
        (&row["table"], &row["board"]),
        (&tables::TASKS.into(), &boards::LAUNCH.into())
    );
    assert_eq!(row["description"], "# Ship it\n\nEverything else can wait.");
    assert_eq!(row["columns"].as_array().unwrap().len(), 19);
    for (column, shown) in [
        (t::NAME, json!("Ship the engine")),
        (t::STATUS, json!(t::TODO)),
        (t::TAGS, json!([t::HARDWARE, t::SOFTWARE])),
        (t::BUDGET, json!(17000)),
        (t::APPROVED, json!(true)),
        (t::DUE, json!("2025-03-10T17:00:00.000Z")),
        (t::ASSIGNEES, json!([people::ADA, people::GRACE])),
        (t::FOUND, json!([rows::MOTH, rows::GEAR_SLIPS])),
        (t::SEVERITY, Value::Null),
        (t::NUMBER, json!(1)),
        (t::CREATED, json!("2025-01-09T09:00:00.000Z")),
        (t::CREATED_BY, json!(people::ADA)),
    ] {
        assert_eq!(*value(&row, column), shown, "{column}");
    }
    assert_eq!(
        cell(&row, t::FOUND)["linkValue"],
        json!(["Moth in relay 70", "Gear slips"])
    );
    assert_eq!(
        cell(&row, t::SEVERITY)["lookupValue"],
        json!([
            {"foreignRowId": rows::MOTH, "foreignRowValue": findings::MAJOR},
            {"foreignRowId": rows::GEAR_SLIPS, "foreignRowValue": findings::MINOR},
        ])
    );
    // The same by its number.
    let path = format!("{}/row-number/1", paths::tasks());
    assert_eq!(get(&sandbox, &path, seed::OAT).json(), row);
    // Empty cells are there, an empty description is not.
    let bare = get(&sandbox, &paths::task(rows::OIL_BEARINGS), seed::KEY).json();
    assert_eq!(*value(&bare, t::POINTS), Value::Null);
    assert!(bare.get("description").is_none());
}

#[test]
fn paths_that_lead_nowhere() {
    let sandbox = sandbox();
    for (path, status, message) in [
        (paths::task("x"), 400, "Invalid parameter: rowId"),
        (paths::task(NOBODY), 404, "Row not found"),
        // A row of another table.
        (paths::task(rows::MOTH), 404, "Row not found"),
        (
            format!("{}/row-number/one", paths::tasks()),
            400,
            "Invalid parameter: rowNumber",
        ),
        (
            format!("{}/row-number/99", paths::tasks()),
            404,
            "Row not found",
        ),
        (
            format!("/board/{NOBODY}/table/{}/rows", tables::TASKS),
            404,
            "Board not found",
        ),
    ] {
        assert_eq!(
            get(&sandbox, &path, seed::KEY).refusal(),
            (status, message.to_owned())
        );
    }
    let answer = get(
        &sandbox,
        &paths::task(rows::OIL_BEARINGS),
        seed::DOCS_ONLY_PAT,
    );
    assert_eq!(answer.refusal().0, 403);
}

#[test]
fn a_new_row_shows_at_once_and_its_description_later() {
    let sandbox = sandbox();
    let body = json!({
        "columns": [
            {"columnId": t::NAME, "value": "Paint it"},
            {"columnId": t::NOTES, "value": "**Green**"},
            {"columnId": t::POINTS, "value": 0.1},
            // Computed: dropped without a word.
            {"columnId": t::NUMBER, "value": 99},
            {"columnId": t::BUDGET, "value": null},
        ],
        "description": "Two coats.",
    });
    let answer = create(&sandbox, &body);
    assert_eq!(answer.status, 200);
    let row = answer.json();
    let id = row["_id"].as_str().unwrap();
    assert_eq!(
        (&row["rowId"], &row["owner"]),
        (&7.into(), &people::BUILD_BOT.into())
    );
    assert_eq!(*value(&row, t::NUMBER), 7);
    assert_eq!(*value(&row, t::NOTES), "**Green**");
    assert_eq!(*value(&row, t::POINTS), 0.1);
    assert_eq!(*value(&row, t::BUDGET), Value::Null);
    assert!(row.get("description").is_none());

    let again = |path: &str| get(&sandbox, path, seed::KEY).json();
    assert_eq!(again(&paths::task(id)), row);
    sandbox.clock().advance(WRITE_DELAY);
    assert_eq!(again(&paths::task(id))["description"], "Two coats.");
    let list = again(&format!("{}/rows", paths::tasks()));
    assert_eq!(each(&list, "_id").last(), Some(&id));
    // A number is not used twice.
    assert_eq!(
        send(&sandbox, "DELETE", &paths::task(id), seed::KEY, "{}")
            .unwrap()
            .status,
        204
    );
    assert_eq!(create(&sandbox, &json!({"columns": []})).json()["rowId"], 8);
}

#[test]
fn an_update_changes_what_it_names() {
    let sandbox = sandbox();
    let before = get(&sandbox, &paths::task(rows::ORDER_GEARS), seed::KEY).json();
    let body = json!({"columns": [
        {"columnId": t::STATUS, "value": t::DONE},
        {"columnId": t::TAGS, "value": []},
        {"columnId": t::BUDGET, "value": null},
        {"columnId": t::NOTES, "value": "left alone by updates"},
    ]});
    let answer = update(&sandbox, rows::ORDER_GEARS, &body);
    assert_eq!(answer.status, 200);
    let row = answer.json();
    for (column, shown) in [
        (t::STATUS, json!(t::DONE)),
        (t::TAGS, json!([])),
        (t::BUDGET, Value::Null),
        (t::NOTES, Value::Null),
        (t::NAME, json!("Order brass gears")),
        (t::MODIFIED_BY, json!(people::BUILD_BOT)),
        (t::CREATED_BY, json!(people::ALAN)),
    ] {
        assert_eq!(*value(&row, column), shown, "{column}");
    }
    assert_eq!(row["createdAt"], before["createdAt"]);
    assert!(row["updatedAt"].as_str() > before["updatedAt"].as_str());
}

#[test]
fn links_run_both_ways() {
    let sandbox = sandbox();
    let tasks_of = |finding: &str| {
        let path = format!(
            "{}/row/{finding}",
            paths::table(boards::BUGS, tables::FINDINGS)
        );
        value(&get(&sandbox, &path, seed::KEY).json(), findings::TASKS).clone()
    };
    update(
        &sandbox,
        rows::OIL_BEARINGS,
        &written(t::FOUND, json!([rows::LABEL])),
    );
    assert_eq!(tasks_of(rows::LABEL), json!([rows::OIL_BEARINGS]));
    update(
        &sandbox,
        rows::SHIP_THE_ENGINE,
        &written(t::FOUND, json!([])),
    );
    assert_eq!(tasks_of(rows::MOTH), json!([rows::TEST_MILL]));
    assert_eq!(tasks_of(rows::GEAR_SLIPS), Value::Null);
    send(
        &sandbox,
        "DELETE",
        &paths::task(rows::TEST_MILL),
        seed::KEY,
        "",
    )
    .unwrap();
    assert_eq!(tasks_of(rows::MOTH), Value::Null);
}

#[test]
fn writes_that_are_refused_change_nothing() {
    let sandbox = sandbox();
    let before = get(&sandbox, &paths::task(rows::TEST_MILL), seed::KEY).body;
    for (column, wrong) in [
        (t::NAME, json!(1)),
        (t::POINTS, json!("3")),
        (t::APPROVED, json!("yes")),
        (t::DUE, json!("tomorrow")),
        (t::STATUS, json!("To do")),
        (t::STATUS, json!([t::TODO])),
        (t::STATUS, json!(t::LOW)),
        (t::TAGS, json!(t::DOCS)),
        (t::TAGS, json!([t::DOCS, "docs"])),
        (t::ASSIGNEES, json!([NOBODY])),
        (t::FOUND, json!([rows::OIL_BEARINGS])),
        (t::FOUND, json!([NOBODY])),
        (contacts::NAME, json!("of another table")),
        ("name", json!("x")),
    ] {
        let answer = update(&sandbox, rows::TEST_MILL, &written(column, wrong.clone()));
        assert_eq!(answer.refusal().0, 400, "{column} {wrong}");
    }
    let (status, message) = update(&sandbox, rows::TEST_MILL, &written(t::POINTS, "3")).refusal();
    assert_eq!(
        (status, message.as_str()),
        (400, "Invalid parameter: columns.Points")
    );
    for body in [
        json!({}),
        json!({"columns": {}}),
        json!({"columns": [{"value": 1}]}),
    ] {
        assert_eq!(create(&sandbox, &body).refusal().0, 400, "{body}");
    }
    assert_eq!(
        get(&sandbox, &paths::task(rows::TEST_MILL), seed::KEY).body,
        before
    );
    let path = paths::task(rows::TEST_MILL);
    for (method, path, token, status) in [
        (
            "POST",
            format!("{}/row", paths::tasks()),
            seed::DOCS_ONLY_PAT,
            403,
        ),
        ("PATCH", path.clone(), seed::DOCS_ONLY_PAT, 403),
        ("DELETE", path.clone(), seed::DOCS_ONLY_PAT, 403),
        ("DELETE", path, "", 401),
        ("DELETE", paths::task(NOBODY), seed::KEY, 404),
        ("PATCH", paths::task(NOBODY), seed::KEY, 404),
    ] {
        let answer = send(&sandbox, method, &path, token, "{\"columns\":[]}").unwrap();
        assert_eq!(answer.refusal().0, status, "{method} {path}");
    }
}

#[test]
fn rows_that_are_made_up_stand_at_the_end_of_the_list() {
    let sandbox = start(Sandbox::builder().rows(tables::FINDINGS, 2000));
    let path = format!("/board/{}/table/{}/rows", boards::BUGS, tables::FINDINGS);
    let all = get(&sandbox, &path, seed::KEY).json();
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 2003);
    let last = &all[2002];
    assert_eq!(last["rowId"], 2003);
    assert_eq!(*value(last, findings::TITLE), "Made up, number 2003");
    let found = get(&sandbox, &format!("{path}?q=number%202003"), seed::KEY).json();
    assert_eq!(found.as_array().unwrap().len(), 1);
}
