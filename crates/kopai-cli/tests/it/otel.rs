//! Programs that send spans, run under `kopai exec`: one of the official OpenTelemetry SDK for Python,
//! and the example of our own SDK. A receiver built on the official definition of the protocol takes
//! the spans.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use prost::Message;

use crate::home::{Home, SENDER};
use crate::stub::Stub;

const PROGRAM: &str = r#"
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
with provider.get_tracer("kopai").start_as_current_span("sent by the SDK"):
    pass
provider.shutdown()
"#;

/// Where the SDK was installed; the plain interpreter otherwise.
#[expect(
    clippy::disallowed_methods,
    reason = "the test runner speaks through variables"
)]
fn python() -> String {
    std::env::var("COPERA_TEST_OTEL_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

#[test]
fn a_span_of_the_official_sdk_arrives() {
    let python = python();
    let import = "import opentelemetry.sdk, opentelemetry.exporter.otlp.proto.http";
    let found = Command::new(&python).args(["-c", import]).output();
    let found = found.is_ok_and(|output| output.status.success());
    if !crate::needs::met("otel-python", found, "a_span_of_the_official_sdk_arrives") {
        return;
    }
    let stub = Stub::open();
    let home = Home::empty();
    let login = ["login", "--otlp", "--global", "--endpoint", &stub.url()];
    home.kopai(login).stdin(SENDER).run().succeeds();
    let run = home.kopai(["exec", "--", &python, "-c", PROGRAM]);
    run.run().succeeds();

    let received = stub.received();
    let sent = received
        .iter()
        .find(|request| request.path == "/v1/traces")
        .unwrap();
    assert_eq!(sent.authorization(), format!("Bearer {SENDER}"));
    let request = ExportTraceServiceRequest::decode(sent.body.clone()).unwrap();
    let span = &request.resource_spans[0].scope_spans[0].spans[0];
    assert_eq!(span.name, "sent by the SDK");
}

/// An example of the SDK, which cargo builds along with the tests of the workspace.
fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let target = test.parent().unwrap().parent().unwrap();
    target.join("examples").join(name)
}

#[test]
fn the_spans_of_the_sdks_example_arrive() {
    let example = example("traces_to_otlp");
    let test = "the_spans_of_the_sdks_example_arrive";
    if !crate::needs::met("examples", example.exists(), test) {
        return;
    }
    let stub = Stub::open();
    let home = Home::empty();
    let login = ["login", "--otlp", "--global", "--endpoint", &stub.url()];
    home.kopai(login).stdin(SENDER).run().succeeds();
    let run = home.kopai([OsStr::new("exec"), OsStr::new("--"), example.as_os_str()]);
    let run = run.run();
    assert_eq!(run.succeeds().stdout, "3 boards\n");

    let received = stub.received();
    assert!(!received.is_empty());
    for sent in &received {
        assert_eq!(sent.path, "/v1/traces");
        assert_eq!(sent.authorization(), format!("Bearer {SENDER}"));
    }
    let spans = received.iter().flat_map(|sent| {
        let request = ExportTraceServiceRequest::decode(sent.body.clone()).unwrap();
        let scopes = request
            .resource_spans
            .into_iter()
            .flat_map(|of| of.scope_spans);
        scopes.flat_map(|scope| scope.spans).collect::<Vec<_>>()
    });
    let names: Vec<_> = spans.map(|span| span.name).collect();
    assert!(names.iter().any(|name| name == "request"), "{names:?}");
}
