//! Writes that are accepted now and show a moment later.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    answer::{Refusal, Reply},
    id::Id,
    model::{DriveItem, Time},
    state::{SentMessage, State},
};

/// How long after its 202 an accepted write shows, by the sandbox's [`Clock`](crate::Clock).
///
/// The service only says "shortly". Turning the clock forward by this much settles everything that
/// was accepted before.
pub const WRITE_DELAY: Duration = Duration::from_secs(2);

/// What is done to a text that is there already.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Operation {
    Replace,
    Append,
    Prepend,
}

/// The body of every Markdown write.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct TextWrite {
    pub(crate) operation: Operation,
    pub(crate) content: String,
}

impl TextWrite {
    /// The text afterwards. What is added becomes a block of its own, behind a blank line: nothing
    /// says how the service joins the pieces.
    fn apply(&self, text: &str) -> String {
        let (first, second) = match self.operation {
            Operation::Replace => return self.content.clone(),
            Operation::Append => (text, self.content.as_str()),
            Operation::Prepend => (self.content.as_str(), text),
        };
        let between = if first.is_empty() || second.is_empty() {
            ""
        } else {
            "\n\n"
        };
        format!("{first}{between}{second}")
    }
}

/// Where an accepted write goes.
#[derive(Debug, Clone)]
pub(crate) enum Effect {
    Description {
        row: Id,
        write: TextWrite,
    },
    Cell {
        row: Id,
        column: Id,
        write: TextWrite,
    },
    Doc {
        doc: Id,
        write: TextWrite,
    },
    Message(SentMessage),
    File(Box<DriveItem>),
}

impl Effect {
    /// Does it, unless its object is gone by now.
    fn happen(self, state: &mut State, now: Timestamp, author: Id) {
        match self {
            Self::Description { row, write } => {
                if let Some(row) = state.rows.get_mut(&row) {
                    row.description = write.apply(&row.description);
                    row.touch(now, author);
                }
            }
            Self::Cell { row, column, write } => {
                if let Some(row) = state.rows.get_mut(&row) {
                    let text = row.values.get(&column).and_then(Value::as_str);
                    let text = write.apply(text.unwrap_or(""));
                    row.put(column, text.into());
                    row.touch(now, author);
                }
            }
            Self::Doc { doc, write } => {
                if let Some(doc) = state.docs.iter_mut().find(|kept| kept.id == doc) {
                    doc.body = write.apply(&doc.body);
                    doc.updated_at = Time(now);
                }
            }
            Self::Message(message) => state.deliver(message),
            Self::File(file) => state.drive.push(*file),
        }
    }
}

/// Accepted writes, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Later(Vec<Accepted>);

#[derive(Debug, Clone)]
struct Accepted {
    due: Timestamp,
    author: Id,
    effect: Effect,
}

impl Later {
    pub(crate) fn accept(&mut self, now: Timestamp, author: &Id, effect: Effect) {
        self.0.push(Accepted {
            due: now.checked_add(WRITE_DELAY).unwrap_or(Timestamp::MAX),
            author: author.clone(),
            effect,
        });
    }

    /// Does what is due.
    pub(crate) fn settle(state: &mut State, now: Timestamp) {
        // The clock only goes forward, so they fall due in order.
        let due = state
            .later
            .0
            .partition_point(|accepted| accepted.due <= now);
        let due: Vec<_> = state.later.0.drain(..due).collect();
        for accepted in due {
            let Accepted {
                due,
                author,
                effect,
            } = accepted;
            effect.happen(state, due, author);
        }
    }
}

#[derive(Serialize)]
struct Queued {
    success: bool,
    message: &'static str,
}

/// The 202 of a Markdown write. Only that of documents is documented with a body; a client must
/// not need it.
pub(crate) fn queued() -> Result<Reply, Refusal> {
    Reply::accepted(&Queued {
        success: true,
        message: "Content update queued",
    })
}
