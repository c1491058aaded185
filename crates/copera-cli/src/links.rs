//! Addresses in the web application.

use copera_api::{BoardId, Client, DocId, DriveId, Error, RowId, TableId};
use copera_auth::{BaseUrl, Url};
use copera_term::{Record, Report, document};

use crate::context::Context;
use crate::failure;

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

    fn address(&self, web: &BaseUrl, slug: &str) -> Url {
        web.join([slug].into_iter().chain(self.segments()))
    }
}

/// The address of a page; `None` where the workspace's name in addresses can't be learned, which is
/// no failure of the command.
pub(crate) async fn link(context: &Context, client: &Client, page: Page<'_>) -> Option<String> {
    let web = context.config().web_url().ok()?.value;
    let slug = slug(context, client).await.ok()?;
    (!slug.is_empty()).then(|| page.address(&web, &slug).into())
}

/// The address of a page, for a command that has no other result.
///
/// # Errors
/// The web application's address can't be read, or the workspace's name in addresses not be learned.
pub(crate) async fn required(
    context: &Context,
    client: &Client,
    page: Page<'_>,
) -> Result<Url, Report> {
    let web = context.config().web_url();
    let web = web.map_err(|error| failure::config(&context.environment, error))?;
    let slug = slug(context, client).await;
    let slug = slug.map_err(|error| failure::api(context, &error))?;
    Ok(page.address(&web.value, &slug))
}

/// What addresses begin with, as far as it is known without asking the service.
pub(crate) struct Known {
    web: BaseUrl,
    slug: String,
}

impl Known {
    pub(crate) fn read(context: &Context) -> Option<Self> {
        let slug = kept_slug(context)?;
        let web = context.config().web_url().ok()?.value;
        Some(Self { web, slug })
    }

    /// The address of a page.
    pub(crate) fn link(&self, page: Page<'_>) -> String {
        page.address(&self.web, &self.slug).into()
    }
}

/// The address of a page, as far as it is known without asking the service.
pub(crate) fn known(context: &Context, page: Page<'_>) -> Option<String> {
    Known::read(context).map(|known| known.link(page))
}

/// Adds a thing's address to what is shown of it.
pub(crate) fn show(record: &mut Record, link: Option<&str>) {
    if link.is_some() {
        record.field_if("URL", link);
        record.link(link);
    }
}

/// The document of one thing, with its address as the field `url`.
pub(crate) fn with_url(document: &[u8], link: Option<&str>) -> Vec<u8> {
    let added = link.and_then(|link| document::with_field(document, "url", link).ok());
    added.unwrap_or_else(|| document.to_vec())
}

const SLUG: &str = "workspace-slug";

fn kept_slug(context: &Context) -> Option<String> {
    let cache = context.cache()?;
    cache.get(SLUG, cache.ttl())
}

/// The name of the token's workspace in addresses, asked for once in a while. The client refuses it
/// unsent to a token that can't ask.
async fn slug(context: &Context, client: &Client) -> Result<String, Error> {
    if let Some(slug) = kept_slug(context) {
        return Ok(slug);
    }
    let slug = client.workspace().info().send().await?.into_value().slug;
    if let Some(cache) = context.cache()
        && !slug.is_empty()
    {
        cache.put(SLUG, &slug);
    }
    Ok(slug)
}
