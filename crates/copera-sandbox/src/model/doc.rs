//! Documents.

use serde::{Deserialize, Serialize};

use super::Time;
use crate::{id::Id, tree::Branch};

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Doc {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    pub(crate) title: String,
    pub(crate) owner: Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) icon: Option<Decoration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cover: Option<Decoration>,
    pub(crate) starred: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<Id>,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
    /// Markdown; empty when there is none.
    #[serde(skip)]
    pub(crate) body: String,
    /// The members that it is shared with.
    #[serde(skip)]
    pub(crate) participants: Vec<Id>,
}

impl Doc {
    /// Whether a member may read and write it: its owner and whom it is shared with. Sharing a
    /// document does not share those below it.
    pub(crate) fn is_open_to(&self, member: &Id) -> bool {
        self.owner == *member || self.participants.contains(member)
    }
}

impl Branch for Doc {
    fn id(&self) -> &Id {
        &self.id
    }

    fn parent(&self) -> Option<&Id> {
        self.parent.as_ref()
    }
}

/// An icon or a cover. The full set of types is not documented, so any word passes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Decoration {
    pub(crate) r#type: String,
    pub(crate) value: String,
}
