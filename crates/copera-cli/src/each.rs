//! The same thing done to one object after the other, as ids were given.

use std::fmt::Display;

use copera_api::{Error, ErrorKind, Explanation};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Report};

use crate::choosing;
use crate::context::Context;
use crate::grants::Grants;
use crate::ids::Several;
use crate::{failure, show};

/// What things are called, and what is said of those where it worked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    pub(crate) thing: &'static str,
    pub(crate) done: &'static str,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Outcome<T> {
    /// What the things were answered with where it worked, in their order.
    pub(crate) done: Vec<T>,
    words: Words,
    /// How many there are in all; `None` where one was asked for, which is no list.
    asked: Option<usize>,
    /// Of one thing each; in the order in which they came.
    failures: Vec<Report>,
    /// What would have met all the rest as well.
    stopped: Option<Report>,
}

/// Does it to each. What is wrong with one thing keeps nobody from the next; what would meet all of
/// them ends it.
pub(crate) async fn each<I: Clone + Display, T>(
    context: &Context,
    words: Words,
    ids: Several<I>,
    act: impl AsyncFn(I) -> Result<T, Error>,
) -> Outcome<T> {
    let (asked, ids) = match ids {
        Several::One(id) => (None, vec![id]),
        Several::List(ids) => (Some(ids.len()), ids),
    };
    let mut outcome = Outcome {
        done: Vec::with_capacity(ids.len()),
        words,
        asked,
        failures: Vec::new(),
        stopped: None,
    };
    for id in ids {
        let error = match act(id.clone()).await {
            Ok(done) => {
                outcome.done.push(done);
                continue;
            }
            Err(error) => error,
        };
        let mut report = failure::api(context, &error);
        if asked.is_some() {
            report.message = format!("{} {id}: {}", words.thing, report.message);
        }
        if concerns_one(context, &error) {
            outcome.failures.push(report);
        } else {
            outcome.stopped = Some(report);
            break;
        }
    }
    outcome
}

/// Whether the next thing may well fare better. A rehearsal goes on to the next request.
fn concerns_one(context: &Context, error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Forbidden => !error.closes_surface() && !lacks_scope(context, error),
        ErrorKind::NotFound | ErrorKind::Invalid | ErrorKind::Conflict | ErrorKind::Rehearsed => {
            true
        }
        _ => false,
    }
}

/// Whether a probe found that the token has not the scope that the refusal may be about.
fn lacks_scope(context: &Context, error: &Error) -> bool {
    match error.explanation() {
        Some(Explanation::NeedsScope { scope, .. }) => {
            Grants::last(context).and_then(|grants| grants.has(scope)) == Some(false)
        }
        _ => false,
    }
}

impl<T> Outcome<T> {
    /// Prints the documents of what was done, for programs, or what was chosen of them: one object for
    /// one thing, a list for several.
    pub(crate) fn print<D: AsRef<[u8]>>(
        &self,
        context: &Context,
        document: impl Fn(&T) -> D,
    ) -> Result<(), Report> {
        if !self.has_result() {
            return Ok(());
        }
        match (self.asked, self.done.as_slice()) {
            (None, [one]) => show::of_document(context, document(one).as_ref(), Items::One)?,
            (_, things) => {
                let document = list(things.iter().map(document));
                show::of_document(context, &document, Items::Bare)?
            }
        };
        Ok(())
    }

    /// Prints the documents for programs, and for people how many there are: `Deleted 2 rows.`
    pub(crate) fn tell<D: AsRef<[u8]>>(
        &self,
        context: &Context,
        verb: &str,
        document: impl Fn(&T) -> D,
    ) -> Result<(), Report> {
        if context.output().mode() == Mode::Json || choosing::is_asked_for(context) {
            return self.print(context, document);
        }
        if self.has_result() {
            let things = show::count(self.done.len(), self.words.thing);
            context.output().note(&format!("{verb} {things}."));
        }
        Ok(())
    }

    /// Whether there is anything to print: a failure alone has no result, and nothing that was to be
    /// done is one.
    pub(crate) fn has_result(&self) -> bool {
        !self.done.is_empty() || (self.failures.is_empty() && self.stopped.is_none())
    }

    /// How it ends, once what was done is printed: as what stopped it, else as the first failure.
    pub(crate) fn end(self) -> Result<ExitCode, Report> {
        let Words { thing, done: verb } = self.words;
        let all = self.failures.iter().chain(&self.stopped);
        let mut told: Vec<_> = all.map(|one| one.message.as_str()).collect();
        let counted = self.asked.map(|asked| {
            let things = show::count(asked, thing);
            format!("{} of {things} were {verb}", self.done.len())
        });
        told.extend(counted.as_deref());
        let told = told.join("; ");
        let Some(mut report) = self.stopped.or(self.failures.into_iter().next()) else {
            return Ok(ExitCode::Success);
        };
        report.message = told;
        Err(report)
    }
}

/// Documents, as one document.
pub(crate) fn list<D: AsRef<[u8]>>(documents: impl Iterator<Item = D>) -> Vec<u8> {
    let mut list = vec![b'['];
    for (index, document) in documents.enumerate() {
        if index > 0 {
            list.push(b',');
        }
        list.extend_from_slice(document.as_ref());
    }
    list.push(b']');
    list
}
