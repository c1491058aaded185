//! Refusals whose bodies are not what a sentence takes.

use std::{collections::HashMap, time::Duration};

use copera_api::{Error, ErrorKind, Method};
use tokio::time::timeout;

use crate::scripted::{Scripted, Step, answer, json};

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

/// What could act on a terminal, break a line of a log, or turn the direction of what follows.
const HOSTILE: &str = "a\u{1b}[2J\r\nb\u{202e}c\u{9b}1m\u{2028}d";
const SHOWN: &str = r"a\u{1b}[2J\r\nb\u{202e}c\u{9b}1m\u{2028}d";

#[tokio::test]
async fn the_text_of_an_error_acts_on_nothing() {
    let hostile = serde_json::to_string(HOSTILE).unwrap();
    let mime = answer(200, "content-type: text/a\tb\r\n", "<html>");
    #[rustfmt::skip]
    let table = [
        (json(400, &format!(r#"{{"message":{hostile}}}"#)), format!(": the service answered 400 Bad Request: {SHOWN}")),
        (json(403, &format!(r#"{{"error":{hostile}}}"#)), format!(": the service answered 403 Forbidden: {SHOWN}")),
        (mime, r"the answer is text/a\tb where JSON was expected".to_owned()),
    ];
    for (step, shown) in table {
        let server = Scripted::start([step]).await;
        let error = server.client().boards().list().send().await.unwrap_err();
        let text = error.to_string();
        assert!(text.contains(&shown), "{text:?}");
        assert!(!text.chars().any(copera_text::acts), "{text:?}");
        if let Error::Refused { refusal, .. } = error {
            // What came is there, too.
            assert_eq!(refusal.message.as_deref(), Some(HOSTILE));
            let body: serde_json::Value = serde_json::from_str(&refusal.body).unwrap();
            let kept = body.as_object().unwrap().values().next().unwrap();
            assert_eq!(kept, HOSTILE);
        }
    }
}

/// A text that is none of the words that a caller expects, under a key that the service chose.
#[tokio::test]
async fn what_has_another_shape_is_said_without_acting() {
    #[derive(Debug, serde::Deserialize)]
    enum Word {
        One,
        Other,
    }
    let body = serde_json::json!({ HOSTILE: HOSTILE }).to_string();
    let server = Scripted::start([json(200, &body)]).await;
    let reply = server.client().request(Method::GET, "/x").send().await;
    let words = reply.unwrap().json::<HashMap<String, Word>>();
    let text = words.unwrap_err().to_string();
    assert!(
        text.contains(&format!("at `{SHOWN}`: unknown variant `{SHOWN}`")),
        "{text:?}"
    );
}

#[tokio::test]
async fn the_text_of_a_stores_error_acts_on_nothing() {
    let body = format!("<Error><Message>x{HOSTILE}</Message></Error>");
    let store = Scripted::start([answer(404, "", &body)]).await;
    let file = format!(
        r#"{{"_id":"{ID}","name":"a","type":"file","owner":"{ID}","createdAt":"c","updatedAt":"u",
            "url":"http://{}/file"}}"#,
        store.address
    );
    let service = Scripted::always(move || json(200, &file)).await;
    let download = service.client().drive_item(ID.parse().unwrap()).download();
    let text = download.send().await.unwrap_err().to_string();
    assert!(
        text.ends_with(&format!("404 Not Found: x{SHOWN}")),
        "{text:?}"
    );
}
