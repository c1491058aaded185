//! Scripted faults.

use std::{
    io,
    time::{Duration, Instant},
};

use copera_sandbox::{Fault, Sandbox, seed};
use serde_json::json;

use crate::http::{Answer, get, post, sandbox, send};

const PATH: &str = "/board/list-boards";

fn ask(sandbox: &Sandbox) -> Answer {
    get(sandbox, PATH, seed::FULL_PAT)
}

#[test]
fn faults_are_played_in_order_and_then_spent() {
    let sandbox = sandbox();
    sandbox.fault(Fault::on("GET", PATH).status(503).times(2));
    sandbox.fault(
        Fault::on("GET", "/board/{any}")
            .status(429)
            .header("Retry-After", "Fri, 07 Mar 2025 09:15:00 GMT"),
    );
    assert_eq!(ask(&sandbox).refusal().0, 503);
    assert_eq!(get(&sandbox, "/chat/channels", seed::FULL_PAT).status, 200);
    assert_eq!(ask(&sandbox).refusal().0, 503);
    let limited = ask(&sandbox);
    assert_eq!(limited.status, 429);
    assert_eq!(
        limited.header("retry-after"),
        Some("Fri, 07 Mar 2025 09:15:00 GMT")
    );
    assert_eq!(ask(&sandbox).status, 200);
    assert_eq!(sandbox.requests().len(), 5);
}

#[test]
fn a_fault_comes_before_the_token_and_before_the_effect() {
    let sandbox = sandbox();
    let channel = seed::channels::DEPLOYMENTS;
    let path = format!("/chat/channel/{channel}/send-message");
    sandbox.fault(
        Fault::on("POST", "/chat/channel/{channelId}/send-message")
            .status(500)
            .always(),
    );
    for _ in 0..3 {
        assert_eq!(post(&sandbox, &path, "", r#"{"message":"x"}"#).status, 500);
    }
    assert!(sandbox.messages(channel).is_empty());
    sandbox.clear_faults();
    let answer = post(&sandbox, &path, seed::KEY, r#"{"message":"x"}"#);
    assert_eq!(answer.status, 204);
}

#[test]
fn bodies_of_any_kind() {
    let sandbox = sandbox();
    sandbox.fault(
        Fault::on("GET", PATH)
            .status(403)
            .json(&json!({"error": "no", "code": "FORBIDDEN"})),
    );
    sandbox.fault(Fault::on("GET", PATH).body("text/html", "<h1>Bad gateway</h1>"));
    let json = ask(&sandbox);
    assert_eq!(
        (json.status, &json.json()["code"]),
        (403, &"FORBIDDEN".into())
    );
    let html = ask(&sandbox);
    assert_eq!(
        (html.status, html.body.as_str()),
        (200, "<h1>Bad gateway</h1>")
    );
    assert_eq!(html.header("content-type"), Some("text/html"));
}

#[test]
fn a_fault_without_an_answer_leaves_the_real_one() {
    let sandbox = sandbox();
    sandbox.fault(
        Fault::on("GET", PATH)
            .delay(Duration::from_millis(80))
            .header("x-request-id", "42"),
    );
    let begun = Instant::now();
    let answer = ask(&sandbox);
    assert!(begun.elapsed() >= Duration::from_millis(80));
    assert_eq!(answer.json().as_array().unwrap().len(), 3);
    assert_eq!(answer.header("x-request-id"), Some("42"));
}

#[test]
fn a_reset_answers_nothing() {
    let sandbox = sandbox();
    sandbox.fault(Fault::on("GET", PATH).reset());
    let error = send(&sandbox, "GET", PATH, seed::FULL_PAT, "").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
    assert_eq!(ask(&sandbox).status, 200);
}

#[test]
fn a_cut_body_is_shorter_than_it_says() {
    let sandbox = sandbox();
    let whole = ask(&sandbox);
    for bytes in [0, 1, 10, whole.body.len(), whole.body.len() + 10] {
        sandbox.fault(Fault::on("GET", PATH).cut_body_after(bytes));
        let cut = ask(&sandbox);
        assert_eq!(cut.header("content-length"), whole.header("content-length"));
        assert_eq!(cut.body, whole.body[..bytes.min(whole.body.len())]);
    }
}

#[test]
fn a_script_that_http_cannot_say_shows_up() {
    let sandbox = sandbox();
    for fault in [
        Fault::on("GET", PATH).status(42),
        Fault::on("GET", PATH).header("not a name", "x"),
        Fault::on("GET", PATH).header("x", "line\nbreak"),
        Fault::on("GET", PATH).header("Content-Length", "3"),
        Fault::on("GET", PATH).body("\0", "x"),
    ] {
        sandbox.fault(fault);
        let (status, message) = ask(&sandbox).refusal();
        assert!(
            status == 500 && message.contains("scripted fault"),
            "{message}"
        );
    }
}
