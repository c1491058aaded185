//! What lies in a folder of the drive already.

use std::path::Path;

use super::UploadError;
use crate::{
    Client, DriveId, Error, SortBy, SortOrder,
    model::{DriveItem, DriveItemKind, TreeNode},
};

/// How many files and folders one answer has at most. What is beyond them in the same folder can't
/// be listed by any further call.
const LISTED: u64 = 500;
/// How many hits a search may have.
const SEARCHED: u32 = 50;
/// The ends of all hits that a search can show: the first of each order. It begins with what a name
/// that is a part of others is likely to be: as old as they are, or the newest.
const ENDS: [(SortBy, SortOrder); 4] = [
    (SortBy::CreatedAt, SortOrder::Descending),
    (SortBy::CreatedAt, SortOrder::Ascending),
    (SortBy::UpdatedAt, SortOrder::Descending),
    (SortBy::UpdatedAt, SortOrder::Ascending),
];

/// The contents of a folder of the drive, or of its top.
#[derive(Debug)]
pub(super) struct Listing {
    client: Client,
    folder: Option<DriveId>,
    nodes: Vec<TreeNode<DriveItem>>,
    /// Whether the folder has more than could be listed.
    cut: bool,
}

impl Listing {
    /// The contents of a folder that was just made.
    pub(super) fn of_new(client: &Client, folder: DriveId) -> Self {
        Self {
            client: client.clone(),
            folder: Some(folder),
            nodes: Vec::new(),
            cut: false,
        }
    }

    /// Asks for the contents of a folder.
    pub(super) async fn read(client: &Client, folder: Option<DriveId>) -> Result<Self, Error> {
        let mut request = client.drive().tree().depth(1);
        if let Some(id) = &folder {
            request = request.parent(id);
        }
        let tree = request.send().await?.into_value();
        let full = tree.total >= LISTED;
        let (mut nodes, left_out) = (tree.root, tree.next_parent_ids);
        if let Some(id) = &folder
            && let Some(itself) = nodes.iter().position(|node| node.id == *id)
        {
            nodes = nodes.swap_remove(itself).children;
        }
        let cut = full || folder.as_ref().is_some_and(|id| left_out.contains(id));
        Ok(Self {
            client: client.clone(),
            folder,
            nodes,
            cut,
        })
    }

    /// The folder of this name; the first one where there are several.
    pub(super) async fn folder(&self, name: &str) -> Result<Found, Error> {
        self.find(name, &DriveItemKind::Folder, None).await
    }

    /// The files of this name and size.
    pub(super) async fn files(&self, name: &str, size: u64) -> Result<Found, Error> {
        self.find(name, &DriveItemKind::File, Some(size)).await
    }

    async fn find(
        &self,
        name: &str,
        kind: &DriveItemKind,
        size: Option<u64>,
    ) -> Result<Found, Error> {
        let fits = |item: &DriveItem| {
            item.name == name && item.kind == *kind && (size.is_none() || size == item.size)
        };
        let listed = self.nodes.iter().filter(|node| {
            // At the top stand things of folders that the user can't see, too.
            fits(&node.item) && (self.folder.is_some() || node.parent.is_none())
        });
        let mut found = Found {
            ids: listed.map(|node| node.id.clone()).collect(),
            hidden: None,
        };
        if !self.cut {
            return Ok(found);
        }
        for (by, order) in ENDS {
            let search = self.client.drive().search(name).limit(SEARCHED);
            let search = search.sort_by(by).order(order).send().await?.into_value();
            let seen = search.hits.len() as u64;
            let hits = search.hits.into_iter();
            for item in hits.filter(|item| fits(item) && item.parent == self.folder) {
                if !found.ids.contains(&item.id) {
                    found.ids.push(item.id);
                }
            }
            found.hidden = (search.total_hits > seen).then_some(search.total_hits);
            if found.hidden.is_none() || !found.ids.is_empty() {
                break;
            }
        }
        Ok(found)
    }
}

/// What fits a name.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) ids: Vec<DriveId>,
    /// Where there may be more: how many things have the name as a part of theirs, which neither the
    /// list nor a search shows all of.
    pub(super) hidden: Option<u64>,
}

impl Found {
    /// The first, or `None` where there is certainly none.
    pub(super) fn first(self, path: &Path) -> Result<Option<DriveId>, UploadError> {
        match (self.ids.into_iter().next(), self.hidden) {
            (None, Some(alike)) => Err(UploadError::Untold {
                path: path.to_owned(),
                alike,
            }),
            (first, _) => Ok(first),
        }
    }
}
