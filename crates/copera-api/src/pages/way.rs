//! How each list goes on after a page.

use std::collections::VecDeque;

use super::{Page, Seen, offset::Counted};
use crate::{
    call::Call,
    model::{
        Booking, Bookings, Channel, Channels, Comment, Comments, Member, Members, Notification,
        Notifications, Team, Teams, Tree, TreeItem, TreeNode,
    },
};

/// The query parameter that leads to the next page.
pub(super) type Parameter = (&'static str, String);

/// What is remembered on the way through a list.
#[derive(Debug, Default)]
pub struct Walk {
    /// Whether it goes from the end to the beginning.
    backwards: bool,
    /// How far a list with offsets was read.
    counted: Counted,
    /// Cursors that were used, or items that came.
    seen: Seen,
    /// Branches of a tree that were left out.
    branches: VecDeque<String>,
}

/// How a list goes on after this page, told from the page and the way here.
pub trait Onward: Sized {
    /// What comes after this page.
    fn onward(&self, walk: &mut Walk) -> Next;
}

/// What comes after a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// Another one.
    Page(Parameter),
    /// Nothing.
    Nothing,
    /// Nothing, and this page is the one before once more: nobody wants it twice.
    Again,
}

impl From<Option<Parameter>> for Next {
    fn from(parameter: Option<Parameter>) -> Self {
        parameter.map_or(Self::Nothing, Self::Page)
    }
}

impl From<&Call> for Walk {
    fn from(call: &Call) -> Self {
        let backwards = call.parameter("before").is_some();
        let cursor = ["after", "before", "cursor", "parentId"]
            .into_iter()
            .find_map(|name| call.parameter(name));
        Self {
            backwards,
            counted: Counted::from(call.parameter("offset")),
            seen: cursor.map(Into::into).into_iter().collect(),
            branches: VecDeque::new(),
        }
    }
}

impl Walk {
    pub(super) fn after<P: Onward>(&mut self, page: &P) -> Next {
        page.onward(self)
    }

    fn by_offset<P: Page>(&mut self, items: &[P::Item], offset: u64, total: u64) -> Next {
        let ids = items.iter().map(P::id);
        self.counted.after(ids, Some(offset), total)
    }

    /// A page may be empty and yet have a successor; a cursor that was used before ends it.
    fn by_cursor(&mut self, name: &'static str, more: bool, cursor: Option<&str>) -> Next {
        let cursor = cursor.filter(|cursor| more && self.seen.insert((*cursor).into()));
        cursor.map(|cursor| (name, cursor.to_owned())).into()
    }

    /// Branch by branch, each once.
    fn by_branches<'a>(&mut self, left_out: impl Iterator<Item = &'a str>) -> Next {
        for branch in left_out {
            if self.seen.insert(branch.into()) {
                self.branches.push_back(branch.to_owned());
            }
        }
        let branch = self.branches.pop_front();
        branch.map(|branch| ("parentId", branch)).into()
    }
}

macro_rules! by_offset {
    ($($page:ident, $field:ident of $item:ident;)*) => {$(
        impl Page for $page {
            type Item = $item;

            const FIELD: &'static str = stringify!($field);

            fn into_items(self) -> Vec<$item> {
                self.$field
            }

            fn id(item: &$item) -> Option<&str> {
                Some(item.id.as_str())
            }
        }

        impl Onward for $page {
            fn onward(&self, walk: &mut Walk) -> Next {
                walk.by_offset::<Self>(&self.$field, self.offset, self.total)
            }
        }
    )*};
}

by_offset! {
    Channels, channels of Channel;
    Members, members of Member;
    Teams, teams of Team;
}

impl Page for Comments {
    type Item = Comment;

    const FIELD: &'static str = "items";

    fn into_items(self) -> Vec<Comment> {
        self.comments
    }

    fn id(item: &Comment) -> Option<&str> {
        Some(item.id.as_str())
    }
}

impl Onward for Comments {
    fn onward(&self, walk: &mut Walk) -> Next {
        let info = &self.page_info;
        let (name, more, cursor) = if walk.backwards {
            ("before", info.has_previous_page, &info.start_cursor)
        } else {
            ("after", info.has_next_page, &info.end_cursor)
        };
        walk.by_cursor(name, more, cursor.as_ref().map(AsRef::as_ref))
    }
}

impl Page for Bookings {
    type Item = Booking;

    const FIELD: &'static str = "bookings";

    fn into_items(self) -> Vec<Booking> {
        self.bookings
    }

    fn id(item: &Booking) -> Option<&str> {
        item.uid.as_ref().map(AsRef::as_ref)
    }
}

impl Onward for Bookings {
    fn onward(&self, walk: &mut Walk) -> Next {
        walk.by_cursor("cursor", self.has_more, self.next_cursor.as_deref())
    }
}

impl Page for Notifications {
    type Item = Notification;

    const FIELD: &'static str = "notifications";

    fn into_items(self) -> Vec<Notification> {
        self.notifications
    }

    fn id(item: &Notification) -> Option<&str> {
        Some(item.id.as_str())
    }
}

impl Onward for Notifications {
    /// Nothing says whether there is more, and the documents contradict each other about the
    /// direction: an item that came before ends it, and so does an empty page.
    fn onward(&self, walk: &mut Walk) -> Next {
        let items = &self.notifications;
        let (name, edge) = if walk.backwards {
            ("before", items.first())
        } else {
            ("after", items.last())
        };
        let mut new = true;
        for item in items {
            new &= walk.seen.insert(item.id.as_str().into());
        }
        let edge = edge.filter(|_| new);
        edge.map(|edge| (name, edge.id.to_string())).into()
    }
}

impl<T: TreeItem> Page for Tree<T> {
    type Item = TreeNode<T>;

    const FIELD: &'static str = "root";

    fn into_items(self) -> Vec<TreeNode<T>> {
        let mut items = Vec::new();
        let mut nodes = self.root;
        nodes.reverse();
        while let Some(mut node) = nodes.pop() {
            nodes.extend(std::mem::take(&mut node.children).into_iter().rev());
            items.push(node);
        }
        items
    }

    fn id(node: &TreeNode<T>) -> Option<&str> {
        Some(node.item.id().as_ref())
    }
}

impl<T: TreeItem> Onward for Tree<T> {
    fn onward(&self, walk: &mut Walk) -> Next {
        walk.by_branches(self.next_parent_ids.iter().map(AsRef::as_ref))
    }
}
