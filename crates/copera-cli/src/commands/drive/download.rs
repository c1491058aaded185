//! `copera drive download`.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use copera_api::transfer::{self, Overwrite, Partial, Saved};
use copera_api::{Client, DriveId, Error, ErrorKind};
use copera_term::{ExitCode, Report};
use serde::Serialize;

use super::download_folder;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::transfer::Watched;
use crate::{failure, ids, show};

/// Fetch a file, or a folder with all that is in it
///
/// The file appears whole or not at all. A file that is there already is not replaced, unless its name
/// was given with -o or --force says so.
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

    /// Where it goes: a path, a folder, or - for stdout; without it, here under its own name
    #[arg(long, short = 'o', value_name = "PATH")]
    dest: Option<PathBuf>,

    /// Replace what is there
    #[arg(long)]
    force: bool,

    /// Keep what came of a download that breaks off, and go on with it
    #[arg(long)]
    resume: bool,

    /// Fetch a folder
    #[arg(long)]
    recursive: bool,
}

/// What the official tool prints.
#[derive(Debug, Serialize)]
pub(super) struct Shape {
    pub(super) file: String,
    pub(super) size: u64,
    pub(super) path: String,
}

/// How files are fetched.
#[derive(Debug, Clone, Copy)]
pub(super) struct How {
    pub(super) force: bool,
    pub(super) resume: bool,
}

impl RunWithClient for Download {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id: DriveId = ids::required("file", self.id.as_deref())?;
        let dest = self.dest.filter(|path| !path.as_os_str().is_empty());
        let how = How {
            force: self.force,
            resume: self.resume,
        };
        let to_stdout = dest.as_deref().is_some_and(|path| path.as_os_str() == "-");
        if self.recursive {
            if to_stdout {
                let message = "a folder can't be written to stdout";
                return Err(Report::new("input_error", ExitCode::Usage, message)
                    .suggest("name a folder with -o"));
            }
            return download_folder::run(context, client, &id, dest.as_deref(), how).await;
        }
        let file = client.drive_item(id).download().send().await;
        let file = file.map_err(|error| failed(context, &error))?;
        if to_stdout {
            return stream(context, file).await;
        }
        let name = file.name().to_string();
        let (path, overwrite) = target(dest.as_deref(), &name, how.force);
        let saved = save(context, file, &path, overwrite, how).await;
        let saved = saved.map_err(|error| failed(context, &error))?;
        if saved.kept > 0 {
            context.note(format!(
                "{} of it was there from before",
                show::size(saved.kept)
            ));
        }
        let told = format!(
            "Saved {} ({}).",
            saved.path.display(),
            show::size(saved.bytes)
        );
        show::change(context, &shape(name, &saved), &told)
    }
}

/// The path that was named is the person's own word; a name of the service's is not.
fn target(dest: Option<&Path>, name: &str, force: bool) -> (PathBuf, Overwrite) {
    let ours = if force {
        Overwrite::Replace
    } else {
        Overwrite::Refuse
    };
    match dest {
        None => (name.into(), ours),
        Some(folder) if folder.is_dir() => (folder.join(name), ours),
        Some(path) => (path.to_owned(), Overwrite::Replace),
    }
}

pub(super) async fn save(
    context: &Context,
    file: transfer::Download,
    path: &Path,
    overwrite: Overwrite,
    how: How,
) -> Result<Saved, Error> {
    let partial = if how.resume {
        Partial::Keep
    } else {
        Partial::Discard
    };
    let name = file.name().to_string();
    let file = file.overwrite(overwrite).partial(partial);
    file.progress(Watched::new(context, &name))
        .to_path(path)
        .await
}

pub(super) fn shape(file: String, saved: &Saved) -> Shape {
    Shape {
        file,
        size: saved.bytes,
        path: saved.path.display().to_string(),
    }
}

async fn stream(context: &Context, file: transfer::Download) -> Result<ExitCode, Report> {
    let watched = Watched::new(context, file.name().as_str());
    let written = file
        .progress(watched)
        .to_writer(&mut tokio::io::stdout())
        .await;
    match written {
        // A reader that has seen enough is no failure.
        Err(Error::Output { source }) if source.kind() == io::ErrorKind::BrokenPipe => {
            Ok(ExitCode::Success)
        }
        Err(error) => Err(failed(context, &error)),
        Ok(_) => Ok(ExitCode::Success),
    }
}

pub(super) fn failed(context: &Context, error: &Error) -> Report {
    let mut report = failure::api(context, error);
    if matches!(error, Error::Folder { .. }) {
        report.word = "invalid_operation";
        return report.suggest("add --recursive to fetch a folder with all that is in it");
    }
    match error.kind() {
        ErrorKind::Exists => report.suggest("add --force, or name another place with -o"),
        ErrorKind::Interrupted | ErrorKind::Timeout | ErrorKind::Storage => {
            report.suggest("try again; with --resume what has come is kept")
        }
        _ => report,
    }
}
