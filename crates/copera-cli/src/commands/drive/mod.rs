//! `copera drive`.

mod download;
mod download_folder;
mod get;
mod mkdir;
mod search;
mod tree;
mod upload;
mod upload_folder;

use clap::Subcommand;
use copera_api::DriveId;
use copera_api::model::{DriveItem, DriveItemKind};
use copera_term::{ExitCode, Mode, Record, Report};

use super::Run;
use crate::context::Context;
use crate::links::{self, Page};
use crate::show;

#[derive(Debug, Subcommand)]
pub(crate) enum Drive {
    Tree(tree::Tree),
    Search(search::Search),
    Get(get::Get),
    Mkdir(mkdir::Mkdir),
    Download(download::Download),
    Upload(upload::Upload),
}

impl Run for Drive {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        match self {
            Self::Tree(tree) => Run::run(tree, context),
            Self::Search(search) => Run::run(search, context),
            Self::Get(get) => Run::run(get, context),
            Self::Mkdir(mkdir) => Run::run(mkdir, context),
            Self::Download(download) => Run::run(download, context),
            Self::Upload(upload) => Run::run(upload, context),
        }
    }
}

/// Where the thing is in the web application.
pub(super) fn page<'a>(kind: &DriveItemKind, id: &'a DriveId) -> Page<'a> {
    match kind {
        DriveItemKind::Folder => Page::Folder(id),
        _ => Page::File(id),
    }
}

fn record(context: &Context, item: &DriveItem, link: Option<&str>) -> Record {
    let size = item.size.map(|size| match size {
        _ if context.output().mode() == Mode::Plain => size.to_string(),
        0..1024 => show::size(size),
        _ => format!("{} ({size} bytes)", show::size(size)),
    });
    let mut record = Record::new();
    record.field("ID", item.id.as_str());
    record.field("Name", &item.name);
    record.field("Type", &item.kind);
    record.field_if("MIME", item.mime_type.as_deref());
    record.field_if("Size", size.as_deref());
    record.field_if("Parent", item.parent.as_ref().map(AsRef::as_ref));
    record.field("Owner", item.owner.as_str());
    record.field("Created", &show::time(&item.created_at));
    record.field("Updated", &show::time(&item.updated_at));
    links::show(&mut record, link);
    record
}
