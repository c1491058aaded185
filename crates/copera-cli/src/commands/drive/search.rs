//! `copera drive search`.

use clap::Args;
use copera_api::Client;
use copera_term::document::Items;
use copera_term::{ExitCode, Report, Table};

use super::page;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::links::Known;
use crate::pages::{self, positive};
use crate::sorting::{By, Order};
use crate::{failure, show};

/// Search in names of files and folders
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera drive search ledger\n  \
                        copera drive search plan --sort-by updatedAt --sort-order desc --limit 50")]
pub(crate) struct Search {
    /// The words to look for
    query: String,

    /// What the hits are sorted by; without it, the service decides
    #[arg(long, value_name = "FIELD")]
    sort_by: Option<By>,

    /// Which way they are sorted
    #[arg(long, value_name = "ORDER")]
    sort_order: Option<Order>,

    /// How many at most, 1 to 50
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    limit: Option<i64>,
}

impl RunWithClient for Search {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mut request = client.drive().search(self.query);
        if let Some(by) = self.sort_by {
            request = request.sort_by(by.into());
        }
        if let Some(order) = self.sort_order {
            request = request.order(order.into());
        }
        if let Some(limit) = self.limit.and_then(positive) {
            request = request.limit(limit);
        }
        let found = request
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let code = show::list(
            context,
            found.raw(),
            Items::Under("hits"),
            "No files found.",
            || {
                let mut table = Table::new(&["ID", "NAME", "TYPE", "SIZE", "MIME", "UPDATED"]);
                let known = Known::read(context);
                for item in &found.hits {
                    table.row([
                        item.id.as_str(),
                        &item.name,
                        &item.kind,
                        &item.size.map(show::size).unwrap_or_default(),
                        item.mime_type.as_deref().unwrap_or_default(),
                        &show::time(&item.updated_at),
                    ]);
                    let page = page(&item.kind, &item.id);
                    table.link(known.as_ref().map(|known| known.link(page)).as_deref());
                }
                table
            },
        )?;
        pages::note_limit(context, found.hits.len(), found.total_hits);
        Ok(code)
    }
}
