//! What answers say once they were read.

use copera_api::model::{
    CellValue, ChannelType, Export, NotificationStatus, SearchEntity, StatusGroup, Table,
};

use crate::{
    answers::{CHANNELS, EXPORT, NOTIFICATION, ROW, SEARCH, TABLE},
    scripted::{Scripted, json},
};

const ID: &str = "65f0a1b2c3d4e5f6a7b8c9d0";

#[tokio::test]
async fn a_row_is_read_by_its_table() {
    let server = Scripted::start([json(200, TABLE), json(200, ROW)]).await;
    let client = server.client();
    let table = client.board(ID.parse().unwrap()).table(ID.parse().unwrap());
    let schema: Table = table.get().send().await.unwrap().into_value();
    let row = table.row(ID.parse().unwrap()).get().send().await.unwrap();
    assert_eq!(row.number, 7);
    let read = |id: &str| {
        let column = schema.column(&id.into()).unwrap();
        column.read(row.cell(&column.id).unwrap())
    };
    assert_eq!(read("name"), CellValue::Text("Ada".into()));
    let CellValue::Choice(option) = read("state") else {
        panic!("{:?}", read("state"));
    };
    let state = schema.column(&"state".into()).unwrap();
    let option = state.option(&option).unwrap();
    assert_eq!(option.status_group, Some(StatusGroup::Todo));
    assert_eq!(state.order.as_ref().unwrap().as_str(), "1.5");
    let CellValue::Other(total) = read("total") else {
        panic!("{:?}", read("total"));
    };
    assert_eq!(total.as_str(), "12345678901234567890.10");
    let lookup = row.cell(&"lookup".into()).unwrap();
    assert!(lookup.value.as_ref().unwrap().is_null());
    assert!(lookup.link_value.is_none());
}

#[tokio::test]
async fn a_mistake_deep_inside_is_pointed_at() {
    let row = ROW.replace(r#""columnId":"link""#, r#""column":"link""#);
    let server = Scripted::start([json(200, &format!("[{ROW},{row}]"))]).await;
    let client = server.client();
    let table = client.board(ID.parse().unwrap()).table(ID.parse().unwrap());
    let error = table.rows().list().send().await.unwrap_err().to_string();
    assert!(
        error.contains("`[1].columns[3]`: missing field `columnId`"),
        "{error}"
    );
}

#[tokio::test]
async fn unknown_words_and_both_cases() {
    let server = Scripted::start([
        json(200, CHANNELS),
        json(200, NOTIFICATION),
        json(200, SEARCH),
        json(200, EXPORT),
        json(200, r#"{"fileName":"f"}"#),
    ])
    .await;
    let client = server.client();
    let channels = client.channels().list().send().await.unwrap();
    let channel = &channels.channels[0];
    assert_eq!(channel.channel_type, ChannelType::Other("huddle".into()));

    let notification = client.notification(ID.parse().unwrap()).mark_read();
    let notification = notification.send().await.unwrap();
    assert_eq!(notification.status, NotificationStatus::Read);
    assert_eq!(notification.data.as_str(), r#"{"rowId":"r","preview":"p"}"#);
    assert!(notification.sender.as_ref().unwrap().is_null());

    let found = client.search("a").send().await.unwrap();
    let unknown = &found.hits[1];
    assert_eq!(unknown.entity_type, "new");
    assert!(matches!(&unknown.entity, SearchEntity::Other(json) if json.as_str().starts_with('{')));

    let table = client.board(ID.parse().unwrap()).table(ID.parse().unwrap());
    let export = table.export(ID.parse().unwrap());
    let queued = export.clone().send().await.unwrap();
    assert!(matches!(queued.value(), Export::Queued(job) if job.status == "queued"));
    let error = export.send().await.unwrap_err();
    assert!(error.to_string().contains("expected an export"), "{error}");
    assert!(error.may_have_happened());
}
