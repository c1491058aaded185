//! Lists that come in pages: one page, or all of them as one document.

use std::borrow::Cow;
use std::collections::HashSet;

use clap::Args;
use copera_api::Error;
use copera_api::pages::{Page, Pages};
use copera_term::document::{self, Items};
use copera_term::{Mode, Report};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::context::Context;
use crate::failure;
use crate::limit::Limit;
use crate::show;

/// The flags of lists that are counted through.
#[derive(Debug, Args)]
pub(crate) struct Paging<const MOST: u32> {
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, help = Limit::<MOST>::help("How many in one answer"))]
    limit: Option<Limit<MOST>>,

    /// How many to pass over first
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    offset: Option<i64>,

    /// Everything, in as many requests as that takes
    #[arg(long)]
    pub(crate) all: bool,
}

impl<const MOST: u32> Paging<MOST> {
    pub(crate) fn limit(&self) -> Option<u32> {
        self.limit.and_then(Limit::get)
    }

    pub(crate) fn offset(&self) -> Option<u64> {
        let offset = self.offset.and_then(|offset| u64::try_from(offset).ok());
        offset.filter(|offset| *offset > 0)
    }

    /// What was left out, for people; a program finds the numbers in the document.
    pub(crate) fn note_rest(&self, context: &Context, shown: usize, total: u64, thing: &str) {
        let passed = self.offset().unwrap_or(0);
        // What was passed over is not missing.
        let reached = passed.saturating_add(shown as u64);
        if reached < total && context.output().mode() != Mode::Json {
            let rest = rest(More::Sure, self.all, passed > 0);
            let total = show::count(total, thing);
            let told = format!("{shown} of {total}{rest}.");
            context.output().note(&told);
        }
    }
}

/// Whether there is more behind what a list shows.
#[derive(Clone, Copy)]
pub(crate) enum More {
    Sure,
    Perhaps,
    Nothing,
}

/// How one comes by what a list did not show, or that nobody does: the end of a sentence. `late` is a list
/// that did not begin at its beginning.
pub(crate) fn rest(more: More, all: bool, late: bool) -> &'static str {
    match (more, all, late) {
        (More::Nothing, ..) | (More::Perhaps, true, _) => "",
        (More::Perhaps, false, _) => "; --all goes on, if there are more",
        (More::Sure, true, _) => "; the service shows no more",
        (More::Sure, false, false) => "; --all shows every one",
        (More::Sure, false, true) => "; --all goes on to the end",
    }
}

/// The pages as the service sent them: the first one, or all.
pub(crate) async fn read<P: Page>(
    context: &Context,
    pages: Pages<P>,
    all: bool,
) -> Result<Vec<Vec<u8>>, Report> {
    let read = try_read(pages, all).await;
    read.map_err(|error| failure::api(context, &error))
}

/// As [`read`], for whoever knows more of what is refused.
pub(crate) async fn try_read<P: Page>(
    mut pages: Pages<P>,
    all: bool,
) -> Result<Vec<Vec<u8>>, Error> {
    let mut read = Vec::new();
    while let Some(page) = pages.next().await {
        read.push(page?.raw().to_vec());
        if !all {
            break;
        }
    }
    Ok(read)
}

/// A list whose items stand in `field`: the document to print, and the typed view of it.
pub(crate) async fn list<P: Page>(
    context: &Context,
    pages: Pages<P>,
    field: &'static str,
    all: bool,
) -> Result<(Vec<u8>, P), Report> {
    joined_list(&read(context, pages, all).await?, field)
}

/// As [`list`], of pages that were read.
pub(crate) fn joined_list<P: Page>(
    pages: &[Vec<u8>],
    field: &'static str,
) -> Result<(Vec<u8>, P), Report> {
    let read = joined(pages, field).and_then(|document| {
        let typed = serde_json::from_slice(&document)?;
        Ok((document, typed))
    });
    read.map_err(failure::document)
}

/// What a search left out: a program finds it in the document, but in one that is a bare list there is
/// no place for it.
pub(crate) fn note_limit(context: &Context, shown: usize, total: u64, printed: Items) {
    let is_told = context.output().mode() == Mode::Json && printed != Items::Bare;
    if !is_told && (shown as u64) < total {
        let total = show::count(total, "hit");
        let told = format!("{shown} of {total}; --limit lets more through.");
        context.output().note(&told);
    }
}

/// The envelope of the last page, which knows best how it ends, around the items of all; it begins
/// where the first one began. No item comes twice, though the list may move while it is read.
fn joined(pages: &[Vec<u8>], field: &'static str) -> serde_json::Result<Vec<u8>> {
    if let [page] = pages {
        return Ok(page.clone());
    }
    let mut items = Vec::new();
    let mut seen = HashSet::new();
    let mut envelope = Vec::new();
    let mut offset = None;
    for page in pages {
        for item in document::items(page, Items::Under(field))? {
            if id(item).is_none_or(|id| seen.insert(id)) {
                items.push(item);
            }
        }
        envelope = document::entries(serde_json::from_slice(page)?)?;
        offset = offset.or_else(|| value(&envelope, "offset"));
    }
    let items = serde_json::value::to_raw_value(&items)?;
    document::object(envelope.into_iter().map(|(name, value)| {
        let value = match &*name {
            name if name == field => &*items,
            "offset" => offset.unwrap_or(value),
            _ => value,
        };
        (name, value)
    }))
}

fn value<'a>(entries: &[(Cow<'a, str>, &'a RawValue)], name: &str) -> Option<&'a RawValue> {
    let (_, value) = entries.iter().find(|(key, _)| key == name)?;
    Some(value)
}

/// What an item is recognised by.
fn id(item: &RawValue) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        #[serde(rename = "_id")]
        id: Option<String>,
        uid: Option<String>,
    }
    let named: Named = serde_json::from_str(item.get()).ok()?;
    named.id.or(named.uid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_become_one_list() {
        let pages = [
            r#"{"x":1.50,"items":[{"_id":"a","n":1.0},{"_id":"b"}],"offset":3,"more":true}"#,
            r#"{"x":1.50,"items":[{"_id":"b"},{"_id":"c"},{"n":1}],"offset":5,"more":false}"#,
        ];
        let pages = pages.map(|page| page.as_bytes().to_vec());
        assert_eq!(
            String::from_utf8(joined(&pages, "items").unwrap()).unwrap(),
            r#"{"x":1.50,"items":[{"_id":"a","n":1.0},{"_id":"b"},{"_id":"c"},{"n":1}],"offset":3,"more":false}"#
        );
        assert_eq!(joined(&pages[..1], "items").unwrap(), pages[0]);
    }
}
