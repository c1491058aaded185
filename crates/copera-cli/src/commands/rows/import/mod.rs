//! `copera rows import`.

mod input;
mod journal;
mod plan;
mod run;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use copera_api::Client;
use copera_term::{ExitCode, Report};
use serde::Serialize;

use self::input::{Format, Input};
use self::journal::{Journal, Problem};
use self::plan::{NewRow, Plan};
use self::run::{Outcome, Run as ImportRun};
use super::place::{OnTable, Place};
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::words;
use crate::{content, save, schema, show};

/// How many wrong records an error names.
const NAMED: usize = 5;

/// Make rows from a file
///
/// Columns are named by label or id, in the first line of CSV or as the keys of JSON objects; options by
/// label or id. Every value is checked before the first request. Columns that the service computes are passed
/// over, so that what `copera rows export` wrote can be read back.
///
/// A journal beside the file notes each row that was made: an import that was cut off goes on with --resume.
/// Records that the service refuses are written to a file that can be mended and imported again.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows import tasks.csv --dry-run\n  copera rows import tasks.csv\n  \
                        copera rows import tasks.csv --resume\n  \
                        jq -c '.issues[] | {Name: .title}' issues.json | copera rows import - --format ndjson"
)]
pub(crate) struct Import {
    /// The file: .csv, .ndjson or .json; - is stdin
    file: PathBuf,

    #[command(flatten)]
    on: OnTable,

    /// The format; without it, as the file's name says
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,

    /// Go on where an import of the same file was cut off
    #[arg(long)]
    resume: bool,

    /// With --resume: what to do with a record of which nobody knows whether its row was made
    #[arg(long, value_enum, value_name = "WORD", requires = "resume")]
    unsure: Option<Unsure>,

    /// Import the other records where some don't fit their columns
    #[arg(long)]
    skip_invalid: bool,

    /// Where records go that were not imported; without it, beside the file
    #[arg(long, value_name = "PATH")]
    rejects: Option<PathBuf>,

    /// Where the journal is kept; without it, beside the file, and none for stdin
    #[arg(long, value_name = "PATH")]
    journal: Option<PathBuf>,
}

/// What becomes of a record of which nobody knows whether its row was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Unsure {
    /// Take it as made
    Skip,
    /// Make it again
    Retry,
}

#[derive(Serialize)]
struct Shape<'a> {
    imported: usize,
    /// Rows of an earlier run.
    skipped: usize,
    rejected: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejects: Option<&'a Path>,
}

impl RunWithClient for Import {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let place = self.on.place(context, client)?;
        let format = self.format()?;
        let input = Input::read(&self.bytes(context)?, format)
            .map_err(|problem| wrong(&format!("{}: {problem}", self.file.display())))?;
        let names = plan::column_names(&input);
        let table = schema::read_naming(context, &place.id, &place.table, names).await?;
        let plan = Plan::new(&table, &input)?;
        if !plan.left_out.is_empty() {
            let names: Vec<_> = plan.left_out.iter().copied().collect();
            context.note(format!(
                "passed over, since it can't be written: {}",
                names.join(", ")
            ));
        }
        let rows: Vec<_> = input
            .records
            .iter()
            .map(|record| plan.row(record))
            .collect();
        self.check(format.unit(), &input, &rows)?;
        let journal = self.journal(context, &place)?;
        if journal.is_some() {
            context.remember_way_on("go on with --resume: the journal says which rows were made");
        }
        let outcome = ImportRun {
            context,
            place: &place,
            input: &input,
            unit: format.unit(),
            unsure: self.unsure,
        }
        .all(rows, journal)
        .await;
        self.end(context, &input, outcome, format)
    }
}

impl Import {
    fn is_stdin(&self) -> bool {
        self.file.as_os_str() == "-"
    }

    fn format(&self) -> Result<Format, Report> {
        self.format
            .or_else(|| Format::of(&self.file))
            .ok_or_else(|| {
                wrong(&format!(
                    "the format of {} is not known",
                    self.file.display()
                ))
                .suggest("add --format csv, ndjson or json")
            })
    }

    fn bytes(&self, context: &Context) -> Result<Vec<u8>, Report> {
        if self.is_stdin() {
            content::hint_at_terminal(context);
            return content::bytes_piped_in();
        }
        fs::read(&self.file)
            .map_err(|error| wrong(&format!("can't read {}: {error}", self.file.display())))
    }

    /// Lets an import begin whose records all fit, or where that was said not to matter.
    fn check(
        &self,
        unit: &str,
        input: &Input,
        rows: &[Result<NewRow, String>],
    ) -> Result<(), Report> {
        let wrong_ones: Vec<_> = input
            .records
            .iter()
            .zip(rows)
            .filter_map(|(record, row)| {
                let problem = row.as_ref().err()?;
                Some(format!("{unit} {}: {problem}", record.place))
            })
            .collect();
        if wrong_ones.is_empty() || self.skip_invalid {
            return Ok(());
        }
        let named = wrong_ones.iter().take(NAMED).cloned().collect::<Vec<_>>();
        let more = if wrong_ones.len() > NAMED {
            "; …"
        } else {
            ""
        };
        Err(wrong(&format!(
            "{} of {} records don't fit the table, and nothing was sent: {}{more}",
            wrong_ones.len(),
            rows.len(),
            named.join("; "),
        ))
        .suggest("mend them, or add --skip-invalid to import the others"))
    }

    fn journal(&self, context: &Context, place: &Place) -> Result<Option<Journal>, Report> {
        let beside = (!self.is_stdin()).then(|| {
            let mut name = self.file.clone().into_os_string();
            name.push(".journal");
            PathBuf::from(name)
        });
        let Some(path) = self.journal.clone().or(beside) else {
            return Ok(None);
        };
        // A rehearsal leaves nothing behind.
        if context.globals().dry_run {
            return Ok(None);
        }
        Journal::open(&path, &place.id, self.resume)
            .map(Some)
            .map_err(|problem| {
                let shown = path.display();
                match problem {
                    Problem::Begun(done) => Report::new(
                        words::IMPORT_BEGUN,
                        format!(
                            "an import of {} was begun and not ended; {done} rows were made",
                            self.file.display()
                        ),
                    )
                    .suggest(format!(
                        "add --resume to go on; to begin anew, remove {shown}"
                    )),
                    Problem::Busy => wrong(&format!("another import writes the journal {shown}"))
                        .suggest("wait for it to end"),
                    Problem::OtherTable(table) => wrong(&format!(
                        "the journal {shown} is of an import into another table, {table}"
                    ))
                    .suggest("name that table, or another journal with --journal"),
                    Problem::Unreadable => wrong(&format!("{shown} is no journal of an import"))
                        .suggest("name another one with --journal"),
                    Problem::Io(error) => Report::new(
                        words::FILE_ERROR,
                        format!("can't write the journal {shown}: {error}"),
                    ),
                }
            })
    }

    /// Hands back what was not taken, and says how it went.
    fn end(
        &self,
        context: &Context,
        input: &Input,
        outcome: Outcome,
        format: Format,
    ) -> Result<ExitCode, Report> {
        for (index, why) in &outcome.rejected {
            let place = input.records[*index].place;
            context.note(format!("{} {place} was not imported: {why}", format.unit()));
        }
        let rejects = (!outcome.rejected.is_empty()).then(|| self.rejects(format));
        if let Some(path) = &rejects {
            let rejected = outcome.rejected.iter();
            let records = rejected.map(|(index, _)| &input.records[*index]);
            save::file(path, &input.write(records))?;
        }
        outcome.stopped.map_or(Ok(()), Err)?;
        let (imported, rejected) = (outcome.imported, outcome.rejected.len());
        let shape = Shape {
            imported,
            skipped: outcome.skipped,
            rejected,
            rejects: rejects.as_deref(),
        };
        let mut told = vec![format!("Imported {}", show::count(imported, "row"))];
        if outcome.skipped > 0 {
            told.push(format!("{} were there already", outcome.skipped));
        }
        if let Some(path) = &rejects {
            told.push(format!(
                "{} not taken: {}",
                show::count(rejected, "record"),
                path.display()
            ));
        }
        let code = show::change(context, &shape, &format!("{}.", told.join("; ")))?;
        Ok(if rejected > 0 {
            ExitCode::Failure
        } else {
            code
        })
    }

    fn rejects(&self, format: Format) -> PathBuf {
        let (extension, _) = format.of_rejects();
        self.rejects.clone().unwrap_or_else(|| {
            if self.is_stdin() {
                PathBuf::from(format!("stdin.rejected.{extension}"))
            } else {
                self.file.with_extension(format!("rejected.{extension}"))
            }
        })
    }
}

fn wrong(message: &str) -> Report {
    Report::new(words::INPUT_ERROR, message)
}
