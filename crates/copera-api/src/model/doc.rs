use serde::Deserialize;

use crate::{DocId, Timestamp, UserId, wire::null_is_empty};

/// A document, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Doc {
    /// The document's id.
    #[serde(rename = "_id")]
    pub id: DocId,
    /// The document's title.
    pub title: String,
    /// The user whom it belongs to.
    pub owner: UserId,
    /// The document that it lies in.
    pub parent: Option<DocId>,
    /// What is shown beside the title.
    pub icon: Option<DocImage>,
    /// What is shown above the title.
    pub cover: Option<DocImage>,
    /// Whether the token's user starred it.
    pub starred: Option<bool>,
    /// When the document was made.
    pub created_at: Timestamp,
    /// When the document was last changed.
    pub updated_at: Timestamp,
}

/// An icon or a cover.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct DocImage {
    /// `icon` or `emoji` for icons, `color`, `image` or `url` for covers, as far as is known.
    #[serde(rename = "type")]
    pub kind: String,
    /// The icon's name, the emoji, the colour, the address.
    pub value: String,
}

/// What a search in documents found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DocSearch {
    /// The documents that were found, as many as the limit lets through.
    pub hits: Vec<DocHit>,
    /// How many were found.
    pub total_hits: u64,
    /// What was looked for.
    pub query: String,
}

/// A document that was found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DocHit {
    /// The document's id.
    #[serde(rename = "_id")]
    pub id: DocId,
    /// The document's title.
    pub title: String,
    /// The documents that it lies in.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub parents: Vec<DocParent>,
    /// Where the words were found.
    pub highlight: Option<Highlight>,
    /// When the document was made.
    pub created_at: Timestamp,
    /// When the document was last changed.
    pub updated_at: Timestamp,
}

/// A document that another one lies in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct DocParent {
    /// The document's id.
    #[serde(rename = "_id")]
    pub id: DocId,
    /// The document's title.
    pub title: String,
}

/// The places of a document where words were found, in HTML `em`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Highlight {
    /// Of the title.
    pub title: Option<String>,
    /// Of the text.
    pub md_body: Option<String>,
}
