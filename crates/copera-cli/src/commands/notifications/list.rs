//! `copera notifications list`.

use clap::Args;
use copera_api::model::{Notification, Notifications};
use copera_api::{Client, Json, NotificationId};
use copera_term::document::{self, Items};
use copera_term::{ExitCode, Mode, Report, Table};
use serde::Deserialize;

use crate::commands::RunWithClient;
use crate::context::Context;
use crate::pages::More;
use crate::{ids, pages, show};

/// List your notifications, newest first
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera notifications list\n  copera notifications list --all --jq '.notifications[].type'\n  \
                        copera notifications list --after 64a1b2c3d4e5f60718293a4b"
)]
pub(crate) struct List {
    /// Go on after this one, towards older ones
    #[arg(long, value_name = "ID")]
    after: Option<String>,

    /// Go back before this one, towards newer ones
    #[arg(long, value_name = "ID")]
    before: Option<String>,

    /// Everything, in as many requests as that takes
    #[arg(long)]
    all: bool,
}

impl RunWithClient for List {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mut request = client.notifications().list();
        let after = ids::given::<NotificationId>(self.after.as_deref())?;
        let before = ids::given::<NotificationId>(self.before.as_deref())?;
        let late = after.is_some() || before.is_some();
        if let Some(after) = after {
            request = request.after(&after);
        }
        if let Some(before) = before {
            request = request.before(&before);
        }
        let (document, page): (_, Notifications) =
            pages::list(context, request.pages(), "notifications", self.all).await?;
        let code = show::list(
            context,
            &document,
            Items::Under("notifications"),
            "No notifications.",
            || {
                let headings = ["ID", "STATUS", "TYPE", "CREATED", "SENDER", "DATA"];
                let mut table = Table::new(&headings).whole(&[3]);
                for notification in &page.notifications {
                    row(&mut table, notification);
                }
                table
            },
        )?;
        if context.output().mode() != Mode::Json && !page.notifications.is_empty() {
            let (shown, all, unread) = (page.notifications.len(), page.count, page.unread_count);
            let more = if shown as u64 >= all {
                More::Nothing
            } else if late {
                // The service counts those before the first one too.
                More::Perhaps
            } else {
                More::Sure
            };
            let rest = pages::rest(more, self.all, late);
            let all = show::count(all, "notification");
            let told = format!("{shown} of {all}, {unread} unread in all{rest}.");
            context.output().note(&told);
        }
        Ok(code)
    }
}

fn row(table: &mut Table, notification: &Notification) {
    let created = notification.created_at.as_deref().map(show::time);
    let mut data = data(&notification.data);
    if let Some(count) = notification.group_count.filter(|count| *count > 1) {
        data = format!("{count} times {data}");
    }
    table.row([
        notification.id.as_str(),
        &notification.status,
        &notification.kind,
        &created.unwrap_or_default(),
        &notification.sender.as_ref().map(sender).unwrap_or_default(),
        data.trim_end(),
    ]);
}

/// Who caused it: a name if there is one, else what the service sent.
fn sender(sender: &Json) -> String {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Sender {
        Word(String),
        Person { name: String },
    }
    match sender.read() {
        Ok(Sender::Word(text) | Sender::Person { name: text }) => text,
        Err(_) if sender.is_null() => String::new(),
        Err(_) => sender.to_string(),
    }
}

/// The fields on one line; of those that hold more than one value, the name.
fn data(data: &Json) -> String {
    let raw = serde_json::from_str(data.as_str());
    let fields = raw.and_then(document::entries).unwrap_or_default();
    let told: Vec<_> = fields
        .iter()
        .map(
            |(name, value)| match (value.get(), serde_json::from_str::<String>(value.get())) {
                (_, Ok(text)) => format!("{name}={text}"),
                (many, _) if many.starts_with(['{', '[']) => name.to_string(),
                (one, _) => format!("{name}={one}"),
            },
        )
        .collect();
    told.join(" ")
}
