//! Files of the service: to a path, into a folder, or to stdout.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use copera_api::transfer::{Download, Overwrite, Partial, StartDownload};
use copera_api::{Error, ErrorKind};
use copera_term::{ExitCode, Report};
use serde::Serialize;

use crate::context::Context;
use crate::{failure, show};

/// Where a file is put.
#[derive(Debug, Args)]
pub(crate) struct Destination {
    /// Put the file here, in place of one that is there, or into this folder; - is stdout
    #[arg(long, short = 'o', value_name = "PATH")]
    dest: Option<PathBuf>,

    /// Replace a file of the name that the service has for it
    #[arg(long)]
    force: bool,
}

/// What the official tool prints of a download.
#[derive(Serialize)]
struct Shape<'a> {
    file: &'a str,
    size: u64,
    path: &'a Path,
}

impl Destination {
    /// Fetches the file. It is there whole, or what was there stays.
    pub(crate) async fn fetch(
        &self,
        context: &Context,
        start: StartDownload,
    ) -> Result<ExitCode, Report> {
        let failed = |error: Error| {
            let report = failure::api(context, &error);
            match error.kind() {
                ErrorKind::Exists => report.suggest("add --force to replace it, or -o PATH"),
                _ => report,
            }
        };
        let download = start.send().await.map_err(failed)?;
        if self
            .dest
            .as_deref()
            .is_some_and(|path| path.as_os_str() == "-")
        {
            return to_stdout(download).await.map_err(failed);
        }
        let name = download.name().as_str().to_owned();
        let (path, overwrite) = self.target(&name);
        let saved = download
            .overwrite(overwrite)
            .partial(Partial::Keep)
            .to_path(path)
            .await
            .map_err(failed)?;
        let shape = Shape {
            file: &name,
            size: saved.bytes,
            path: &saved.path,
        };
        let told = format!(
            "Saved {} ({}).",
            saved.path.display(),
            show::count(saved.bytes, "byte")
        );
        show::change(context, &shape, &told)
    }

    /// A path that a person chose may be replaced; one that the service chose only if that was said.
    fn target(&self, name: &str) -> (PathBuf, Overwrite) {
        let unless_forced = if self.force {
            Overwrite::Replace
        } else {
            Overwrite::Refuse
        };
        match &self.dest {
            Some(folder) if folder.is_dir() => (folder.join(name), unless_forced),
            Some(path) => (path.clone(), Overwrite::Replace),
            None => (PathBuf::from(name), unless_forced),
        }
    }
}

/// A reader that has gone is no failure.
async fn to_stdout(download: Download) -> Result<ExitCode, Error> {
    match download.to_writer(&mut tokio::io::stdout()).await {
        Err(Error::Output { source }) if source.kind() == io::ErrorKind::BrokenPipe => {
            Ok(ExitCode::Success)
        }
        written => written.map(|_| ExitCode::Success),
    }
}
