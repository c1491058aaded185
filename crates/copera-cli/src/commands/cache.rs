//! `copera cache`.

use std::io;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use copera_term::document::Items;
use copera_term::{ExitCode, Record, Report};
use serde::Serialize;

use super::Run;
use crate::cache::everything::{self, Amount};
use crate::context::Context;
use crate::words;
use crate::{failure, show};

#[derive(Debug, Subcommand)]
pub(crate) enum Cache {
    Status(Status),
    Clean(Clean),
}

impl Run for Cache {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        match self {
            Self::Status(status) => status.run(context),
            Self::Clean(clean) => clean.run(context),
        }
    }
}

/// Show where answers of the service are kept, and how much there is
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera cache status\n  copera cache status --jq .path")]
pub(crate) struct Status {}

/// Remove what was kept
///
/// Only what this program wrote goes: anything else in the folder stays.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera cache clean")]
pub(crate) struct Clean {}

#[derive(Serialize)]
struct StatusShape {
    path: String,
    files: u64,
    bytes: u64,
}

#[derive(Serialize)]
struct CleanShape {
    cleaned: bool,
    files: u64,
    bytes: u64,
}

impl Run for Status {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let path = folder(context)?;
        let Amount { files, bytes } = everything::count(&path, context.environment.user())
            .map_err(|error| failed(context, &path, "read", &error))?;
        let shape = StatusShape {
            path: path.display().to_string(),
            files,
            bytes,
        };
        show::ours(context, &shape, Items::One, |output, to| {
            let mut record = Record::new();
            record.field("Path", &show::path(context, &path));
            record.field("Files", &files.to_string());
            record.field("Size", &show::bytes(context, bytes));
            record.write(output, to)
        })
    }
}

impl Run for Clean {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let path = folder(context)?;
        let Amount { files, bytes } = everything::remove(&path, context.environment.user())
            .map_err(|error| failed(context, &path, "clean", &error))?;
        let shape = CleanShape {
            cleaned: true,
            files,
            bytes,
        };
        let (files, size) = (show::count(files, "file"), show::size(bytes));
        show::change(context, &shape, &format!("Removed {files}, {size}."))
    }
}

fn folder(context: &Context) -> Result<PathBuf, Report> {
    let folder = context.config().cache_dir();
    let folder = folder.map_err(|error| failure::config(&context.environment, error))?;
    folder.map(|folder| folder.value).ok_or_else(|| {
        let message = "there is no cache: the home directory is not known";
        Report::new(words::CACHE_ERROR, message).suggest("set HOME")
    })
}

fn failed(context: &Context, path: &std::path::Path, verb: &str, error: &io::Error) -> Report {
    let shown = context.environment.display_path(path);
    let message = format!("can't {verb} the cache at {shown}: {error}");
    Report::new(words::CACHE_ERROR, message)
        .suggest("it must be a folder of yours that nobody else can write into, and no link")
}
