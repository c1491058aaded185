//! `copera workspace`.

use clap::Args;
use copera_api::{Client, model};
use copera_term::document::Items;
use copera_term::{ExitCode, Record, Report, Table};

use super::RunWithClient;
use crate::context::Context;
use crate::pages::{self, Paging};
use crate::{failure, people, show};

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
    after_help = "Examples:\n  copera workspace members\n  copera workspace members --query ada --limit 10\n  \
                        copera workspace members --all --jq '.members[].email'"
)]
pub(crate) struct Members {
    /// Only people whose name or e-mail address holds this text
    #[arg(long, value_name = "TEXT")]
    query: Option<String>,

    #[command(flatten)]
    paging: Paging<500>,
}

impl RunWithClient for Members {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mut request = client.workspace().members();
        if let Some(query) = self.query.filter(|query| !query.is_empty()) {
            request = request.query(query);
        }
        if let Some(limit) = self.paging.limit() {
            request = request.limit(limit);
        }
        if let Some(offset) = self.paging.offset() {
            request = request.offset(offset);
        }
        let (document, members): (_, model::Members) =
            pages::list(context, request.pages(), "members", self.paging.all).await?;
        people::keep(context, &members.members);
        let code = show::list(
            context,
            &document,
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
        self.paging
            .note_rest(context, members.members.len(), members.total, "member");
        Ok(code)
    }
}

/// List the teams in the workspace
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera workspace teams\n  copera workspace teams --query design --json"
)]
pub(crate) struct Teams {
    /// Only teams whose name holds this text
    #[arg(long, value_name = "TEXT")]
    query: Option<String>,

    #[command(flatten)]
    paging: Paging<200>,
}

impl RunWithClient for Teams {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mut request = client.workspace().teams();
        if let Some(query) = self.query.filter(|query| !query.is_empty()) {
            request = request.query(query);
        }
        if let Some(limit) = self.paging.limit() {
            request = request.limit(limit);
        }
        if let Some(offset) = self.paging.offset() {
            request = request.offset(offset);
        }
        let (document, teams): (_, model::Teams) =
            pages::list(context, request.pages(), "teams", self.paging.all).await?;
        let code = show::list(
            context,
            &document,
            Items::Under("teams"),
            "No teams found.",
            || {
                let mut table =
                    Table::new(&["ID", "NAME", "MEMBERS", "MAIN", "UPDATED"]).whole(&[2, 4]);
                for team in &teams.teams {
                    table.row([
                        team.id.as_str(),
                        &team.name,
                        &team.participants.len().to_string(),
                        if team.main { "yes" } else { "" },
                        &show::time(&team.updated_at),
                    ]);
                }
                table
            },
        )?;
        self.paging
            .note_rest(context, teams.teams.len(), teams.total, "team");
        Ok(code)
    }
}
