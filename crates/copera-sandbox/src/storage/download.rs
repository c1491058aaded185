//! `GET /storage/files/{fileId}`: the bytes of a file in the drive or of a finished export, or the range of them that was asked for.

use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{denial::Denial, range::Asked, sign};
use crate::{disposition, model::DriveItem, state::Shared};

pub(super) async fn serve(
    State(shared): State<Shared>,
    Path(file): Path<String>,
    request: Request,
) -> Result<Response, Denial> {
    let (headers, now) = (request.headers(), shared.clock.now());
    sign::check(request.method(), request.uri(), headers, now)?;
    let state = shared.lock();
    let exports = state.exports.iter().filter(|job| job.has_file(now));
    let mut files = state.drive.iter().chain(exports.map(|job| &job.file));
    let file = files
        .find(|item| item.id.as_str() == file)
        .ok_or(Denial::NO_FILE)?;
    let (len, etag) = (file.content.len(), format!("\"{}\"", file.content.etag()));
    Ok(match Asked::of(headers, len, &etag) {
        Asked::Everything => whole(file, &etag),
        Asked::Part(range) => {
            let place = format!("bytes {}-{}/{len}", range.start, range.end - 1);
            let body = file.content.body(range);
            let headers = described(file, &etag);
            let place = [(header::CONTENT_RANGE, place)];
            (StatusCode::PARTIAL_CONTENT, headers, place, body).into_response()
        }
        Asked::Nothing => {
            let place = [(header::CONTENT_RANGE, format!("bytes */{len}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, place).into_response()
        }
    })
}

fn whole(file: &DriveItem, etag: &str) -> Response {
    let body = file.content.body(0..file.content.len());
    (described(file, etag), body).into_response()
}

fn described(file: &DriveItem, etag: &str) -> [(header::HeaderName, String); 4] {
    let mime_type = file.mime_type.as_deref();
    // A type that was made up by the uploader may not be fit for a header.
    let mime_type = mime_type
        .filter(|text| text.bytes().all(|byte| (b' '..=b'~').contains(&byte)))
        .unwrap_or("application/octet-stream");
    [
        (header::CONTENT_TYPE, mime_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            disposition::attachment(&file.name),
        ),
        (header::ETAG, etag.to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
    ]
}
