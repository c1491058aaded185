//! `/row/authenticate`.

use copera_sandbox::{
    Sandbox,
    seed::{self, boards, rows, tables, tables::contacts},
};
use serde_json::{Value, json};

use crate::{
    http::{Answer, post, sandbox},
    paths,
};

fn ask(sandbox: &Sandbox, token: &str, body: &Value) -> Answer {
    let table = paths::table(boards::LAUNCH, tables::CONTACTS);
    post(
        sandbox,
        &format!("{table}/row/authenticate"),
        token,
        &body.to_string(),
    )
}

fn credentials(email: &str, password: &str) -> Value {
    json!({
        "identifierColumnId": contacts::EMAIL,
        "identifierColumnValue": email,
        "passwordColumnId": contacts::PASSWORD,
        "passwordColumnValue": password,
    })
}

#[test]
fn the_right_password_shows_the_row_and_not_the_password() {
    let sandbox = sandbox();
    let right = credentials("charles@example.com", rows::BABBAGES_PASSWORD);
    let answer = ask(&sandbox, seed::KEY, &right);
    assert_eq!(
        (answer.status, &answer.json()["_id"]),
        (200, &rows::BABBAGE.into())
    );
    assert!(
        answer.body.contains(r#""value":"********""#),
        "{}",
        answer.body
    );
    assert!(!answer.body.contains(rows::BABBAGES_PASSWORD));
    // The row with the lowest number counts.
    let shared = credentials("mary@example.com", "celestial-mechanics");
    assert_eq!(
        ask(&sandbox, seed::KEY, &shared).json()["_id"],
        rows::SOMERVILLE
    );
}

#[test]
fn everything_else_is_refused() {
    let sandbox = sandbox();
    let right = credentials("charles@example.com", rows::BABBAGES_PASSWORD);
    let with = |field: &str, value: Value| {
        let mut body = right.clone();
        body[field] = value;
        body
    };
    let without = json!({"identifierColumnId": contacts::EMAIL});
    for (token, body, status) in [
        (seed::KEY, credentials("charles@example.com", "wrong"), 401),
        (seed::KEY, credentials("nobody@example.com", "x"), 400),
        (
            seed::KEY,
            with("identifierColumnId", paths::NOBODY.into()),
            400,
        ),
        (
            seed::KEY,
            with("passwordColumnId", contacts::NAME.into()),
            400,
        ),
        (seed::KEY, with("passwordColumnValue", 1.into()), 400),
        (seed::KEY, without, 400),
        (seed::DOCS_ONLY_PAT, right.clone(), 403),
    ] {
        assert_eq!(ask(&sandbox, token, &body).refusal().0, status, "{body}");
    }
}
