//! Multipart uploads: start, addresses for the parts, finalize.

use std::{collections::BTreeMap, ops::RangeInclusive};

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::drive::writable;
use crate::{
    answer::{Refusal, Reply},
    call::Call,
    id::Id,
    model::{DriveItem, DriveType, Time, Upload},
    state::State,
    storage::{Content, part_url},
};

/// How many parts an upload may have: the documents name no figure, object stores name this one.
const PARTS: RangeInclusive<u32> = 1..=10_000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewUpload {
    file_name: String,
    file_size: u64,
    mime_type: String,
    parent_id: Option<Id>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Started<'a> {
    upload_id: &'a str,
    file_key: &'a str,
}

/// `POST …/multipart/start`. An empty file is one too: it has a single empty part.
pub(super) fn start(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let new: NewUpload = call.json()?;
    if new.file_name.is_empty() {
        return Err(Refusal::invalid("fileName"));
    }
    writable(state, call, new.parent_id.as_ref())?;
    let nth = state.new_id();
    let upload = Upload {
        id: format!("upload-{nth}"),
        key: format!("{}/{nth}/{}", state.workspace.slug, new.file_name),
        owner: call.caller.member.clone(),
        name: new.file_name,
        size: new.file_size,
        mime_type: new.mime_type,
        parent: new.parent_id,
        parts: BTreeMap::new(),
    };
    let reply = Reply::ok(&Started {
        upload_id: &upload.id,
        file_key: &upload.key,
    });
    state.uploads.push(upload);
    reply
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    upload_id: String,
    file_key: String,
    parts: u32,
}

#[derive(Serialize)]
struct Addresses {
    parts: Vec<Address>,
}

/// The two fields are spelled differently, as on the service.
#[derive(Serialize)]
struct Address {
    #[serde(rename = "signedUrl")]
    signed_url: String,
    #[serde(rename = "PartNumber")]
    part_number: u32,
}

/// `POST …/multipart/presigned-urls`: asked again, it signs new addresses; the old ones open the
/// same parts until they expire.
pub(super) fn addresses(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let asked: Wanted = call.json()?;
    let index = find(state, call, &asked.upload_id, &asked.file_key)?;
    if !PARTS.contains(&asked.parts) {
        return Err(Refusal::invalid("parts"));
    }
    let upload = &state.uploads[index];
    let parts = (1..=asked.parts).map(|part_number| Address {
        signed_url: part_url(&state.origin, &upload.id, part_number, call.now),
        part_number,
    });
    Reply::ok(&Addresses {
        parts: parts.collect(),
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Finished {
    upload_id: String,
    file_key: String,
    parts: Vec<FinishedPart>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FinishedPart {
    part_number: u32,
    e_tag: String,
}

/// `POST …/multipart/finalize`: all parts, from 1 and ascending, each with the `ETag` that its
/// `PUT` answered, with or without its quotes; together as long as the start said. What does not
/// fit is a 400, and the upload stays open.
pub(super) fn finalize(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let finished: Finished = call.json()?;
    let index = find(state, call, &finished.upload_id, &finished.file_key)?;
    let upload = &state.uploads[index];
    check(upload, &finished.parts)?;
    writable(state, call, upload.parent.as_ref())?;
    let upload = state.uploads.swap_remove(index);
    let file = DriveItem {
        id: state.new_id(),
        name: upload.name,
        r#type: DriveType::File,
        owner: upload.owner,
        parent: upload.parent,
        mime_type: Some(upload.mime_type),
        size: Some(upload.size),
        created_at: Time(call.now),
        updated_at: Time(call.now),
        shared_with: Vec::new(),
        content: Content::of(upload.parts.into_values().collect()),
    };
    let reply = Reply::ok(&file);
    state.drive.push(file);
    reply
}

fn check(upload: &Upload, finished: &[FinishedPart]) -> Result<(), Refusal> {
    if finished.is_empty() || finished.len() != upload.parts.len() {
        return Err(Refusal::invalid("parts"));
    }
    for ((expected, part), (number, kept)) in (1..).zip(finished).zip(&upload.parts) {
        if part.part_number != expected || *number != expected {
            return Err(Refusal::invalid("parts.partNumber"));
        }
        if part.e_tag.trim_matches('"') != kept.etag {
            return Err(Refusal::invalid("parts.eTag"));
        }
    }
    let arrived: u64 = upload.parts.values().map(|part| part.len).sum();
    if arrived != upload.size {
        let message = format!("{arrived} bytes arrived, fileSize was {}", upload.size);
        return Err(Refusal::new(StatusCode::BAD_REQUEST, message));
    }
    Ok(())
}

/// Where the caller's upload is; a key that is not its own is a 400.
fn find(state: &State, call: &Call, id: &str, key: &str) -> Result<usize, Refusal> {
    let mut uploads = state.uploads.iter();
    let index = uploads
        .position(|upload| upload.id == id && upload.owner == call.caller.member)
        .ok_or_else(|| Refusal::not_found("Upload"))?;
    if state.uploads[index].key != key {
        return Err(Refusal::invalid("fileKey"));
    }
    Ok(index)
}
