//! Where redirects lead, and what goes along.

use std::time::Duration;

use copera_api::{ErrorKind, Method, Verification};

use crate::scripted::{PAT, Scripted, answer, json};

fn redirect(status: u16, location: &str) -> crate::scripted::Step {
    answer(status, &format!("location: {location}\r\n"), "")
}

fn has_token(request: &str) -> bool {
    request.contains(&format!("authorization: Bearer {PAT}\r\n"))
}

#[tokio::test]
async fn the_token_goes_to_the_same_origin_only() {
    let other = Scripted::start([json(200, r#"["from elsewhere"]"#)]).await;
    let elsewhere = format!("http://{}/x", other.address);
    let server = Scripted::start([redirect(302, "/v1/moved"), redirect(307, &elsewhere)]).await;
    let reply = server.client().request(Method::GET, "/x").send().await;
    assert_eq!(&reply.unwrap().raw()[..], br#"["from elsewhere"]"#);
    let requests = server.requests();
    assert!(requests[1].starts_with("GET /v1/moved "));
    assert!(requests.iter().all(|request| has_token(request)));
    assert!(!has_token(&other.requests()[0]));
    assert!(!other.requests()[0].contains("cp_pat_"));
}

#[tokio::test]
async fn a_token_that_was_dropped_stays_away() {
    let server = Scripted::start([json(200, "[]")]).await;
    let other = Scripted::start([redirect(302, &format!("http://{}/back", server.address))]).await;
    let first = Scripted::start([redirect(302, &format!("http://{}/there", other.address))]).await;
    let reply = first.client().request(Method::GET, "/x").send().await;
    reply.unwrap();
    assert!(has_token(&first.requests()[0]));
    assert!(!has_token(&other.requests()[0]));
    assert!(!has_token(&server.requests()[0]));
}

#[tokio::test]
async fn a_write_is_repeated_at_its_origin_only() {
    let server = Scripted::start([redirect(308, "/v1/moved"), answer(204, "", "")]).await;
    let request = server.client().request(Method::POST, "/x").json("{}");
    request.send().await.unwrap();
    let requests = server.requests();
    assert!(requests[1].starts_with("POST /v1/moved "));
    assert!(requests[1].ends_with("{}"));

    let other = Scripted::start([]).await;
    let elsewhere = format!("http://{}/x", other.address);
    let server = Scripted::start([redirect(307, &elsewhere)]).await;
    let request = server.client().request(Method::POST, "/x").json("{}");
    let error = request.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol);
    assert_eq!(
        error.to_string(),
        "POST /x: the redirect was not followed: \
         a write is only repeated at the same origin, after a 307 or 308"
    );
    assert_eq!(other.count(), 0);
}

/// The token was not there, so that nothing is known of it.
#[tokio::test]
async fn a_refusal_elsewhere_says_nothing_of_the_token() {
    for status in [401, 403] {
        let other = Scripted::start([json(status, ""), json(status, "")]).await;
        let elsewhere = format!("http://{}/sign-in", other.address);
        let server = Scripted::always(move || redirect(302, &elsewhere)).await;
        let client = server.client();
        let error = client.boards().list().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol, "{error}");
        let text = format!("led to {}, which answered {status} ", other.address);
        assert!(error.to_string().contains(&text), "{error}");
        assert_eq!(error.explanation(), None);
        let verified = client.verify(Duration::from_secs(10)).await;
        assert!(
            matches!(verified, Verification::Unverified(_)),
            "{verified:?}"
        );
    }
}

#[tokio::test]
async fn a_circle_ends() {
    let server = Scripted::start((0..6).map(|_| redirect(302, "/v1/x"))).await;
    let reply = server.client().request(Method::GET, "/x").send().await;
    assert_eq!(
        reply.unwrap_err().to_string(),
        "GET /x: the redirect was not followed: it is one more than the 5 that are followed"
    );
    assert_eq!(server.count(), 6);
}
