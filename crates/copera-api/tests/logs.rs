//! What is logged, and what never is.
//!
//! Alone in its program: whether a place logs at all is remembered for the whole process, and tests
//! beside this one have nobody listening.
#![expect(clippy::unwrap_used, reason = "all of it is tests")]

use std::{
    io,
    sync::{Arc, Mutex},
};

use copera_api::auth::{Token, TokenKind};
use copera_api::{Client, Method};
use copera_sandbox::{Fault, Sandbox, seed::FULL_PAT};
use tracing_subscriber::fmt::MakeWriter;

#[tokio::test]
async fn no_log_holds_a_secret_or_a_body() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let sandbox = Sandbox::start().await.unwrap();
    sandbox.fault(Fault::on("PUT", "/x").status(503));
    let answer = serde_json::json!({"answer": "secret"});
    let answered = Fault::on("PUT", "/x").status(200).json(&answer);
    let answered = answered.header("set-cookie", "session=secret");
    let answered = answered.header("x-trace", "17");
    sandbox.fault(answered.header("location", "/y?signature=secret"));
    let token = Token::parse(FULL_PAT, TokenKind::PREFIXES).unwrap();
    let client = Client::builder(sandbox.base_url().parse().unwrap(), token)
        .build()
        .unwrap();
    let request = client.request(Method::PUT, "/x").query("q", FULL_PAT);
    request
        .query("limit", "2")
        .query("access_token", "secret")
        .json("{\"question\":\"secret\"}")
        .send()
        .await
        .unwrap();

    let readme = copera_sandbox::seed::drive::README.parse().unwrap();
    let download = client.drive_item(readme).download().send().await.unwrap();
    download.to_writer(&mut tokio::io::sink()).await.unwrap();

    let upload = client.drive().upload("Cargo.toml");
    upload.send().await.unwrap();

    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for expected in [
        "DEBUG request{otel.kind=\"client\" http.request.method=PUT url.full=http://127.0.0.1:",
        "/public/v1/x?q=cp_pat_%E2%80%A6a1f3&limit=2&access_token=REDACTED server.address",
        "http.request.resend_count=1",
        "request headers",
        "http.request.header.user-agent=\"copera-api/",
        "http.request.header.authorization=\"Bearer cp_pat_…",
        "http.response.header.content-type=\"application/json",
        "http.response.header.location=\"/y?…\"",
        "http.response.header.etag=",
        "other_headers=\"set-cookie: …; x-trace: 17\"",
        "error.type=\"503\"",
        "http.response.status_code=503",
        "http.response.status_code=200",
        "waiting failed=1",
        "reason=the service answered 503",
        "answered",
        "failed elapsed_ms=",
        "answered elapsed_ms=",
        "asking for a file",
        "sending a part",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    // What a try came to is not told of the next.
    let again = text
        .lines()
        .find(|line| line.contains("sending try_number=2"));
    let again = again.unwrap();
    assert!(!again.contains("503"), "{again}");
    // The store's own requests are spans, too, by their names for people and machines.
    for (method, path) in [("GET", "/storage/files/"), ("PUT", "/storage/uploads/")] {
        let mut ends = text
            .lines()
            .filter(|line| line.contains("answered elapsed_ms="));
        let span = ends.find(|line| line.contains(path));
        let span = span.unwrap_or_else(|| panic!("{path} is not in\n{text}"));
        for expected in [
            format!(
                "request{{otel.kind=\"client\" http.request.method={method} url.full=http://127.0.0.1:"
            ),
            "server.address=\"127.0.0.1\" server.port=".to_owned(),
            "http.response.status_code=200".to_owned(),
        ] {
            assert!(span.contains(&expected), "{expected} is not in {span}");
        }
    }
    for unwanted in [FULL_PAT, "secret", "signature="] {
        assert!(!text.contains(unwanted), "{unwanted} is in\n{text}");
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
