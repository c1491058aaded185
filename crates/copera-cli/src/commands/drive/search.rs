//! `copera drive search`.

use clap::Args;
use copera_api::Client;
use copera_api::drive::SearchDrive;
use copera_term::document::Items;
use copera_term::{ExitCode, Report, Table};

use super::page;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::links::Known;
use crate::pages;
use crate::sorting::Searching;
use crate::{failure, show};

/// Where the hits stand in what is printed.
const HITS: Items = Items::Under("hits");

/// Search in names of files and folders
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera drive search ledger\n  \
                        copera drive search plan --sort-by updatedAt --sort-order desc --limit 50")]
pub(crate) struct Search {
    #[command(flatten)]
    searching: Searching,
}

impl RunWithClient for Search {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let request = client.drive().search(&self.searching.query);
        let request = self.searching.applied(
            request,
            SearchDrive::sort_by,
            SearchDrive::order,
            SearchDrive::limit,
        );
        let found = request
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let code = show::list(context, found.raw(), HITS, "No files found.", || {
            let mut table =
                Table::new(&["ID", "NAME", "TYPE", "SIZE", "MIME", "UPDATED"]).whole(&[3, 5]);
            let known = Known::read(context);
            for item in &found.hits {
                table.row([
                    item.id.as_str(),
                    &item.name,
                    &item.kind,
                    &item
                        .size
                        .map(|size| show::bytes(context, size))
                        .unwrap_or_default(),
                    item.mime_type.as_deref().unwrap_or_default(),
                    &show::time(&item.updated_at),
                ]);
                let page = page(&item.kind, &item.id);
                table.link(known.as_ref().map(|known| known.link(page)).as_deref());
            }
            table
        })?;
        pages::note_limit(context, found.hits.len(), found.total_hits, HITS);
        Ok(code)
    }
}
