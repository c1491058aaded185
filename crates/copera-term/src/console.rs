//! One run's way to speak: the output policy, how documents look, and the notes that are told last.

use std::cell::RefCell;
use std::io::Write;

use clap::Args;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::document::{self, DocumentError, DocumentStyle, Fields, Items};
use crate::exit::ExitCode;
use crate::jq::Filter;
use crate::mask::Masks;
use crate::output::{Color, Format, Mode, Output, OutputOptions, Terminals};
use crate::record::Record;
use crate::report::Report;
use crate::table::Table;
use crate::word::words;

/// The flags that shape output, for a tool's grammar.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Output options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct OutputFlags {
    /// Print JSON; goes before --table and --output
    #[arg(long, short, global = true)]
    pub json: bool,

    /// Print a table
    #[arg(long, short, global = true, conflicts_with = "output")]
    pub table: bool,

    /// How to print results: auto, json, ndjson, table or plain
    #[arg(long, global = true, value_name = "FORMAT")]
    pub output: Option<Format>,

    /// Print only these fields, with commas between them
    #[arg(long, short, global = true, value_name = "NAMES")]
    pub fields: Option<Fields>,

    /// Print what this jq filter makes of the JSON
    #[arg(long, global = true, value_name = "FILTER")]
    pub jq: Option<String>,

    /// Leave out informational lines
    #[arg(long, short, global = true)]
    pub quiet: bool,

    /// Never ask anything
    #[arg(long, global = true)]
    pub no_input: bool,
}

/// What a run speaks through.
pub struct Console {
    /// The policy.
    pub output: Output,
    style: DocumentStyle,
    notes: RefCell<Vec<String>>,
}

impl Console {
    /// A console by the flags of a run; `format` is for where none was asked for, and `None` for a command
    /// without a document. `variable` looks one of the environment up.
    ///
    /// # Errors
    /// A filter that can't be read; something is to be chosen of a document that there is not.
    pub fn new(
        flags: &OutputFlags,
        format: Option<Format>,
        masks: Masks,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Report> {
        let output = policy(flags, format.unwrap_or_default(), masks, variable);
        let filter = flags.jq.as_deref().map(Filter::compile).transpose();
        let style = DocumentStyle {
            lines: output.json_lines(),
            fields: flags.fields.clone(),
            filter: filter
                .map_err(|problem| Report::new(words::INPUT_ERROR, problem.to_string()))?,
        };
        if let (None, Some(choice)) = (format, style.choices().next()) {
            return Err(choice.refused("this command prints none"));
        }
        Ok(Self {
            output,
            style,
            notes: RefCell::default(),
        })
    }

    /// A console for a mistake on the command line: nothing is known but whether it asks for JSON.
    pub fn before_parsing(
        json: bool,
        masks: Masks,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let flags = OutputFlags {
            json,
            ..OutputFlags::default()
        };
        Self {
            output: policy(&flags, Format::Auto, masks, variable),
            style: DocumentStyle::default(),
            notes: RefCell::default(),
        }
    }

    /// Whether results are for programs.
    pub fn speaks_json(&self) -> bool {
        self.output.mode() == Mode::Json
    }

    /// The fields that are wanted; without it, all.
    pub fn fields(&self) -> Option<&Fields> {
        self.style.fields.as_ref()
    }

    /// Adds a line for the person: told after the outcome, or inside the error.
    pub fn note(&self, text: String) {
        self.notes.borrow_mut().push(text);
    }

    /// Adds several lines: see [`Console::note`].
    pub fn note_all(&self, texts: impl IntoIterator<Item = String>) {
        self.notes.borrow_mut().extend(texts);
    }

    /// Tells the notes so far at once, where the end of the run would be too late.
    pub fn tell_notes(&self) {
        for note in self.notes.take() {
            self.output.note(&format!("note: {note}"));
        }
    }

    /// Writes a result to stdout.
    ///
    /// # Errors
    /// See [`document::print`].
    pub fn print(
        &self,
        write: impl FnOnce(&mut dyn Write) -> Result<(), DocumentError>,
    ) -> Result<(), Report> {
        document::print(&self.output, write)
    }

    /// Prints one thing: `shape` for programs; for people the fields that were asked for, else a record, if
    /// it has fields, and a sentence. A field that it does not have is noted.
    ///
    /// # Errors
    /// See [`document::print`].
    pub fn one(
        &self,
        shape: &impl Serialize,
        record: &Record,
        sentence: &str,
    ) -> Result<(), Report> {
        self.print(|to| {
            let shape = serde_json::to_vec(shape)?;
            if let Some(fields) = self.fields() {
                let missing = fields.missing(&document::items(&shape, Items::One)?);
                self.note_all(
                    missing
                        .names
                        .iter()
                        .map(|name| format!("no field `{name}` was found")),
                );
            }
            if self.speaks_json() {
                return self.style.write(&shape, Items::One, to);
            }
            if let Some(fields) = self.fields() {
                let table = document::table(&shape, Items::One, fields)?;
                return Ok(table.write(&self.output, to)?);
            }
            record.write(&self.output, to)?;
            Ok(writeln!(to, "{sentence}")?)
        })
    }

    /// Prints rows: for programs as they are, for people as the table that is made of them, or one of
    /// the fields that were asked for; `nothing` where there are none. What rows may have is `documented`,
    /// a name a line.
    ///
    /// # Errors
    /// See [`document::print`]; or a field was asked for that no row has and that is not documented.
    pub fn rows(
        &self,
        rows: &[Box<RawValue>],
        table: impl FnOnce(&[Box<RawValue>]) -> serde_json::Result<Table>,
        nothing: &str,
        documented: &str,
    ) -> Result<(), Report> {
        if let Some(fields) = self.fields() {
            let rows: Vec<_> = rows.iter().map(|row| &**row).collect();
            let is_documented = |name: &str| documented.lines().any(|known| known == name);
            self.note_all(fields.missing(&rows).notes(is_documented)?);
        }
        self.print(|to| {
            let whole = serde_json::to_vec(rows)?;
            if self.speaks_json() {
                return self.style.write(&whole, Items::Bare, to);
            }
            let table = match self.fields() {
                Some(fields) => document::table(&whole, Items::Bare, fields)?,
                None => table(rows)?,
            };
            if table.is_empty() {
                self.output.note(nothing);
                return Ok(());
            }
            Ok(table.write(&self.output, to)?)
        })
    }

    /// Tells what is left to tell, and says how the process ends.
    pub fn end(&self, result: Result<ExitCode, Report>) -> ExitCode {
        match result {
            Ok(code) => {
                self.tell_notes();
                code
            }
            Err(report) => {
                report.tell(&self.output, &self.notes.take());
                report.exit
            }
        }
    }
}

fn policy(
    flags: &OutputFlags,
    format: Format,
    masks: Masks,
    variable: impl Fn(&str) -> Option<String>,
) -> Output {
    let table = flags.table.then_some(Format::Table);
    let no_word = |word: &String| !["0", "false", "no", "off"].contains(&word.trim());
    Output::new(OutputOptions {
        format: flags.output.or(table).unwrap_or(format),
        json: flags.json || flags.jq.is_some(),
        quiet: flags.quiet,
        no_input: flags.no_input || variable("CI").as_ref().is_some_and(no_word),
        color: Color::by_convention(variable),
        terminals: Terminals::detect(),
        masks,
    })
}
