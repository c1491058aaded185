//! What is tried again, what never is, and who is told.

use std::{
    net::TcpListener,
    sync::{Arc, Mutex},
    time::{Duration, Instant, SystemTime},
};

use copera_api::{ErrorKind, Method, Observer, RetryPolicy, StatusCode, Wait};

use crate::scripted::{PAT, Scripted, Step, answer, builder, json, quick};

const ID: &str = "65f0a1b2c3d4e5f6a7b8c9d0";

#[tokio::test]
async fn a_read_survives_what_passes() {
    let cut = Step::Write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[".to_owned());
    let server = Scripted::start([Step::Reset, cut, json(503, ""), json(200, "[]")]).await;
    let boards = server.client().boards().list().send().await.unwrap();
    assert_eq!(&boards.raw()[..], b"[]");
    assert_eq!(server.count(), 4);
}

#[tokio::test]
async fn a_read_gives_up_after_four_tries() {
    let server = Scripted::start((0..4).map(|_| json(502, ""))).await;
    let error = server.client().boards().list().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert!(error.is_transient());
    assert!(!error.may_have_happened());
    assert_eq!(server.count(), 4);
}

#[tokio::test]
async fn no_write_is_performed_twice() {
    let whole_but_cut = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{";
    // the step, and whether the message may have been sent
    for (step, may_have_happened) in [
        (Step::Reset, true),
        (Step::Write(String::new()), true),
        (Step::Write(whole_but_cut.to_owned()), true),
        (json(408, ""), true),
        (json(500, ""), true),
        (json(502, ""), true),
        (json(503, ""), true),
        (answer(503, "retry-after: 0\r\n", ""), true),
        (json(504, ""), true),
        (answer(303, "location: /v1/x\r\n", ""), true),
        (json(400, ""), false),
        (json(403, ""), false),
        (json(404, ""), false),
    ] {
        let server = Scripted::start([step]).await;
        let channel = server.client().channel(ID.parse().unwrap());
        let error = channel.send_message("hello").send().await.unwrap_err();
        assert_eq!(error.may_have_happened(), may_have_happened, "{error}");
        assert_eq!(server.count(), 1, "{error}");
    }
}

#[tokio::test]
async fn a_write_that_was_refused_by_a_limit_is_sent_again() {
    let server = Scripted::start([
        json(429, ""),
        answer(403, "retry-after: 0\r\n", ""),
        answer(204, "", ""),
    ])
    .await;
    let channel = server.client().channel(ID.parse().unwrap());
    channel.send_message("hello").send().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert!(request.starts_with(&format!("POST /v1/chat/channel/{ID}/send-message ")));
        assert!(request.ends_with(r#"{"message":"hello"}"#));
    }
}

#[tokio::test]
async fn a_write_is_sent_again_where_nothing_was_sent() {
    // A port where nobody listens any more.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let waits = Arc::new(Recorder::default());
    let client = builder(&address, PAT)
        .retry(quick())
        .observer(waits.clone())
        .build()
        .unwrap();
    let channel = client.channel(ID.parse().unwrap());
    let error = channel.send_message("hello").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreachable);
    assert!(!error.may_have_happened());
    assert_eq!(
        error.to_string(),
        format!(
            "POST /chat/channel/{ID}/send-message: could not connect to {address}: connection refused"
        )
    );
    let waits = waits.0.lock().unwrap().clone();
    assert_eq!(waits.len(), 3, "{waits:?}");
    assert!(waits[0].starts_with(&format!("1 POST /chat/channel/{ID}/send-message")));
    assert!(waits[0].ends_with("the service could not be reached"));
}

#[tokio::test]
async fn a_repeated_delete_that_finds_nothing_has_worked() {
    let server = Scripted::start([Step::Reset, json(404, "")]).await;
    let reply = server.client().request(Method::DELETE, "/x").send().await;
    assert_eq!(reply.unwrap().status(), StatusCode::NOT_FOUND);

    let server = Scripted::start([json(429, ""), json(404, "")]).await;
    let reply = server.client().request(Method::DELETE, "/x").send().await;
    assert_eq!(reply.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn an_earlier_try_of_a_write_is_remembered() {
    let server = Scripted::start([Step::Reset, json(401, "")]).await;
    let reply = server.client().request(Method::PUT, "/x").send().await;
    let error = reply.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    assert!(error.may_have_happened());
}

#[tokio::test]
async fn retry_after_is_obeyed_in_each_form() {
    // HTTP dates have whole seconds, so that two of them can be little more than one.
    let in_two_seconds = || httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(2));
    let steps: [fn(&str) -> Step; 4] = [
        |_| answer(429, "retry-after: 1\r\n", ""),
        |date| answer(429, &format!("retry-after: {date}\r\n"), ""),
        |_| json(429, r#"{"statusCode":429,"retryAfter":1}"#),
        |_| answer(429, "x-ratelimit-reset: 1\r\n", ""),
    ];
    for step in steps {
        let step = step(&in_two_seconds());
        let server = Scripted::start([step, json(200, "[]")]).await;
        let begun = Instant::now();
        server.client().boards().list().send().await.unwrap();
        let elapsed = begun.elapsed();
        assert!(elapsed > Duration::from_millis(900), "{elapsed:?}");
    }
}

#[tokio::test]
async fn too_long_a_wait_is_not_waited() {
    let server = Scripted::start([answer(429, "retry-after: 61\r\n", "")]).await;
    let error = server.client().boards().list().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(61)));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn no_retries_where_none_are_wanted() {
    let server = Scripted::start([json(503, "")]).await;
    let client = server.builder().retry(RetryPolicy::never()).build();
    let error = client.unwrap().boards().list().send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn an_outage_is_not_multiplied() {
    // Ten calls of four tries would be forty requests; the budget has twenty retries.
    let server = Scripted::start((0..30).map(|_| json(503, ""))).await;
    let client = server.client();
    for _ in 0..10 {
        let error = client.boards().list().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service);
    }
    assert_eq!(server.count(), 30);
}

#[derive(Default)]
struct Recorder(Mutex<Vec<String>>);

impl Observer for Recorder {
    fn waiting(&self, wait: &Wait<'_>) {
        let line = format!("{} {}: {}", wait.failed, wait.request, wait.reason);
        self.0.lock().unwrap().push(line);
    }
}
