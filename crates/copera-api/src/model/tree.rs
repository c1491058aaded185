use std::{borrow::Cow, fmt, marker::PhantomData, ops::Deref};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error as _, MapAccess, Visitor,
        value::{CowStrDeserializer, MapAccessDeserializer},
    },
};

use super::{Doc, DriveItem};
use crate::{DocId, DriveId, wire::null_is_empty};

/// What trees are of. This crate's items only.
pub trait TreeItem: for<'de> Deserialize<'de> + Send + 'static {
    /// What names one.
    type Id: AsRef<str> + for<'de> Deserialize<'de> + Send + 'static;

    /// The id of this one.
    fn id(&self) -> &Self::Id;
}

impl TreeItem for Doc {
    type Id = DocId;

    fn id(&self) -> &DocId {
        &self.id
    }
}

impl TreeItem for DriveItem {
    type Id = DriveId;

    fn id(&self) -> &DriveId {
        &self.id
    }
}

/// A part of the tree of documents, or of files and folders.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", bound = "")]
#[non_exhaustive]
pub struct Tree<T: TreeItem> {
    /// What stands at the top of this part.
    pub root: Vec<TreeNode<T>>,
    /// How many this part has, on all its levels.
    #[serde(alias = "totalDocs", alias = "totalItems")]
    pub total: u64,
    /// Whether something was left out.
    pub truncated: bool,
    /// Those whose children were left out: each leads to a further part as its parent.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub next_parent_ids: Vec<T::Id>,
}

/// A document, a file or a folder in a tree. It reads as that.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TreeNode<T> {
    /// What stands here.
    pub item: T,
    /// Whether others lie in it.
    pub has_children: bool,
    /// Those of them that this answer has.
    pub children: Vec<TreeNode<T>>,
}

impl<T> Deref for TreeNode<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.item
    }
}

impl<'de, T: TreeItem> Deserialize<'de> for TreeNode<T> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_map(NodeVisitor(PhantomData))
    }
}

struct NodeVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: TreeItem> Visitor<'de> for NodeVisitor<T> {
    type Value = TreeNode<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an item of a tree")
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<TreeNode<T>, M::Error> {
        let mut fields = NodeFields {
            map,
            has_children: None,
            children: None,
        };
        let item = T::deserialize(MapAccessDeserializer::new(&mut fields))?;
        let has_children = fields.has_children;
        Ok(TreeNode {
            item,
            has_children: has_children.ok_or_else(|| M::Error::missing_field("hasChildren"))?,
            children: fields.children.unwrap_or_default(),
        })
    }
}

/// The fields of a node: those of its item are handed on, and what the tree adds is kept back.
///
/// `#[serde(flatten)]` would do this over a copy of each value, in which numbers lose their digits.
struct NodeFields<M, T> {
    map: M,
    has_children: Option<bool>,
    children: Option<Vec<TreeNode<T>>>,
}

impl<'de, M: MapAccess<'de>, T: TreeItem> MapAccess<'de> for &mut NodeFields<M, T> {
    type Error = M::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, M::Error> {
        while let Some(key) = self.map.next_key::<Cow<'de, str>>()? {
            match &*key {
                "hasChildren" => self.has_children = Some(self.map.next_value()?),
                "children" => self.children = self.map.next_value()?,
                _ => return seed.deserialize(CowStrDeserializer::new(key)).map(Some),
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, M::Error> {
        self.map.next_value_seed(seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEM: &str =
        r#""_id":"i","title":"T","owner":"o","createdAt":1767323045678.50,"updatedAt":"u""#;

    fn node(rest: &str) -> String {
        format!("{{{ITEM},{rest}}}")
    }

    #[test]
    fn fields_stand_in_any_order_and_keep_their_digits() {
        let below = node(r#""hasChildren":false"#);
        for text in [
            node(&format!(
                r#""hasChildren":true,"children":[{below}],"new":{{"children":1}}"#
            )),
            format!(r#"{{"children":[{below}],"hasChildren":true,{ITEM}}}"#),
        ] {
            let read: TreeNode<Doc> = serde_json::from_str(&text).unwrap();
            assert_eq!((read.title.as_str(), read.has_children), ("T", true));
            assert_eq!(read.created_at.as_str(), "1767323045678.50");
            assert_eq!(read.children[0].children, []);
            assert_eq!(read.children[0].item, read.item);
        }
    }

    #[test]
    fn what_is_not_there_may_be_null() {
        let node = node(r#""hasChildren":false,"children":null,"icon":null"#);
        let text =
            format!(r#"{{"root":[{node}],"totalDocs":1,"truncated":false,"nextParentIds":null}}"#);
        let read: Tree<Doc> = serde_json::from_str(&text).unwrap();
        assert_eq!(read.root[0].children, []);
        assert_eq!(read.next_parent_ids, []);
    }

    #[test]
    fn the_total_has_two_names() {
        for name in ["totalDocs", "totalItems"] {
            let text =
                format!(r#"{{"root":[],"{name}":7,"truncated":true,"nextParentIds":["p"]}}"#);
            let read: Tree<Doc> = serde_json::from_str(&text).unwrap();
            assert_eq!((read.total, read.next_parent_ids[0].as_str()), (7, "p"));
        }
    }

    #[test]
    fn what_is_no_node() {
        for (text, why) in [
            (node(r#""new":1"#), "missing field `hasChildren`"),
            (node(r#""hasChildren":1"#), "expected a boolean"),
            (
                node(r#""hasChildren":true,"children":[{}]"#),
                "missing field `_id`",
            ),
            ("[]".to_owned(), "expected an item of a tree"),
        ] {
            let error = serde_json::from_str::<TreeNode<Doc>>(&text).unwrap_err();
            assert!(error.to_string().contains(why), "{error}");
        }
    }
}
