//! Files of the service: to a path, into a folder, or to stdout.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use copera_api::transfer::{Download, Overwrite, Partial, Saved, StartDownload};
use copera_api::{Error, ErrorKind};
use copera_term::{ExitCode, Report};
use serde::Serialize;

use crate::context::Context;
use crate::transfer::Watched;
use crate::{choosing, failure, save, show};

/// Where a file is put.
#[derive(Debug, Args)]
pub(crate) struct Destination {
    /// Where it goes: a path, a folder, or - for stdout; without it, here under its own name
    #[arg(long, short = 'o', value_name = "PATH")]
    dest: Option<PathBuf>,

    /// Replace what is there
    #[arg(long)]
    pub(crate) force: bool,
}

/// What the official tool prints of a download.
#[derive(Debug, Serialize)]
pub(crate) struct Shape {
    pub(crate) file: String,
    pub(crate) size: u64,
    pub(crate) path: String,
}

impl Shape {
    /// The path as it was named, not where it leads.
    pub(crate) fn new(file: String, path: &Path, size: u64) -> Self {
        let path = path.display().to_string();
        Self { file, size, path }
    }

    fn told(&self, context: &Context) -> Result<ExitCode, Report> {
        let told = format!("Saved {} ({}).", self.path, show::size(self.size));
        show::change(context, self, &told)
    }
}

impl Destination {
    /// Fetches the file of a cell or a comment.
    pub(crate) async fn fetch(
        &self,
        context: &Context,
        start: StartDownload,
    ) -> Result<ExitCode, Report> {
        let file = start.send().await;
        let file = file.map_err(|error| failed(context, &error))?;
        self.put(context, file, Partial::Discard, failed).await
    }

    /// The path that was named, if one was.
    pub(crate) fn path(&self) -> Option<&Path> {
        let path = self.dest.as_deref();
        path.filter(|path| !path.as_os_str().is_empty())
    }

    /// Whether it goes to stdout.
    pub(crate) fn is_stdout(&self) -> bool {
        self.path().is_some_and(|path| path.as_os_str() == "-")
    }

    /// Puts the file where it was asked for. It is there whole, or what was there stays.
    pub(crate) async fn put(
        &self,
        context: &Context,
        file: Download,
        partial: Partial,
        failed: impl Fn(&Context, &Error) -> Report,
    ) -> Result<ExitCode, Report> {
        let name = file.name().to_string();
        if self.is_stdout() {
            choosing::check_file(context)?;
            let sent = to_stdout(context, file).await;
            return sent.map_err(|error| failed(context, &error));
        }
        let (path, overwrite) = self.target(&name);
        if path.metadata().is_ok_and(|found| !found.is_file()) {
            let size = to_stream(context, file, &path, failed).await?;
            return Shape::new(name, &path, size).told(context);
        }
        let saved = save(context, file.overwrite(overwrite).partial(partial), &path).await;
        let saved = saved.map_err(|error| failed(context, &error))?;
        if saved.kept > 0 {
            context.note(format!(
                "{} of it was there from before",
                show::size(saved.kept)
            ));
        }
        Shape::new(name, &path, saved.bytes).told(context)
    }

    /// A path that a person chose may be replaced; one that the service chose only if that was said.
    fn target(&self, name: &str) -> (PathBuf, Overwrite) {
        let unless_forced = if self.force {
            Overwrite::Replace
        } else {
            Overwrite::Refuse
        };
        match self.path() {
            Some(folder) if folder.is_dir() => (folder.join(name), unless_forced),
            Some(path) => (path.to_owned(), Overwrite::Replace),
            None => (PathBuf::from(name), unless_forced),
        }
    }
}

/// Saves a file, and shows how far it is.
pub(crate) async fn save(context: &Context, file: Download, path: &Path) -> Result<Saved, Error> {
    let watched = Watched::new(context, file.name().as_str());
    file.progress(watched).to_path(path).await
}

/// A reader that has gone is no failure. Beside the file itself a terminal has no room for a bar.
async fn to_stdout(context: &Context, file: Download) -> Result<ExitCode, Error> {
    let file = if context.output().stdout_is_terminal() {
        file
    } else {
        let watched = Watched::new(context, file.name().as_str());
        file.progress(watched)
    };
    match file.to_writer(&mut tokio::io::stdout()).await {
        Err(Error::Output { source }) if source.kind() == io::ErrorKind::BrokenPipe => {
            Ok(ExitCode::Success)
        }
        written => written.map(|_| ExitCode::Success),
    }
}

/// Into a pipe or a device, which nothing can take the place of.
async fn to_stream(
    context: &Context,
    file: Download,
    path: &Path,
    failed: impl Fn(&Context, &Error) -> Report,
) -> Result<u64, Report> {
    let opened = tokio::fs::OpenOptions::new().write(true).open(path).await;
    let mut stream = opened.map_err(|error| save::unwritten(path, &error))?;
    let watched = Watched::new(context, file.name().as_str());
    match file.progress(watched).to_writer(&mut stream).await {
        Err(Error::Output { source }) => Err(save::unwritten(path, &source)),
        sent => sent.map_err(|error| failed(context, &error)),
    }
}

/// What a person is told of a download that failed.
pub(crate) fn failed(context: &Context, error: &Error) -> Report {
    let report = failure::api(context, error);
    match error.kind() {
        ErrorKind::Exists => report.suggest("add --force, or name another place with -o"),
        _ => report,
    }
}
