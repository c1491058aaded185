//! How long things may take.

use std::time::Duration;

use copera_api::{Client, ErrorKind, Method, RetryPolicy};

use crate::scripted::{PAT, Scripted, Step, token};

const SHORT: Duration = Duration::from_millis(150);

#[tokio::test]
async fn silence_ends_a_call() {
    for begun in ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n["] {
        let server = Scripted::start([Step::Hang(begun.to_owned())]).await;
        let client = server.builder().read_timeout(SHORT).build().unwrap();
        let error = client.boards().list().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert_eq!(
            error.to_string(),
            format!(
                "GET /board/list-boards: {} sent nothing for 150ms",
                server.address
            )
        );
        assert_eq!(server.count(), 1, "time-outs are not tried again");
    }
}

#[tokio::test]
async fn a_call_as_a_whole_ends() {
    let server = Scripted::start([Step::Hang(String::new())]).await;
    let client = server.builder().timeout(SHORT).build().unwrap();
    let request = client.request(Method::POST, "/x").json("{}");
    let error = request.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.may_have_happened());
    assert_eq!(
        error.to_string(),
        format!(
            "POST /x: {} did not answer in full within 150ms",
            server.address
        )
    );
}

/// Where there was no connection, nothing was sent, whichever limit is the shorter one.
#[tokio::test]
async fn a_connection_that_takes_too_long() {
    // What listens says nothing, and TLS does not come about.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("https://{}/v1", listener.local_addr().unwrap());
    let total = Duration::from_secs(1);
    let builder = Client::builder(base.parse().unwrap(), token(PAT)).timeout(total);
    // A machine without root certificates can't make a client for https at all.
    let Ok(client) = builder.retry(RetryPolicy::never()).build() else {
        return;
    };
    let request = client.request(Method::POST, "/x").json("{}");
    let error = request.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(!error.may_have_happened(), "{error}");
    let told = error.to_string();
    assert!(
        told.ends_with("could not be connected to within 900ms"),
        "{told}"
    );
}
