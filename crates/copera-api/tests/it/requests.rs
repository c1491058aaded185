//! What each endpoint is asked, to the letter, and that its documented answer can be read.

use std::pin::Pin;

use copera_api::{
    Client, Error, SortBy, SortOrder, WriteMode,
    auth::SEARCH_ENTITIES,
    endpoint,
    model::{BookingStatus, ChannelKind, ChannelType, ExportFormat, Upload, Visibility},
};

use crate::{
    answers::{
        BOARD, BOOKING, BOOKINGS, CHANNELS, COMMENT, COMMENTS, DOC, DOC_TREE, DRIVE_ITEM,
        DRIVE_TREE, EXPORT, NOTIFICATION, ROW, SEARCH, TABLE, TEAMS,
    },
    scripted::{Scripted, answer, json},
};

type Sent = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

struct Case {
    /// Method and path.
    line: &'static str,
    body: &'static str,
    status: u16,
    answer: String,
    send: Sent,
}

/// The request that the builder sends, and the answer to it.
macro_rules! case {
    ($line:literal, $body:literal, $status:literal, $answer:expr, $request:expr) => {{
        let request = $request;
        Case {
            line: $line,
            body: $body,
            status: $status,
            answer: $answer.to_owned(),
            send: Box::pin(async { request.send().await.map(drop) }),
        }
    }};
}

const ID: &str = "65f0a1b2c3d4e5f6a7b8c9d0";

fn id<T: std::str::FromStr<Err = copera_api::InvalidId>>() -> T {
    ID.parse().unwrap()
}

fn boards(client: &Client) -> Vec<Case> {
    let board = client.board(id());
    let table = board.table(id());
    let export = table.export(id()).format(ExportFormat::Csv);
    let export = export.column("c".into()).row(id()).include_hidden(true);
    #[rustfmt::skip]
    let cases = vec![
        case!("GET /board/list-boards?q=a", "", 200, format!("[{BOARD}]"), client.boards().list().query("a")),
        case!("GET /board/65f0a1b2c3d4e5f6a7b8c9d0", "", 200, BOARD, board.get()),
        case!("GET /board/65f0a1b2c3d4e5f6a7b8c9d0/tables?q=a", "", 200, format!("[{TABLE}]"), board.tables().list().query("a")),
        case!("GET /board/65f0a1b2c3d4e5f6a7b8c9d0/table/65f0a1b2c3d4e5f6a7b8c9d0", "", 200, TABLE, table.get()),
        case!(
            "POST /board/65f0a1b2c3d4e5f6a7b8c9d0/table/65f0a1b2c3d4e5f6a7b8c9d0/export",
            r#"{"boardId":"65f0a1b2c3d4e5f6a7b8c9d0","viewId":"65f0a1b2c3d4e5f6a7b8c9d0","format":"CSV","columnIds":["c"],"rowIds":["65f0a1b2c3d4e5f6a7b8c9d0"],"includeHidden":true}"#,
            200, EXPORT, export
        ),
    ];
    cases
}

fn rows(client: &Client) -> Vec<Case> {
    let table = client.board(id()).table(id());
    let row = table.row(id());
    let filter = r#"{"match":"and","conditions":[]}"#.parse().unwrap();
    let empty = copera_api::filter::Filter::any([]);
    let built = table.rows().list().filter_json(&filter).filter(empty);
    let list = table.rows().list().query("a").filter_json(&filter);
    let list = list.sort_by(&"c".into(), SortOrder::Ascending);
    let list = list.sort_by(&"d".into(), SortOrder::Descending);
    let number: copera_api::Number = "0.10".parse().unwrap();
    let create = table
        .rows()
        .create()
        .set("c".into(), "x")
        .set("c".into(), "y");
    let create = create.set("d".into(), &number).description("# D");
    #[rustfmt::skip]
    let cases = vec![
        case!("GET T/rows?q=a&filter=%7B%22match%22%3A%22and%22%2C%22conditions%22%3A%5B%5D%7D&sort=c%3Aasc%2Cd%3Adesc", "", 200, format!("[{ROW}]"), list),
        case!("GET T/rows", "", 200, "[]", table.rows().list()),
        case!("GET T/rows?filter=%7B%22match%22%3A%22or%22%2C%22conditions%22%3A%5B%5D%7D", "", 200, "[]", built),
        case!("GET T/row/65f0a1b2c3d4e5f6a7b8c9d0", "", 200, ROW, row.get()),
        case!("GET T/row-number/7", "", 200, ROW, table.rows().get_by_number(7)),
        case!("POST T/row", r##"{"columns":[{"columnId":"c","value":"y"},{"columnId":"d","value":0.10}],"description":"# D"}"##, 201, ROW, create),
        case!("PATCH R", r#"{"columns":[{"columnId":"c","value":[]}]}"#, 200, ROW, row.update().set("c".into(), &[(); 0])),
        case!("DELETE R", "", 204, "", row.delete()),
        case!("DELETE R", "", 200, r#"{"deleted":true}"#, row.delete()),
        case!(
            "POST T/row/authenticate",
            r#"{"identifierColumnId":"c","identifierColumnValue":"a@b","passwordColumnId":"d","passwordColumnValue":"pw"}"#,
            200, ROW, table.rows().authenticate(("c".into(), "a@b"), ("d".into(), "pw"))
        ),
        case!("GET R/md", "", 200, r#"{"content":""}"#, row.description()),
        case!("POST R/md", r##"{"operation":"append","content":"# A"}"##, 202, "", row.write_description(WriteMode::Append, "# A")),
        case!("GET R/column/c%2F%3F/md", "", 200, r#"{"content":"a"}"#, row.cell("c/?".into()).content()),
        case!("POST R/column/c/md", r#"{"operation":"prepend","content":""}"#, 202, r#"{"success":true}"#, row.cell("c".into()).write(WriteMode::Prepend, "")),
        case!("GET R/column/c/file/f/download", "", 200, "bytes", row.cell("c".into()).download(&"f".into())),
        case!("GET R/comment/65f0a1b2c3d4e5f6a7b8c9d0/file/f/download", "", 200, "bytes", row.comment(id()).download(&"f".into())),
        case!("GET R/comments?after=65f0a1b2c3d4e5f6a7b8c9d0&visibility=external", "", 200, COMMENTS, row.comments().list().after(&id()).visibility(&Visibility::External)),
        case!("GET R/comments?before=65f0a1b2c3d4e5f6a7b8c9d0", "", 200, COMMENTS, row.comments().list().before(&id())),
        case!("POST R/comment", r#"{"content":"<b>a</b>","visibility":"internal"}"#, 200, COMMENT, row.comments().create("<b>a</b>").visibility(Visibility::Internal)),
    ];
    cases
}

fn docs(client: &Client) -> Vec<Case> {
    let (docs, doc) = (client.docs(), client.doc(id()));
    let search = docs.search("a").sort_by(SortBy::CreatedAt);
    #[rustfmt::skip]
    let cases = vec![
        case!("GET /docs/tree?parentId=65f0a1b2c3d4e5f6a7b8c9d0&depth=10", "", 200, DOC_TREE, docs.tree().parent(&id()).depth(10)),
        case!("GET /docs/search?q=a&sortBy=createdAt&sortOrder=asc&limit=50", "", 200, r#"{"hits":[],"totalHits":0,"query":"a"}"#, search.order(SortOrder::Ascending).limit(50)),
        case!("POST /docs/", r#"{"title":"T","parent":"65f0a1b2c3d4e5f6a7b8c9d0","content":"C"}"#, 201, DOC, docs.create("T").parent(id()).content("C")),
        case!("GET /docs/65f0a1b2c3d4e5f6a7b8c9d0", "", 200, DOC, doc.get()),
        case!("PATCH /docs/65f0a1b2c3d4e5f6a7b8c9d0", r#"{"icon":{"type":"emoji","value":"x"}}"#, 200, DOC, doc.update().icon("emoji", "x")),
        case!("DELETE /docs/65f0a1b2c3d4e5f6a7b8c9d0", "", 200, r#"{"success":true}"#, doc.delete()),
        case!("DELETE /docs/65f0a1b2c3d4e5f6a7b8c9d0", "", 204, "", doc.delete()),
        case!("GET /docs/65f0a1b2c3d4e5f6a7b8c9d0/md", "", 200, r#"{"content":"a"}"#, doc.content()),
        case!("POST /docs/65f0a1b2c3d4e5f6a7b8c9d0/md", r#"{"operation":"replace","content":"a"}"#, 202, r#"{"success":true,"message":"queued"}"#, doc.write(WriteMode::Replace, "a")),
    ];
    cases
}

fn drive(client: &Client) -> Vec<Case> {
    let (drive, item) = (client.drive(), client.drive_item(id()));
    let upload = Upload::new("u".into(), "k".into());
    let finalize = drive.finalize_upload(&upload).part(2, "\"b\"").part(1, "a");
    let search = drive.search("a").sort_by(SortBy::UpdatedAt);
    #[rustfmt::skip]
    let cases = vec![
        case!("GET /drive/tree?parentId=65f0a1b2c3d4e5f6a7b8c9d0&depth=1", "", 200, DRIVE_TREE, drive.tree().parent(&id()).depth(1)),
        case!("GET /drive/search?q=a&sortBy=updatedAt&sortOrder=desc&limit=1", "", 200, format!(r#"{{"hits":[{DRIVE_ITEM}],"totalHits":1,"query":"a"}}"#), search.order(SortOrder::Descending).limit(1)),
        case!("GET /drive/files/65f0a1b2c3d4e5f6a7b8c9d0", "", 200, DRIVE_ITEM, item.get()),
        case!("GET /drive/files/65f0a1b2c3d4e5f6a7b8c9d0/download", "", 200, r#"{"url":"https://x/y?sig=z"}"#, item.download_url()),
        case!("POST /drive/folders", r#"{"name":"F","parentId":"65f0a1b2c3d4e5f6a7b8c9d0"}"#, 200, DRIVE_ITEM, drive.create_folder("F").parent(id())),
        case!("POST /drive/files/upload/multipart/start", r#"{"fileName":"f","fileSize":5368709120,"mimeType":"a/b","parentId":"65f0a1b2c3d4e5f6a7b8c9d0"}"#, 200, r#"{"uploadId":"u","fileKey":"k"}"#, drive.start_upload("f", 5 << 30, "a/b").parent(id())),
        case!("POST /drive/files/upload/multipart/presigned-urls", r#"{"uploadId":"u","fileKey":"k","parts":1}"#, 200, r#"{"parts":[{"signedUrl":"https://x","PartNumber":1}]}"#, drive.part_urls(&upload, 1)),
        case!("POST /drive/files/upload/multipart/finalize", r#"{"uploadId":"u","fileKey":"k","parts":[{"partNumber":1,"eTag":"a"},{"partNumber":2,"eTag":"b"}]}"#, 200, DRIVE_ITEM, finalize),
    ];
    cases
}

fn people(client: &Client) -> Vec<Case> {
    let (workspace, notification) = (client.workspace(), client.notification(id()));
    let channels = client
        .channels()
        .list()
        .query("a")
        .channel_type(&ChannelType::Text);
    let channels = channels.kind(&ChannelKind::Dm).participant(&id());
    let search = client.search("a").entities(SEARCH_ENTITIES[..2].to_vec());
    let bookings = client.bookings().list().status(&BookingStatus::Confirmed);
    let bookings = bookings
        .booking_type(&"t".into())
        .from("2026-01-01T00:00:00Z")
        .to("z");
    #[rustfmt::skip]
    let cases = vec![
        case!("GET /chat/channels?q=a&type=text&kind=dm&participantId=65f0a1b2c3d4e5f6a7b8c9d0&limit=1&offset=2", "", 200, CHANNELS, channels.limit(1).offset(2)),
        case!("POST /chat/channel/65f0a1b2c3d4e5f6a7b8c9d0/send-message", r#"{"message":"a","name":"N"}"#, 204, "", client.channel(id()).send_message("a").name("N")),
        case!("POST /chat/direct-message/send-message", r#"{"userId":"65f0a1b2c3d4e5f6a7b8c9d0","message":"a"}"#, 202, r#"{"channelId":"c","queued":true}"#, client.user(id()).send_message("a")),
        case!("GET /search?q=a&sortBy=createdAt&sortOrder=asc&limit=100&types=document%2Cchannel", "", 200, SEARCH, search.sort_by(SortBy::CreatedAt).order(SortOrder::Ascending).limit(100)),
        case!("GET /search?q=a", "", 200, SEARCH, client.search("a").entities(SEARCH_ENTITIES[..1].to_vec()).entities([])),
        case!("GET /notifications/", "", 200, format!(r#"{{"notifications":[{NOTIFICATION}],"unreadCount":1,"count":1}}"#), client.notifications().list()),
        case!("PATCH /notifications/65f0a1b2c3d4e5f6a7b8c9d0", r#"{"status":"read"}"#, 200, NOTIFICATION, notification.mark_read()),
        case!("PATCH /notifications/65f0a1b2c3d4e5f6a7b8c9d0", r#"{"status":"unread"}"#, 200, NOTIFICATION, notification.mark_unread()),
        case!("DELETE /notifications/65f0a1b2c3d4e5f6a7b8c9d0", "", 200, r#"{"_id":"x"}"#, notification.delete()),
        case!("GET /workspace/info", "", 200, r#"{"_id":"w","name":"W","slug":"w","seats":1,"createdAt":"a","updatedAt":"b"}"#, workspace.info()),
        case!("GET /workspace/members?q=a", "", 200, r#"{"members":[],"total":0,"limit":100,"offset":0}"#, workspace.members().query("a")),
        case!("GET /workspace/teams?q=a&limit=1&offset=2", "", 200, TEAMS, workspace.teams().query("a").limit(1).offset(2)),
        case!("GET /bookings?status=CONFIRMED&bookingTypeId=t&from=2026-01-01T00%3A00%3A00Z&to=z&limit=1&cursor=c", "", 200, BOOKINGS, bookings.limit(1).cursor("c")),
        case!("GET /bookings/bk_1", "", 200, BOOKING, client.booking("bk_1".into()).get()),
        case!("GET /booking-types", "", 200, r#"[{"any":"shape"}]"#, client.bookings().types()),
    ];
    cases
}

fn is_of(line: &str, endpoint: &endpoint::Endpoint) -> bool {
    let (method, path) = line.split_once(' ').unwrap();
    let path = path.split('?').next().unwrap();
    let pattern: Vec<_> = endpoint.path.split('/').collect();
    let segments: Vec<_> = path.split('/').collect();
    let fits = |(part, segment): (&&str, &&str)| part.starts_with('{') || part == segment;
    method == endpoint.method.as_str()
        && pattern.len() == segments.len()
        && pattern.iter().zip(&segments).all(fits)
}

#[tokio::test]
async fn every_endpoint() {
    let script = |cases: Vec<Case>| {
        let step = |case: &Case| match case.answer.as_str() {
            "" => answer(case.status, "", ""),
            text => json(case.status, text),
        };
        cases.iter().map(step).collect::<Vec<_>>()
    };
    let all = |client: &Client| {
        let resources = [boards, rows, docs, drive, people];
        resources
            .into_iter()
            .flat_map(|cases| cases(client))
            .collect::<Vec<_>>()
    };
    // The script must be there before the address is.
    let nowhere = crate::scripted::builder("127.0.0.1:1", crate::scripted::PAT)
        .build()
        .unwrap();
    let server = Scripted::start(script(all(&nowhere))).await;
    let mut lines = Vec::new();
    for (index, case) in all(&server.client()).into_iter().enumerate() {
        case.send
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", case.line));
        let request = server.requests().swap_remove(index);
        let table = format!("/board/{ID}/table/{ID}");
        let line = case
            .line
            .replace(" T/", &format!(" {table}/"))
            .replace(" R", &format!(" {table}/row/{ID}"));
        let (method, path) = line.split_once(' ').unwrap();
        let expected = format!("{method} /v1{path} HTTP/1.1\r\n");
        assert!(request.starts_with(&expected), "{expected}{request}");
        assert_eq!(
            request.split_once("\r\n\r\n").unwrap().1,
            case.body,
            "{line}"
        );
        assert_eq!(
            request.contains("content-type: application/json"),
            !case.body.is_empty()
        );
        lines.push(line);
    }
    for endpoint in endpoint::ALL {
        assert!(
            lines.iter().any(|line| is_of(line, endpoint)),
            "{endpoint} is not tried"
        );
    }
}

#[tokio::test]
async fn what_would_reach_another_endpoint_is_not_sent() {
    let server = Scripted::start([]).await;
    let client = server.client();
    for uid in ["", ".", ".."] {
        let error = client.booking(uid.into()).get().send().await.unwrap_err();
        assert_eq!(error.kind(), copera_api::ErrorKind::Input, "{uid}");
    }
    let unsayable = std::collections::BTreeMap::from([((1, 2), 3)]);
    let rows = client.board(id()).table(id()).rows();
    let request = rows
        .create()
        .set("c".into(), &unsayable)
        .set("c".into(), "x");
    let error = request.send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "not usable as JSON: key must be a string"
    );
    // It would arrive as nothing, and empty the cell.
    let row = client.board(id()).table(id()).row(id());
    let request = row.update().set("c".into(), &f64::NAN);
    let error = request.send().await.unwrap_err();
    assert_eq!(error.kind(), copera_api::ErrorKind::Input, "{error}");
    let conditions = vec![copera_api::filter::text(&"c".into()).is_empty(); 21];
    let filter = copera_api::filter::Filter::all(conditions);
    let error = rows.list().filter(filter).send().await.unwrap_err();
    assert_eq!(error.kind(), copera_api::ErrorKind::Input, "{error}");
    assert_eq!(server.count(), 0);
}

#[test]
fn no_password_is_shown() {
    let client = crate::scripted::builder("127.0.0.1:1", crate::scripted::PAT)
        .build()
        .unwrap();
    let rows = client.board(id()).table(id()).rows();
    let request = rows.authenticate(("c".into(), "a@b"), ("d".into(), "hunter2"));
    assert!(!format!("{request:?}").contains("hunter2"));
}
