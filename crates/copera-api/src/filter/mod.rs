//! Filters for rows, written in Rust.
//!
//! A condition begins with a column, by the kind of its values: [`text`], [`number`], [`choice`],
//! [`flag`] or [`date`]. Each kind has the operators that the service documents for it.
//!
//! ```
//! use copera_api::{ColumnId, filter::{self, Filter}};
//!
//! let (price, due) = (ColumnId::from("price"), ColumnId::from("due"));
//! let filter = Filter::all([
//!     filter::number(&price).gte(100),
//!     filter::date(&due).next_7_days(),
//! ]);
//! assert_eq!(
//!     filter.to_string(),
//!     r#"{"match":"and","conditions":[{"column_id":"price","operator":"gte","value":100},{"column_id":"due","operator":"next_7_days"}]}"#,
//! );
//! ```
//!
//! Which type of column has which kind of values is documented for status, dropdown and labels
//! columns only: those are choices.

mod column;

use std::fmt;

use serde::Serialize;
use thiserror::Error;

pub use self::column::{
    ChoiceColumn, DateColumn, FlagColumn, NumberColumn, Options, TextColumn, choice, date, flag,
    number, text,
};
use crate::{ColumnId, Number};

/// How many conditions a filter has at most.
pub const MAX_CONDITIONS: usize = 20;

/// Which rows are listed; given to [`ListRows::filter`](crate::rows::ListRows::filter).
///
/// It shows as the JSON that is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filter {
    #[serde(rename = "match")]
    matching: Match,
    conditions: Vec<Condition>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Match {
    And,
    Or,
}

/// What a column must hold; made by the columns of this module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Condition {
    column_id: ColumnId,
    operator: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Operand>,
}

/// What is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Operand {
    Text(String),
    Texts(Vec<String>),
    Number(Number),
    Numbers(Vec<Number>),
    Flag(bool),
}

/// Why a filter can't be sent.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidFilter {
    /// More conditions than [`MAX_CONDITIONS`].
    #[error(
        "the filter has {conditions} conditions, more than the {MAX_CONDITIONS} that can be sent"
    )]
    TooManyConditions {
        /// How many it has.
        conditions: usize,
    },
}

impl Filter {
    /// Rows that meet all of the conditions.
    pub fn all(conditions: impl IntoIterator<Item = Condition>) -> Self {
        Self::new(Match::And, conditions)
    }

    /// Rows that meet at least one of the conditions.
    pub fn any(conditions: impl IntoIterator<Item = Condition>) -> Self {
        Self::new(Match::Or, conditions)
    }

    fn new(matching: Match, conditions: impl IntoIterator<Item = Condition>) -> Self {
        Self {
            matching,
            conditions: conditions.into_iter().collect(),
        }
    }

    pub(crate) fn check(&self) -> Result<(), InvalidFilter> {
        match self.conditions.len() {
            conditions if conditions > MAX_CONDITIONS => {
                Err(InvalidFilter::TooManyConditions { conditions })
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}
