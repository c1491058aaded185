//! `copera init`: settings for a folder, in a file that may be shared.

mod ask;
mod check;

use std::path::PathBuf;

use clap::Args;
use copera_api::{BoardId, ChannelId, DocId, TableId};
use copera_auth::layout::FileRule;
use copera_auth::{Existing, FileStore};
use copera_term::{ExitCode, Prompter, Report, nobody_to_ask};
use serde::Serialize;

use super::Run;
use crate::context::Context;
use crate::files::Place;
use crate::words;
use crate::{failure, ids, show};

/// Write a .copera.toml for this folder
///
/// It says which board, table, channel and document commands act on when they are not told. On a terminal it
/// shows what there is, and asks. With a flag it asks nothing; the board, and that the table is in it, are
/// checked with the service if it can be asked. The file never holds a token, so it may be committed.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera init\n  copera init --board 64a1b2c3d4e5f60718293a4b --table 64a1b2c3d4e5f60718293a4d\n  \
                        copera init --profile work --channel 64a1b2c3d4e5f60718293a4f --force"
)]
pub(crate) struct Init {
    /// The board of `tables` and `rows`
    #[arg(long, value_name = "ID")]
    board: Option<String>,

    /// The table of `rows`
    #[arg(long, value_name = "ID")]
    table: Option<String>,

    /// The channel of `channels message send`
    #[arg(long, value_name = "ID")]
    channel: Option<String>,

    /// The document of `docs get` and `docs content`
    #[arg(long, value_name = "ID")]
    doc: Option<String>,

    /// Replace a .copera.toml that is there already, with all that it says
    #[arg(long)]
    force: bool,
}

/// What commands are to act on when they are not told.
#[derive(Debug, Default)]
struct Defaults {
    board: Option<BoardId>,
    table: Option<TableId>,
    channel: Option<ChannelId>,
    doc: Option<DocId>,
}

impl Defaults {
    /// The keys of a profile, with what each is set to.
    fn values(&self) -> Vec<(&'static str, &str)> {
        let values = [
            (
                "profiles.*.board_id",
                self.board.as_ref().map(BoardId::as_str),
            ),
            (
                "profiles.*.table_id",
                self.table.as_ref().map(TableId::as_str),
            ),
            (
                "profiles.*.channel_id",
                self.channel.as_ref().map(ChannelId::as_str),
            ),
            ("profiles.*.doc_id", self.doc.as_ref().map(DocId::as_str)),
        ];
        let said = |(key, value): (&'static str, Option<_>)| Some((key, value?));
        values.into_iter().filter_map(said).collect()
    }
}

/// What stands in the file besides.
const TEXT: &str = "\
# Settings of `copera` for this folder and those below it. They are for everybody who works here: no token
# belongs into this file. Yours goes into ~/.copera.toml or .copera.local.toml; `copera auth login` sees to that.
# `copera help config` explains every key, `copera config list --show-origin` shows what is in force.

# How results are printed where a command is not told: auto, json, ndjson, table or plain; and when to colour:
# auto, always or never.
[output]
# format = \"auto\"
# color = \"auto\"

# What commands act on where they are not told, by profile: board_id for `tables` and `rows`, table_id for
# `rows`, channel_id for `channels message send`, doc_id for `docs get` and `docs content`.
";

#[derive(Serialize)]
struct Shape {
    file: String,
    profile: String,
}

impl Run for Init {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let (rule, path) = target(context)?;
        let profile = context.config().profile();
        let profile = profile.map_err(|error| failure::config(&context.environment, error))?;
        let existing = if self.force {
            Existing::Replace
        } else {
            Existing::Keep
        };
        // Nobody shall answer questions for a file that is not written in the end.
        if !self.force && path.symlink_metadata().is_ok() {
            return Err(failure::store(&copera_auth::StoreError::Exists { path }));
        }
        let flags = Defaults {
            board: ids::given(self.board.as_deref())?,
            table: ids::given(self.table.as_deref())?,
            channel: ids::given(self.channel.as_deref())?,
            doc: ids::given(self.doc.as_deref())?,
        };
        let defaults = if flags.values().is_empty() {
            let prompter = Prompter::new(*context.output()).ok_or_else(non_interactive)?;
            ask::defaults(context, &prompter)?
        } else {
            check::there(context, flags.board.as_ref(), flags.table.as_ref())?;
            flags
        };
        let layout = context.config().stack().layout();
        FileStore::new(layout, rule, &path, &context.environment)
            .create(TEXT, &profile.value, &defaults.values(), existing)
            .map_err(|error| failure::store(&error))?;
        note_hidden(context, &path);
        let shown = context.environment.display_path(&path);
        let shape = Shape {
            file: path.display().to_string(),
            profile: profile.value,
        };
        let sentence = format!("Wrote {shown}. It holds no token, and may be committed.");
        show::change(context, &shape, &sentence)
    }
}

fn non_interactive() -> Report {
    nobody_to_ask("`copera init`", "a board, a table and a channel")
        .suggest("say which with --board, --table, --channel or --doc")
}

/// The file of this very folder, whichever folder's file is in force so far.
fn target(context: &Context) -> Result<(&'static FileRule, PathBuf), Report> {
    let folder = context.environment.current_dir().ok_or_else(|| {
        let message = "the current directory is not known";
        Report::new(words::FILE_ERROR, message).suggest("go to a folder that exists")
    })?;
    if context.environment.home() == Some(folder) {
        let message = "this folder's own file is the home file, which may hold tokens";
        return Err(Report::new(words::FILE_ERROR, message)
            .suggest("go to the project's folder, or use `copera config set`"));
    }
    let rule = Place::Project.layer(context)?.rule;
    Ok((rule, folder.join(rule.name)))
}

/// Only the files of one folder count: those of a parent do so no more.
fn note_hidden(context: &Context, path: &std::path::Path) {
    for place in [Place::Local, Place::Project] {
        if let Ok(layer) = place.layer(context)
            && layer.is_read()
            && layer.path.parent() != path.parent()
        {
            let hidden = context.environment.display_path(&layer.path);
            context.note(format!("{hidden} does not count in this folder any more"));
        }
    }
}
