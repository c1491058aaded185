//! `copera search`.

use clap::Args;
use copera_api::Client;
use copera_api::model::{DriveItemKind, SearchEntity as Found, SearchHit, SearchResults, Unseen};
use copera_auth::{SEARCH_ENTITIES, SearchEntity};
use copera_term::document::Items;
use copera_term::{ExitCode, Report, Table};

use super::RunWithClient;
use crate::context::Context;
use crate::grants::Grants;
use crate::limit::Limit;
use crate::links::{Known, Page};
use crate::sorting::{By, Order};
use crate::{failure, limit, pages, show};

/// Where the hits stand in what is printed.
const HITS: Items = Items::Under("hits");

/// Search in everything: documents, channels, messages, files and more
///
/// The service leaves out what the token's scopes do not cover, without a word. After `copera auth scopes
/// --probe` this command says what that is. Rows, bookings and notifications are not searched.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera search engine\n  copera search engine --type document --type driveContent\n  \
                        copera search engine --sort createdAt --order asc --limit 100"
)]
pub(crate) struct Search {
    /// The words to look for
    #[arg(value_parser = limit::words)]
    query: String,

    /// Only this kind of thing; may be repeated
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', value_parser = entity)]
    types: Vec<SearchEntity>,

    /// What the hits are sorted by; without it, the service decides
    #[arg(long, value_name = "FIELD")]
    sort: Option<By>,

    /// Which way they are sorted
    #[arg(long, value_name = "ORDER")]
    order: Option<Order>,

    /// How many at most, 1 to 100
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    limit: Option<Limit<100>>,
}

impl RunWithClient for Search {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mut request = client.search(self.query);
        if !self.types.is_empty() {
            request = request.entities(self.types.iter().copied());
        }
        if let Some(by) = self.sort {
            request = request.sort_by(by.into());
        }
        if let Some(order) = self.order {
            request = request.order(order.into());
        }
        if let Some(limit) = self.limit.and_then(Limit::get) {
            request = request.limit(limit);
        }
        let grants = Grants::last(context);
        if let Some(grants) = &grants {
            request = request.granted(grants.not_missing());
        }
        let found = request
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let code = show::list(context, found.raw(), HITS, "Nothing found.", || {
            let mut table = Table::new(&["ID", "TYPE", "UPDATED", "TITLE"])
                .whole(&[2])
                .main(3);
            let known = Known::read(context);
            for hit in &found.hits {
                let updated = show::time(&hit.updated_at);
                table.row([hit.id.as_str(), &hit.entity_type, &updated, title(hit)]);
                let link = known.as_ref().and_then(|known| address(hit, known));
                table.link(link.as_deref());
            }
            table
        })?;
        pages::note_limit(context, found.hits.len(), found.total_hits, HITS);
        note_unseen(context, &found);
        Ok(code)
    }
}

/// What was not searched, as far as that is known; where nothing was found, how to learn it.
fn note_unseen(context: &Context, found: &SearchResults) {
    match &found.unseen {
        Unseen::Known(hidden) => {
            for entity in hidden {
                let scope = entity.scope.map(|scope| format!(" {scope}"));
                context.note(format!(
                    "{} was not searched, since the token lacks the scope{}",
                    entity.name,
                    scope.unwrap_or_default()
                ));
            }
        }
        Unseen::Possible(hidden) if found.hits.is_empty() && !hidden.is_empty() => {
            context.note(
                "what the token's scopes do not cover was not searched; \
                 `copera auth scopes --probe` finds out which those are"
                    .to_owned(),
            );
        }
        Unseen::Possible(_) => {}
    }
}

/// The address of a hit that has a page of its own.
fn address(hit: &SearchHit, known: &Known) -> Option<String> {
    match &hit.entity {
        Found::Document(_) => Some(known.link(Page::Doc(&hit.id.as_str().parse().ok()?))),
        Found::DriveContent(item) => {
            let id = hit.id.as_str().parse().ok()?;
            Some(known.link(match item.kind {
                Some(DriveItemKind::Folder) => Page::Folder(&id),
                _ => Page::File(&id),
            }))
        }
        _ => None,
    }
}

/// What a hit is called, or what it says where it has no name.
fn title(hit: &SearchHit) -> &str {
    let text = match &hit.entity {
        Found::Document(doc) => &doc.title,
        Found::Channel(channel) => &channel.name,
        Found::ChannelMessage(message) => &message.content,
        Found::VoiceTranscription(call) => &call.title,
        Found::DriveContent(item) => &item.name,
        Found::Todo(list) => &list.name,
        Found::TodoItem(item) => &item.title,
        Found::AiChat(chat) => &chat.title,
        Found::AiChatMessage(message) => &message.content,
        _ => &None,
    };
    text.as_deref().unwrap_or_default()
}

/// Reads the word for a kind of thing.
fn entity(word: &str) -> Result<SearchEntity, String> {
    let mut known = SEARCH_ENTITIES.into_iter();
    known.find(|entity| entity.name == word).ok_or_else(|| {
        let known: Vec<_> = SEARCH_ENTITIES.iter().map(|entity| entity.name).collect();
        format!("there are: {}", known.join(", "))
    })
}
