//! A call that changes something, while nobody knows what came of it.

use crate::{Client, RequestLine, call::Outgoing, retry::is_read};

/// Tells the observer where the call is dropped in that time.
///
/// On the heap, since most calls change nothing, and none is watched without an observer.
pub(crate) struct Flight<'a>(Option<Box<Watched<'a>>>);

struct Watched<'a> {
    client: &'a Client,
    line: RequestLine,
    may_have_happened: bool,
}

impl<'a> Flight<'a> {
    /// Of a call that was not sent yet.
    pub(crate) fn of(client: &'a Client, outgoing: &Outgoing) -> Self {
        let watched = client.shared.observer.is_some() && !is_read(&outgoing.line.method);
        Self(watched.then(|| {
            Box::new(Watched {
                client,
                line: outgoing.line.clone(),
                may_have_happened: false,
            })
        }))
    }

    /// It is sent now.
    pub(crate) fn begin(&mut self) {
        self.end(true);
    }

    /// What came of it is known, or that nobody will know.
    pub(crate) fn end(&mut self, may_have_happened: bool) {
        if let Some(watched) = &mut self.0 {
            watched.may_have_happened = may_have_happened;
        }
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        if self.may_have_happened
            && let Some(observer) = &self.client.shared.observer
        {
            observer.dropped(&self.line);
        }
    }
}
