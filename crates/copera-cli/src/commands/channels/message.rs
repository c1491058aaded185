//! `copera channels message`.

use std::path::Path;

use clap::{Args, Subcommand};
use copera_api::{ChannelId, Client, UserId};
use copera_auth::Surface;
use copera_auth::copera::DefaultId;
use copera_term::{ExitCode, Report};
use serde::Serialize;

use crate::commands::{Run, RunWithClient};
use crate::context::Context;
use crate::words;
use crate::{client, content, failure, ids, show};

#[derive(Debug, Subcommand)]
pub(crate) enum Message {
    Send(Send),
}

impl Run for Message {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let Self::Send(send) = self;
        Run::run(send, context)
    }
}

/// Send a message to a channel, or to one person
///
/// The text is taken from the command line, or from what is piped in (`-` says so); white space around it is
/// dropped. It has 1 to 10,000 characters. A message to one person is delivered a moment later.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera channels message send --channel 64a1b2c3d4e5f60718293a4b \"Deployed.\"\n  \
                        git log -1 --format=%s | copera channels message send\n  \
                        copera channels message send --user 64a1b2c3d4e5f60718293a4b \"Lunch?\""
)]
pub(crate) struct Send {
    /// The text; several words are joined by single spaces
    text: Vec<String>,

    /// The channel's id; without it, channel_id of the profile
    #[arg(long, value_name = "ID")]
    channel: Option<String>,

    /// The id of the person to write to, instead of a channel
    #[arg(long, value_name = "ID")]
    user: Option<String>,

    /// The name that the message to a channel is sent under
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

/// What the official tool prints for a message to a channel: the service answers with nothing.
#[derive(Serialize)]
struct ToChannel<'a> {
    sent: bool,
    channel: &'a str,
}

/// What the official tool prints for a message to one person.
#[derive(Serialize)]
struct ToUser<'a> {
    sent: bool,
    user: &'a str,
    channel: Option<&'a str>,
    queued: bool,
}

impl RunWithClient for Send {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let text = text(context, &self.text)?;
        note_file(context, &self.text);
        let name = self.name.filter(|name| !name.is_empty());
        if let Some(user) = ids::given::<UserId>(self.user.as_deref())? {
            let clashing = [
                ("--channel", self.channel.is_some_and(|id| !id.is_empty())),
                ("--name", name.is_some()),
            ];
            if let Some((flag, _)) = clashing.iter().find(|(_, given)| *given) {
                let message = format!("--user and {flag} don't go together");
                return Err(Report::new(words::INPUT_ERROR, message)
                    .suggest(format!("leave one of them out: {flag} is for channels")));
            }
            return to_user(context, client, &user, text).await;
        }
        let channel: ChannelId = ids::or_default(
            context,
            DefaultId::Channel,
            "channel",
            "--channel",
            self.channel.as_deref(),
        )?;
        to_channel(context, client, &channel, text, name).await
    }
}

async fn to_channel(
    context: &Context,
    client: &Client,
    channel: &ChannelId,
    text: String,
    name: Option<String>,
) -> Result<ExitCode, Report> {
    let mut message = client.channel(channel.clone()).send_message(text);
    if let Some(name) = name {
        message = message.name(name);
    }
    let sent = message.send().await;
    sent.map_err(|error| failure::api(context, &error))?;
    let shape = ToChannel {
        sent: true,
        channel: channel.as_str(),
    };
    show::change(context, &shape, &format!("Sent to channel {channel}."))
}

async fn to_user(
    context: &Context,
    client: &Client,
    user: &UserId,
    text: String,
) -> Result<ExitCode, Report> {
    client::note_unsettled(context, client, Surface::DirectMessages);
    let queued = client.user(user.clone()).send_message(text).send().await;
    let queued = queued.map_err(|error| failure::api(context, &error))?;
    let shape = ToUser {
        sent: true,
        user: user.as_str(),
        channel: queued.channel_id.as_ref().map(AsRef::as_ref),
        queued: queued.queued.unwrap_or(true),
    };
    show::change(context, &shape, &format!("Queued for user {user}."))
}

/// Messages begin with `@name`, so `@file` is what it says here. Whoever has such a file may have meant it.
fn note_file(context: &Context, words: &[String]) {
    let [word] = words else { return };
    let file = word
        .strip_prefix('@')
        .filter(|file| Path::new(file).is_file());
    if let Some(file) = file {
        context.note(format!(
            "`{word}` was taken for the text itself; `copera channels message send - <{file}` sends what the file holds"
        ));
    }
}

/// The words of the command line, else what is piped in.
fn text(context: &Context, words: &[String]) -> Result<String, Report> {
    let from_stdin = words.is_empty() || words == ["-"];
    let text = if !from_stdin {
        words.join(" ")
    } else if context.output().stdin_is_terminal() {
        return Err(Report::new(words::INPUT_ERROR, "there is no text to send")
            .suggest("name it on the command line, or pipe it in, as `- <FILE` does"));
    } else {
        content::piped_in()?.trim().to_owned()
    };
    if text.trim().is_empty() {
        return Err(Report::new(words::INPUT_ERROR, "the text to send is empty"));
    }
    Ok(text)
}
