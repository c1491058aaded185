//! Searching a service for rows, as data: a table of flags is a grammar and a JSON request.

mod fields;
mod pages;

use std::marker::PhantomData;
use std::time::Duration;

use clap::{ArgMatches, Args, Command, FromArgMatches};
use jiff::Timestamp;
use serde_json::{Map, Value};

pub use self::fields::{Field, moment, pairs, parsed, span, text, texts, word};
pub use self::pages::{Page, pages};
use crate::document::Column;
use crate::report::Report;
use crate::time;

/// Rows of one kind: how they are searched for, and how they are shown.
pub trait Rows {
    /// Where they are searched for, below the address of the service.
    const PATH: &'static [&'static str];
    /// What they can be searched by, in groups, which several kinds may share.
    const FIELDS: &'static [&'static [Field]];
    /// The field that `--since` sets.
    const SINCE: &'static str;
    /// The columns of their table.
    const COLUMNS: &'static [Column];
    /// What the help ends with.
    const EXAMPLES: &'static str;
}

/// The most rows that a page has.
const MOST_ROWS: u16 = 1000;

/// A search for rows, for a grammar that is derived.
#[derive(Debug, Args)]
pub struct Search<T: Rows> {
    #[command(flatten)]
    fields: FieldArgs<T>,

    /// Read so many rows, or with --all so many at a time: 1 to 1000
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=i64::from(MOST_ROWS)))]
    limit: Option<u16>,

    /// Not older than this, such as 15m
    #[arg(long, value_name = "SPAN", value_parser = time::span)]
    since: Option<Duration>,

    /// Read all pages
    #[arg(long)]
    pub all: bool,
}

impl<T: Rows> Search<T> {
    /// The request. `--since` counts back from now.
    ///
    /// # Errors
    /// The earliest moment was given twice.
    pub fn request(&self, now: Timestamp) -> Result<Map<String, Value>, Report> {
        let mut request = self.fields.request.clone();
        if let Some(since) = self.since {
            let from = now.checked_sub(since).unwrap_or(Timestamp::UNIX_EPOCH);
            let from = from.as_nanosecond().max(0).to_string();
            if request.insert(T::SINCE.to_owned(), from.into()).is_some() {
                let message = "--since is an earliest moment too; give one of them";
                return Err(Report::input(message));
            }
        }
        if let Some(limit) = self.limit.or(self.all.then_some(MOST_ROWS)) {
            request.insert("limit".to_owned(), limit.into());
        }
        Ok(request)
    }
}

/// The arguments by the table, and the fields that were typed.
#[derive(Debug, Clone)]
struct FieldArgs<T> {
    request: Map<String, Value>,
    rows: PhantomData<T>,
}

impl<T: Rows> Args for FieldArgs<T> {
    fn augment_args(command: Command) -> Command {
        let fields = T::FIELDS.iter().copied().flatten();
        command
            .args(fields.map(Field::argument))
            .after_help(T::EXAMPLES)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<T: Rows> FromArgMatches for FieldArgs<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let fields = T::FIELDS.iter().copied().flatten();
        let set = fields.filter_map(|field| Some((field.name.to_owned(), field.value(matches)?)));
        Ok(Self {
            request: set.collect(),
            rows: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
