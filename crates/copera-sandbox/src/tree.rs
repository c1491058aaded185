//! Trees of documents, and of files and folders: breadth first, to a depth, and never too large.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::{answer::Refusal, call::Call, id::Id};

/// How many nodes a reply has at most.
const MAX_NODES: usize = 500;
/// How deep a reply goes when the request does not say.
const DEFAULT_DEPTH: usize = 3;

/// Something with a place in a tree.
pub(crate) trait Branch {
    fn id(&self) -> &Id;
    fn parent(&self) -> Option<&Id>;
}

/// One object, with those below it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Node<'a, T> {
    #[serde(flatten)]
    item: &'a T,
    has_children: bool,
    children: Vec<Self>,
}

/// A tree, or as much of it as fits in a reply.
#[derive(Debug)]
pub(crate) struct Tree<'a, T> {
    pub(crate) root: Vec<Node<'a, T>>,
    /// How many nodes are in this reply.
    pub(crate) count: usize,
    /// Whether something was left out, for whatever reason.
    pub(crate) truncated: bool,
    /// The nodes whose children were left out, or some of them.
    pub(crate) next_parent_ids: Vec<&'a Id>,
}

impl<'a, T: Branch> Tree<'a, T> {
    /// The tree of `items` that a request asked for by `parentId` and `depth`.
    ///
    /// Without `parentId` the roots are the items whose parent is not among them, and `depth`
    /// counts the levels of nodes. With it the only root is that node, and `depth` counts the
    /// levels below: so each such call shows something new, whatever the depth.
    pub(crate) fn asked_for(call: &Call, items: Vec<&'a T>, what: &str) -> Result<Self, Refusal> {
        let depth = call.number("depth", &(1..=10))?.unwrap_or(DEFAULT_DEPTH);
        let known: HashSet<_> = items.iter().map(|item| item.id()).collect();
        let (roots, levels_below) = if let Some(id) = call.query_id("parentId")? {
            let node = items.iter().find(|item| *item.id() == id);
            let node = node.ok_or_else(|| Refusal::not_found(what))?;
            (vec![*node], depth)
        } else {
            let roots = items.iter().copied();
            let roots = roots.filter(|item| item.parent().is_none_or(|id| !known.contains(id)));
            (roots.collect(), depth - 1)
        };
        Ok(Self::grown(roots, items, levels_below))
    }

    fn grown(mut roots: Vec<&'a T>, items: Vec<&'a T>, levels_below: usize) -> Self {
        let mut below: HashMap<&Id, Vec<&T>> = HashMap::new();
        for item in items {
            if let Some(parent) = item.parent() {
                below.entry(parent).or_default().push(item);
            }
        }
        let cut_at_root = roots.len() > MAX_NODES;
        roots.truncate(MAX_NODES);
        let mut count = roots.len();
        let mut shown = HashMap::new();
        let mut next_parent_ids = Vec::new();
        let mut level = roots.clone();
        for left in (0..=levels_below).rev() {
            let mut next = Vec::new();
            for item in level {
                let children = below.get(item.id()).map_or(&[][..], Vec::as_slice);
                let room = if left == 0 { 0 } else { MAX_NODES - count };
                let taken = children.len().min(room);
                if taken < children.len() {
                    next_parent_ids.push(item.id());
                }
                count += taken;
                shown.insert(item.id(), taken);
                next.extend(&children[..taken]);
            }
            level = next;
        }
        let nodes = roots.into_iter();
        Self {
            root: nodes.map(|item| Node::of(item, &below, &shown)).collect(),
            count,
            truncated: cut_at_root || !next_parent_ids.is_empty(),
            next_parent_ids,
        }
    }
}

impl<'a, T: Branch> Node<'a, T> {
    fn of(item: &'a T, below: &HashMap<&Id, Vec<&'a T>>, shown: &HashMap<&Id, usize>) -> Self {
        let children = below.get(item.id()).map_or(&[][..], Vec::as_slice);
        let taken = shown.get(item.id()).copied().unwrap_or(0);
        Self {
            item,
            has_children: !children.is_empty(),
            children: children
                .iter()
                .take(taken)
                .map(|child| Self::of(child, below, shown))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Item(Id, Option<Id>);

    impl Branch for Item {
        fn id(&self) -> &Id {
            &self.0
        }

        fn parent(&self) -> Option<&Id> {
            self.1.as_ref()
        }
    }

    /// One root with so many children, each with one of its own.
    fn wide(width: u64) -> Vec<Item> {
        let mut items = vec![Item(Id::made(0), None)];
        for n in 1..=width {
            items.push(Item(Id::made(n), Some(Id::made(0))));
            items.push(Item(Id::made(10_000 + n), Some(Id::made(n))));
        }
        items
    }

    #[test]
    fn a_tree_is_cut_at_500_nodes_and_says_where() {
        // width, nodes in the reply, nodes whose children are left out
        for (width, count, cut) in [
            (249, 499, 0),
            (250, 500, 1),
            (498, 500, 497),
            (600, 500, 500),
        ] {
            let items = wide(width);
            let tree = Tree::grown(vec![&items[0]], items.iter().collect(), 9);
            assert_eq!(
                (tree.count, tree.next_parent_ids.len()),
                (count, cut),
                "{width}"
            );
            assert_eq!(tree.truncated, cut > 0, "{width}");
        }
    }
}
