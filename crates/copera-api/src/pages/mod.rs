//! Lists that come in pages: page by page, or as one stream of items.
//!
//! ```
//! # use copera_api::{Client, auth::{BaseUrl, Token, TokenKind}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = copera_sandbox::Sandbox::start().await?;
//! # let base: BaseUrl = sandbox.base_url().parse()?;
//! # let token = Token::parse(copera_sandbox::seed::FULL_PAT, TokenKind::PREFIXES)?;
//! # let client = Client::builder(base, token).build()?;
//! let mut members = client.workspace().members().items();
//! while let Some(member) = members.next().await {
//!     println!("{}", member?.name);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The next page is asked for when it is wanted, not before. Every list ends: at a cursor or an
//! item that came before, at a page with nothing but what was on the one before, where the service
//! says so (a list that is counted through ends at its total at the latest), and where it can't tell
//! how to go on.

mod items;
mod offset;
mod raw;
mod way;

use std::{collections::HashSet, fmt, marker::PhantomData};

pub(crate) use self::way::{Next, Onward, Walk};
pub use self::{items::Items, raw::RawPages};
use serde::de::DeserializeOwned;

use crate::{
    Error, Reply,
    call::Call,
    stream::{Elements, RawElements},
};

/// A page of a list. This crate's pages only.
pub trait Page: Onward + DeserializeOwned + Send + 'static {
    /// What the list is of.
    type Item: Send + 'static;

    /// The field that they stand in.
    const FIELD: &'static str;

    /// What stands on this page. Of a part of a tree: each thing, without its children, which come
    /// after it.
    fn into_items(self) -> Vec<Self::Item>;

    /// What an item is recognised by, if it comes twice.
    fn id(item: &Self::Item) -> Option<&str>;
}

/// The pages of a list, one after the other; made by a list's `pages`.
pub struct Pages<P> {
    /// The call for the next page; `None` where there is none.
    call: Option<Call>,
    walk: Walk,
    page: PhantomData<fn() -> P>,
}

impl<P: Page> Pages<P> {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            walk: Walk::from(&call),
            call: Some(call),
            page: PhantomData,
        }
    }

    /// Asks for the next page; `None` after the last one.
    ///
    /// After an error, the same page is asked for again. A list with offsets whose service knows none
    /// ends when its first page comes again, which is not handed on.
    pub async fn next(&mut self) -> Option<Result<Reply<P>, Error>> {
        let call = self.call.clone()?;
        let page: Reply<P> = match call.clone().send().await {
            Ok(page) => page,
            Err(error) => return Some(Err(error)),
        };
        let next = self.walk.after(page.value());
        self.call = match &next {
            Next::Page((name, value)) => Some(call.query(name, value)),
            Next::Nothing | Next::Again => None,
        };
        (next != Next::Again).then_some(Ok(page))
    }

    /// The items of this page and of all that follow.
    pub fn into_items(self) -> Items<P> {
        Items::new(self)
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}

/// The items of one page, as they arrive.
pub(crate) fn stream_page<P: Page>(call: Call) -> Elements<P::Item> {
    RawElements::ask(|| call.into_parts(), Some(P::FIELD.into())).typed()
}

/// Ids that were seen.
type Seen = HashSet<Box<str>>;

/// Gives a list's builder its ways of being walked through.
macro_rules! paged {
    ($($list:ident of $page:ident;)*) => {$(
        impl $list {
            /// The pages from here on, each asked for when it is wanted.
            pub fn pages(self) -> crate::pages::Pages<$page> {
                crate::pages::Pages::new(self.0)
            }

            /// The items of this page alone, as they arrive: for one that is too long to hold. Nothing
            /// is sent before the first one is asked for.
            pub fn stream_page(
                self,
            ) -> crate::stream::Elements<<$page as crate::pages::Page>::Item> {
                crate::pages::stream_page::<$page>(self.0)
            }

            /// The items from here on, over all pages, as a stream. None comes twice.
            pub fn items(self) -> crate::pages::Items<$page> {
                self.pages().into_items()
            }
        }
    )*};
}

pub(crate) use paged;
