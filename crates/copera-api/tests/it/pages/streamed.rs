//! One page of a list, element by element.

use copera_api::stream::Elements;
use serde::de::DeserializeOwned;

use super::{
    ID,
    answers::{bookings, comments, docs, notifications, teams},
};
use crate::scripted::Scripted;

/// The items of a page as they arrive.
async fn streamed<T: DeserializeOwned>(mut page: Elements<T>, id: impl Fn(&T) -> String) -> String {
    let mut ids = Vec::new();
    while let Some(item) = page.next().await {
        ids.push(id(&item.unwrap()));
    }
    ids.join(" ")
}

#[tokio::test]
async fn a_page_streams_and_leads_nowhere() {
    let server = Scripted::start([
        teams("a b", 9),
        comments("a b", Some("b")),
        bookings("a b", Some("x"), true),
        notifications("a b"),
        docs("a(c) b", "b"),
    ])
    .await;
    let client = server.client();
    let board = client.board(ID.parse().unwrap());
    let row = board.table(ID.parse().unwrap()).row(ID.parse().unwrap());
    let found = [
        streamed(client.workspace().teams().stream_page(), |it| {
            it.id.to_string()
        })
        .await,
        streamed(row.comments().list().stream_page(), |it| it.id.to_string()).await,
        streamed(client.bookings().list().stream_page(), |it| {
            it.uid.as_ref().unwrap().to_string()
        })
        .await,
        streamed(client.notifications().list().stream_page(), |it| {
            it.id.to_string()
        })
        .await,
        streamed(client.docs().tree().stream_page(), |it| it.id.to_string()).await,
    ];
    assert_eq!(found, ["a b"; 5]);
    assert_eq!(server.count(), 5);
}
