//! Refusals whose bodies are not what a sentence takes.

use std::time::Duration;

use copera_api::{Error, ErrorKind, Method};
use tokio::time::timeout;

use crate::scripted::{Scripted, Step, json};

const ID: &str = "65f0a1b2c3d4e5f6a7b8c9d0";

/// The usual time limit of a call is three times as long.
const SOON: Duration = Duration::from_secs(10);

/// The head of a refusal that announces a great deal, and so many bytes of it; then nothing comes.
fn endless(status: u16, come: usize) -> Step {
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: 1000000000\r\n\r\n");
    Step::Hang(head + &"x".repeat(come))
}

async fn refused(step: Step) -> Error {
    let server = Scripted::start([step]).await;
    let request = server.client().request(Method::POST, "/x").json("{}");
    timeout(SOON, request.send()).await.unwrap().unwrap_err()
}

#[tokio::test]
async fn a_refusal_without_end_is_read_to_a_limit() {
    let error = refused(endless(400, 64 * 1024)).await;
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(!error.may_have_happened());
    let Error::Refused { refusal, .. } = error else {
        panic!("{error}");
    };
    assert!(refusal.body.starts_with("xxx"));
}

#[tokio::test]
async fn a_stores_refusal_without_end_is_read_to_a_limit() {
    let store = Scripted::start([endless(404, 64 * 1024)]).await;
    let file = format!(
        r#"{{"_id":"{ID}","name":"a","type":"file","owner":"{ID}","createdAt":"c","updatedAt":"u",
            "url":"http://{}/file"}}"#,
        store.address
    );
    let service = Scripted::always(move || json(200, &file)).await;
    let download = service.client().drive_item(ID.parse().unwrap()).download();
    let error = timeout(SOON, download.send()).await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Storage);
}
