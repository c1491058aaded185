//! `PUT /storage/uploads/{uploadId}/parts/{partNumber}`: one part of an upload.

use std::{future::poll_fn, pin::Pin, sync::Arc};

use axum::{
    body::{Body, HttpBody},
    extract::{Path, Request, State},
    http::{header, request::Parts},
    response::{IntoResponse, Response},
};

use super::{blob::Incoming, denial::Denial, sign};
use crate::{
    drain::drain,
    model::Upload,
    state::{Shared, State as Everything},
};

/// Takes a part in and answers with its `ETag`.
///
/// Nothing is kept of a part that does not arrive whole. How large a part must be at least is not
/// documented, and not checked.
pub(super) async fn take(
    State(shared): State<Shared>,
    Path((id, number)): Path<(String, u32)>,
    request: Request,
) -> Result<Response, Denial> {
    let (head, mut body) = request.into_parts();
    let received = match admit(&shared, &head, &id) {
        Ok((most, incoming)) => receive(&mut body, most, incoming).await,
        Err(denial) => Err(denial),
    };
    let part = match received {
        Ok(part) => part,
        Err(denial) => {
            drain(body).await;
            return Err(denial);
        }
    };
    let etag = format!("\"{}\"", part.etag);
    // It may have been finalized in the meantime.
    find(&mut shared.lock(), &id)?.parts.insert(number, part);
    Ok([(header::ETAG, etag)].into_response())
}

/// How large the part may be, and what takes it in.
fn admit(shared: &Shared, head: &Parts, id: &str) -> Result<(u64, Incoming), Denial> {
    sign::check(&head.method, &head.uri, &head.headers, shared.clock.now())?;
    let announced = head.headers.get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|value| value.to_str().ok()?.parse().ok());
    let announced: u64 = announced.ok_or(Denial::NO_LENGTH)?;
    let mut state = shared.lock();
    let upload = find(&mut state, id)?;
    let incoming = Incoming::new(Arc::clone(&shared.spool), announced.min(upload.size));
    Ok((upload.size, incoming))
}

fn find<'a>(state: &'a mut Everything, id: &str) -> Result<&'a mut Upload, Denial> {
    let mut uploads = state.uploads.iter_mut();
    uploads
        .find(|upload| upload.id == id)
        .ok_or(Denial::NO_UPLOAD)
}

async fn receive(
    body: &mut Body,
    most: u64,
    mut incoming: Incoming,
) -> Result<super::Blob, Denial> {
    let mut received = 0;
    while let Some(frame) = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
        let frame = frame.map_err(|_| Denial::CUT_SHORT)?;
        let Some(chunk) = frame.data_ref() else {
            continue;
        };
        received += chunk.len() as u64;
        if received > most {
            return Err(Denial::TOO_LARGE);
        }
        incoming.write(chunk).await.map_err(Denial::broken)?;
    }
    incoming.finish().await.map_err(Denial::broken)
}
