//! Addresses in the web application.

use copera_api::{BoardId, Client, DocId, DriveId, RowId, TableId};
use copera_auth::{Access, Surface};
use copera_term::document;

use crate::context::Context;

/// A thing that has a page of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Page<'a> {
    Doc(&'a DocId),
    File(&'a DriveId),
    Folder(&'a DriveId),
    Board(&'a BoardId),
    Table(&'a BoardId, &'a TableId),
    Row(&'a BoardId, &'a TableId, &'a RowId),
}

impl Page<'_> {
    /// The path below the workspace's own.
    fn segments(&self) -> Vec<&str> {
        match self {
            Self::Doc(doc) => vec!["docs", doc.as_str()],
            Self::File(file) => vec!["drive", "c", file.as_str()],
            Self::Folder(folder) => vec!["drive", "f", folder.as_str()],
            Self::Board(board) => vec!["boards", board.as_str()],
            Self::Table(board, table) => vec!["boards", board.as_str(), table.as_str()],
            Self::Row(board, table, row) => {
                vec!["boards", board.as_str(), table.as_str(), "v", row.as_str()]
            }
        }
    }
}

/// The address of a page; `None` where the workspace's name in addresses can't be learned, which is
/// no failure of the command.
pub(crate) async fn link(context: &Context, client: &Client, page: Page<'_>) -> Option<String> {
    let web = context.config().web_url().ok()?.value;
    let slug = slug(context, client).await?;
    let segments = [slug.as_str()].into_iter().chain(page.segments());
    Some(web.join(segments).into())
}

/// The document of one thing, with its address as the field `url`.
pub(crate) fn with_url(document: &[u8], link: Option<&str>) -> Vec<u8> {
    let added = link.and_then(|link| document::with_field(document, "url", link).ok());
    added.unwrap_or_else(|| document.to_vec())
}

/// The name of the token's workspace in addresses, asked for once in a while. A token that can't ask
/// is not made to.
async fn slug(context: &Context, client: &Client) -> Option<String> {
    const NAME: &str = "workspace-slug";
    if Surface::Workspace.access(client.token_kind()) == Access::Closed {
        return None;
    }
    let cache = context.cache();
    if let Some(slug) = cache.and_then(|cache| cache.get(NAME, cache.ttl())) {
        return Some(slug);
    }
    let workspace = client.workspace().info().send().await.ok()?;
    let slug = Some(workspace.into_value().slug).filter(|slug| !slug.is_empty())?;
    if let Some(cache) = cache {
        cache.put(NAME, &slug);
    }
    Some(slug)
}
