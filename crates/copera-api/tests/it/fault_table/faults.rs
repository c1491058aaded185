//! The faults, each as what a server does with its first connection.

use std::time::Duration;

use crate::scripted::{Step, answer, json};

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\netag: \"t\"\r\n";

/// What goes wrong, once.
pub(super) enum Fault {
    /// Nobody listens.
    NobodyListens,
    /// The name is not known.
    UnknownName,
    /// What the server does with the first connection.
    Step(fn() -> Step),
    /// The same, where a client runs into its time limits.
    Slow(fn() -> Step),
}

fn html(status: u16) -> Step {
    answer(status, "content-type: text/html\r\n", "<html>")
}

fn told(status: u16, retry_after: &str) -> Step {
    answer(status, &format!("retry-after: {retry_after}\r\n"), "")
}

/// A refusal whose body does not come in full.
fn broken_off(status: u16) -> Step {
    Step::Write(format!(
        "HTTP/1.1 {status} X\r\ncontent-length: 5\r\n\r\n{{"
    ))
}

fn drip(text: &str) -> Step {
    Step::Drip(text.as_bytes().to_vec(), Duration::from_millis(20))
}

#[rustfmt::skip]
pub(super) fn faults() -> Vec<(&'static str, Fault)> {
    use Fault::{NobodyListens, Slow, Step as Once, UnknownName};
    vec![
        ("the connection is refused", NobodyListens),
        ("the name is not known", UnknownName),
        ("reset before the request is read", Once(|| Step::Refuse)),
        ("reset after the request was read", Once(|| Step::Reset)),
        ("closed without an answer", Once(|| Step::Write(String::new()))),
        ("closed within the head", Once(|| Step::Write("HTTP/1.1 200 O".to_owned()))),
        ("closed within the body", Once(|| Step::Write(format!("{HEAD}content-length: 5\r\n\r\n[")))),
        ("closed within a chunk", Once(|| Step::Write(format!("{HEAD}transfer-encoding: chunked\r\n\r\n9\r\n[")))),
        ("a length that is too short", Once(|| Step::Write(format!("{HEAD}content-length: 1\r\n\r\n[]")))),
        ("a body that is not UTF-8", Once(|| {
            let head = format!("{HEAD}content-length: 5\r\n\r\n");
            Step::WriteBytes([head.as_bytes(), b"[\"\xff\"]"].concat())
        })),
        ("200 with HTML", Once(|| html(200))),
        ("200 without a body", Once(|| json(200, ""))),
        ("400", Once(|| json(400, ""))),
        ("401", Once(|| json(401, ""))),
        ("403", Once(|| json(403, ""))),
        ("403, Retry-After: 30", Once(|| told(403, "30"))),
        ("404", Once(|| json(404, ""))),
        ("408", Once(|| json(408, ""))),
        ("409", Once(|| json(409, ""))),
        ("425", Once(|| json(425, ""))),
        ("425, Retry-After: 30", Once(|| told(425, "30"))),
        ("429", Once(|| json(429, ""))),
        ("429, Retry-After: 30", Once(|| told(429, "30"))),
        ("429, Retry-After: Sun, 06 Nov 1994 08:50:07 GMT", Once(|| told(429, "Sun, 06 Nov 1994 08:50:07 GMT"))),
        ("429, Retry-After: Sunday, 06-Nov-94 08:50:07 GMT", Once(|| told(429, "Sunday, 06-Nov-94 08:50:07 GMT"))),
        ("429, Retry-After: Sun Nov  6 08:50:07 1994", Once(|| told(429, "Sun Nov  6 08:50:07 1994"))),
        ("429, Retry-After: soon", Once(|| told(429, "soon"))),
        ("429, Retry-After: 31536000", Once(|| told(429, "31536000"))),
        ("500", Once(|| json(500, ""))),
        ("500, Retry-After: 30", Once(|| told(500, "30"))),
        ("502", Once(|| html(502))),
        ("502, Retry-After: 30", Once(|| told(502, "30"))),
        ("503", Once(|| json(503, ""))),
        ("503, Retry-After: 30", Once(|| told(503, "30"))),
        ("503, Retry-After: soon", Once(|| told(503, "soon"))),
        ("503, Retry-After: 31536000", Once(|| told(503, "31536000"))),
        ("504", Once(|| json(504, ""))),
        ("504, Retry-After: 30", Once(|| told(504, "30"))),
        ("the first byte is late", Slow(|| Step::Hang(String::new()))),
        ("silence within the body", Slow(|| Step::Hang(format!("{HEAD}content-length: 5\r\n\r\n[")))),
        ("400, closed within the body", Once(|| broken_off(400))),
        ("429, closed within the body", Once(|| broken_off(429))),
        ("500, closed within the body", Once(|| broken_off(500))),
        ("429, silence within the body", Slow(|| Step::Hang("HTTP/1.1 429 X\r\ncontent-length: 5\r\n\r\n{".to_owned()))),
        ("429, a drip that takes too long", Slow(|| Step::DripAfter(
            "HTTP/1.1 429 X\r\ncontent-length: 150\r\n\r\n".to_owned(), " ".repeat(150).into(), Duration::from_millis(20)))),
        ("a drip that takes too long", Slow(|| drip(&format!("{HEAD}x: {}\r\ncontent-length: 5\r\n\r\n[1,2]", "x".repeat(100))))),
    ]
}
