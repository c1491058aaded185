//! Which answers mean that a token reaches a surface.

use std::time::Duration;

use copera_api::{Reach, auth::Surface};

use crate::scripted::{KEY, Scripted, Step, answer, json, token};

const LIMIT: Duration = Duration::from_millis(500);

fn word(reach: Result<Reach, copera_api::Error>) -> String {
    match reach {
        Ok(Reach::Granted) => "granted".to_owned(),
        Ok(Reach::ScopeMissing(scope)) => scope.name().to_owned(),
        Ok(Reach::NeedsPersonalAccess) => "personal".to_owned(),
        Ok(Reach::InternalUsersOnly) => "internal".to_owned(),
        Ok(Reach::NoAnswer(_)) => "no answer".to_owned(),
        Ok(Reach::NotAsked) => "not asked".to_owned(),
        Ok(_) => "new".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    }
}

#[tokio::test]
async fn outcomes() {
    let html = answer(200, "content-type: text/html\r\n", "<html>sign in");
    for (surface, step, outcome) in [
        (Surface::Docs, json(200, r#"{"any":"shape"}"#), "granted"),
        (Surface::Docs, json(403, ""), "access_docs"),
        (Surface::Search, json(403, ""), "internal"),
        (
            Surface::Docs,
            answer(403, "retry-after: 1\r\n", ""),
            "no answer",
        ),
        (Surface::Docs, json(429, ""), "no answer"),
        (Surface::Docs, json(404, ""), "no answer"),
        (Surface::Docs, json(500, ""), "no answer"),
        (Surface::Docs, html, "no answer"),
        (Surface::Docs, Step::Hang(String::new()), "no answer"),
        (Surface::Docs, json(401, ""), "Unauthorized"),
    ] {
        let server = Scripted::start([step]).await;
        let client = server.client().with_token(token("cp_pat_x"));
        assert_eq!(
            word(client.probe(surface, LIMIT).await),
            outcome,
            "{surface}"
        );
        assert_eq!(server.count(), 1, "asked once: {surface}");
    }
}

/// What each kind is asked for; nothing is asked that changes something, or that the table closes.
#[tokio::test]
async fn what_is_asked() {
    let personal = [
        ("boards", "GET /v1/board/list-boards "),
        ("export", "not asked"),
        ("channels", "GET /v1/chat/channels?limit=1 "),
        ("direct messages", "not asked"),
        ("docs", "GET /v1/docs/tree?depth=1 "),
        ("drive", "GET /v1/drive/tree?depth=1 "),
        ("search", "GET /v1/search?q=a&limit=1 "),
        ("notifications", "GET /v1/notifications/ "),
        ("workspace", "GET /v1/workspace/info "),
        ("bookings", "GET /v1/bookings?limit=1 "),
    ];
    let closed_to_keys = ["docs", "drive", "search", "notifications", "workspace"];
    for secret in ["cp_pat_x", KEY] {
        for (surface, (name, asked)) in Surface::ALL.into_iter().zip(personal) {
            assert_eq!(surface.name(), name);
            let server = Scripted::start([json(200, "[]")]).await;
            let client = server.client().with_token(token(secret));
            let reach = word(client.probe(surface, LIMIT).await);
            if secret == KEY && closed_to_keys.contains(&name) {
                assert_eq!((reach.as_str(), server.count()), ("personal", 0), "{name}");
            } else if asked == "not asked" {
                assert_eq!((reach.as_str(), server.count()), ("not asked", 0), "{name}");
            } else {
                assert_eq!(reach, "granted", "{name}");
                assert!(
                    server.requests()[0].starts_with(asked),
                    "{:?}",
                    server.requests()
                );
            }
        }
    }
}
