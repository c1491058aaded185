//! `/board`.

use copera_sandbox::seed::{self, boards};

use crate::http::{each, get, sandbox};

#[test]
fn list_and_search() {
    let sandbox = sandbox();
    let names = |path| {
        let list = get(&sandbox, path, seed::FULL_PAT).json();
        each(&list, "name")
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names("/board/list-boards"),
        ["Product Launch", "Bug Tracker", "Hiring Pipeline"]
    );
    assert_eq!(names("/board/list-boards?q=LAUNCH"), ["Product Launch"]);
    assert_eq!(names("/board/list-boards?q=g%20t"), ["Bug Tracker"]);
    assert!(names("/board/list-boards?q=nothing").is_empty());
}

#[test]
fn one_board() {
    let sandbox = sandbox();
    let answer = get(&sandbox, &format!("/board/{}", boards::LAUNCH), seed::KEY);
    assert_eq!(
        answer.body,
        concat!(
            r#"{"_id":"5eed00040000000000000001","name":"Product Launch","#,
            r#""description":"Everything that has to be done before the engine ships","#,
            r#""createdAt":"2025-01-08T08:45:00.000Z","updatedAt":"2025-03-08T09:30:00.000Z"}"#
        )
    );
    let content_type = answer.header("content-type").unwrap();
    assert!(
        content_type.starts_with("application/json"),
        "{content_type}"
    );
    // An optional field is left out, and ids may be written in capitals.
    let path = format!("/board/{}", boards::HIRING.to_uppercase());
    assert!(
        get(&sandbox, &path, seed::KEY)
            .json()
            .get("description")
            .is_none()
    );
}

#[test]
fn ids_that_are_none_or_nobodys() {
    let sandbox = sandbox();
    for (id, status, message) in [
        ("launch", 400, "Invalid parameter: boardId"),
        ("%FF", 400, "Invalid parameter: path"),
        (
            "5eed0004000000000000000g",
            400,
            "Invalid parameter: boardId",
        ),
        ("5eed00040000000000000099", 404, "Board not found"),
    ] {
        let answer = get(&sandbox, &format!("/board/{id}"), seed::FULL_PAT);
        assert_eq!(answer.refusal(), (status, message.to_owned()), "{id}");
    }
}
