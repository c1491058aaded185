//! `kopai traces get`: a trace, whole, as a tree.

use serde_json::{Value, json};

use crate::home::{Home, TOKEN};
use crate::stub::Stub;

fn span(id: &str, parent: &str, name: &str, start: u64, duration: u64) -> Value {
    json!({
        "SpanId": id, "TraceId": "t", "ParentSpanId": parent, "SpanName": name,
        "Timestamp": (1_700_000_000_000_000_000 + start).to_string(),
        "Duration": duration.to_string(), "ServiceName": "shop",
        "SpanKind": "SPAN_KIND_SERVER", "StatusCode": "STATUS_CODE_OK",
    })
}

#[test]
fn a_tree() {
    // As servers send them: newest first.
    let stub = Stub::with(vec![
        span("d", "missing", "late", 9_000_000, 10),
        span("c", "a", "charge", 5_000_000, 1_500_000),
        span("e", "b", "select", 2_000_000, 900),
        span("b", "a", "load", 1_000_000, 2_000_000),
        span("a", "", "GET /pay", 0, 2_000_000_000),
    ]);
    let home = Home::signed_in(TOKEN, &stub.url());
    let tree = home.kopai(["traces", "get", "t", "--table"]).run();
    assert_eq!(
        tree.succeeds().stdout,
        "SPAN          SERVICE  KIND    STATUS  DURATION  START\n\
         GET /pay      shop     SERVER  OK      2.00s     +0ns\n\
         ├─ load       shop     SERVER  OK      2.0ms     +1.0ms\n\
         │  └─ select  shop     SERVER  OK      900ns     +2.0ms\n\
         └─ charge     shop     SERVER  OK      1.5ms     +5.0ms\n\
         late          shop     SERVER  OK      10ns      +9.0ms\n"
    );
}

/// The shipped tool shows a hundred spans, and not the first ones.
#[test]
fn all_of_a_large_trace() {
    let spans = (0..2300)
        .map(|index| span(&index.to_string(), "", "x", index, 1))
        .collect();
    let stub = Stub::with(spans);
    let home = Home::signed_in(TOKEN, &stub.url());
    let whole = home.kopai(["traces", "get", "t"]).run().json();
    assert_eq!(whole.as_array().unwrap().len(), 2300);
}

#[test]
fn a_trace_that_is_not_there() {
    let stub = Stub::start();
    let home = Home::signed_in(TOKEN, &stub.url());
    let none = home.kopai(["traces", "get", "../services"]).run();
    assert_eq!(none.succeeds().stdout, "[]\n");
    assert_eq!(stub.received()[0].path, "/signals/traces/search");
}
