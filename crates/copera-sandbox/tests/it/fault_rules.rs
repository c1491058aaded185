//! Faults as lines of text.

use std::io;

use copera_sandbox::Fault;

use crate::{
    faults::{PATH, ask, raw},
    http::sandbox,
};

#[test]
fn a_line_of_text_is_a_fault_too() {
    let sandbox = sandbox();
    let whole = ask(&sandbox);
    let script = |line: &str| sandbox.fault(line.parse().unwrap());
    script("GET /board/* status=503 times=2 retry-after=\"Fri, 07 Mar 2025 09:15:00 GMT\"");
    for _ in 0..2 {
        let answer = ask(&sandbox);
        assert_eq!(answer.refusal().0, 503);
        assert_eq!(
            answer.header("retry-after"),
            Some("Fri, 07 Mar 2025 09:15:00 GMT")
        );
    }
    assert_eq!(ask(&sandbox).status, 200);
    let say = |body: &str| (200, body.to_owned());
    for (setting, expected) in [
        ("body=\"a b\"", say("a b")),
        ("json=\"{\\\"a\\\": 1}\"", say("{\"a\":1}")),
        ("cut-after=5", say(&whole.body[..5])),
        ("length=5", say(&whole.body[..5])),
        ("drip=100/1ms", say(&whole.body)),
        (
            "status=404 body=x header=\"X-A: b c\"",
            (404, "x".to_owned()),
        ),
    ] {
        script(&format!("GET {PATH} {setting}"));
        let answer = ask(&sandbox);
        assert_eq!((answer.status, answer.body.clone()), expected, "{setting}");
        assert_eq!(answer.header("x-a").is_some(), setting.contains("X-A"));
    }
    for reset in ["reset", "reset-after=5"] {
        script(&format!("GET {PATH} {reset} delay=1ms"));
        let kind = raw(&sandbox).1.unwrap_err().kind();
        assert_eq!(kind, io::ErrorKind::ConnectionReset);
    }
    script(&format!("GET {PATH} status=500 times=always"));
    for _ in 0..3 {
        assert_eq!(ask(&sandbox).status, 500);
    }
}

#[test]
fn a_line_that_is_no_fault_says_where_and_why() {
    for (line, column, words) in [
        ("", 1, "a method in capitals"),
        ("get /x status=500", 1, "a method in capitals"),
        ("GET", 4, "a path below the base address"),
        ("GET board status=500", 5, "a path below the base address"),
        ("GET /board", 11, "nothing is said about what goes wrong"),
        (
            "GET /board stauts=500",
            12,
            "no setting `stauts`; the settings are `status`, `times`",
        ),
        (
            "GET /board status=99",
            12,
            "`status` takes a number from 200 to 599, not `99`",
        ),
        (
            "GET /board status",
            12,
            "`status` takes a number from 200 to 599, not ``",
        ),
        (
            "GET /board status=500 times=0",
            23,
            "above zero or `always`",
        ),
        ("GET /board delay=fast", 12, "a span of time"),
        ("GET /board delay=-1s", 12, "a span of time"),
        ("GET /board reset=1", 12, "`reset` takes no value, not `1`"),
        ("GET /board drip=1", 12, "a pause"),
        ("GET /board json={", 12, "`json` takes JSON"),
        ("GET /board header=x", 12, "`Name: value`"),
        ("GET /board header=\"a b: c\"", 12, "`Name: value`"),
        (
            "GET /board header=Content-Length:1",
            12,
            "other than `Content-Length`",
        ),
        ("GET /board body=\"x", 17, "never closed"),
    ] {
        let error = line.parse::<Fault>().unwrap_err();
        let told = error.to_string();
        assert!(told.contains(words), "{line}: {told}");
        assert_eq!(error.column, column, "{line}: {told}");
        assert!(told.starts_with(&format!("column {column}: ")), "{told}");
    }
}
