//! Writes whose caller knows at each moment whether a try is under way.

use std::time::Duration;

use copera_api::{
    Client, Error, ErrorKind, model::Row, stepwise::Step as Outcome, stepwise::Stepwise,
};

use crate::scripted::{Scripted, Step, answer, json};

const ID: &str = "65f0a1b2c3d4e5f6a7b8c9d0";
const ROW: &str = r#"{"_id": "65f0a1b2c3d4e5f6a7b8c9d1", "rowId": 7, "owner": "", "table": "", "board": "",
    "createdAt": "", "updatedAt": "", "columns": []}"#;

fn write(client: &Client) -> Stepwise<Row> {
    let board = client.board(ID.parse().unwrap());
    let table = board.table(ID.parse().unwrap());
    table.rows().create().stepwise().unwrap()
}

/// How each try ended, up to the last.
async fn all(client: &Client) -> Vec<String> {
    let mut write = write(client);
    let mut ends = Vec::new();
    loop {
        let ready = match write.ready().await {
            Ok(ready) => ready,
            Err(error) => {
                ends.push(format!("not ready: {:?}", error.kind()));
                return ends;
            }
        };
        match ready.send().await {
            Ok(Outcome::Done(row)) => {
                ends.push(format!("row {}", row.number));
                return ends;
            }
            Ok(Outcome::TurnedAway) => ends.push("again".to_owned()),
            Err(error) => {
                let doubt = error.may_have_happened();
                ends.push(format!("{:?}, doubt: {doubt}", error.kind()));
                return ends;
            }
        }
    }
}

/// The rules of retries hold, and only what certainly did nothing is said to be so.
#[tokio::test]
async fn each_end() {
    let limited = || answer(429, "retry-after: 0\r\n", "");
    for (script, ends) in [
        (vec![json(200, ROW)], vec!["row 7"]),
        (
            vec![limited(), json(425, ""), json(201, ROW)],
            vec!["again", "again", "row 7"],
        ),
        (
            vec![limited(), limited(), limited(), limited()],
            vec!["again", "again", "again", "RateLimited, doubt: false"],
        ),
        (vec![json(400, "")], vec!["Invalid, doubt: false"]),
        (vec![json(503, "")], vec!["Service, doubt: true"]),
        (
            vec![limited(), Step::Reset],
            vec!["again", "Interrupted, doubt: true"],
        ),
        (vec![json(200, "{}")], vec!["Protocol, doubt: true"]),
    ] {
        let count = script.len();
        let server = Scripted::start(script).await;
        assert_eq!(all(&server.client()).await, ends);
        assert_eq!(server.count(), count, "{ends:?}");
    }
}

/// A pause lies between the tries, where nothing is under way; one that is too long ends the write.
#[tokio::test]
async fn the_pause_is_before_the_next_try() {
    let server = Scripted::start([answer(429, "retry-after: 50\r\n", "")]).await;
    let client = server.client();
    let mut write = write(&client);
    let outcome = write.ready().await.unwrap().send().await.unwrap();
    assert!(matches!(outcome, Outcome::TurnedAway));
    let waited = tokio::time::timeout(Duration::from_millis(20), write.ready()).await;
    assert!(waited.is_err(), "it does not wait");
    let server = Scripted::start([answer(429, "retry-after: 50\r\n", "")]).await;
    let client = server.builder().no_wait().build().unwrap();
    assert_eq!(all(&client).await, ["RateLimited, doubt: false"]);
    assert_eq!(all(&client).await, ["not ready: RateLimited"]);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_rehearsal_is_never_ready() {
    let server = Scripted::start([]).await;
    let client = server.builder().rehearse(true).build().unwrap();
    let error = write(&client).ready().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rehearsed);
    assert!(matches!(error, Error::Rehearsed { .. }));
    assert_eq!(server.count(), 0);
}
