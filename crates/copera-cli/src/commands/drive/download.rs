//! `copera drive download`.

use clap::Args;
use copera_api::transfer::Partial;
use copera_api::{Client, DriveId, Error, ErrorKind};
use copera_term::{ExitCode, Report};

use super::download_folder;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::download::{self, Destination};
use crate::ids;
use crate::words;

/// Fetch a file, or a folder with all that is in it
///
/// A file appears whole or not at all. One that is there already is replaced only if -o names it, or with
/// --force.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera drive download 64a1b2c3d4e5f60718293a4b\n  \
                        copera drive download 64a1b2c3d4e5f60718293a4b -o plan.pdf --resume\n  \
                        copera drive download 64a1b2c3d4e5f60718293a4b -o - | tar -t\n  \
                        copera drive download 64a1b2c3d4e5f60718293a4b --recursive -o backup"
)]
pub(crate) struct Download {
    /// The id of the file
    id: Option<String>,

    #[command(flatten)]
    to: Destination,

    /// Keep what came of a download that breaks off, and go on with it
    #[arg(long)]
    resume: bool,

    /// Fetch a folder
    #[arg(long)]
    recursive: bool,
}

impl RunWithClient for Download {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id: DriveId = ids::required("file", self.id.as_deref())?;
        let partial = if self.resume {
            Partial::Keep
        } else {
            Partial::Discard
        };
        context.remember_way_on(match partial {
            Partial::Keep => "run it again to go on: what has come is kept",
            Partial::Discard => "run it with --resume: then what has come is kept",
        });
        if self.recursive {
            if self.to.is_stdout() {
                let message = "a folder can't be written to stdout";
                return Err(
                    Report::new(words::INPUT_ERROR, message).suggest("name a folder with -o")
                );
            }
            return download_folder::run(context, client, &id, &self.to, partial).await;
        }
        let file = client.drive_item(id).download().send().await;
        let file = file.map_err(|error| failed(context, &error))?;
        self.to.put(context, file, partial, failed).await
    }
}

pub(super) fn failed(context: &Context, error: &Error) -> Report {
    let mut report = download::failed(context, error);
    if matches!(error, Error::Folder { .. }) {
        report.word = words::INVALID_OPERATION;
        return report.suggest("add --recursive to fetch a folder with all that is in it");
    }
    match error.kind() {
        ErrorKind::Interrupted | ErrorKind::Timeout | ErrorKind::Storage => {
            report.suggest("try again; with --resume what has come is kept")
        }
        _ => report,
    }
}
