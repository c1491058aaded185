//! `copera channels`.

use clap::Args;
use copera_api::{ChannelId, Client};
use copera_auth::copera::DefaultId;
use copera_term::{ExitCode, Report};
use serde::Serialize;

use super::RunWithClient;
use crate::context::Context;
use crate::{content, failure, ids, show};

/// Send a message to a channel
///
/// The text is taken from the command line, or from what is piped in (`-` says so); white space around it is
/// dropped. It has 1 to 10,000 characters.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera channels message send --channel 64a1b2c3d4e5f60718293a4b \"Deployed.\"\n  \
                        git log -1 --format=%s | copera channels message send"
)]
pub(crate) struct Send {
    /// The text; several words are joined by single spaces
    text: Vec<String>,

    /// The channel's id; without it, channel_id of the profile
    #[arg(long, value_name = "ID")]
    channel: Option<String>,

    /// The name that the message is sent under
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

/// What the official tool prints for a message that was sent: the service answers with nothing.
#[derive(Serialize)]
struct Shape<'a> {
    sent: bool,
    channel: &'a str,
}

impl RunWithClient for Send {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let text = text(context, &self.text)?;
        let channel: ChannelId = ids::or_default(
            context,
            DefaultId::Channel,
            "channel",
            "--channel",
            self.channel.as_deref(),
        )?;
        let mut message = client.channel(channel.clone()).send_message(text);
        if let Some(name) = self.name.filter(|name| !name.is_empty()) {
            message = message.name(name);
        }
        message
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let shape = Shape {
            sent: true,
            channel: channel.as_str(),
        };
        show::change(context, &shape, &format!("Sent to channel {channel}."))
    }
}

/// The words of the command line, else what is piped in.
fn text(context: &Context, words: &[String]) -> Result<String, Report> {
    let from_stdin = words.is_empty() || words == ["-"];
    let text = if !from_stdin {
        words.join(" ")
    } else if context.output().stdin_is_terminal() {
        return Err(
            Report::new("input_error", ExitCode::Usage, "there is no text to send")
                .suggest("name it on the command line, or pipe it in"),
        );
    } else {
        content::piped_in()?.trim().to_owned()
    };
    if text.trim().is_empty() {
        return Err(Report::new(
            "input_error",
            ExitCode::Usage,
            "the text to send is empty",
        ));
    }
    Ok(text)
}
