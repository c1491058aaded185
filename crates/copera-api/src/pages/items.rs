use std::{
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::{Stream, stream::FusedStream};

use super::{Page, Pages, Seen};
use crate::{Error, Reply};

/// The items of a list, over all pages; made by a list's `items`.
///
/// It holds one page of items, and the id of each item that came: about a hundred bytes apiece. No
/// order lets it forget them. Pages are cut by counting, so that an item that is added or moved
/// while the list is read pushes others from one page to a later one, by any distance; and the
/// direction of some cursors is not settled.
///
/// After an error nothing more comes.
pub struct Items<P: Page> {
    ready: vec::IntoIter<P::Item>,
    /// None comes twice, not even where the list moves while it is read.
    seen: Seen,
    rest: Rest<P>,
}

type Answer<P> = (Box<Pages<P>>, Option<Result<Reply<P>, Error>>);

/// Where further items come from.
enum Rest<P> {
    Pages(Box<Pages<P>>),
    Asked(Pin<Box<dyn Future<Output = Answer<P>> + Send>>),
    Nothing,
}

impl<P: Page> Items<P> {
    pub(super) fn new(pages: Pages<P>) -> Self {
        Self {
            ready: Vec::new().into_iter(),
            seen: Seen::new(),
            rest: Rest::Pages(Box::new(pages)),
        }
    }

    /// The next item; `None` after the last one. As the stream's, without a crate for streams.
    pub async fn next(&mut self) -> Option<Result<P::Item, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P, Error>>> {
        loop {
            match &mut self.rest {
                Rest::Nothing => return Poll::Ready(None),
                Rest::Asked(asked) => {
                    let (pages, page) = ready!(asked.as_mut().poll(context));
                    let goes_on = matches!(page, Some(Ok(_)));
                    self.rest = if goes_on {
                        Rest::Pages(pages)
                    } else {
                        Rest::Nothing
                    };
                    return Poll::Ready(page.map(|page| page.map(Reply::into_value)));
                }
                Rest::Pages(_) => {
                    let Rest::Pages(mut pages) = std::mem::replace(&mut self.rest, Rest::Nothing)
                    else {
                        continue;
                    };
                    self.rest = Rest::Asked(Box::pin(async move {
                        let page = pages.next().await;
                        (pages, page)
                    }));
                }
            }
        }
    }
}

// Nothing in it is pinned in place: the future has a box of its own.
impl<P: Page> Unpin for Items<P> {}

impl<P: Page> Stream for Items<P> {
    type Item = Result<P::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let this = &mut *self;
            for item in this.ready.by_ref() {
                if P::id(&item).is_none_or(|id| this.seen.insert(id.into())) {
                    return Poll::Ready(Some(Ok(item)));
                }
            }
            match ready!(this.poll_page(context)) {
                Some(Ok(page)) => this.ready = page.into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P: Page> FusedStream for Items<P> {
    fn is_terminated(&self) -> bool {
        self.ready.len() == 0 && matches!(self.rest, Rest::Nothing)
    }
}

impl<P: Page> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("ready", &self.ready.len())
            .finish_non_exhaustive()
    }
}
