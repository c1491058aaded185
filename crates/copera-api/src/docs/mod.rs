//! Documents: their tree, their text, what is known about them.

mod create;
mod update;

pub use self::{create::CreateDoc, update::UpdateDoc};
use crate::{
    Client, DocId, Reply,
    call::Call,
    endpoint::{
        DOC_CONTENT_GET, DOC_CONTENT_WRITE, DOC_CREATE, DOC_DELETE, DOC_GET, DOC_UPDATE,
        DOCS_SEARCH, DOCS_TREE, Endpoint,
    },
    markdown::{WriteMarkdown, WriteMode},
    model::{Acknowledgement, Doc, DocSearch, Markdown},
    request::requests,
    search::searching,
    tree::ListTree,
};

/// The documents that a token's user owns or takes part in; made by [`Client::docs`].
///
/// Users' tokens only, with scope `access_docs`; integration keys are refused before anything is
/// sent.
#[derive(Debug, Clone)]
pub struct Docs {
    client: Client,
}

impl Docs {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Reads a part of the tree of documents: `GET /docs/tree`.
    ///
    /// At most 500 documents come at once; see [`Tree::next_parent_ids`](crate::model::Tree::next_parent_ids).
    pub fn tree(&self) -> ListTree<Doc> {
        ListTree::new(Call::new(self.client.clone(), &DOCS_TREE))
    }

    /// Looks for words in titles and texts: `GET /docs/search`.
    pub fn search(&self, text: impl Into<String>) -> SearchDocs {
        SearchDocs(Call::new(self.client.clone(), &DOCS_SEARCH).query("q", text))
    }

    /// Makes a document, which the token's user then owns: `POST /docs/`.
    pub fn create(&self, title: impl Into<String>) -> CreateDoc {
        CreateDoc::new(Call::new(self.client.clone(), &DOC_CREATE), title.into())
    }
}

/// One document; made by [`Client::doc`].
///
/// Users' tokens only, with scope `access_docs`; integration keys are refused before anything is
/// sent.
#[derive(Debug, Clone)]
pub struct DocHandle {
    client: Client,
    id: DocId,
}

impl DocHandle {
    pub(crate) fn new(client: Client, id: DocId) -> Self {
        Self { client, id }
    }

    fn call(&self, endpoint: &'static Endpoint) -> Call {
        Call::new(self.client.clone(), endpoint).argument(&self.id)
    }

    /// Reads what is known about the document: `GET /docs/{docId}`.
    pub fn get(&self) -> GetDoc {
        GetDoc(self.call(&DOC_GET))
    }

    /// Reads the document's text, as Markdown: `GET /docs/{docId}/md`.
    pub fn content(&self) -> GetDocContent {
        GetDocContent(self.call(&DOC_CONTENT_GET))
    }

    /// Writes the document's text: `POST /docs/{docId}/md`.
    pub fn write(&self, mode: WriteMode, text: impl Into<String>) -> WriteMarkdown {
        WriteMarkdown::new(self.call(&DOC_CONTENT_WRITE), mode, text.into())
    }

    /// Changes title, icon or cover: `PATCH /docs/{docId}`.
    pub fn update(&self) -> UpdateDoc {
        UpdateDoc::new(self.call(&DOC_UPDATE))
    }

    /// Deletes the document, so that it can be recovered: `DELETE /docs/{docId}`.
    ///
    /// Its owner only.
    pub fn delete(&self) -> DeleteDoc {
        DeleteDoc(self.call(&DOC_DELETE))
    }
}

requests! {
    /// A search in documents; made by [`Docs::search`].
    SearchDocs, send -> Reply<DocSearch>;
    /// A request for one document; made by [`DocHandle::get`].
    GetDoc, send -> Reply<Doc>;
    /// A request for a document's text; made by [`DocHandle::content`].
    GetDocContent, send -> Reply<Markdown>;
    /// The end of a document; made by [`DocHandle::delete`].
    DeleteDoc, send_for_any -> Reply<Acknowledgement>;
}

searching!(SearchDocs.0, sorted "when they were last changed", "newest first", limit 50, usually 20);
