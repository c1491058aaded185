//! `copera drive upload` of a folder.

use std::path::Path;

use copera_api::Client;
use copera_api::transfer::upload::{
    EntryOutcome, FolderEntry, FolderOutcome, IfExists, UploadError,
};
use copera_term::{ExitCode, Report};
use serde::Serialize;
use serde_json::value::RawValue;

use super::upload::{Settings, configured, failed, name, note_more, way_on};
use crate::context::Context;
use crate::show;
use crate::transfer::Watched;

/// The first four fields are those that the official tool's scripts know.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Done {
    files: Vec<Box<RawValue>>,
    file_count: usize,
    folder_count: usize,
    total_bytes: u64,
    /// The folder in the drive.
    folder: Option<String>,
    /// Files that were in the drive already, and were not sent.
    already_there: Vec<String>,
    left_out: Vec<LeftOut>,
}

#[derive(Debug, Serialize)]
struct LeftOut {
    path: String,
    why: String,
}

/// Sends a folder with all that is in it.
pub(super) async fn run(
    context: &Context,
    client: &Client,
    path: &Path,
    settings: Settings,
    resume: bool,
) -> Result<ExitCode, Report> {
    context.remember_way_on(way_on(resume));
    let policy = if resume {
        IfExists::Skip
    } else {
        IfExists::Add
    };
    let upload = client.drive().upload_folder(path).if_exists(policy);
    let upload = configured!(upload, settings, Watched::new(context, &name(path)));
    let outcome = upload.send().await;
    let outcome = outcome.map_err(|error| failed(context, &error, resume))?;
    let done = done(&outcome);
    for LeftOut { path, why } in &done.left_out {
        context.note(format!("{path} was left out: {why}"));
    }
    if let Some((_, error)) = outcome.failures().next() {
        let untried = |entry: &FolderEntry| matches!(entry.outcome, EntryOutcome::NotTried);
        // A folder takes one request, a file several.
        let is_folder = matches!(error, UploadError::CreateFolder { .. });
        if !is_folder || outcome.entries.iter().any(untried) {
            note_more(context, error, "those for what is in the folder");
        }
        let mut report = failed(context, error, resume);
        let failures = outcome.failures().count();
        let sent = show::counted(done.file_count, "file was", "files were");
        report.message = format!("{} ({failures} failed, {sent} sent)", report.message);
        if report.exit != ExitCode::Success {
            report = report.suggest("run it again with --resume, which passes over what is there");
        }
        return Err(report);
    }
    let told = format!(
        "Sent {} ({}), made {}; {} there already.",
        show::count(done.file_count, "file"),
        show::size(done.total_bytes),
        show::count(done.folder_count, "folder"),
        show::counted(done.already_there.len(), "file was", "files were"),
    );
    show::change(context, &done, &told)
}

fn done(outcome: &FolderOutcome) -> Done {
    let mut done = Done {
        folder: outcome.folder().map(ToString::to_string),
        ..Done::default()
    };
    for entry in &outcome.entries {
        let path = || entry.path.display().to_string();
        match &entry.outcome {
            EntryOutcome::FolderCreated(_) => done.folder_count += 1,
            EntryOutcome::Uploaded(item) => {
                done.file_count += 1;
                done.total_bytes += item.size.unwrap_or(0);
                done.files
                    .extend(serde_json::from_slice::<Box<RawValue>>(item.raw()));
            }
            EntryOutcome::AlreadyThere(_) => done.already_there.push(path()),
            EntryOutcome::LeftOut(why) => done.left_out.push(LeftOut {
                path: path(),
                why: why.to_string(),
            }),
            _ => {}
        }
    }
    done
}
