//! Boards, tables, and the export of a table.

use copera_api::model::{Export, ExportFormat};
use copera_sandbox::seed::{boards, rows, tables};

use crate::{Case, case, joined::id};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case!("GET /board/list-boards" ? ["q"] {} joined => {
            let boards = joined.client.boards().list().query("launch").send().await.unwrap();
            assert_eq!(boards[0].id.as_str(), boards::LAUNCH);
        }),
        case!("GET /board/{boardId}" ? [] {} joined => {
            let board = joined.client.board(id(boards::LAUNCH)).get().send().await.unwrap();
            assert_eq!(board.name, "Product Launch");
        }),
        case!("GET /board/{boardId}/tables" ? ["q"] {} joined => {
            let tables = joined.client.board(id(boards::LAUNCH)).tables().list();
            let tables = tables.query("task").send().await.unwrap();
            assert_eq!((tables.len(), tables[0].columns.len()), (1, 19));
        }),
        case!("GET /board/{boardId}/table/{tableId}" ? [] {} joined => {
            let table = joined.tasks().get().send().await.unwrap();
            assert_eq!(table.name, "Tasks");
        }),
        case!("POST /board/{boardId}/table/{tableId}/export" ? []
            {"boardId", "columnIds", "format", "rowIds", "viewId"} joined =>
        {
            let export = joined.tasks().export(id(tables::TASKS_VIEW)).format(ExportFormat::Csv);
            let export = export.column(tables::tasks::NAME.into()).row(id(rows::ORDER_GEARS));
            let Export::Inline(file) = export.send().await.unwrap().into_value() else {
                unreachable!("a small export is in the reply");
            };
            assert_eq!(file.payload, "Name\r\nOrder brass gears\r\n");
        }),
    ]
}
