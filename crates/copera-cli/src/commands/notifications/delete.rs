//! `copera notifications delete`.

use clap::Args;
use copera_api::{Client, Error, NotificationId};
use copera_term::{ExitCode, Report};

use super::several;
use crate::commands::RunWithClient;
use crate::confirm;
use crate::context::Context;

/// Delete notifications
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera notifications delete 64a1b2c3d4e5f60718293a4b\n  \
                        copera notifications delete --force - < ids.txt"
)]
pub(crate) struct Delete {
    /// The ids; `-` reads them from what is piped in
    #[arg(value_name = "ID")]
    ids: Vec<String>,

    /// Ask nothing
    #[arg(long)]
    force: bool,
}

impl RunWithClient for Delete {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let ids = several::named(&self.ids)?;
        let things = match ids.as_slice() {
            [id] => format!("notification {id}"),
            ids => format!("{} notifications", ids.len()),
        };
        confirm::deletion(context, self.force, &things)?;
        let act = async |id: NotificationId| -> Result<String, Error> {
            client.notification(id.clone()).delete().send().await?;
            // What the official tool prints.
            let done = serde_json::json!({"deleted": true, "notificationId": id});
            Ok(done.to_string())
        };
        several::each(context, ids, act)
            .await
            .tell(context, "Deleted")
    }
}
