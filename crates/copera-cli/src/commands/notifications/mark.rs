//! `copera notifications read` and `copera notifications unread`.

use clap::Args;
use copera_api::notifications::{MarkNotification, NotificationHandle};
use copera_api::{Client, NotificationId};
use copera_term::{ExitCode, Report};

use crate::commands::RunWithClient;
use crate::context::Context;
use crate::each::{Words, each};
use crate::ids;

/// Mark notifications as read
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera notifications read 64a1b2c3d4e5f60718293a4b\n  \
                        copera notifications list --all --jq '.notifications[]._id' | copera notifications read -"
)]
pub(crate) struct Read {
    /// The ids; `-` reads them from what is piped in
    #[arg(value_name = "ID")]
    ids: Vec<String>,
}

/// Mark notifications as unread
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera notifications unread 64a1b2c3d4e5f60718293a4b")]
pub(crate) struct Unread {
    /// The ids; `-` reads them from what is piped in
    #[arg(value_name = "ID")]
    ids: Vec<String>,
}

impl RunWithClient for Read {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mark = NotificationHandle::mark_read;
        run(context, client, &self.ids, mark, "read").await
    }
}

impl RunWithClient for Unread {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mark = NotificationHandle::mark_unread;
        run(context, client, &self.ids, mark, "unread").await
    }
}

const MARKED: Words = Words {
    thing: "notification",
    done: "marked",
};

async fn run(
    context: &Context,
    client: &Client,
    ids: &[String],
    mark: fn(&NotificationHandle) -> MarkNotification,
    state: &str,
) -> Result<ExitCode, Report> {
    let ids = ids::several(context, "notification", ids)?;
    let act = async |id: NotificationId| mark(&client.notification(id)).send().await;
    let outcome = each(context, MARKED, ids, act).await;
    outcome.tell(context, &format!("Marked as {state}:"), |marked| {
        marked.raw().to_vec()
    })?;
    outcome.end()
}
