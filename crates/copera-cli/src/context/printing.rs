//! What a run says: its results, and at the end what is left to tell.

use std::io::{self, Write};

use copera_term::document::DocumentError;
use copera_term::jq::FilterError;
use copera_term::{ExitCode, Output, Report};

use super::Context;
use crate::{failure, show};

impl Context {
    /// Writes a result to stdout.
    ///
    /// # Errors
    /// The stream failed; a reader that has gone is no failure.
    pub(crate) fn print(
        &self,
        write: impl FnOnce(&Output, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Report> {
        let output = self.output();
        let mut stdout = output.stdout();
        let result = write(output, &mut stdout).and_then(|()| stdout.flush());
        Self::written(result.map_err(DocumentError::from))
    }

    /// Writes a document of the service, or what is made of it, to stdout. On a terminal it can do
    /// nothing but be read.
    ///
    /// # Errors
    /// As [`Context::print`]; the document does not fit what was asked of it.
    pub(crate) fn print_document(
        &self,
        write: impl FnOnce(&Output, &mut dyn Write) -> Result<(), DocumentError>,
    ) -> Result<(), Report> {
        let output = self.output();
        let mut stdout = output.documents();
        let result = write(output, &mut stdout);
        // What there is of a result that failed is shown all the same.
        let flushed = stdout.flush().map_err(DocumentError::from);
        Self::written(result.and(flushed))
    }

    /// What came of writing to stdout.
    ///
    /// # Errors
    /// As [`Context::print_document`].
    pub(crate) fn written<T: Default>(result: Result<T, DocumentError>) -> Result<T, Report> {
        match result {
            Err(DocumentError::Write(error) | DocumentError::Filter(FilterError::Write(error))) => {
                match error.kind() {
                    io::ErrorKind::BrokenPipe => Ok(T::default()),
                    io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                        Err(failure::unreadable(&error))
                    }
                    _ => Err(failure::output(&error)),
                }
            }
            result => result.map_err(|error| error.report()),
        }
    }

    /// Drops what was noted so far, for the command that shows all of it as its result.
    pub(crate) fn drop_notes(&self) {
        self.notes.borrow_mut().clear();
    }

    /// Tells what is left to tell, and says how the process ends.
    pub(crate) fn end(&self, result: Result<ExitCode, Report>) -> ExitCode {
        let output = self.output();
        let rehearsed = self.rehearsed.take();
        let result = if rehearsed.is_empty() {
            result
        } else {
            show::unsent(self, &rehearsed)
        };
        if let Some(told) = self.pauses.told(output) {
            self.note(told);
        }
        let notes = self.notes.take();
        match result {
            Ok(code) => {
                for note in &notes {
                    output.note(&format!("note: {note}"));
                }
                code
            }
            Err(report) => {
                // The failure itself may be one of the things that were noted on the way.
                let notes: Vec<_> = notes
                    .into_iter()
                    .filter(|note| !note.starts_with(&report.message))
                    .collect();
                report.tell(output, &notes);
                report.exit
            }
        }
    }
}
