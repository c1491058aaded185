//! The object store behind the drive: what signed addresses lead to.
//!
//! It lies outside the API, takes no bearer, and refuses as object stores do: in XML.

mod blob;
mod content;
mod denial;
mod download;
mod part;
mod range;
mod sign;
mod spool;

use axum::{
    Router,
    routing::{get, put},
};

pub(crate) use blob::Blob;
pub(crate) use content::Content;
pub use sign::SIGNED_URL_LIFE;
pub(crate) use sign::{file_url, part_url};
pub(crate) use spool::Spool;

use crate::state::Shared;

pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .route(
            "/storage/uploads/{uploadId}/parts/{partNumber}",
            put(part::take),
        )
        .route("/storage/files/{fileId}", get(download::serve))
}
