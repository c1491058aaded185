//! Files and folders, and uploads on their way to become files.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::Time;
use crate::{
    id::Id,
    storage::{Blob, Content},
    tree::Branch,
};

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DriveItem {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) r#type: DriveType,
    pub(crate) owner: Id,
    /// `None`: in the root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mime_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<u64>,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
    #[serde(skip)]
    pub(crate) shared_with: Vec<(Id, Role)>,
    /// Nothing in a folder.
    #[serde(skip)]
    pub(crate) content: Content,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DriveType {
    File,
    Folder,
}

/// What a member may do with an item and everything below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// Reads and downloads.
    Viewer,
    /// Uploads and makes folders too.
    Member,
    /// Everything: the owner.
    Admin,
}

impl Branch for DriveItem {
    fn id(&self) -> &Id {
        &self.id
    }

    fn parent(&self) -> Option<&Id> {
        self.parent.as_ref()
    }
}

/// What a member can reach of a drive whose folders stand before what is in them.
pub(crate) fn reachable<'a>(drive: &'a [DriveItem], member: &Id) -> Vec<(&'a DriveItem, Role)> {
    let mut roles: HashMap<&Id, Role> = HashMap::new();
    let mut reachable = Vec::new();
    for item in drive {
        let own = (item.owner == *member).then_some(Role::Admin);
        let mut shares = item.shared_with.iter();
        let given = shares.find(|(id, _)| id == member).map(|(_, role)| *role);
        let above = item.parent.as_ref().and_then(|id| roles.get(id).copied());
        if let Some(role) = own.max(given).max(above) {
            roles.insert(&item.id, role);
            reachable.push((item, role));
        }
    }
    reachable
}

/// A multipart upload that is not finalized.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    pub(crate) id: String,
    pub(crate) key: String,
    pub(crate) owner: Id,
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) mime_type: String,
    pub(crate) parent: Option<Id>,
    /// By part number, from 1. A part that comes twice is the later one.
    pub(crate) parts: BTreeMap<u32, Blob>,
}
