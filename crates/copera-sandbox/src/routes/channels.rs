//! Channels and the messages to them.

use serde::{Deserialize, Serialize};

use crate::{
    answer::{Refusal, Reply},
    call::{Call, mentions},
    id::Id,
    model::{Channel, ChannelKind, ChannelType},
    paging::Page,
    state::{SentMessage, State},
};

/// The longest search text, in characters.
const MAX_SEARCH: usize = 200;
/// The longest message, in characters.
const MAX_MESSAGE: usize = 10_000;

#[derive(Serialize)]
struct ChannelList {
    channels: Vec<Channel>,
    total: usize,
    limit: usize,
    offset: usize,
}

/// `GET /chat/channels`: those that the caller takes part in.
pub(super) fn list(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let page = Page::asked_for(call, 200)?;
    let search = call.text("q");
    if search.is_some_and(|text| text.chars().count() > MAX_SEARCH) {
        return Err(Refusal::invalid("q"));
    }
    let channel_type: Option<ChannelType> = call.word("type")?;
    let kind: Option<ChannelKind> = call.word("kind")?;
    let participant = call.query_id("participantId")?;
    let found = state
        .channels
        .iter()
        .filter(|channel| state.takes_part(&call.caller.member, channel))
        .filter(|channel| channel_type.is_none_or(|wanted| channel.r#type == wanted))
        .filter(|channel| kind.is_none_or(|wanted| channel.kind == wanted))
        .filter(|channel| {
            participant.as_ref().is_none_or(|id| {
                channel.participant_user_ids.contains(id)
                    || channel.participant_team_ids.contains(id)
            })
        })
        .filter(|channel| search.is_none_or(|text| is_about(state, channel, text)))
        .map(|channel| named_for(state, channel, &call.caller.member))
        .collect();
    let (channels, total) = page.cut(found);
    Reply::ok(&ChannelList {
        channels,
        total,
        limit: page.limit,
        offset: page.offset,
    })
}

/// Whether name, description or a participant's name or address has the text in it.
fn is_about(state: &State, channel: &Channel, text: &str) -> bool {
    let participants = channel.participant_user_ids.iter();
    let people = participants
        .filter_map(|id| state.member(id))
        .flat_map(|member| [member.name.as_str(), member.email.as_str()]);
    [channel.name.as_str()]
        .into_iter()
        .chain(channel.description.as_deref())
        .chain(people)
        .any(|words| mentions(words, Some(text)))
}

/// The channel as a member sees it: an unnamed direct message bears the other one's name.
pub(super) fn named_for(state: &State, channel: &Channel, reader: &Id) -> Channel {
    let mut channel = channel.clone();
    if channel.name.is_empty() {
        let others: Vec<_> = channel
            .participant_user_ids
            .iter()
            .filter(|id| *id != reader)
            .filter_map(|id| state.member(id))
            .map(|member| member.name.as_str())
            .collect();
        channel.name = others.join(", ");
    }
    channel
}

#[derive(Deserialize)]
struct NewMessage {
    message: Option<String>,
    name: Option<String>,
}

/// `POST /chat/channel/{channelId}/send-message`: 204; 403 where the caller takes no part.
pub(super) fn send(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let id = call.id("channelId")?;
    let author = &call.caller.member;
    let mut channels = state.channels.iter();
    let channel = channels
        .find(|channel| channel.id == id)
        .ok_or_else(|| Refusal::not_found("Channel"))?;
    if !state.takes_part(author, channel) {
        return Err(Refusal::forbidden(
            "You are not a participant of this channel",
        ));
    }
    let NewMessage { message, name } = call.json()?;
    let text = readable(message)?;
    let message = SentMessage {
        id: state.new_id().to_string(),
        channel: id.to_string(),
        author: author.to_string(),
        name,
        text,
        sent_at: call.now,
    };
    state.deliver(message);
    Ok(Reply::no_content())
}

/// The text of a message, which is neither missing nor too long.
pub(super) fn readable(message: Option<String>) -> Result<String, Refusal> {
    message
        .filter(|text| (1..=MAX_MESSAGE).contains(&text.chars().count()))
        .ok_or_else(|| Refusal::invalid("message"))
}
