//! `copera drive get`.

use clap::Args;
use copera_api::{Client, DriveId};
use copera_term::{ExitCode, Report};

use super::{page, record};
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::{failure, ids, links, show};

/// Show what is known about a file or folder
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera drive get 64a1b2c3d4e5f60718293a4b\n  \
                        copera drive get 64a1b2c3d4e5f60718293a4b --jq .size"
)]
pub(crate) struct Get {
    /// The id of the file or folder
    id: Option<String>,
}

impl RunWithClient for Get {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id: DriveId = ids::required("file", self.id.as_deref())?;
        let item = client
            .drive_item(id)
            .get()
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let link = links::link(context, client, page(&item.kind, &item.id)).await;
        let document = links::with_url(item.raw(), link.as_deref());
        show::one(context, &document, || {
            record(context, &item, link.as_deref())
        })
    }
}
