//! What a person is asked, with what there is to choose from.

use copera_api::Client;
use copera_term::{Prompter, Report, escape};

use super::Defaults;
use crate::context::Context;
use crate::{client, failure};

/// Asks for a board, a table of it, and a channel; each may be passed over.
pub(super) fn defaults(context: &Context, prompter: &Prompter) -> Result<Defaults, Report> {
    let client = client::open(context)?;
    client::block_on(context, chosen(context, &client, prompter))?
}

async fn chosen(
    context: &Context,
    client: &Client,
    prompter: &Prompter,
) -> Result<Defaults, Report> {
    let failed = |error| failure::api(context, &error);
    let mut defaults = Defaults::default();

    let boards = client.boards().list().send().await.map_err(failed)?;
    let boards = boards.into_value();
    let boards = boards.into_iter().map(|board| (board.id, board.name));
    defaults.board = one(prompter, "Which board do commands act on?", boards)?;
    if let Some(board) = &defaults.board {
        let tables = client.board(board.clone()).tables().list();
        let tables = tables.send().await.map_err(failed)?.into_value();
        let tables = tables.into_iter().map(|table| (table.id, table.name));
        defaults.table = one(prompter, "Which table?", tables)?;
    }
    let channels = client.channels().list().send().await.map_err(failed)?;
    let channels = channels.into_value().channels;
    let channels = channels
        .into_iter()
        .map(|channel| (channel.id, channel.name));
    defaults.channel = one(prompter, "Which channel do messages go to?", channels)?;
    Ok(defaults)
}

/// One of these, or none, which is what Enter alone says. What there is none of is not asked for.
fn one<T: AsRef<str>>(
    prompter: &Prompter,
    question: &str,
    things: impl Iterator<Item = (T, String)>,
) -> Result<Option<T>, Report> {
    let things: Vec<_> = things.collect();
    if things.is_empty() {
        return Ok(None);
    }
    let named = things.iter().map(|(id, name)| {
        // A name must not look like a choice of its own.
        format!("{} ({})", escape::line(name), id.as_ref())
    });
    let options: Vec<_> = std::iter::once("none".to_owned()).chain(named).collect();
    let options: Vec<_> = options.iter().map(String::as_str).collect();
    let choice = prompter.choose(question, &options)?;
    let chosen = choice
        .checked_sub(1)
        .and_then(|index| things.into_iter().nth(index));
    Ok(chosen.map(|(id, _)| id))
}
