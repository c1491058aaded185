//! Global search: over what is seeded and what was written.

use copera_auth::{SEARCH_ENTITIES, SearchEntity};
use serde::Serialize;

use super::channels::named_for;
use crate::{
    access::Caller,
    answer::{Refusal, Reply},
    call::{Call, mentions},
    id::Id,
    model::{Entity, Time, reachable},
    ranking::{Ranking, wanted},
    state::State,
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    query: &'a str,
    total_hits: usize,
    processing_time_ms: u32,
    hits: Vec<Hit>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Hit {
    #[serde(flatten)]
    entity: Entity,
    #[serde(rename = "_id")]
    id: Id,
    workspace: Id,
    /// Milliseconds since 1970, here as numbers.
    created_at: i64,
    updated_at: i64,
}

/// Something that may be a hit.
struct Candidate {
    id: Id,
    created_at: Time,
    updated_at: Time,
    entity: Entity,
}

/// `GET /search`: types that the token may not read are dropped without notice; 403 when `types`
/// was given and none is left. An unknown word in `types` is a 400.
pub(super) fn everything(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let query = wanted(call)?;
    let ranking = Ranking::asked_for(call, 50, 100)?;
    let entities = readable(call)?;
    let found = entities
        .into_iter()
        .flat_map(|entity| candidates(state, &call.caller, entity.name))
        .filter(|candidate| {
            let mut words = candidate.entity.words().into_iter();
            words.any(|words| mentions(words, Some(query)))
        });
    let (found, total_hits) = ranking.cut(found.collect(), |hit| (hit.created_at, hit.updated_at));
    let hits = found.into_iter().map(|candidate| Hit {
        entity: candidate.entity,
        id: candidate.id,
        workspace: state.workspace.id.clone(),
        created_at: candidate.created_at.0.as_millisecond(),
        updated_at: candidate.updated_at.0.as_millisecond(),
    });
    Reply::ok(&Found {
        query,
        total_hits,
        processing_time_ms: 1,
        hits: hits.collect(),
    })
}

/// The types that the request asks for and the token may read.
fn readable(call: &Call) -> Result<Vec<SearchEntity>, Refusal> {
    let asked: Vec<_> = call
        .texts("types")
        .flat_map(|list| list.split(','))
        .filter(|word| !word.is_empty())
        .collect();
    let known = |word: &str| SEARCH_ENTITIES.iter().any(|entity| entity.name == word);
    if !asked.iter().all(|word| known(word)) {
        return Err(Refusal::invalid("types"));
    }
    let entities = SEARCH_ENTITIES.into_iter();
    let readable: Vec<_> = entities
        .filter(|entity| asked.is_empty() || asked.contains(&entity.name))
        .filter(|entity| entity.scope.is_none_or(|scope| call.caller.has(scope)))
        .collect();
    if readable.is_empty() {
        return Err(Refusal::forbidden(
            "You are not allowed to search these types",
        ));
    }
    Ok(readable)
}

/// Everything of a type that the caller can reach.
fn candidates(state: &State, caller: &Caller, name: &str) -> Vec<Candidate> {
    match name {
        "document" => documents(state, caller),
        "driveContent" => files(state, caller),
        "channel" => channels(state, caller),
        "channelMessage" => messages(state, caller),
        _ => extras(state, caller, name),
    }
}

fn documents(state: &State, caller: &Caller) -> Vec<Candidate> {
    let docs = state.docs.iter();
    docs.filter(|doc| doc.is_open_to(&caller.member))
        .map(|doc| Candidate {
            id: doc.id.clone(),
            created_at: doc.created_at,
            updated_at: doc.updated_at,
            entity: Entity::Document {
                title: doc.title.clone(),
                md_body: doc.body.clone(),
                owner: doc.owner.clone(),
            },
        })
        .collect()
}

fn files(state: &State, caller: &Caller) -> Vec<Candidate> {
    let items = reachable(&state.drive, &caller.member).into_iter();
    items
        .map(|(item, _)| Candidate {
            id: item.id.clone(),
            created_at: item.created_at,
            updated_at: item.updated_at,
            entity: Entity::DriveContent {
                name: item.name.clone(),
                r#type: item.r#type,
                mime_type: item.mime_type.clone(),
                size: item.size,
                user: item.owner.clone(),
            },
        })
        .collect()
}

fn channels(state: &State, caller: &Caller) -> Vec<Candidate> {
    let channels = state.channels.iter();
    channels
        .filter(|channel| state.takes_part(&caller.member, channel))
        .map(|channel| Candidate {
            id: channel.id.clone(),
            created_at: channel.created_at,
            updated_at: channel.updated_at,
            entity: Entity::Channel {
                name: named_for(state, channel, &caller.member).name,
                description: channel.description.clone(),
                r#type: channel.r#type,
                kind: channel.kind,
                created_by: channel.created_by.clone(),
            },
        })
        .collect()
}

fn messages(state: &State, caller: &Caller) -> Vec<Candidate> {
    let messages = state.messages.iter().filter_map(|message| {
        let mut channels = state.channels.iter();
        let channel = channels.find(|channel| channel.id.as_str() == message.channel)?;
        state.takes_part(&caller.member, channel).then_some(())?;
        Some(Candidate {
            id: Id::parse(&message.id)?,
            created_at: Time(message.sent_at),
            updated_at: Time(message.sent_at),
            entity: Entity::ChannelMessage {
                content: message.text.clone(),
                content_type: "text/markdown",
                author: Id::parse(&message.author)?,
                channel: channel.id.clone(),
            },
        })
    });
    messages.collect()
}

fn extras(state: &State, caller: &Caller, name: &str) -> Vec<Candidate> {
    let extras = state.extras.iter();
    extras
        .filter(|extra| extra.owner == caller.member && extra.entity.name() == name)
        .map(|extra| Candidate {
            id: extra.id.clone(),
            created_at: extra.created_at,
            updated_at: extra.updated_at,
            entity: extra.entity.clone(),
        })
        .collect()
}
