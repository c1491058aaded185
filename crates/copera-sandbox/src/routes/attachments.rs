//! Downloads of the files that hang on rows and comments: the bytes themselves, no signed address.

use serde_json::Value;

use super::place;
use crate::{
    answer::{Refusal, Reply},
    call::Call,
    cells::ColumnType,
    model::{Attachment, Visibility},
    state::State,
};

/// `GET …/row/{rowId}/column/{columnId}/file/{fileId}/download`; a column of another type is a 400.
pub(super) fn of_cell(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (table, row) = place::row(state, call)?;
    let column = place::column(table, call)?;
    if column.r#type != ColumnType::File {
        return Err(Refusal::invalid("columnId"));
    }
    let id = call.id("fileId")?;
    let named = row.values.get(&column.id).and_then(Value::as_array);
    let stands_there = named.is_some_and(|files| {
        let mut files = files.iter();
        files.any(|file| file["fileId"] == id.as_str())
    });
    let mut files = state.cell_files.iter();
    let file = files.find(|file| stands_there && file.file_id == id);
    download(file)
}

/// `GET …/row/{rowId}/comment/{commentId}/file/{fileId}/download`
pub(super) fn of_comment(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (_, row) = place::row(state, call)?;
    let (id, file) = (call.id("commentId")?, call.id("fileId")?);
    let outsider = call.caller.is_external();
    let mut comments = state.comments.iter();
    let comment = comments
        .find(|comment| comment.id == id && comment.row == row.id)
        .filter(|comment| !outsider || comment.visibility == Visibility::External)
        .ok_or_else(|| Refusal::not_found("Comment"))?;
    download(
        comment
            .attachment
            .as_ref()
            .filter(|kept| kept.file_id == file),
    )
}

fn download(file: Option<&Attachment>) -> Result<Reply, Refusal> {
    let file = file.ok_or_else(|| Refusal::not_found("File"))?;
    Ok(Reply::file(file.name, file.mime_type, file.content))
}
