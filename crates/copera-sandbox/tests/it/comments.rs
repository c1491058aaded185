//! Comments on rows.

use copera_sandbox::{
    Sandbox,
    seed::{
        self,
        comments::{ALL, EXTERNAL, WITH_FILE},
        files, people, rows,
    },
};
use serde_json::{Value, json};

use crate::{
    http::{Answer, each, get, post, sandbox},
    paths,
};

fn list(sandbox: &Sandbox, query: &str, token: &str) -> Answer {
    let row = paths::task(rows::SHIP_THE_ENGINE);
    get(sandbox, &format!("{row}/comments{query}"), token)
}

fn comment(sandbox: &Sandbox, row: &str, token: &str, body: &Value) -> Answer {
    let path = format!("{}/comment", paths::task(row));
    post(sandbox, &path, token, &body.to_string())
}

#[test]
fn pages() {
    let sandbox = sandbox();
    // query, ids, has a next page, has a previous one
    for (query, ids, next, previous) in [
        (String::new(), &ALL[..10], true, false),
        (format!("?after={}", ALL[9]), &ALL[10..], false, true),
        (format!("?after={}", ALL[11]), &[], false, true),
        (format!("?before={}", ALL[11]), &ALL[1..11], true, true),
        (
            format!("?after={}&before={}", ALL[0], ALL[3]),
            &ALL[1..3],
            true,
            true,
        ),
        ("?visibility=external".to_owned(), &[EXTERNAL], false, false),
        ("?visibility=all".to_owned(), &ALL[..10], true, false),
    ] {
        let page = list(&sandbox, &query, seed::KEY).json();
        assert_eq!(each(&page["items"], "_id"), ids, "{query}");
        let info = &page["pageInfo"];
        assert_eq!(
            info["startCursor"].as_str(),
            ids.first().copied(),
            "{query}"
        );
        assert_eq!(info["endCursor"].as_str(), ids.last().copied(), "{query}");
        assert_eq!(info["hasNextPage"], next, "{query}");
        assert_eq!(info["hasPreviousPage"], previous, "{query}");
    }
    let internal = list(&sandbox, "?visibility=internal", seed::KEY).json();
    assert!(!each(&internal["items"], "_id").contains(&EXTERNAL));
    let none = get(
        &sandbox,
        &format!("{}/comments", paths::task(rows::OIL_BEARINGS)),
        seed::KEY,
    );
    assert_eq!(none.json()["pageInfo"]["endCursor"], Value::Null);
    for (query, parameter) in [
        ("?after=x", "after"),
        ("?before=5eed99990000000000000001", "before"),
        ("?visibility=public", "visibility"),
    ] {
        let refusal = list(&sandbox, query, seed::KEY).refusal();
        assert_eq!(refusal, (400, format!("Invalid parameter: {parameter}")));
    }
}

#[test]
fn a_comment_has_the_documented_fields() {
    let sandbox = sandbox();
    let page = list(&sandbox, "", seed::KEY).json();
    let third = &page["items"][2];
    assert_eq!(
        *third,
        json!({
            "_id": WITH_FILE,
            "content": "<p>Found it: a moth in relay 70</p>",
            "contentType": "text/html",
            "visibility": "internal",
            "author": {
                "_id": people::GRACE,
                "name": "Grace Hopper",
                "picture": null,
                "email": "grace@example.com",
            },
            "attachment": {
                "fileId": files::MOTH_PHOTO,
                "name": "moth.jpg",
                "mimeType": "image/jpeg",
                "size": 12,
            },
            "createdAt": "2025-02-17T09:15:00.000Z",
            "updatedAt": "2025-02-17T09:15:00.000Z",
        })
    );
}

#[test]
fn a_new_comment_is_the_last_and_tells_the_owner() {
    let sandbox = sandbox();
    let unread = || {
        let feed = get(&sandbox, "/notifications/", seed::FULL_PAT).json();
        (
            feed["unreadCount"].clone(),
            feed["notifications"][0]["data"].clone(),
        )
    };
    let body = json!({"content": "<p>Built.</p>"});
    let made = comment(&sandbox, rows::SHIP_THE_ENGINE, seed::KEY, &body);
    assert_eq!(made.status, 200);
    let made = made.json();
    assert_eq!(
        (&made["visibility"], &made["author"]["_id"]),
        (&"internal".into(), &people::BUILD_BOT.into())
    );
    let last = list(&sandbox, &format!("?after={}", ALL[11]), seed::KEY).json();
    assert_eq!(last["items"], json!([made]));
    let told = json!({"rowId": rows::SHIP_THE_ENGINE, "preview": "<p>Built.</p>"});
    assert_eq!(unread(), (3.into(), told));
    // Nobody is told of their own words.
    comment(&sandbox, rows::SHIP_THE_ENGINE, seed::FULL_PAT, &body);
    assert_eq!(unread().0, 3);
}

#[test]
fn outsiders_see_and_write_external_comments_alone() {
    let sandbox = sandbox();
    let seen = list(&sandbox, "", seed::EXTERNAL_PAT).json();
    assert_eq!(each(&seen["items"], "_id"), [EXTERNAL]);
    let row = rows::SHIP_THE_ENGINE;
    for (body, outcome) in [
        (json!({"content": "a"}), Ok("external")),
        (
            json!({"content": "a", "visibility": "external"}),
            Ok("external"),
        ),
        (json!({"content": "a", "visibility": "internal"}), Err(403)),
    ] {
        let answer = comment(&sandbox, row, seed::EXTERNAL_PAT, &body);
        match outcome {
            Ok(visibility) => assert_eq!(answer.json()["visibility"], visibility),
            Err(status) => assert_eq!(answer.refusal().0, status),
        }
    }
}

#[test]
fn what_is_refused() {
    let sandbox = sandbox();
    let good = json!({"content": "a"});
    for (row, token, body, status) in [
        (rows::ORDER_GEARS, seed::KEY, json!({}), 400),
        (rows::ORDER_GEARS, seed::KEY, json!({"content": ""}), 400),
        (
            rows::ORDER_GEARS,
            seed::KEY,
            json!({"content": "a", "visibility": "all"}),
            400,
        ),
        (rows::ORDER_GEARS, seed::DOCS_ONLY_PAT, good.clone(), 403),
        (paths::NOBODY, seed::KEY, good, 404),
    ] {
        assert_eq!(
            comment(&sandbox, row, token, &body).refusal().0,
            status,
            "{body}"
        );
    }
}
