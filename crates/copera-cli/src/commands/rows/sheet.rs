//! Rows as people see them: a table or a record with the columns' labels.

use copera_api::model::{Column, Row, Table as Schema};
use copera_term::document::Fields;
use copera_term::{Mode, Record, Report, Table};

use super::options;
use crate::context::Context;
use crate::links::{Known, Page};
use crate::names::Names;
use crate::{cells, fields, links, schema, show};

/// How many columns a table shows on a terminal at most, when none were asked for.
const COLUMNS_ON_A_TERMINAL: usize = 6;
/// What a row's id and number take of the width of a terminal, with what parts them.
const WIDTH_OF_NAMES: usize = 31;
/// A column that has less than this, with what parts it, says nothing.
const WIDTH_OF_A_COLUMN: usize = 12;

/// What a column of the shown table holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field<'a> {
    /// A field that every row has, by its name in JSON.
    Own(Own),
    Cell(&'a Column),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Own {
    Id,
    Number,
    Owner,
    Description,
    Created,
    Updated,
}

impl Own {
    const ALL: [Self; 6] = [
        Self::Id,
        Self::Number,
        Self::Owner,
        Self::Description,
        Self::Created,
        Self::Updated,
    ];

    /// The name in JSON, and the heading in tables.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Id => ("_id", "ID"),
            Self::Number => ("rowId", "NO."),
            Self::Owner => ("owner", "OWNER"),
            Self::Description => ("description", "DESCRIPTION"),
            Self::Created => ("createdAt", "CREATED"),
            Self::Updated => ("updatedAt", "UPDATED"),
        }
    }

    pub(super) const fn json_name(self) -> &'static str {
        self.names().0
    }

    /// The value to the letter.
    pub(super) fn text(self, row: &Row) -> String {
        match self {
            Self::Id => row.id.to_string(),
            Self::Number => row.number.to_string(),
            Self::Owner => row.owner.to_string(),
            Self::Description => row.description.clone().unwrap_or_default(),
            Self::Created => row.created_at.to_string(),
            Self::Updated => row.updated_at.to_string(),
        }
    }
}

impl<'a> Field<'a> {
    fn named(schema: &'a Schema, name: &str) -> Result<Self, Report> {
        match Own::ALL.into_iter().find(|own| own.json_name() == name) {
            Some(own) => Ok(Self::Own(own)),
            None => schema::column(schema, name).map(Self::Cell),
        }
    }

    fn heading(&self) -> &'a str {
        match self {
            Self::Own(own) => own.names().1,
            Self::Cell(column) => &column.label,
        }
    }

    pub(super) fn is_number(&self) -> bool {
        use copera_api::model::ColumnType as T;
        match self {
            Self::Own(own) => matches!(own, Own::Number),
            Self::Cell(column) => matches!(column.kind, T::Number | T::Money | T::Duration),
        }
    }

    pub(super) fn is_lookup(&self) -> bool {
        matches!(self, Self::Cell(column) if options::is_lookup(column))
    }

    /// Whether half of a value says nothing.
    fn is_whole(&self) -> bool {
        use copera_api::model::ColumnType as T;
        match self {
            Self::Own(Own::Owner | Own::Description) => false,
            Self::Own(_) => true,
            Self::Cell(column) => self.is_number() || matches!(column.kind, T::Date),
        }
    }

    fn words(&self, row: &Row, names: &Names) -> String {
        match self {
            Self::Own(Own::Owner) => names.person(row.owner.as_str()).to_owned(),
            Self::Own(own @ (Own::Created | Own::Updated)) => show::time(&own.text(row)),
            Self::Own(own) => own.text(row),
            Self::Cell(column) => row
                .cell(&column.id)
                .map(|cell| cells::words(column, cell, names))
                .unwrap_or_default(),
        }
    }
}

/// A column of the shown table.
pub(super) struct Shown<'a> {
    heading: &'a str,
    /// `None` where nothing goes by that name, and it is too late to say so: a change was made.
    field: Option<Field<'a>>,
}

impl<'a> From<Field<'a>> for Shown<'a> {
    fn from(field: Field<'a>) -> Self {
        Self {
            heading: field.heading(),
            field: Some(field),
        }
    }
}

impl<'a> Shown<'a> {
    fn named(context: &Context, schema: &'a Schema, name: &'a str) -> Result<Self, Report> {
        match Field::named(schema, name) {
            Err(report) if fields::are_of_a_change(context) => {
                context.note(report.message);
                Ok(Self {
                    heading: name,
                    field: None,
                })
            }
            found => found.map(Self::from),
        }
    }

    pub(super) fn words(&self, row: &Row, names: &Names) -> String {
        let words = self.field.map(|field| field.words(row, names));
        words.unwrap_or_default()
    }
}

/// The fields of these names: those that every row has by their names in JSON, cells by the ids or
/// labels of their columns.
///
/// # Errors
/// A name leads to no column.
pub(super) fn named<'a>(schema: &'a Schema, names: &Fields) -> Result<Vec<Field<'a>>, Report> {
    names
        .names()
        .map(|name| Field::named(schema, name))
        .collect()
}

/// What names a row, and all its cells.
pub(super) fn all(schema: &Schema) -> Vec<Field<'_>> {
    first(schema, schema.columns.len())
}

fn first(schema: &Schema, columns: usize) -> Vec<Field<'_>> {
    let own = [Own::Id, Own::Number].map(Field::Own);
    let cells = schema.columns.iter().take(columns).map(Field::Cell);
    own.into_iter().chain(cells).collect()
}

/// The rows in a table: the columns that were asked for, else all that fit.
///
/// # Errors
/// As [`columns`].
pub(super) fn table(
    context: &Context,
    schema: &Schema,
    rows: &[Row],
    names: &Names,
) -> Result<Table, Report> {
    let columns = columns(context, schema)?;
    let mut table = blank(&columns);
    let known = Known::read(context);
    for row in rows {
        let words = columns.iter().map(|column| column.words(row, names));
        let words: Vec<_> = words.collect();
        table.row(words.iter().map(String::as_str));
        let page = Page::Row(&row.board, &row.table, &row.id);
        table.link(known.as_ref().map(|known| known.link(page)).as_deref());
    }
    Ok(table)
}

/// The table of these columns, without a row.
pub(super) fn blank(columns: &[Shown<'_>]) -> Table {
    let headings: Vec<_> = columns.iter().map(|column| column.heading).collect();
    let having = |quality: &dyn Fn(Field<'_>) -> bool| -> Vec<usize> {
        let numbered = columns.iter().enumerate();
        let having = numbered.filter(|(_, column)| column.field.is_some_and(quality));
        having.map(|(index, _)| index).collect()
    };
    let mut table = Table::new(&headings).whole(&having(&|field| field.is_whole()));
    for index in having(&|field| field.is_number()) {
        table.align_right(index);
    }
    table
}

/// The columns that were asked for, else all that fit.
///
/// # Errors
/// A column that was asked for is none, and nothing was changed.
pub(super) fn columns<'a>(
    context: &'a Context,
    schema: &'a Schema,
) -> Result<Vec<Shown<'a>>, Report> {
    let shown = |fields: Vec<Field<'a>>| Ok(fields.into_iter().map(Shown::from).collect());
    if let Some(asked) = &context.style().fields {
        let names = asked.names();
        return names
            .map(|name| Shown::named(context, schema, name))
            .collect();
    }
    let output = context.output();
    if !output.stdout_is_terminal() || output.mode() != Mode::Table {
        return shown(all(schema));
    }
    let most = output.width().map_or(COLUMNS_ON_A_TERMINAL, |width| {
        let room = usize::from(width).saturating_sub(WIDTH_OF_NAMES);
        (room / WIDTH_OF_A_COLUMN).clamp(1, COLUMNS_ON_A_TERMINAL)
    });
    let left_out = schema.columns.len().saturating_sub(most);
    if left_out == 0 {
        return shown(all(schema));
    }
    context.note(format!(
        "{} not shown: name those you want with --fields, such as _id,{}",
        if left_out == 1 {
            "1 more column is".to_owned()
        } else {
            format!("{left_out} more columns are")
        },
        schema.columns[0].label
    ));
    shown(first(schema, most))
}

/// One row as a record: what every row has, then its cells that are not empty.
pub(super) fn record(schema: &Schema, row: &Row, link: Option<&str>, names: &Names) -> Record {
    let mut record = Record::new();
    record.field("ID", row.id.as_str());
    record.field("No.", &row.number.to_string());
    record.field("Owner", names.person(row.owner.as_str()));
    record.field("Board", row.board.as_str());
    record.field("Table", row.table.as_str());
    record.field("Created", &show::time(&row.created_at));
    record.field("Updated", &show::time(&row.updated_at));
    links::show(&mut record, link);
    record.field_if("Description", row.description.as_deref());
    for cell in &row.cells {
        match schema.column(&cell.column_id) {
            Some(column) => {
                record.field_if(&column.label, Some(&cells::words(column, cell, names)));
            }
            None => record.field_if(
                cell.column_id.as_str(),
                cell.value
                    .as_ref()
                    .filter(|value| !value.is_null())
                    .map(copera_api::Json::as_str),
            ),
        }
    }
    record
}
