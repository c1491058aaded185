//! Scripted faults.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use copera_sandbox::{Fault, RecordedRequest, Sandbox, seed};
use serde_json::json;

use crate::http::{Answer, get, post, sandbox, send};

pub(crate) const PATH: &str = "/board/list-boards";

pub(crate) fn ask(sandbox: &Sandbox) -> Answer {
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

/// On the wire, below HTTP: what arrived, and how the connection ended.
pub(crate) fn raw(sandbox: &Sandbox) -> (Vec<u8>, io::Result<usize>) {
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    write!(stream, "GET /public/v1{PATH} HTTP/1.1\r\nhost: x\r\n").unwrap();
    write!(stream, "authorization: Bearer {}\r\n\r\n", seed::FULL_PAT).unwrap();
    let mut seen = Vec::new();
    let ending = stream.read_to_end(&mut seen);
    (seen, ending)
}

#[test]
fn a_reset_may_come_within_the_body() {
    let sandbox = sandbox();
    let whole = ask(&sandbox);
    for bytes in [0, 1, 100, whole.body.len() - 1] {
        sandbox.fault(Fault::on("GET", PATH).reset_after(bytes));
        let (seen, ending) = raw(&sandbox);
        let kind = ending.map_err(|error| error.kind());
        assert_eq!(kind, Err(io::ErrorKind::ConnectionReset), "{bytes}");
        let seen = String::from_utf8(seen).unwrap();
        let (head, body) = seen.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
        assert_eq!(body, &whole.body[..bytes]);
    }
    // A body that is no longer than that arrives whole, and in peace.
    sandbox.fault(Fault::on("GET", PATH).reset_after(whole.body.len()));
    let (seen, ending) = raw(&sandbox);
    assert_eq!(ending.unwrap(), seen.len());
    assert!(seen.ends_with(whole.body.as_bytes()));
    // And one before the head leaves nothing.
    sandbox.fault(Fault::on("GET", PATH).reset());
    let (seen, ending) = raw(&sandbox);
    assert!(seen.is_empty());
    assert_eq!(ending.unwrap_err().kind(), io::ErrorKind::ConnectionReset);
}

#[test]
fn any_form_of_retry_after_goes_over_the_wire() {
    let sandbox = sandbox();
    for form in [
        "1",
        "Fri, 07 Mar 2025 09:15:00 GMT",
        "Friday, 07-Mar-25 09:15:00 GMT",
        "Fri Mar  7 09:15:00 2025",
        "soon",
        "-1",
        "1.5",
    ] {
        sandbox.fault(
            Fault::on("GET", PATH)
                .status(429)
                .header("Retry-After", form),
        );
        let answer = ask(&sandbox);
        assert_eq!(
            (answer.status, answer.header("retry-after")),
            (429, Some(form))
        );
    }
}

#[test]
fn a_body_that_drips_is_whole_in_the_end() {
    let sandbox = sandbox();
    let whole = ask(&sandbox);
    let pieces = u32::try_from(whole.body.len().div_ceil(100)).unwrap();
    let pause = Duration::from_millis(10);
    sandbox.fault(Fault::on("GET", PATH).drip(100, pause));
    let begun = Instant::now();
    let dripped = ask(&sandbox);
    assert!(begun.elapsed() >= pause * pieces);
    assert_eq!(dripped.body, whole.body);
    assert_eq!(
        dripped.header("content-length"),
        whole.header("content-length")
    );
    // The head does not wait for the body.
    sandbox.fault(Fault::on("GET", PATH).drip(1, Duration::from_secs(60)));
    let mut stream = TcpStream::connect(sandbox.address()).unwrap();
    write!(stream, "GET /public/v1{PATH} HTTP/1.1\r\nhost: x\r\n").unwrap();
    write!(stream, "authorization: Bearer {}\r\n\r\n", seed::FULL_PAT).unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
}

#[test]
fn lengths_that_are_not_so() {
    let sandbox = sandbox();
    let whole = ask(&sandbox);
    for claimed in [0, 10, whole.body.len() - 1, whole.body.len() + 1, 1_000_000] {
        sandbox.fault(Fault::on("GET", PATH).claim_length(claimed as u64));
        let answer = ask(&sandbox);
        assert_eq!(answer.header("content-length"), Some(&*claimed.to_string()));
        assert_eq!(
            answer.body,
            whole.body[..claimed.min(whole.body.len())],
            "{claimed}"
        );
    }
    sandbox.fault(
        Fault::on("GET", PATH)
            .body("text/plain", "abc")
            .claim_length(5),
    );
    let answer = ask(&sandbox);
    assert_eq!(
        (answer.header("content-length"), answer.body.as_str()),
        (Some("5"), "abc")
    );
}

#[test]
fn bodies_are_recorded_where_they_were_read() {
    let sandbox = sandbox();
    let path = format!("/chat/channel/{}/send-message", seed::channels::DEPLOYMENTS);
    let body = r#"{"message":"secret"}"#;
    let fault = |fault: Fault| sandbox.fault(fault);
    post(&sandbox, &path, seed::KEY, body);
    // Refused, and faulted, all the same.
    post(&sandbox, &path, "", body);
    fault(Fault::on("POST", &path).status(500));
    post(&sandbox, &path, seed::KEY, body);
    fault(Fault::on("POST", &path).reset());
    send(&sandbox, "POST", &path, seed::KEY, body).unwrap_err();
    fault(Fault::on("POST", &path).status(500));
    post(&sandbox, &path, seed::KEY, &"x".repeat(2 * 1024 * 1024));
    let requests = sandbox.requests();
    let bodies: Vec<_> = requests.iter().map(RecordedRequest::body).collect();
    let body = body.as_bytes();
    assert_eq!(bodies, [body, body, body, b"", b""]);
    assert!(!format!("{requests:?}").contains("secret"));
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
