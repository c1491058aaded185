//! Start and end of a sandbox.

use std::{
    error::Error as _,
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use copera_sandbox::{Fault, Sandbox, StartError, seed};

use crate::http::{get, sandbox};

#[test]
fn each_sandbox_is_its_own() {
    let (one, other) = (sandbox(), sandbox());
    assert_ne!(one.base_url(), other.base_url());
    assert_eq!(one.base_url(), format!("{}/public/v1", one.web_url()));
    get(&one, "/board/list-boards", seed::FULL_PAT);
    assert!(other.requests().is_empty());
}

/// So that a test may start it in a task, and share it between several.
#[test]
fn it_may_go_to_another_thread() {
    fn is_send<T: Send>(_: &T) {}
    fn is_shared<T: Send + Sync + 'static>() {}
    is_send(&Sandbox::start());
    is_send(&Sandbox::builder().start());
    is_shared::<Sandbox>();
}

#[test]
fn dropping_it_frees_the_port_whatever_hangs_on_it() {
    let sandbox = sandbox();
    sandbox.fault(Fault::on("GET", "/workspace/info").delay(Duration::from_secs(60)));
    let address = sandbox.address();
    let mut idle = TcpStream::connect(address).unwrap();
    let mut waiting = TcpStream::connect(address).unwrap();
    waiting
        .write_all(b"GET /public/v1/workspace/info HTTP/1.1\r\nhost: x\r\n\r\n")
        .unwrap();
    while sandbox.requests().is_empty() {
        std::thread::yield_now();
    }
    let begun = Instant::now();
    drop(sandbox);
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert!(TcpStream::connect(address).is_err());
    // Both connections are closed.
    let mut rest = Vec::new();
    assert!(matches!(idle.read_to_end(&mut rest), Ok(0) | Err(_)));
    assert!(matches!(waiting.read_to_end(&mut rest), Ok(0) | Err(_)));
}

#[tokio::test]
async fn a_taken_port_is_an_error_that_names_it() {
    let sandbox = Sandbox::start().await.unwrap();
    let port = sandbox.address().port();
    let error = Sandbox::builder().port(port).start().await.unwrap_err();
    assert!(matches!(error, StartError::Bind { port: named, .. } if named == port));
    assert!(error.source().is_some());
}
