//! `/notifications`.

use copera_sandbox::{
    Sandbox,
    seed::{
        self,
        notifications::{ADAS, EMILIES},
        people,
    },
};
use serde_json::Value;

use crate::{
    http::{each, get, sandbox, send},
    paths,
};

fn feed(sandbox: &Sandbox, query: &str) -> Value {
    get(sandbox, &format!("/notifications/{query}"), seed::FULL_PAT).json()
}

#[test]
fn the_feed_is_the_users_own() {
    let sandbox = sandbox();
    let own = feed(&sandbox, "");
    assert_eq!((&own["unreadCount"], &own["count"]), (&2.into(), &6.into()));
    assert!(
        each(&own["notifications"], "owner")
            .iter()
            .all(|owner| *owner == people::ADA)
    );
    let other = get(&sandbox, "/notifications", seed::EXTERNAL_PAT).json();
    assert_eq!(each(&other["notifications"], "_id"), [EMILIES]);
}

#[test]
fn a_notification_has_the_documented_fields() {
    let sandbox = sandbox();
    let newest = &feed(&sandbox, "")["notifications"][0];
    assert_eq!(newest["type"], "row_comment");
    assert_eq!(newest["status"], "unread");
    assert_eq!(newest["workspace"], seed::WORKSPACE);
    assert_eq!(newest["sender"], people::ALAN);
    assert_eq!(newest["data"]["preview"], "Ready for your review");
    assert!(newest["data"]["rowId"].is_string());
    assert!(newest.get("readAt").is_none());
    assert_eq!(newest["createdAt"], "2025-03-08T09:15:00.000Z");
}

#[test]
fn cursors() {
    let sandbox = sandbox();
    let [newest, second, third, fourth, fifth, oldest] = ADAS;
    for (query, ids) in [
        (
            String::new(),
            [newest, second, third, fourth, fifth].as_slice(),
        ),
        (format!("?after={fifth}"), &[oldest]),
        (format!("?after={oldest}"), &[]),
        (format!("?before={third}"), &[newest, second]),
        (
            format!("?before={oldest}"),
            &[newest, second, third, fourth, fifth],
        ),
        (format!("?after={newest}&before={fourth}"), &[second, third]),
        (format!("?after={fourth}&before={newest}"), &[]),
    ] {
        let page = feed(&sandbox, &query);
        assert_eq!(each(&page["notifications"], "_id"), ids, "{query}");
        assert_eq!(page["count"], 6, "{query}");
    }
    for cursor in ["x", EMILIES] {
        let path = format!("/notifications/?after={cursor}");
        let answer = get(&sandbox, &path, seed::FULL_PAT);
        assert_eq!(
            answer.refusal(),
            (400, "Invalid parameter: after".to_owned())
        );
    }
}

#[test]
fn read_and_unread() {
    let sandbox = sandbox();
    let mark = |id: &str, status: &str| {
        let body = format!(r#"{{"status":"{status}"}}"#);
        let path = format!("/notifications/{id}");
        send(&sandbox, "PATCH", &path, seed::FULL_PAT, &body).unwrap()
    };
    let read = mark(ADAS[0], "read");
    assert_eq!((read.status, &read.json()["status"]), (200, &"read".into()));
    let read = read.json();
    assert!(read["readAt"].is_string());
    assert_eq!(feed(&sandbox, "")["unreadCount"], 1);
    // Once more changes nothing.
    assert_eq!(mark(ADAS[0], "read").json(), read);
    assert!(mark(ADAS[0], "unread").json().get("readAt").is_none());
    assert_eq!(feed(&sandbox, "")["unreadCount"], 2);
    for (id, status, refused) in [
        ("x", "read", 400),
        (ADAS[0], "seen", 400),
        (ADAS[0], "READ", 400),
        (paths::NOBODY, "read", 404),
        (EMILIES, "read", 404),
    ] {
        assert_eq!(mark(id, status).refusal().0, refused, "{id} {status}");
    }
}

#[test]
fn deletion() {
    let sandbox = sandbox();
    let delete = |id: &str, token| {
        let path = format!("/notifications/{id}");
        send(&sandbox, "DELETE", &path, token, "").unwrap()
    };
    let gone = delete(ADAS[1], seed::FULL_PAT);
    assert_eq!(
        (gone.status, gone.json()),
        (200, serde_json::json!({"_id": ADAS[1]}))
    );
    assert_eq!(
        (
            &feed(&sandbox, "")["count"],
            &feed(&sandbox, "")["unreadCount"]
        ),
        (&5.into(), &1.into())
    );
    for (id, token, status) in [
        (ADAS[1], seed::FULL_PAT, 404),
        (EMILIES, seed::FULL_PAT, 404),
        ("x", seed::FULL_PAT, 400),
        (ADAS[0], seed::KEY, 403),
        (ADAS[0], seed::DOCS_ONLY_PAT, 403),
    ] {
        assert_eq!(delete(id, token).refusal().0, status, "{id}");
    }
}
