//! `copera workspace`.

use clap::Args;
use copera_api::Client;
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Record, Report, Table};

use super::RunWithClient;
use crate::context::Context;
use crate::{failure, show};

/// Show the workspace of the token
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera workspace info")]
pub(crate) struct Info {}

impl RunWithClient for Info {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let workspace = client
            .workspace()
            .info()
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        show::one(context, workspace.raw(), || {
            let mut record = Record::new();
            record.field("ID", workspace.id.as_str());
            record.field("Name", &workspace.name);
            record.field("Slug", &workspace.slug);
            record.field_if("Description", workspace.description.as_deref());
            record.field("Seats", &workspace.seats.to_string());
            record.field("Created", &show::time(&workspace.created_at));
            record.field("Updated", &show::time(&workspace.updated_at));
            record
        })
    }
}

/// List the people in the workspace
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera workspace members\n  copera workspace members --query ada --limit 10"
)]
pub(crate) struct Members {
    /// Only people whose name or e-mail address holds this text
    #[arg(long, value_name = "TEXT")]
    query: Option<String>,

    /// How many at most, 1 to 500
    #[arg(long, value_name = "NUMBER")]
    limit: Option<i64>,

    /// How many to pass over first
    #[arg(long, value_name = "NUMBER")]
    offset: Option<i64>,
}

impl RunWithClient for Members {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mut request = client.workspace().members();
        if let Some(query) = self.query.filter(|query| !query.is_empty()) {
            request = request.query(query);
        }
        // Zero and below mean "not said", as in the official tool.
        if let Some(limit) = self.limit.and_then(positive) {
            request = request.limit(limit);
        }
        if let Some(offset) = self.offset.and_then(positive).map(u64::from) {
            request = request.offset(offset);
        }
        let members = request
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let code = show::list(
            context,
            members.raw(),
            Items::Under("members"),
            "No members found.",
            || {
                let mut table = Table::new(&["ID", "NAME", "EMAIL", "TITLE", "TYPE", "STATUS"]);
                for member in &members.members {
                    table.row([
                        member.id.as_str(),
                        &member.name,
                        member.email.as_deref().unwrap_or_default(),
                        member.title.as_deref().unwrap_or_default(),
                        &member.kind,
                        &member.status,
                    ]);
                }
                table
            },
        )?;
        let shown = members.members.len() as u64;
        if context.output().mode() == Mode::Table && shown < members.total {
            context.output().note(&format!(
                "{shown} of {} members; see --offset.",
                members.total
            ));
        }
        Ok(code)
    }
}

fn positive(number: i64) -> Option<u32> {
    u32::try_from(number).ok().filter(|number| *number > 0)
}
