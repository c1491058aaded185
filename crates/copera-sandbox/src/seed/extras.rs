//! What only search finds: Ada's to-dos, her talks with the assistant, a transcription.

use super::{day, people};
use crate::{
    id::Id,
    model::{Entity, Extra},
};

/// The to-do list "Engine errands".
pub const TODO_LIST: &str = "5eed00120000000000000001";
/// Its only item, "Ask Charles about the engine".
pub const TODO_ITEM: &str = "5eed00120000000000000002";
/// The assistant's chat "Engine questions".
pub const AI_CHAT: &str = "5eed00120000000000000003";
/// A message in it.
pub const AI_CHAT_MESSAGE: &str = "5eed00120000000000000004";
/// The transcription of a call about the engine.
pub const TRANSCRIPTION: &str = "5eed00120000000000000005";

pub(super) fn extras() -> Vec<Extra> {
    let extra = |id, days, entity| Extra {
        id: Id::seeded(id),
        owner: Id::seeded(people::ADA),
        created_at: day(days, 120),
        updated_at: day(days, 120),
        entity,
    };
    let millis = |days| day(days, 0).0.as_millisecond();
    vec![
        extra(
            TODO_LIST,
            20,
            Entity::Todo {
                name: "Engine errands".to_owned(),
            },
        ),
        extra(
            TODO_ITEM,
            21,
            Entity::TodoItem {
                title: "Ask Charles about the engine".to_owned(),
                completed: false,
                list: Id::seeded(TODO_LIST),
                due_date: millis(70),
            },
        ),
        extra(
            AI_CHAT,
            22,
            Entity::AiChat {
                title: "Engine questions".to_owned(),
                last_message_at: millis(23),
            },
        ),
        extra(
            AI_CHAT_MESSAGE,
            23,
            Entity::AiChatMessage {
                content: "The engine weaves algebraic patterns.".to_owned(),
                query: "What does it do?".to_owned(),
                reasoning: String::new(),
                chat: Id::seeded(AI_CHAT),
                role: "assistant",
            },
        ),
        extra(
            TRANSCRIPTION,
            24,
            Entity::VoiceTranscription {
                title: "Weekly call".to_owned(),
                transcription: "… and the engine is nearly done.".to_owned(),
                chat_session: Id::seeded("5eed00120000000000000006"),
            },
        ),
    ]
}
