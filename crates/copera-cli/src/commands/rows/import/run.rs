//! The requests of an import, one after the other.

use copera_api::model::Row;
use copera_api::rows::CreateRow;
use copera_api::stepwise::Step;
use copera_api::{Error, ErrorKind, Reply};
use copera_term::{Progress, Report};
use sha2::{Digest, Sha256};

use super::Unsure;
use super::input::Input;
use super::journal::{Journal, Key, State};
use super::plan::NewRow;
use crate::commands::rows::place::Place;
use crate::context::Context;
use crate::words;
use crate::{failure, show};

/// How an import went.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) imported: usize,
    /// Rows that an earlier run made.
    pub(super) skipped: usize,
    /// Which records were not taken, and why.
    pub(super) rejected: Vec<(usize, String)>,
    /// What ended it early.
    pub(super) stopped: Option<Report>,
}

/// What an import works with.
pub(super) struct Run<'a> {
    pub(super) context: &'a Context,
    pub(super) place: &'a Place,
    pub(super) input: &'a Input,
    /// What the places of the records count.
    pub(super) unit: &'static str,
    pub(super) unsure: Option<Unsure>,
}

impl Run<'_> {
    /// Makes the rows. The client keeps to the service's limits.
    pub(super) async fn all(
        &self,
        rows: Vec<Result<NewRow, String>>,
        mut journal: Option<Journal>,
    ) -> Outcome {
        let mut outcome = Outcome::default();
        let all = rows.len();
        let mut progress = Progress::new(*self.context.output(), "rows", all);
        for (index, row) in rows.into_iter().enumerate() {
            let row = match row {
                Ok(row) => row,
                Err(why) => {
                    outcome.rejected.push((index, why));
                    continue;
                }
            };
            if let Err(mut report) = self.one(index, row, &mut outcome, journal.as_mut()).await {
                let done = outcome.imported + outcome.skipped;
                let all = show::counted(all, "row is", "rows are");
                report.message = format!("{}; {done} of {all} there", report.message);
                outcome.stopped = Some(report);
                return outcome;
            }
            progress.done(index + 1, outcome.imported);
        }
        drop(progress);
        if let Some(Err(error)) = journal.map(Journal::finish) {
            self.context
                .note(format!("the journal can't be removed: {error}"));
        }
        outcome
    }

    /// Makes one row, unless an earlier run did.
    async fn one(
        &self,
        index: usize,
        row: NewRow,
        outcome: &mut Outcome,
        mut journal: Option<&mut Journal>,
    ) -> Result<(), Report> {
        let place = self.input.records[index].place;
        let record = format!("{} {place}", self.unit);
        let key = Key {
            place,
            digest: digest(&row),
        };
        match journal
            .as_ref()
            .map_or(Ok(None), |journal| journal.state(&key))
        {
            Ok(None | Some(State::Failed)) => {}
            Ok(Some(State::Done)) => {
                outcome.skipped += 1;
                return Ok(());
            }
            Ok(Some(State::Rejected)) => {
                outcome
                    .rejected
                    .push((index, "the service refused it before".to_owned()));
                return Ok(());
            }
            Ok(Some(State::Sent)) => match self.unsure {
                Some(Unsure::Retry) => {}
                Some(Unsure::Skip) => {
                    note(journal, &key, State::Done)?;
                    outcome.skipped += 1;
                    return Ok(());
                }
                None => return Err(not_sure(&record)),
            },
            Err(()) => return Err(changed(&record)),
        }
        let error = match self.sent(row, &key, journal.as_deref_mut()).await? {
            Ok(made) => {
                outcome.imported += 1;
                return match journal {
                    Some(journal) => journal
                        .note(&key, State::Done, Some(&made.id))
                        .map_err(|error| unwritable(&error)),
                    None => Ok(()),
                };
            }
            Err(error) => error,
        };
        let mut report = failure::api(self.context, &error);
        match error.kind() {
            ErrorKind::Invalid | ErrorKind::Conflict => {
                note(journal, &key, State::Rejected)?;
                outcome.rejected.push((index, report.message));
                return Ok(());
            }
            ErrorKind::Rehearsed => {
                self.context.note(match self.input.records.len() {
                    1 => "the record fits; this is its request".to_owned(),
                    all => format!("all records fit; this is the first of {all} requests"),
                });
                return Err(report);
            }
            _ => {}
        }
        report.message = format!("{record}: {}", report.message);
        let resumable = journal.is_some();
        if error.may_have_happened() {
            report.suggestion = Some(
                "its row may have been made: look, then go on with --resume --unsure skip or retry"
                    .to_owned(),
            );
        } else {
            note(journal, &key, State::Failed)?;
            let why = report.suggestion.take().map(|why| format!("{why}; then "));
            if resumable {
                report.suggestion = Some(format!("{}go on with --resume", why.unwrap_or_default()));
            }
        }
        Err(report)
    }

    /// Sends the request for a row, noting when it is under way and when it is not: whatever ends the
    /// import while it waits for a limit leaves no doubt about the row.
    ///
    /// # Errors
    /// The journal can't be written. The service's answer is the inner result.
    async fn sent(
        &self,
        row: NewRow,
        key: &Key,
        mut journal: Option<&mut Journal>,
    ) -> Result<Result<Reply<Row>, Error>, Report> {
        let mut write = match self.request(row).stepwise() {
            Ok(write) => write,
            Err(error) => return Ok(Err(error)),
        };
        loop {
            let ready = match write.ready().await {
                Ok(ready) => ready,
                Err(error) => return Ok(Err(error)),
            };
            note(journal.as_deref_mut(), key, State::Sent)?;
            match ready.send().await {
                Ok(Step::Done(made)) => return Ok(Ok(made)),
                Ok(Step::TurnedAway) => note(journal.as_deref_mut(), key, State::Failed)?,
                Err(error) => return Ok(Err(error)),
            }
        }
    }

    fn request(&self, row: NewRow) -> CreateRow {
        let mut request = self.place.table.rows().create();
        for (column, value) in row.cells {
            request = request.set(column, &value);
        }
        match row.description {
            Some(description) => request.description(description),
            None => request,
        }
    }
}

/// What tells a record from another one in the same place.
fn digest(row: &NewRow) -> String {
    let mut hash = Sha256::new();
    for (column, value) in &row.cells {
        for part in [column.as_str(), value.as_str()] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
    }
    hash.update(row.description.as_deref().unwrap_or_default());
    let bytes = hash.finalize();
    let first: [u8; 8] = std::array::from_fn(|index| bytes[index]);
    format!("{:016x}", u64::from_be_bytes(first))
}

fn note(journal: Option<&mut Journal>, key: &Key, state: State) -> Result<(), Report> {
    match journal {
        Some(journal) => journal
            .note(key, state, None)
            .map_err(|error| unwritable(&error)),
        None => Ok(()),
    }
}

fn unwritable(error: &std::io::Error) -> Report {
    Report::new(
        words::FILE_ERROR,
        format!("can't write the journal: {error}"),
    )
}

fn not_sure(record: &str) -> Report {
    let message = format!("the row of {record} may have been made when the import was cut off");
    Report::new(words::IMPORT_UNSURE, message)
        .suggest("look whether it is there, then add --unsure skip or --unsure retry")
}

fn changed(record: &str) -> Report {
    let message = format!("{record} is not the one that was imported before");
    Report::new(words::INPUT_ERROR, message)
        .suggest("give the file as it was; new records belong at its end, or into another file")
}
