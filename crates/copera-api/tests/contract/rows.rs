//! Rows, their long texts, comments and files.

use copera_api::{ErrorKind, SortOrder, WriteMode, filter, model::Visibility, transfer::Download};
use copera_sandbox::{
    WRITE_DELAY,
    seed::{
        boards, comments, files, rows,
        tables::{CONTACTS, contacts, tasks},
    },
};

use crate::{Case, case, joined::id};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = whole();
    cases.extend(texts());
    cases.extend(comments_and_files());
    cases
}

fn whole() -> Vec<Case> {
    vec![
        case!("GET /board/{boardId}/table/{tableId}/rows" ? ["filter", "q", "sort"] {} joined => {
            let moths = filter::text(&tasks::NAME.into()).contains("e");
            let list = joined.tasks().rows().list().query("the").filter(filter::Filter::all([moths]));
            let list = list.sort_by(&tasks::NAME.into(), SortOrder::Descending);
            let rows = list.send().await.unwrap();
            let numbers: Vec<_> = rows.iter().map(|row| row.number).collect();
            assert_eq!(numbers, [3, 4, 1, 5, 6]);
        }),
        case!("GET /board/{boardId}/table/{tableId}/row/{rowId}" ? [] {} joined => {
            let row = joined.task().get().send().await.unwrap();
            assert_eq!((row.number, row.cells.len()), (1, 19));
        }),
        case!("GET /board/{boardId}/table/{tableId}/row-number/{rowNumber}" ? [] {} joined => {
            let row = joined.tasks().rows().get_by_number(2).send().await.unwrap();
            assert_eq!(row.id.as_str(), rows::ORDER_GEARS);
        }),
        case!("POST /board/{boardId}/table/{tableId}/row" ? [] {"columns", "description"} joined => {
            let row = joined.tasks().rows().create().set(tasks::NAME.into(), "Polish");
            let row = row.description("until it shines").send().await.unwrap();
            let name = row.cell(&tasks::NAME.into()).unwrap().value.clone().unwrap();
            assert_eq!((row.number, name.to_string()), (7, "\"Polish\"".to_owned()));
        }),
        case!("PATCH /board/{boardId}/table/{tableId}/row/{rowId}" ? [] {"columns"} joined => {
            let row = joined.task().update().set(tasks::POINTS.into(), &21);
            let row = row.send().await.unwrap();
            let points = row.cell(&tasks::POINTS.into()).unwrap().value.clone().unwrap();
            assert_eq!(points.to_string(), "21");
        }),
        case!("DELETE /board/{boardId}/table/{tableId}/row/{rowId}" ? [] {} joined => {
            joined.task().delete().send().await.unwrap();
            joined.end();
            let error = joined.task().get().send().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::NotFound);
        }),
        case!("POST /board/{boardId}/table/{tableId}/row/authenticate" ? []
            {"identifierColumnId", "identifierColumnValue", "passwordColumnId", "passwordColumnValue"}
            joined =>
        {
            let contacts = joined.client.board(id(boards::LAUNCH)).table(id(CONTACTS));
            let request = contacts.rows().authenticate(
                (contacts::EMAIL.into(), "charles@example.com"),
                (contacts::PASSWORD.into(), rows::BABBAGES_PASSWORD),
            );
            assert_eq!(request.send().await.unwrap().id.as_str(), rows::BABBAGE);
        }),
    ]
}

fn texts() -> Vec<Case> {
    vec![
        case!("GET /board/{boardId}/table/{tableId}/row/{rowId}/md" ? [] {} joined => {
            let text = joined.task().description().send().await.unwrap();
            assert!(text.content.starts_with("# Ship it"), "{text:?}");
        }),
        case!("POST /board/{boardId}/table/{tableId}/row/{rowId}/md" ? [] {"content", "operation"} joined => {
            let write = joined.task().write_description(WriteMode::Replace, "Later");
            let told = write.send().await.unwrap();
            assert_eq!(told.success, Some(true));
        }),
        case!("GET /board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/md" ? [] {} joined => {
            let cell = joined.task().cell(tasks::NOTES.into());
            // The write before it shows by now.
            cell.write(WriteMode::Append, "And oil.").send().await.unwrap();
            joined.sandbox.clock().advance(WRITE_DELAY);
            joined.begin();
            let text = cell.content().send().await.unwrap();
            assert!(text.content.ends_with("\n\nAnd oil."), "{text:?}");
        }),
        case!("POST /board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/md" ? []
            {"content", "operation"} joined =>
        {
            let cell = joined.task().cell(tasks::NOTES.into());
            let told = cell.write(WriteMode::Prepend, "First:").send().await.unwrap();
            assert_eq!(told.success, Some(true));
        }),
    ]
}

fn comments_and_files() -> Vec<Case> {
    vec![
        case!("GET /board/{boardId}/table/{tableId}/row/{rowId}/comments" ? ["after", "visibility"] {} joined => {
            let list = joined.task().comments().list().after(&id(comments::EXTERNAL));
            let page = list.visibility(&Visibility::External).send().await.unwrap();
            assert!(page.comments.iter().all(|comment| comment.id.as_str() > comments::EXTERNAL));
            assert!(page.page_info.has_previous_page);
        }),
        case!("POST /board/{boardId}/table/{tableId}/row/{rowId}/comment" ? [] {"content", "visibility"} joined => {
            let comment = joined.task().comments().create("<b>Done</b>");
            let comment = comment.visibility(Visibility::External).send().await.unwrap();
            assert_eq!(comment.content.as_deref(), Some("<b>Done</b>"));
        }),
        case!("GET /board/{boardId}/table/{tableId}/row/{rowId}/column/{columnId}/file/{fileId}/download" ? []
            {} joined =>
        {
            let cell = joined.task().cell(tasks::FILES.into());
            let file = cell.download(&files::PACKING_LIST.into()).send().await.unwrap();
            assert_eq!(file.name().as_str(), "packing list.txt");
            assert_eq!(file.content_type(), Some("text/plain"));
            assert_eq!(fetched(file).await, b"1 mill\n1 store\n1 barrel\n");
        }),
        case!("GET /board/{boardId}/table/{tableId}/row/{rowId}/comment/{commentId}/file/{fileId}/download" ? []
            {} joined =>
        {
            let comment = joined.task().comment(id(comments::WITH_FILE));
            let file = comment.download(&files::MOTH_PHOTO.into()).send().await.unwrap();
            assert_eq!((file.name().as_str(), file.size()), ("moth.jpg", Some(12)));
            assert_eq!(fetched(file).await, b"\xff\xd8\xff\xe0moth\x00\xfe\xff\xd9");
        }),
    ]
}

async fn fetched(file: Download) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.to_writer(&mut bytes).await.unwrap();
    bytes
}
