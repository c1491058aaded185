//! `copera drive upload`.

use std::path::{Path, PathBuf};

use clap::Args;
use copera_api::transfer::upload::{Concurrency, PartSize, UploadError};
use copera_api::{Client, DriveId, ErrorKind};
use copera_term::{ExitCode, Report};

use super::{page, record, upload_folder};
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::transfer::Watched;
use crate::words;
use crate::{failure, ids, links, show};

/// Send a file, or a folder with all that is in it
///
/// A folder goes into the folder of that name in the drive, which is made if there is none. What a file
/// .coperaignore in it names, as a .gitignore does, is left out. Links are followed if they lead to something
/// inside.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera drive upload plan.pdf\n  \
                        copera drive upload film.mp4 --parent 64a1b2c3d4e5f60718293a4b --chunk-size 64MiB --resume\n  \
                        copera drive upload photos --recursive")]
pub(crate) struct Upload {
    /// The file or folder of this machine
    path: PathBuf,

    /// The folder of the drive that it goes into; without it, none
    #[arg(long, value_name = "ID")]
    parent: Option<String>,

    /// How large the parts are that are sent at a time, such as 16MiB or a number of bytes; without it,
    /// 10MiB
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    chunk_size: Option<u64>,

    /// How many parts are sent at once, 1 to 32; without it, 4
    #[arg(long, value_name = "NUMBER")]
    concurrency: Option<u64>,

    /// Go on where an upload of the same file broke off; in a folder, pass over what is there already
    #[arg(long)]
    resume: bool,

    /// Say that it is a folder (it is sent with all that is in it in any case)
    #[arg(long)]
    recursive: bool,
}

/// What uploads of files and folders have in common.
pub(super) struct Settings {
    pub(super) parent: Option<DriveId>,
    pub(super) part_size: PartSize,
    pub(super) concurrency: Concurrency,
    /// Where what an upload needs to go on is kept; `None` where it shall begin anew.
    pub(super) journals: Option<PathBuf>,
}

/// Gives the settings to an upload of either sort.
macro_rules! configured {
    ($upload:expr, $settings:expr, $watched:expr) => {{
        let settings = $settings;
        let mut upload = $upload
            .part_size(settings.part_size)
            .concurrency(settings.concurrency)
            .progress($watched);
        if let Some(parent) = settings.parent {
            upload = upload.parent(parent);
        }
        if let Some(folder) = settings.journals {
            upload = upload.journals(folder);
        }
        upload
    }};
}
pub(super) use configured;

impl RunWithClient for Upload {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let settings = self.settings(context)?;
        if self.path.as_os_str() == "-" {
            return Err(no_pipe());
        }
        let name = name(&self.path);
        if self.path.is_dir() {
            return upload_folder::run(context, client, &self.path, settings, self.resume).await;
        }
        if self.recursive && self.path.exists() {
            let message = format!("{} is no folder", self.path.display());
            return Err(Report::new(words::INPUT_ERROR, message).suggest("leave --recursive out"));
        }
        context.remember_way_on(way_on(self.resume));
        let looks_first = settings.journals.is_some();
        let upload = client.drive().upload(&self.path);
        let upload = configured!(upload, settings, Watched::new(context, &name));
        let sent = upload.send().await;
        let item = sent.map_err(|error| {
            note_more(context, &error, "the file's parts and its end");
            let report = failed(context, &error, self.resume);
            if looks_first && error.may_have_happened() {
                return report.suggest("run it again: it looks first whether the file was made");
            }
            report
        })?;
        let link = links::link(context, client, page(&item.kind, &item.id)).await;
        let document = links::with_url(item.raw(), link.as_deref());
        show::one(context, &document, || {
            record(context, &item, link.as_deref())
        })
    }
}

impl Upload {
    fn settings(&self, context: &Context) -> Result<Settings, Report> {
        let refused =
            |problem: &dyn std::fmt::Display| Report::new(words::INPUT_ERROR, problem.to_string());
        let part_size = self.chunk_size.map(PartSize::try_from).transpose();
        let concurrency = self.concurrency.map(Concurrency::try_from).transpose();
        let state = context.environment.state_dir("copera");
        let journals = state
            .filter(|_| self.resume)
            .map(|state| state.join("uploads"));
        Ok(Settings {
            parent: ids::given(self.parent.as_deref())?,
            part_size: part_size
                .map_err(|error| refused(&error))?
                .unwrap_or_default(),
            concurrency: concurrency
                .map_err(|error| refused(&error))?
                .unwrap_or_default(),
            journals,
        })
    }
}

/// The drive wants a name and the length before the first byte, and a pipe has neither.
fn no_pipe() -> Report {
    let message = "what is piped in has no name and no length, which an upload begins with";
    Report::new(words::INPUT_ERROR, message).suggest(
        "put it into a file first: `cat > NAME && copera drive upload NAME`; \
         a file that is called - is ./-",
    )
}

/// How an upload that was interrupted goes on.
pub(super) fn way_on(resume: bool) -> &'static str {
    if resume {
        "run it again to go on: what has arrived is kept"
    } else {
        "run it with --resume: then what has arrived is not sent twice"
    }
}

pub(super) fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// A rehearsal gets no further than its first request: what would have followed.
pub(super) fn note_more(context: &Context, error: &UploadError, more: &str) {
    if error.kind() == ErrorKind::Rehearsed {
        context.note(format!(
            "this is the first of several requests: {more} follow"
        ));
    }
}

pub(super) fn failed(context: &Context, error: &UploadError, resume: bool) -> Report {
    let report = failure::upload(context, error);
    if report.suggestion.is_none() && error.is_transient() && !resume {
        return report.suggest("try again with --resume");
    }
    report
}

/// Reads a number of bytes as people write it: `16MiB`, `64MB` (both by 1024, as sizes are shown), or
/// the number alone.
fn bytes(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let digits = text
        .trim_end_matches(|character: char| character.is_ascii_alphabetic() || character == ' ');
    let factor: u64 = match text[digits.len()..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => return Err("write it as in 16MiB, or as a number of bytes".to_owned()),
    };
    let number: Option<u64> = digits.parse().ok();
    number
        .and_then(|number| number.checked_mul(factor))
        .ok_or_else(|| "write it as in 16MiB, or as a number of bytes".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_people_write_them() {
        for (text, size) in [
            ("10485760", Some(10_485_760)),
            ("16MiB", Some(16 << 20)),
            ("16 mb", Some(16 << 20)),
            ("1G", Some(1 << 30)),
            ("", None),
            ("MiB", None),
            ("16 apples", None),
            ("-1", None),
            ("99999999999G", None),
        ] {
            assert_eq!(bytes(text).ok(), size, "{text}");
        }
    }
}
