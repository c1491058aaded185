//! `copera channels list`.

use clap::Args;
use copera_api::model::Channels;
use copera_api::{Client, UserId};
use copera_term::document::Items;
use copera_term::{ExitCode, Report, Table};

use crate::commands::RunWithClient;
use crate::context::Context;
use crate::pages::{self, Paging};
use crate::{ids, limit, show};

/// List the channels that the token reaches
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera channels list\n  copera channels list --kind dm --query ada\n  \
                        copera channels list --all --output plain | cut -f1,2"
)]
pub(crate) struct List {
    /// Only channels where name, description or a participant matches
    #[arg(long, value_name = "TEXT", value_parser = limit::short)]
    query: Option<String>,

    /// Only channels for this, such as text or voice
    #[arg(long = "type", value_name = "TYPE")]
    channel_type: Option<String>,

    /// Only groups' channels (group), or only direct messages (dm)
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// Only channels that this user or team takes part in
    #[arg(long, value_name = "ID")]
    participant: Option<String>,

    #[command(flatten)]
    paging: Paging<200>,
}

impl RunWithClient for List {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        let mut request = client.channels().list();
        if let Some(query) = given(self.query) {
            request = request.query(query);
        }
        if let Some(word) = given(self.channel_type) {
            request = request.channel_type(&word.as_str().into());
        }
        if let Some(word) = given(self.kind) {
            request = request.kind(&word.as_str().into());
        }
        // A team's id goes the same way: the service takes either in one parameter.
        if let Some(participant) = ids::given::<UserId>(self.participant.as_deref())? {
            request = request.participant(&participant);
        }
        if let Some(limit) = self.paging.limit() {
            request = request.limit(limit);
        }
        if let Some(offset) = self.paging.offset() {
            request = request.offset(offset);
        }
        let (document, channels): (_, Channels) =
            pages::list(context, request.pages(), "channels", self.paging.all).await?;
        let code = show::list(
            context,
            &document,
            Items::Under("channels"),
            "No channels found.",
            || {
                let mut table = Table::new(&["ID", "NAME", "TYPE", "KIND", "UPDATED"]).whole(&[4]);
                for channel in &channels.channels {
                    table.row([
                        channel.id.as_str(),
                        &channel.name,
                        &channel.channel_type,
                        &channel.kind,
                        &show::time(&channel.updated_at),
                    ]);
                }
                table
            },
        )?;
        self.paging
            .note_rest(context, channels.channels.len(), channels.total, "channel");
        Ok(code)
    }
}
