//! `copera notifications delete`.

use clap::Args;
use copera_api::{Client, Error, NotificationId};
use copera_term::{ExitCode, Report};

use crate::commands::RunWithClient;
use crate::context::Context;
use crate::each::{Words, each};
use crate::{confirm, ids, show};

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

const DELETED: Words = Words {
    thing: "notification",
    done: "deleted",
};

impl RunWithClient for Delete {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let ids = ids::several::<NotificationId>(context, "notification", &self.ids)?;
        let things = match &ids {
            ids::Several::One(id) => format!("notification {id}"),
            ids::Several::List(ids) => show::count(ids.len(), "notification"),
        };
        confirm::deletion(context, self.force, &things)?;
        let delete = async |id: NotificationId| -> Result<NotificationId, Error> {
            client.notification(id.clone()).delete().send().await?;
            Ok(id)
        };
        let outcome = each(context, DELETED, ids, delete).await;
        // What the official tool prints.
        let document = |id: &NotificationId| {
            serde_json::json!({"deleted": true, "notificationId": id}).to_string()
        };
        outcome.tell(context, "Deleted", document)?;
        outcome.end()
    }
}
