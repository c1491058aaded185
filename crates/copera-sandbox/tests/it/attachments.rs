//! Downloads of attachments.

use copera_sandbox::seed::{self, comments, files, rows, tables::tasks as t};

use crate::{
    http::{get, sandbox},
    paths::{self, NOBODY},
};

fn in_cell(column: &str, file: &str) -> String {
    let row = paths::task(rows::SHIP_THE_ENGINE);
    format!("{row}/column/{column}/file/{file}/download")
}

fn on_comment(comment: &str, file: &str) -> String {
    let row = paths::task(rows::SHIP_THE_ENGINE);
    format!("{row}/comment/{comment}/file/{file}/download")
}

#[test]
fn bytes_type_and_name() {
    let sandbox = sandbox();
    for (path, mime_type, disposition, bytes) in [
        (
            in_cell(t::FILES, files::PACKING_LIST),
            "text/plain",
            "attachment; filename=\"packing list.txt\"; filename*=UTF-8''packing%20list.txt",
            b"1 mill\n1 store\n1 barrel\n".as_slice(),
        ),
        (
            in_cell(t::FILES, files::SKETCH),
            "image/svg+xml",
            "attachment; filename=\"Skizze R_der.svg\"; filename*=UTF-8''Skizze%20R%C3%A4der.svg",
            br#"<svg xmlns="http://www.w3.org/2000/svg"/>"#,
        ),
        (
            on_comment(comments::WITH_FILE, files::MOTH_PHOTO),
            "image/jpeg",
            "attachment; filename=\"moth.jpg\"; filename*=UTF-8''moth.jpg",
            b"\xff\xd8\xff\xe0moth\x00\xfe\xff\xd9",
        ),
    ] {
        let answer = get(&sandbox, &path, seed::KEY);
        assert_eq!(
            (answer.status, answer.bytes.as_slice()),
            (200, bytes),
            "{path}"
        );
        assert_eq!(answer.header("content-type"), Some(mime_type));
        assert_eq!(answer.header("content-disposition"), Some(disposition));
    }
}

#[test]
fn files_that_are_not_there() {
    let sandbox = sandbox();
    for (path, token, status) in [
        (in_cell(t::FILES, "x"), seed::KEY, 400),
        (in_cell(t::FILES, NOBODY), seed::KEY, 404),
        (in_cell(t::NAME, files::SKETCH), seed::KEY, 400),
        (in_cell(NOBODY, files::SKETCH), seed::KEY, 404),
        (in_cell(t::FILES, files::SKETCH), seed::DOCS_ONLY_PAT, 403),
        // The file of a comment is not in the cell, and the other way round.
        (in_cell(t::FILES, files::MOTH_PHOTO), seed::KEY, 404),
        (
            on_comment(comments::WITH_FILE, files::SKETCH),
            seed::KEY,
            404,
        ),
        (
            on_comment(comments::ALL[0], files::MOTH_PHOTO),
            seed::KEY,
            404,
        ),
        (on_comment(NOBODY, files::MOTH_PHOTO), seed::KEY, 404),
        // An internal comment is not an outsider's.
        (
            on_comment(comments::WITH_FILE, files::MOTH_PHOTO),
            seed::EXTERNAL_PAT,
            404,
        ),
    ] {
        assert_eq!(get(&sandbox, &path, token).refusal().0, status, "{path}");
    }
    // The same column of another row.
    let path = in_cell(t::FILES, files::SKETCH).replace(rows::SHIP_THE_ENGINE, rows::TEST_MILL);
    assert_eq!(get(&sandbox, &path, seed::KEY).refusal().0, 404);
}
