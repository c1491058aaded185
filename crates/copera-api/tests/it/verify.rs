//! What counts as a known token.

use std::time::Duration;

use copera_api::Verification;

use crate::scripted::{KEY, Scripted, Step, answer, json, token};

const LIMIT: Duration = Duration::from_millis(500);

#[tokio::test]
async fn outcomes() {
    let html = answer(200, "content-type: text/html\r\n", "<html>sign in");
    for (step, outcome) in [
        (json(200, r#"{"any":"shape"}"#), "accepted"),
        (json(401, ""), "invalid"),
        (json(403, ""), "without scope"),
        (json(429, ""), "without scope"),
        (answer(429, "retry-after: 1\r\n", ""), "without scope"),
        (html, "unverified"),
        (json(200, ""), "unverified"),
        (json(500, ""), "unverified"),
        (json(404, ""), "unverified"),
        (Step::Reset, "unverified"),
        (Step::Hang(String::new()), "unverified"),
    ] {
        let server = Scripted::start([step]).await;
        let found = match server.client().verify(LIMIT).await {
            Verification::Accepted => "accepted",
            Verification::AcceptedWithoutScope(_) => "without scope",
            Verification::Invalid(_) => "invalid",
            Verification::Unverified(_) => "unverified",
            _ => "new",
        };
        assert_eq!(found, outcome, "{:?}", server.requests());
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn where_each_kind_is_asked() {
    for (secret, path) in [
        ("cp_pat_x", "/v1/workspace/info "),
        ("cp_oat_x", "/v1/workspace/info "),
        ("other", "/v1/workspace/info "),
        (KEY, "/v1/board/list-boards "),
    ] {
        let server = Scripted::start([json(200, "[]")]).await;
        server
            .client()
            .with_token(token(secret))
            .verify(LIMIT)
            .await;
        assert!(
            server.requests()[0].starts_with(&format!("GET {path}")),
            "{secret}"
        );
    }
}
