//! The same thing done to one notification after the other.

use copera_api::{Error, ErrorKind, NotificationId};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Report};

use crate::context::Context;
use crate::{failure, ids, show};

/// What came of it.
pub(super) struct Outcome {
    /// The JSON for each one where it worked.
    done: Vec<String>,
    missing: Vec<NotificationId>,
    asked: usize,
    stopped: Option<Report>,
}

/// The notifications that were named; `-` reads them from what is piped in.
pub(super) fn named(words: &[String]) -> Result<Vec<NotificationId>, Report> {
    ids::several("notification", words).map(ids::Several::into_vec)
}

/// Does it to each. One that does not exist keeps nobody from the next; any other failure would
/// meet them all, and ends it.
pub(super) async fn each(
    context: &Context,
    all: Vec<NotificationId>,
    act: impl AsyncFn(NotificationId) -> Result<String, Error>,
) -> Outcome {
    let mut outcome = Outcome {
        done: Vec::new(),
        missing: Vec::new(),
        asked: all.len(),
        stopped: None,
    };
    for id in all {
        match act(id.clone()).await {
            Ok(json) => outcome.done.push(json),
            Err(error) => match error.kind() {
                // A rehearsal goes on to the next request.
                ErrorKind::Rehearsed => outcome.stopped = Some(failure::api(context, &error)),
                ErrorKind::NotFound if outcome.asked > 1 => outcome.missing.push(id),
                _ => {
                    outcome.stopped = Some(failure::api(context, &error));
                    break;
                }
            },
        }
    }
    outcome
}

impl Outcome {
    /// Prints what was done, one object for one and a list for several, and then what was not.
    pub(super) fn tell(self, context: &Context, verb: &str) -> Result<ExitCode, Report> {
        let done = self.done.len();
        if context.output().mode() == Mode::Json {
            if self.asked == 1 {
                if let [one] = self.done.as_slice() {
                    show::as_json(context, one.as_bytes(), Items::One)?;
                }
            } else if done > 0 || self.stopped.is_none() {
                let list = format!("[{}]", self.done.join(","));
                show::as_json(context, list.as_bytes(), Items::Bare)?;
            }
        } else if done > 0 {
            let things = if done == 1 {
                "notification"
            } else {
                "notifications"
            };
            context.output().note(&format!("{verb} {done} {things}."));
        }
        if let Some(mut report) = self.stopped {
            if self.asked > 1 && report.exit != ExitCode::Success {
                report.message = format!("{} ({done} of {} done)", report.message, self.asked);
            }
            return Err(report);
        }
        if self.missing.is_empty() {
            return Ok(ExitCode::Success);
        }
        let missing: Vec<_> = self.missing.iter().map(AsRef::as_ref).collect();
        let message = format!(
            "{done} of {} notifications done; not found: {}",
            self.asked,
            missing.join(", ")
        );
        Err(Report::new("api_error", ExitCode::NotFound, message)
            .suggest("`copera notifications list --all` shows the ones that there are"))
    }
}
