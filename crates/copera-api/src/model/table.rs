use copera_text::line;
use serde::Deserialize;
use thiserror::Error;

use super::named::{NotFound, find};
use crate::{BoardId, ColumnId, Number, OptionId, TableId, Timestamp, wire::words};

/// A table of a board, with its columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Table {
    /// The table's id.
    #[serde(rename = "_id")]
    pub id: TableId,
    /// The table's name.
    pub name: String,
    /// The board that it belongs to.
    pub board: BoardId,
    /// The table's columns.
    pub columns: Vec<Column>,
    /// When the table was made.
    pub created_at: Timestamp,
    /// When the table was last changed.
    pub updated_at: Timestamp,
}

impl Table {
    /// The column with this id.
    pub fn column(&self, id: &ColumnId) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == *id)
    }

    /// The column that a person names: by its id, by its label, or by its label in other letter
    /// case if only one is called so.
    ///
    /// # Errors
    /// [`UnknownColumn`]
    pub fn column_called(&self, name: &str) -> Result<&Column, UnknownColumn> {
        let found = find(
            &self.columns,
            name,
            |column| column.id.as_str(),
            |column| &column.label,
        );
        found.map_err(|problem| match problem {
            NotFound::Unknown => UnknownColumn::Missing {
                name: name.to_owned(),
                table: self.name.clone(),
                known: self
                    .columns
                    .iter()
                    .map(|column| column.label.clone())
                    .collect(),
            },
            NotFound::Ambiguous => UnknownColumn::Ambiguous {
                name: name.to_owned(),
                table: self.name.clone(),
            },
        })
    }
}

/// Why a name leads to no column.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum UnknownColumn {
    /// There is none of that id or label.
    #[error("the table `{}` has no column `{}`", line(table), line(name))]
    Missing {
        /// What was given.
        name: String,
        /// The table's name.
        table: String,
        /// The labels that there are.
        known: Vec<String>,
    },
    /// Several labels fit.
    #[error("the table `{}` has several columns `{}`", line(table), line(name))]
    Ambiguous {
        /// What was given.
        name: String,
        /// The table's name.
        table: String,
    },
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Column {
    /// The column's id.
    #[serde(rename = "columnId")]
    pub id: ColumnId,
    /// The column's name.
    pub label: String,
    /// What its cells hold.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// Where it stands among the others.
    pub order: Option<Number>,
    /// What can be chosen, for columns of options only.
    pub options: Option<Vec<ColumnOption>>,
}

impl Column {
    /// The option with this id.
    pub fn option(&self, id: &OptionId) -> Option<&ColumnOption> {
        let options = self.options.as_deref().unwrap_or_default();
        options.iter().find(|option| option.id == *id)
    }
}

/// Something that can be chosen in a status, dropdown or labels column.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ColumnOption {
    /// The option's id.
    #[serde(rename = "optionId")]
    pub id: OptionId,
    /// The option's name.
    pub label: Option<String>,
    /// The name of a colour, such as `RED`; the palette is not documented.
    pub color: Option<String>,
    /// Where it stands among the others.
    pub order: Option<Number>,
    /// What the status counts as; for status columns only.
    pub status_group: Option<StatusGroup>,
}

words! {
    /// What the cells of a column hold.
    ///
    /// The documents name `STATUS`, `DROPDOWN`, `LABELS`, `TEXT`, `LINK`, `DESCRIPTION` and `FILE`;
    /// the other known words follow the same pattern from the product's names.
    ColumnType {
        /// A line of text:
        Text = "TEXT",
        /// Long Markdown text, with an endpoint of its own:
        Description = "DESCRIPTION",
        /// A number:
        Number = "NUMBER",
        /// A sum of money:
        Money = "MONEY",
        /// A length of time:
        Duration = "DURATION",
        /// Yes or no:
        Checkbox = "CHECKBOX",
        /// A date, with or without a time:
        Date = "DATE",
        /// One option, with a group:
        Status = "STATUS",
        /// One option:
        Dropdown = "DROPDOWN",
        /// Several options:
        Labels = "LABELS",
        /// Members of the workspace:
        Users = "USERS",
        /// Rows of another table:
        Link = "LINK",
        /// What linked rows hold:
        Lookup = "LOOKUP",
        /// An e-mail address:
        Email = "EMAIL",
        /// A telephone number:
        Phone = "PHONE",
        /// A web address:
        Website = "WEBSITE",
        /// A password, masked by the service:
        Password = "PASSWORD",
        /// A place:
        Location = "LOCATION",
        /// Files:
        File = "FILE",
    }

    /// What a status counts as.
    StatusGroup {
        /// Not begun:
        Todo = "TODO",
        /// Begun:
        InProgress = "IN_PROGRESS",
        /// Finished:
        Done = "DONE",
    }
}
