//! How rows are found and put in order.

use copera_sandbox::{
    Sandbox,
    seed::{self, boards, people, rows, tables, tables::tasks as t},
};
use serde_json::{Value, json};

use crate::{
    http::{Answer, encoded, get, post, sandbox, start},
    paths,
};

fn ask(sandbox: &Sandbox, query: &str) -> Answer {
    get(
        sandbox,
        &format!("{}/rows?{query}", paths::tasks()),
        seed::KEY,
    )
}

fn numbers(answer: &Answer) -> Vec<u64> {
    let rows = answer.json();
    let rows = rows
        .as_array()
        .unwrap_or_else(|| panic!("{answer:?}"))
        .iter();
    rows.map(|row| row["rowId"].as_u64().unwrap()).collect()
}

fn filtered(sandbox: &Sandbox, filter: &Value) -> Answer {
    ask(sandbox, &format!("filter={}", encoded(&filter.to_string())))
}

fn one(column: &str, operator: &str, value: &Value) -> Value {
    let mut condition = json!({"column_id": column, "operator": operator});
    if !value.is_null() {
        condition["value"] = value.clone();
    }
    json!({"conditions": [condition]})
}

#[test]
fn every_operator() {
    let sandbox = start(Sandbox::builder().unlimited());
    let none = Value::Null;
    // column, operator, value, numbers of the rows found
    for (column, operator, value, found) in [
        (t::NAME, "equals", json!("SHIP THE ENGINE"), [1].as_slice()),
        (
            t::NAME,
            "not_equals",
            json!("ship the engine"),
            &[2, 3, 4, 5, 6],
        ),
        (t::NAME, "contains", json!("the M"), &[3, 4]),
        (t::NAME, "not_contains", json!("the"), &[2]),
        (t::NAME, "starts_with", json!("déjà"), &[6]),
        (t::NAME, "ends_with", json!("s"), &[2, 5]),
        (t::NOTES, "is_empty", none.clone(), &[2, 4, 5, 6]),
        (t::NOTES, "is_not_empty", none.clone(), &[1, 3]),
        (t::NOTES, "contains", json!("charles"), &[1]),
        (t::POINTS, "equals", json!(3.0), &[2]),
        (t::POINTS, "not_equals", json!(3), &[1, 3, 4, 5, 6]),
        (t::POINTS, "gt", json!(5), &[1, 6]),
        (t::POINTS, "gte", json!(5), &[1, 3, 6]),
        (t::POINTS, "lt", json!(3), &[4]),
        (t::POINTS, "lte", json!(3), &[2, 4]),
        (t::POINTS, "includes", json!([3, 8]), &[2, 6]),
        (t::POINTS, "includes", json!([]), &[]),
        (t::POINTS, "not_includes", json!([3, 8]), &[1, 3, 4, 5]),
        (t::POINTS, "is_empty", none.clone(), &[5]),
        (t::NUMBER, "lt", json!(3), &[1, 2]),
        (t::STATUS, "equals", json!(t::DOING), &[2, 6]),
        (t::STATUS, "not_equals", json!(t::DOING), &[1, 3, 4, 5]),
        (
            t::STATUS,
            "includes",
            json!([t::DOING, t::DONE]),
            &[2, 3, 6],
        ),
        (
            t::STATUS,
            "not_includes",
            json!([t::DOING, t::DONE]),
            &[1, 4, 5],
        ),
        (t::TAGS, "equals", json!([t::SOFTWARE, t::HARDWARE]), &[1]),
        (t::TAGS, "equals", json!(t::SOFTWARE), &[6]),
        (t::TAGS, "includes", json!(t::SOFTWARE), &[1, 3, 6]),
        (t::TAGS, "not_includes", json!(t::SOFTWARE), &[2, 4, 5]),
        (t::TAGS, "is_empty", none.clone(), &[4, 5]),
        (t::ASSIGNEES, "includes", json!(people::ADA), &[1, 3]),
        (t::FOUND, "includes", json!([rows::MOTH]), &[1, 4]),
        (t::CREATED_BY, "equals", json!(people::BUILD_BOT), &[6]),
        (t::APPROVED, "equals", json!(true), &[1, 2]),
        (t::APPROVED, "equals", json!(false), &[3, 4, 5, 6]),
        (t::APPROVED, "not_equals", json!(true), &[3, 4, 5, 6]),
        (t::APPROVED, "is_empty", none.clone(), &[4, 5, 6]),
        (t::DUE, "equals", json!("2025-03-10"), &[1]),
        (t::DUE, "equals", json!("2025-03-10T17:00:00Z"), &[1]),
        (t::DUE, "equals", json!("2025-03-10T17:00:01Z"), &[]),
        (t::DUE, "before", json!("2025-03-03"), &[3]),
        (t::DUE, "after", json!("2025-03-10"), &[4]),
        (t::DUE, "after", json!("2025-03-10T16:59:59Z"), &[1, 4]),
        (
            t::DUE,
            "between",
            json!(["2025-03-03", "2025-03-10"]),
            &[1, 2],
        ),
        (t::DUE, "is_empty", none.clone(), &[5, 6]),
        (t::DUE, "today", none.clone(), &[]),
        (t::CREATED, "before", json!("2025-01-10"), &[1]),
        (t::FILES, "is_not_empty", none.clone(), &[1]),
    ] {
        let answer = filtered(&sandbox, &one(column, operator, &value));
        assert_eq!(numbers(&answer), found, "{column} {operator} {value}");
    }
}

#[test]
fn relative_dates_follow_the_clock() {
    let sandbox = start(Sandbox::builder().unlimited());
    let today = &sandbox.clock().now().to_string()[..10];
    let body = json!({"columns": [{"columnId": t::DUE, "value": today}]}).to_string();
    let row = post(
        &sandbox,
        &format!("{}/row", paths::tasks()),
        seed::KEY,
        &body,
    );
    assert_eq!(row.json()["rowId"], 7);
    let found = |operator| numbers(&filtered(&sandbox, &one(t::DUE, operator, &Value::Null)));
    for operator in [
        "today",
        "current_week",
        "current_month",
        "last_7_days",
        "next_7_days",
    ] {
        assert_eq!(found(operator), [7], "{operator}");
    }
    sandbox
        .clock()
        .advance(std::time::Duration::from_secs(24 * 3600));
    assert_eq!(found("yesterday"), [7]);
    assert!(found("today").is_empty());
}

#[test]
fn conditions_combine() {
    let sandbox = sandbox();
    let conditions = json!([
        {"column_id": t::PRIORITY, "operator": "equals", "value": t::HIGH},
        {"column_id": t::POINTS, "operator": "gt", "value": 7},
    ]);
    for (filter, found) in [
        (json!({"conditions": conditions}), [1].as_slice()),
        (json!({"match": "and", "conditions": conditions}), &[1]),
        (
            json!({"match": "or", "conditions": conditions}),
            &[1, 3, 4, 6],
        ),
        (
            json!({"match": "or", "conditions": []}),
            &[1, 2, 3, 4, 5, 6],
        ),
    ] {
        assert_eq!(numbers(&filtered(&sandbox, &filter)), found, "{filter}");
    }
    // `q` narrows what the filter found.
    let filter = encoded(&one(t::PRIORITY, "equals", &json!(t::HIGH)).to_string());
    assert_eq!(
        numbers(&ask(&sandbox, &format!("filter={filter}&q=the%20m"))),
        [3, 4]
    );
}

#[test]
fn search_looks_at_words_not_at_ids_and_secrets() {
    let sandbox = sandbox();
    for (text, found) in [
        ("GEARS", [2].as_slice()),
        ("déjà", &[6]),
        // Labels, people, titles of linked rows, rich text.
        ("in progress", &[2, 6]),
        ("hopper", &[1, 3, 4]),
        ("relay 70", &[1, 4]),
        ("chapter 1", &[3]),
        ("nothing of the kind", &[]),
    ] {
        assert_eq!(
            numbers(&ask(&sandbox, &format!("q={}", encoded(text)))),
            found,
            "{text}"
        );
    }
    let contacts = format!("{}/rows?q=", paths::table(boards::LAUNCH, tables::CONTACTS));
    assert_eq!(
        numbers(&get(&sandbox, &format!("{contacts}babbage"), seed::KEY)),
        [1]
    );
    let secret = format!("{contacts}{}", rows::BABBAGES_PASSWORD);
    assert!(numbers(&get(&sandbox, &secret, seed::KEY)).is_empty());
}

#[test]
fn sort_keys() {
    let sandbox = sandbox();
    for (sort, order) in [
        (format!("{}:asc", t::NAME), [6, 5, 2, 1, 4, 3]),
        (format!("{}:desc", t::NAME), [3, 4, 1, 2, 5, 6]),
        // Numbers by size, the empty cell last either way.
        (format!("{}:asc", t::POINTS), [4, 2, 3, 6, 1, 5]),
        (format!("{}:desc", t::POINTS), [1, 6, 3, 2, 4, 5]),
        (t::DUE.to_owned(), [3, 2, 1, 4, 5, 6]),
        // Options by their place in the column; equals stay in the order of their numbers.
        (format!("{}:asc", t::STATUS), [1, 4, 5, 2, 6, 3]),
        (
            format!("{}:desc,{}:desc", t::STATUS, t::POINTS),
            [3, 6, 2, 1, 4, 5],
        ),
    ] {
        assert_eq!(
            numbers(&ask(&sandbox, &format!("sort={sort}"))),
            order,
            "{sort}"
        );
    }
}

#[test]
fn what_can_not_be_asked() {
    let sandbox = start(Sandbox::builder().unlimited());
    let condition = json!({"column_id": t::NAME, "operator": "is_empty"});
    let many = json!({"conditions": vec![condition.clone(); 21]});
    for filter in [
        json!({}),
        json!([]),
        json!({"match": "xor", "conditions": []}),
        json!({"conditions": [{"columnId": t::NAME, "operator": "is_empty"}]}),
        many,
        one("name", "is_empty", &Value::Null),
        one(paths::NOBODY, "is_empty", &Value::Null),
        one(t::NAME, "gt", &json!("a")),
        one(t::NAME, "equals", &json!(1)),
        one(t::NAME, "equals", &Value::Null),
        one(t::POINTS, "equals", &json!("3")),
        one(t::POINTS, "contains", &json!(3)),
        one(t::POINTS, "includes", &json!(3)),
        one(t::STATUS, "contains", &json!("x")),
        one(t::APPROVED, "equals", &json!("true")),
        one(t::DUE, "equals", &json!("soon")),
        one(t::DUE, "between", &json!(["2025-01-01"])),
        one(t::DUE, "next_year", &json!("2025-01-01")),
        one(t::FILES, "equals", &json!("x")),
    ] {
        let refusal = filtered(&sandbox, &filter).refusal();
        assert_eq!(
            refusal,
            (400, "Invalid parameter: filter".to_owned()),
            "{filter}"
        );
    }
    let full = json!({"conditions": vec![condition; 20]});
    assert_eq!(filtered(&sandbox, &full).status, 200);
    assert_eq!(ask(&sandbox, "filter=x").refusal().0, 400);
    for sort in ["name:asc", "", paths::NOBODY, &format!("{}:up", t::NAME)] {
        let refusal = ask(&sandbox, &format!("sort={sort}")).refusal();
        assert_eq!(
            refusal,
            (400, "Invalid parameter: sort".to_owned()),
            "{sort}"
        );
    }
}
