use serde::Deserialize;

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
