//! Requests for trees: of documents, and of files and folders.

use std::marker::PhantomData;

use crate::{
    Error, Reply,
    call::Call,
    model::{Tree, TreeItem, TreeNode},
    pages::{self, Items, Pages},
    stream::Elements,
};

/// A request for a part of a tree; made by [`Docs::tree`](crate::docs::Docs::tree) and
/// [`Drive::tree`](crate::drive::Drive::tree).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct ListTree<T> {
    call: Call,
    item: PhantomData<fn() -> T>,
}

impl<T: TreeItem> ListTree<T> {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            call,
            item: PhantomData,
        }
    }

    /// Only what lies in this document or folder. Whether that itself comes too, the sources do not
    /// agree. Default: from the top.
    pub fn parent(mut self, id: &T::Id) -> Self {
        self.call = self.call.query("parentId", id.as_ref());
        self
    }

    /// How many levels come, 1 to 10. Default: the service's, 3.
    pub fn depth(mut self, levels: u32) -> Self {
        self.call = self.call.query("depth", levels.to_string());
        self
    }

    /// Sends it.
    pub async fn send(self) -> Result<Reply<Tree<T>>, Error> {
        self.call.send().await
    }

    /// The parts from here on: this one, and those below what was left out of each, asked for when
    /// they are wanted.
    pub fn pages(self) -> Pages<Tree<T>> {
        Pages::new(self.call)
    }

    /// What stands at the top of this part, each with all that comes below it, as it arrives. Nothing
    /// is sent before the first one is asked for.
    pub fn stream_page(self) -> Elements<TreeNode<T>> {
        pages::stream_page::<Tree<T>>(self.call)
    }

    /// The items from here on, over all parts, as a stream: each without its children, which come
    /// after it. None comes twice.
    pub fn items(self) -> Items<Tree<T>> {
        self.pages().into_items()
    }
}
