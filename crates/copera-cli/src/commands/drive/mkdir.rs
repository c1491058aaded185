//! `copera drive mkdir`.

use clap::Args;
use copera_api::{Client, DriveId};
use copera_term::{ExitCode, Report};

use super::{page, record};
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::words;
use crate::{failure, ids, links, show};

/// Make a folder
///
/// If there is a folder of that name already, there are two afterwards.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera drive mkdir Plans\n  \
                        copera drive mkdir Drawings --parent 64a1b2c3d4e5f60718293a4b --jq ._id")]
pub(crate) struct Mkdir {
    /// The name
    name: String,

    /// The folder that it lies in; without it, none
    #[arg(long, value_name = "ID")]
    parent: Option<String>,
}

impl RunWithClient for Mkdir {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        if self.name.trim().is_empty() {
            let report = Report::new(words::INPUT_ERROR, "the folder's name is empty");
            return Err(report.suggest("name the folder on the command line"));
        }
        let mut request = client.drive().create_folder(self.name);
        if let Some(parent) = ids::given::<DriveId>(self.parent.as_deref())? {
            request = request.parent(parent);
        }
        let folder = request
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let link = links::link(context, client, page(&folder.kind, &folder.id)).await;
        let document = links::with_url(folder.raw(), link.as_deref());
        show::one(context, &document, || {
            record(context, &folder, link.as_deref())
        })
    }
}
