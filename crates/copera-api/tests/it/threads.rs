//! What may go to another thread: everything, so that any of it can be spawned.

use std::time::Duration;

use copera_api::{
    Client, Error, Method, Reply,
    auth::Surface,
    model::{Doc, Member},
    pages::{Items, Pages, RawPages},
    stream::{ByteStream, Elements, RawElements},
    transfer::Download,
};

use crate::scripted::{PAT, builder};

const ID: &str = "65f0a1b2c3d4e5f6a7b8c9d0";

fn is_send<T: Send>(_: &T) {}
fn is_movable<T: Send + 'static>() {}
fn is_shared<T: Send + Sync + 'static>() {}

/// It compiles, or it does not; nothing of it is sent.
#[tokio::test]
async fn every_future_may_be_spawned() {
    let client = builder("127.0.0.1:1", PAT).build().unwrap();
    let row = client
        .board(ID.parse().unwrap())
        .table(ID.parse().unwrap())
        .row(ID.parse().unwrap());
    is_send(&client.boards().list().send());
    is_send(&row.get().send());
    is_send(&row.delete().send());
    is_send(&client.docs().create("x").send());
    is_send(&client.docs().tree().pages().next());
    is_send(&client.workspace().members().items().next());
    is_send(&client.boards().list().stream().next());
    is_send(&client.boards().list().send_streaming());
    is_send(&client.search("x").send());
    is_send(&client.drive().upload("x").send());
    is_send(&client.drive().upload_folder("x").plan());
    is_send(&client.drive().upload_folder("x").send());
    is_send(&client.drive_item(ID.parse().unwrap()).download().send());
    is_send(&client.verify(Duration::ZERO));
    is_send(&client.probe(Surface::Docs, Duration::ZERO));
    is_send(&client.identity());
    let raw = || client.request(Method::GET, "/x");
    is_send(&raw().send());
    is_send(&raw().send_streaming());
    is_send(&raw().send_for_bytes());
    is_send(&raw().pages().next());
    is_send(&raw().stream_field("items").next());
    // Of a download in a function of its own, since nothing is there to download.
    let saved = async |download: Download| download.to_path("x").await.map(drop);
    let written = async |download: Download| {
        let mut sink = tokio::io::sink();
        download.to_writer(&mut sink).await.map(drop)
    };
    let spawned = |download: Download| is_send(&saved(download));
    let passed_on = |download: Download| is_send(&written(download));
    let _ = (spawned, passed_on);
}

#[test]
fn what_is_given_out_may_be_shared() {
    is_shared::<Client>();
    is_shared::<Error>();
    is_shared::<Reply<Doc>>();
    is_shared::<Pages<copera_api::model::Members>>();
    is_movable::<Items<copera_api::model::Members>>();
    is_movable::<RawPages>();
    is_movable::<Elements<Member>>();
    is_movable::<RawElements>();
    is_movable::<ByteStream>();
    is_movable::<Download>();
}
