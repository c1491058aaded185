//! What lies in a folder of the drive already.

use crate::{
    Client, DriveId, Error,
    model::{DriveItem, DriveItemKind, TreeNode},
};

/// How many files and folders one answer has at most. What is beyond them in the same folder can't
/// be listed by any further call.
const LISTED: usize = 500;
/// How many hits a search may have.
const SEARCHED: u32 = 50;

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
        let (mut nodes, left_out) = (tree.root, tree.next_parent_ids);
        if let Some(id) = &folder
            && let Some(itself) = nodes.iter().position(|node| node.id == *id)
        {
            nodes = nodes.swap_remove(itself).children;
        }
        let cut = match &folder {
            Some(id) => left_out.contains(id),
            None => nodes.len() >= LISTED,
        };
        Ok(Self {
            client: client.clone(),
            folder,
            nodes,
            cut,
        })
    }

    /// The folder of this name; the first one where there are several.
    pub(super) async fn folder(&self, name: &str) -> Result<Option<DriveId>, Error> {
        let found = self.find(name, &DriveItemKind::Folder, None).await?;
        Ok(found.into_iter().next())
    }

    /// The files of this name and size.
    pub(super) async fn files(&self, name: &str, size: u64) -> Result<Vec<DriveId>, Error> {
        self.find(name, &DriveItemKind::File, Some(size)).await
    }

    async fn find(
        &self,
        name: &str,
        kind: &DriveItemKind,
        size: Option<u64>,
    ) -> Result<Vec<DriveId>, Error> {
        let fits = |other: &str, other_kind: &DriveItemKind, other_size: Option<u64>| {
            other == name && other_kind == kind && (size.is_none() || size == other_size)
        };
        let listed = self.nodes.iter().filter(|node| {
            fits(&node.name, &node.kind, node.size)
                // At the top stand things of folders that the user can't see, too.
                && (self.folder.is_some() || node.parent.is_none())
        });
        let mut ids: Vec<_> = listed.map(|node| node.id.clone()).collect();
        if self.cut {
            let found = self
                .client
                .drive()
                .search(name)
                .limit(SEARCHED)
                .send()
                .await?;
            let hits = found.into_value().hits.into_iter().filter(|item| {
                fits(&item.name, &item.kind, item.size)
                    && item.parent == self.folder
                    && !ids.contains(&item.id)
            });
            let further: Vec<_> = hits.map(|item| item.id).collect();
            ids.extend(further);
        }
        Ok(ids)
    }
}
