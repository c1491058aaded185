//! Messages to one person.

use serde::{Deserialize, Serialize};

use super::channels::readable;
use crate::{
    answer::{Refusal, Reply},
    call::Call,
    id::Id,
    later::Effect,
    model::{Channel, ChannelKind, ChannelType, Time},
    state::{SentMessage, State},
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewMessage {
    user_id: Option<Id>,
    message: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Queued {
    channel_id: Id,
    queued: bool,
}

/// `POST /chat/direct-message/send-message`: 202. The channel is made or found again at once, the
/// message is in it a moment later. A message to oneself is a 400, to an unknown user a 404.
pub(super) fn send(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let NewMessage { user_id, message } = call.json()?;
    let author = &call.caller.member;
    let user = user_id
        .filter(|id| id != author)
        .ok_or_else(|| Refusal::invalid("userId"))?;
    let text = readable(message)?;
    if state.member(&user).is_none() {
        return Err(Refusal::not_found("User"));
    }
    let channel_id = between(state, call, user);
    let message = SentMessage {
        id: state.new_id().to_string(),
        channel: channel_id.to_string(),
        author: author.to_string(),
        name: None,
        text,
        sent_at: call.now,
    };
    state
        .later
        .accept(call.now, author, Effect::Message(message));
    Reply::accepted(&Queued {
        channel_id,
        queued: true,
    })
}

/// The channel of the caller and a user and nobody else.
fn between(state: &mut State, call: &Call, user: Id) -> Id {
    let pair = [call.caller.member.clone(), user];
    let mut channels = state.channels.iter();
    let known = channels.find(|channel| {
        channel.kind == ChannelKind::Dm
            && channel.participant_user_ids.len() == pair.len()
            && pair
                .iter()
                .all(|id| channel.participant_user_ids.contains(id))
    });
    if let Some(channel) = known {
        return channel.id.clone();
    }
    let id = state.new_id();
    state.channels.push(Channel {
        id: id.clone(),
        name: String::new(),
        description: None,
        r#type: ChannelType::Text,
        kind: ChannelKind::Dm,
        participant_user_ids: pair.to_vec(),
        participant_team_ids: Vec::new(),
        created_by: call.caller.member.clone(),
        last_message_at: None,
        created_at: Time(call.now),
        updated_at: Time(call.now),
    });
    id
}
