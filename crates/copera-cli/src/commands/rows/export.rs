use std::borrow::Cow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use copera_api::Client;
use copera_api::model::{CellValue, Column, Row, Table};
use copera_term::{ExitCode, Report, document, json};
use csv::WriterBuilder;
use serde_json::value::RawValue;

use super::list::Which;
use super::place::OnTable;
use super::sheet::{self, Field, Own};
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::save::{self, Target};
use crate::{cells, schema, show};

/// The format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Values with commas between them, below a line of column names
    Csv,
    /// One JSON object a line
    Ndjson,
    /// A JSON list of objects
    Json,
    /// A Markdown table
    Md,
}

/// Write rows into a file, under the names of their columns
///
/// Options are written by label, everything else to the letter, so that `rows import` reads it back. Without
/// --fields these are the row's id and number, and all columns. See also `tables export`, where the service
/// makes the file as a view shows it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows export --to csv -o tasks.csv\n  \
                        copera rows export --to md --fields Name,Status,Due --sort Due:asc\n  \
                        copera rows export --to ndjson --query engine | jq -r .Name"
)]
pub(crate) struct Export {
    #[command(flatten)]
    on: OnTable,

    #[command(flatten)]
    which: Which,

    /// The format
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Format,

    /// Write the file here; - is stdout, as it is without the flag
    #[arg(long, short, value_name = "PATH")]
    output_file: Option<PathBuf>,
}

impl RunWithClient for Export {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let place = self.on.place(context, client)?;
        let rows = self.which.rows(context, &place).await?;
        let columns = rows.iter().flat_map(|row| &row.cells);
        let columns = columns.map(|cell| &cell.column_id);
        let schema = schema::read_with(context, &place.id, &place.table, columns).await?;
        let fields = match &context.style().fields {
            Some(asked) => sheet::named(&schema, asked)?,
            None => sheet::all(&schema),
        };
        let sheet = Sheet {
            names: fields.iter().map(|field| field.name(&schema)).collect(),
            fields,
            rows: &rows,
        };
        let file = sheet.written(self.to).map_err(|error| {
            let message = format!("the rows can't be written as {:?}: {error}", self.to);
            Report::new("request_failed", ExitCode::Failure, message)
        })?;
        let target = self
            .output_file
            .as_deref()
            .map_or(Target::Stdout, Target::of);
        save::deliver(context, target, &file)?;
        if let Target::File(path) = target {
            let told = format!(
                "Wrote {} to {}.",
                show::count(rows.len(), "row"),
                path.display()
            );
            context.output().note(&told);
        }
        Ok(ExitCode::Success)
    }
}

/// Rows under the names of their columns.
struct Sheet<'a> {
    names: Vec<Cow<'a, str>>,
    fields: Vec<Field<'a>>,
    rows: &'a [Row],
}

impl Sheet<'_> {
    fn written(&self, format: Format) -> serde_json::Result<Vec<u8>> {
        match format {
            Format::Csv => Ok(self.csv()),
            Format::Md => Ok(self.markdown()),
            Format::Ndjson => {
                let mut lines = self.objects()?.join(&b'\n');
                if !lines.is_empty() {
                    lines.push(b'\n');
                }
                Ok(lines)
            }
            Format::Json => {
                let list = [b"[", self.objects()?.join(&b',').as_slice(), b"]"].concat();
                let mut indented = Vec::new();
                json::write_raw(&list, &mut indented).map_err(serde_json::Error::io)?;
                Ok(indented)
            }
        }
    }

    fn lines(&self) -> impl Iterator<Item = Vec<String>> {
        self.rows.iter().map(|row| {
            let fields = self.fields.iter();
            fields.map(|field| field.portable(row)).collect()
        })
    }

    fn csv(&self) -> Vec<u8> {
        let mut table = WriterBuilder::new().from_writer(Vec::new());
        // Writing to memory does not fail.
        let _ = table.write_record(self.names.iter().map(AsRef::<str>::as_ref));
        for line in self.lines() {
            let _ = table.write_record(&line);
        }
        table.into_inner().unwrap_or_default()
    }

    fn markdown(&self) -> Vec<u8> {
        let line = |cells: &mut dyn Iterator<Item = &str>| {
            let cells = cells.map(|cell| {
                let cell = cell.replace('\\', "\\\\").replace('|', "\\|");
                format!(
                    " {} |",
                    cell.replace("\r\n", "<br>").replace(['\n', '\r'], "<br>")
                )
            });
            format!("|{}\n", cells.collect::<String>())
        };
        let mut text = line(&mut self.names.iter().map(AsRef::as_ref));
        let rules = self.fields.iter();
        let rules = rules.map(|field| {
            if field.is_number() {
                " ---: |"
            } else {
                " --- |"
            }
        });
        text += "|";
        text.extend(rules);
        text += "\n";
        for cells in self.lines() {
            text += &line(&mut cells.iter().map(String::as_str));
        }
        text.into_bytes()
    }

    /// Each row as an object: cells as the service has them, but options by label.
    fn objects(&self) -> serde_json::Result<Vec<Vec<u8>>> {
        let objects = self.rows.iter().map(|row| {
            let values: Vec<Option<Box<RawValue>>> = self
                .fields
                .iter()
                .map(|field| field.json(row))
                .collect::<serde_json::Result<_>>()?;
            let entries = self.names.iter().zip(&values);
            document::object(entries.filter_map(|(name, value)| {
                Some((Cow::Borrowed(name.as_ref()), value.as_deref()?))
            }))
        });
        objects.collect()
    }
}

impl<'a> Field<'a> {
    /// What it is called in a file: a label that only one column has, else the id.
    fn name(&self, schema: &'a Table) -> Cow<'a, str> {
        match self {
            Self::Own(own) => own.json_name().into(),
            Self::Cell(column) => match schema.column_called(&column.label) {
                Ok(found) if found.id == column.id => column.label.as_str().into(),
                _ => column.id.as_str().into(),
            },
        }
    }

    /// Its value as `rows import` takes it.
    fn portable(&self, row: &Row) -> String {
        match self {
            Self::Own(own) => own.text(row),
            Self::Cell(column) => row
                .cell(&column.id)
                .map(|cell| cells::portable(column, cell))
                .unwrap_or_default(),
        }
    }

    fn json(&self, row: &Row) -> serde_json::Result<Option<Box<RawValue>>> {
        match self {
            Self::Own(Own::Number) => serde_json::value::to_raw_value(&row.number).map(Some),
            Self::Own(own) => serde_json::value::to_raw_value(&own.text(row)).map(Some),
            Self::Cell(column) => match row.cell(&column.id) {
                Some(cell) => value(column, &column.read(cell)).map(Some),
                None => Ok(None),
            },
        }
    }
}

fn value(column: &Column, value: &CellValue) -> serde_json::Result<Box<RawValue>> {
    let label = |option| cells::option_label(column, option);
    match value {
        CellValue::Choice(option) => serde_json::value::to_raw_value(label(option)),
        CellValue::Labels(options) => {
            serde_json::value::to_raw_value(&options.iter().map(label).collect::<Vec<_>>())
        }
        value => serde_json::value::to_raw_value(value),
    }
}
