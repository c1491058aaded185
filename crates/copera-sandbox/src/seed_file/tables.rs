//! Tables: columns, their options, and rows whose cells are written as people see them.

use serde_json::{Map, Value};
use toml::{Spanned, Value as Written};

use super::{
    build::{Builder, MADE},
    document::{ColumnEntry, OptionEntry, RowEntry, TableEntry, WholeOption},
    place::{Problem, wrong},
};
use crate::{
    cells::{CellWrite, ColumnType, Moment, Shape, accepted},
    id::Id,
    model::{Choice, Column, Row, Source, StatusGroup, Table},
};

pub(super) fn add(builder: &mut Builder, board: &Id, entry: TableEntry) -> Result<(), Problem> {
    let (id, view) = (builder.id(entry.id)?, builder.id(entry.view)?);
    let mut columns: Vec<Column> = Vec::new();
    for column in entry.columns {
        if columns
            .iter()
            .any(|known| known.label == *column.label.get_ref())
        {
            return Err(wrong(&column.label, "another column has this label"));
        }
        columns.push(read_column(builder, column, columns.len())?);
    }
    let mut table = Table {
        id,
        name: entry.name,
        board: board.clone(),
        created_at: MADE,
        updated_at: MADE,
        columns,
        view,
        next_number: 1,
    };
    for row in entry.rows {
        let row = read_row(builder, &table, row)?;
        builder.state.add_row(row);
        table.next_number += 1;
    }
    builder.state.tables.push(table);
    Ok(())
}

fn read_column(builder: &mut Builder, entry: ColumnEntry, order: usize) -> Result<Column, Problem> {
    let r#type = *entry.r#type.get_ref();
    if matches!(
        r#type,
        ColumnType::Link | ColumnType::Lookup | ColumnType::File
    ) {
        let message = "a file can't describe columns of this type";
        return Err(wrong(&entry.r#type, message));
    }
    let chosen = matches!(r#type.shape(), Shape::Choice | Shape::Choices);
    if chosen == entry.options.is_empty() {
        let message = "a STATUS, DROPDOWN or LABELS column has options, and no other has";
        return Err(wrong(&entry.r#type, message));
    }
    let mut options = Vec::new();
    for (order, option) in entry.options.into_iter().enumerate() {
        let option = match option {
            OptionEntry::Whole(option) => option,
            OptionEntry::Label(label) => WholeOption {
                id: None,
                label,
                color: None,
                group: None,
            },
        };
        let span = entry.label.span();
        options.push(Choice {
            id: builder.id(option.id.map(|id| Spanned::new(span, id)))?,
            order,
            label: option.label,
            color: option.color.unwrap_or_else(|| "GRAY".to_owned()),
            status_group: (r#type == ColumnType::Status)
                .then(|| option.group.unwrap_or(StatusGroup::Todo)),
        });
    }
    Ok(Column {
        id: builder.id(entry.id)?,
        label: entry.label.into_inner(),
        r#type,
        order,
        options,
        source: Source::Own,
    })
}

fn read_row(builder: &mut Builder, table: &Table, entry: RowEntry) -> Result<Row, Problem> {
    let owner = builder.owner(entry.owner.as_ref())?;
    let mut row = Row {
        id: builder.id(entry.id)?,
        number: table.next_number,
        owner: owner.clone(),
        table: table.id.clone(),
        board: table.board.clone(),
        created_at: MADE,
        updated_at: MADE,
        changed_by: owner,
        values: std::collections::BTreeMap::new(),
        description: entry.description,
    };
    for (label, written) in entry.cells {
        let mut columns = table.columns.iter();
        let column = columns
            .find(|column| column.label == *label.get_ref())
            .ok_or_else(|| wrong(&label, format!("no column is called `{}`", label.get_ref())))?;
        if column.r#type.shape() == Shape::Computed {
            return Err(wrong(&label, "the cells of this column fill themselves"));
        }
        let value = read_cell(builder, column, &written)?;
        let write = vec![CellWrite::new(column.id.clone(), value)];
        let kept = accepted(&builder.state, table, write, Moment::Creation).map_err(|_| {
            let kind = written.get_ref().type_str();
            wrong(
                &written,
                format!("`{}` can't hold this {kind}", column.label),
            )
        })?;
        row.values.extend(kept);
    }
    Ok(row)
}

/// A cell as the API writes it: ids in place of labels and addresses.
fn read_cell(
    builder: &Builder,
    column: &Column,
    written: &Spanned<Written>,
) -> Result<Value, Problem> {
    let by_name = |text: &str| match column.r#type.shape() {
        Shape::Choice | Shape::Choices => {
            let mut options = column.options.iter();
            let option = options.find(|option| option.label == text);
            option
                .map(|option| option.id.as_str().into())
                .ok_or_else(|| {
                    let message = format!("`{}` has no option `{text}`", column.label);
                    wrong(written, message)
                })
        }
        Shape::People => {
            let email = Spanned::new(written.span(), text.to_owned());
            Ok(builder.person(&email)?.as_str().into())
        }
        _ => Ok(text.into()),
    };
    match written.get_ref() {
        Written::String(text) => by_name(text),
        Written::Array(items) => items
            .iter()
            .map(|item| match item {
                Written::String(text) => by_name(text),
                other => Ok(json(other)),
            })
            .collect(),
        other => Ok(json(other)),
    }
}

fn json(written: &Written) -> Value {
    match written {
        Written::String(text) => text.as_str().into(),
        Written::Integer(number) => (*number).into(),
        Written::Float(number) => (*number).into(),
        Written::Boolean(flag) => (*flag).into(),
        Written::Datetime(time) => time.to_string().into(),
        Written::Array(items) => items.iter().map(json).collect(),
        Written::Table(table) => {
            let fields = table.iter();
            let fields = fields.map(|(name, value)| (name.clone(), json(value)));
            Value::Object(fields.collect::<Map<_, _>>())
        }
    }
}
