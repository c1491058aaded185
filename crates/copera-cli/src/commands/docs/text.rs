//! The text of a document: read, kept for a while, written, and waited for.

use std::time::Duration;

use copera_api::{Client, DocId, Error, WriteMode};
use copera_term::Report;

use crate::context::Context;
use crate::failure;
use crate::waiting::{Waiting, Written};

/// How long after a write the service may still give the old text.
const SETTLES_WITHIN: Duration = Duration::from_secs(60);

/// What a cache has under a document's name: its text, or nothing since it was written from here.
type Kept = Option<String>;

/// The text as it was read before, while that counts.
pub(super) fn kept(context: &Context, id: &DocId) -> Option<String> {
    let cache = context.cache()?;
    cache.get::<Kept>(&name(id), cache.ttl())?
}

/// Keeps a text that was read, unless a write may not show in it yet.
pub(super) fn keep(context: &Context, id: &DocId, text: &str) {
    let Some(cache) = context.cache() else {
        return;
    };
    if cache.get::<Kept>(&name(id), SETTLES_WITHIN) != Some(None) {
        cache.put(&name(id), &Some(text));
    }
}

/// Says that the text is another one from now on.
pub(super) fn forget(context: &Context, id: &DocId) {
    if let Some(cache) = context.cache() {
        cache.put(&name(id), &None::<String>);
    }
}

fn name(id: &DocId) -> String {
    format!("doc-{id}")
}

/// Reads the text from the service.
pub(super) async fn read(context: &Context, client: &Client, id: &DocId) -> Result<String, Report> {
    let text = fetch(client, id).await;
    text.map_err(|error| failure::api(context, &error))
}

/// As [`read`], for whoever has a place for the error.
pub(super) async fn fetch(client: &Client, id: &DocId) -> Result<String, Error> {
    let text = client.doc(id.clone()).content().send().await?;
    Ok(text.into_value().content)
}

/// Writes the text. The service only takes it in.
pub(super) async fn write(
    context: &Context,
    client: &Client,
    id: &DocId,
    mode: WriteMode,
    text: &str,
) -> Result<(), Report> {
    let sent = client.doc(id.clone()).write(mode, text).send().await;
    // A write that broke off may have happened as well.
    forget(context, id);
    sent.map(drop)
        .map_err(|error| failure::api(context, &error))
}

/// Waits until a write can be read back.
pub(super) async fn wait(
    context: &Context,
    client: &Client,
    id: &DocId,
    waiting: Waiting,
    (before, mode, new): (&str, WriteMode, &str),
) -> Result<(), Report> {
    let written = Written {
        before,
        mode,
        new,
        thing: &format!("the text of document {id}"),
        look: &format!("copera docs content {id} --no-cache"),
    };
    let read = async || read(context, client, id).await;
    waiting.until_read(written, read).await
}
