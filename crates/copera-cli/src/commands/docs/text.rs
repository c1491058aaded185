//! The text of a document: read, kept for a while, written, and waited for.

use std::time::Duration;

use copera_api::{Client, DocId, Error, WriteMode};
use copera_term::{ExitCode, Report};

use crate::context::Context;
use crate::failure;

/// How long after a write the service may still give the old text.
const SETTLES_WITHIN: Duration = Duration::from_secs(60);
/// How long it is waited before the text is read for the second time.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// The pauses grow up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

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

/// Waits until a write can be read back: the text is the one that was sent, or no longer the one
/// from before, since the service may spell Markdown in its own way.
pub(super) async fn wait(
    context: &Context,
    client: &Client,
    id: &DocId,
    before: &str,
    sent: &str,
    limit: Duration,
) -> Result<(), Report> {
    let reading = async {
        let mut pause = FIRST_PAUSE;
        loop {
            let now = read(context, client, id).await?;
            if now != before || now == sent {
                return Ok(());
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    };
    tokio::time::timeout(limit, reading)
        .await
        .unwrap_or_else(|_| Err(not_seen(id, limit)))
}

fn not_seen(id: &DocId, limit: Duration) -> Report {
    let message = format!(
        "the service took the text of document {id} in, but {limit:?} later it could not be read back yet"
    );
    let mut report = Report::new("wait_timeout", ExitCode::Failure, message).suggest(format!(
        "look with `copera docs content {id} --no-cache`, or wait longer with --wait-limit"
    ));
    report.transient = true;
    report
}
