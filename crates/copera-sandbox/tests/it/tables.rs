//! `/board/{boardId}/tables` and `/table/{tableId}`.

use copera_sandbox::seed::{
    self, boards,
    tables::{CONTACTS, FINDINGS, TASKS, tasks},
};

use crate::{
    http::{each, get, sandbox},
    paths::{self, NOBODY},
};

#[test]
fn tables_of_a_board() {
    let sandbox = sandbox();
    for (board, query, ids) in [
        (boards::LAUNCH, "", [TASKS, CONTACTS].as_slice()),
        (boards::LAUNCH, "?q=CONT", &[CONTACTS]),
        (boards::LAUNCH, "?q=findings", &[]),
        (boards::BUGS, "", &[FINDINGS]),
        (boards::HIRING, "", &[]),
    ] {
        let answer = get(
            &sandbox,
            &format!("/board/{board}/tables{query}"),
            seed::KEY,
        );
        assert_eq!(each(&answer.json(), "_id"), ids, "{board} {query}");
    }
}

#[test]
fn a_table_shows_its_columns() {
    let sandbox = sandbox();
    let table = get(&sandbox, &paths::tasks(), seed::KEY).json();
    assert_eq!(
        (&table["name"], &table["board"]),
        (&"Tasks".into(), &boards::LAUNCH.into())
    );
    let columns = table["columns"].as_array().unwrap();
    assert_eq!(
        each(&table["columns"], "type"),
        [
            "TEXT",
            "DESCRIPTION",
            "STATUS",
            "DROPDOWN",
            "LABELS",
            "NUMBER",
            "MONEY",
            "DURATION",
            "CHECKBOX",
            "DATE",
            "USERS",
            "LINK",
            "LOOKUP",
            "FILE",
            "AUTONUMBER",
            "CREATED_AT",
            "UPDATED_AT",
            "CREATED_BY",
            "LAST_MODIFIED_BY",
        ]
    );
    assert!(
        columns
            .iter()
            .enumerate()
            .all(|(order, column)| column["order"] == order)
    );
    assert_eq!(
        columns[2].to_string(),
        format!(
            r#"{{"columnId":"{}","label":"Status","type":"STATUS","order":2,"options":[{},{},{}]}}"#,
            tasks::STATUS,
            r#"{"optionId":"5eed000a0000000100000001","order":0,"label":"To do","color":"GRAY","statusGroup":"TODO"}"#,
            r#"{"optionId":"5eed000a0000000100000002","order":1,"label":"In progress","color":"BLUE","statusGroup":"IN_PROGRESS"}"#,
            r#"{"optionId":"5eed000a0000000100000003","order":2,"label":"Done","color":"GREEN","statusGroup":"DONE"}"#,
        )
        .parse::<serde_json::Value>()
        .unwrap()
        .to_string()
    );
    // Neither options nor where a link goes.
    assert!(columns[11].get("options").is_none());
    assert_eq!(columns[11].as_object().unwrap().len(), 4);
}

#[test]
fn paths_that_lead_nowhere() {
    let sandbox = sandbox();
    for (path, token, status, message) in [
        (
            "/board/x/tables".to_owned(),
            seed::KEY,
            400,
            "Invalid parameter: boardId",
        ),
        (
            format!("/board/{NOBODY}/tables"),
            seed::KEY,
            404,
            "Board not found",
        ),
        (
            paths::table(boards::LAUNCH, "x"),
            seed::KEY,
            400,
            "Invalid parameter: tableId",
        ),
        (
            paths::table(boards::LAUNCH, NOBODY),
            seed::KEY,
            404,
            "Table not found",
        ),
        // A table of another board.
        (
            paths::table(boards::LAUNCH, FINDINGS),
            seed::KEY,
            404,
            "Table not found",
        ),
        (
            paths::tasks(),
            seed::DOCS_ONLY_PAT,
            403,
            "You are not allowed to access boards",
        ),
        (paths::tasks(), "", 401, "Missing token"),
    ] {
        let answer = get(&sandbox, &path, token);
        assert_eq!(answer.refusal(), (status, message.to_owned()), "{path}");
    }
}
