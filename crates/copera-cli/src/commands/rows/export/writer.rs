//! Rows in the formats of files, written one by one.

use std::borrow::Cow;
use std::io::{self, Write};

use copera_api::model::{CellValue, Column, Row, Table};
use copera_term::document::{self, DocumentError, DocumentStyle, ListWriter};
use serde_json::value::{RawValue, to_raw_value};

use super::Format;
use crate::cells;
use crate::commands::rows::sheet::{Field, Own};
use crate::names::Names;

const INDENTED: &DocumentStyle = &style(false);
const LINES: &DocumentStyle = &style(true);

const fn style(lines: bool) -> DocumentStyle {
    DocumentStyle {
        lines,
        fields: None,
        filter: None,
    }
}

/// Writes rows under the names of their columns.
pub(super) struct RowWriter<'a, W: Write> {
    names: Vec<Cow<'a, str>>,
    fields: Vec<Field<'a>>,
    /// Of what is looked up in other tables.
    labels: &'a Names,
    form: Form<W>,
}

enum Form<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Markdown(W),
    Objects(ListWriter<'static, W>),
}

impl<'a, W: Write> RowWriter<'a, W> {
    /// Begins with what stands before the first row.
    pub(super) fn begin(
        format: Format,
        schema: &'a Table,
        fields: Vec<Field<'a>>,
        labels: &'a Names,
        to: W,
    ) -> io::Result<Self> {
        let names: Vec<_> = fields.iter().map(|field| field.name(schema)).collect();
        let form = match format {
            Format::Csv => {
                let mut table = csv::Writer::from_writer(to);
                let heading = names.iter().map(AsRef::<str>::as_ref);
                table.write_record(heading).map_err(cause)?;
                Form::Csv(Box::new(table))
            }
            Format::Md => Form::Markdown(headed(&names, &fields, to)?),
            Format::Json => Form::Objects(INDENTED.list(to)),
            Format::Ndjson => Form::Objects(LINES.list(to)),
        };
        Ok(Self {
            names,
            fields,
            labels,
            form,
        })
    }

    pub(super) fn row(&mut self, row: &Row) -> Result<(), DocumentError> {
        let cells = self.fields.iter();
        let cells = cells.map(|field| field.portable(row, self.labels));
        match &mut self.form {
            Form::Csv(table) => {
                let cells: Vec<_> = cells.collect();
                table.write_record(&cells).map_err(cause)?;
            }
            Form::Markdown(to) => line(cells, to)?,
            Form::Objects(list) => list.element(&object(&self.names, &self.fields, row)?)?,
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), DocumentError> {
        match self.form {
            Form::Csv(mut table) => table.flush()?,
            Form::Markdown(mut to) => to.flush()?,
            Form::Objects(list) => drop(list.finish()?),
        }
        Ok(())
    }
}

/// Why a record was not written, of its own kind: the library's conversion makes another of it, and a
/// reader that has gone would be a failure.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

fn headed<W: Write>(names: &[Cow<'_, str>], fields: &[Field<'_>], mut to: W) -> io::Result<W> {
    line(names, &mut to)?;
    let rules = fields.iter().map(|field| {
        if field.is_number() {
            " ---: |"
        } else {
            " --- |"
        }
    });
    writeln!(to, "|{}", rules.collect::<String>())?;
    Ok(to)
}

/// A line of a Markdown table.
fn line(cells: impl IntoIterator<Item = impl AsRef<str>>, mut to: impl Write) -> io::Result<()> {
    let cells = cells.into_iter().map(|cell| {
        let cell = cell.as_ref().replace('\\', "\\\\").replace('|', "\\|");
        let cell = cell.replace("\r\n", "<br>").replace(['\n', '\r'], "<br>");
        format!(" {cell} |")
    });
    writeln!(to, "|{}", cells.collect::<String>())
}

/// A row as an object: cells as the service has them, but options by label.
fn object(names: &[Cow<'_, str>], fields: &[Field<'_>], row: &Row) -> serde_json::Result<Vec<u8>> {
    let values = fields.iter().map(|field| field.json(row));
    let values = values.collect::<serde_json::Result<Vec<_>>>()?;
    let entries = names.iter().zip(&values);
    document::object(
        entries.filter_map(|(name, value)| Some((Cow::Borrowed(&**name), value.as_deref()?))),
    )
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
    fn portable(&self, row: &Row, labels: &Names) -> String {
        match self {
            Self::Own(own) => own.text(row),
            Self::Cell(column) => row
                .cell(&column.id)
                .map(|cell| cells::portable(column, cell, labels))
                .unwrap_or_default(),
        }
    }

    fn json(&self, row: &Row) -> serde_json::Result<Option<Box<RawValue>>> {
        match self {
            Self::Own(Own::Number) => to_raw_value(&row.number).map(Some),
            Self::Own(own) => to_raw_value(&own.text(row)).map(Some),
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
        CellValue::Choice(option) => to_raw_value(label(option)),
        CellValue::Labels(options) => to_raw_value(&options.iter().map(label).collect::<Vec<_>>()),
        value => to_raw_value(value),
    }
}
