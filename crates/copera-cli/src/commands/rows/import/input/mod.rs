//! What a file holds: records of named values, in the order of the file.

mod lines;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;

use copera_api::Json;
use copera_term::json;
use csv::{StringRecord, WriterBuilder};

/// How records are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Values with commas between them, below a line of column names
    Csv,
    /// One JSON object a line
    Ndjson,
    /// A JSON list of objects
    Json,
}

impl Format {
    /// As the name of a file tells.
    pub(super) fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_ascii_lowercase().to_str()? {
            "csv" => Some(Self::Csv),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// What the place of a record counts.
    pub(super) fn unit(self) -> &'static str {
        match self {
            Self::Csv | Self::Ndjson => "line",
            Self::Json => "record",
        }
    }

    /// The format in which records that were not taken are handed back.
    pub(super) fn of_rejects(self) -> (&'static str, Self) {
        match self {
            Self::Csv => ("csv", Self::Csv),
            Self::Ndjson | Self::Json => ("ndjson", Self::Ndjson),
        }
    }
}

/// A whole input.
#[derive(Debug)]
pub(super) struct Input {
    heading: StringRecord,
    pub(super) records: Vec<Record>,
}

/// One record, which becomes a row.
#[derive(Debug)]
pub(super) struct Record {
    /// Where it stands: its line, or in a list its position, counted from 1.
    pub(super) place: u64,
    /// Names and values; a text that is empty in a file of commas is no value.
    pub(super) values: Vec<(String, Value)>,
    raw: Raw,
}

#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    Json(Json),
}

#[derive(Debug)]
enum Raw {
    Csv(StringRecord),
    Json(Json),
}

impl Input {
    /// The names of all values, in the order in which they first come.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let values = self.records.iter().flat_map(|record| &record.values);
        let names = self.heading.iter();
        let names = names.chain(values.map(|(name, _)| name.as_str()));
        names.filter(|name| seen.insert(*name)).collect()
    }

    /// The names of the first line, for values with commas between them.
    pub(super) fn heading(&self) -> impl Iterator<Item = &str> {
        self.heading.iter()
    }

    /// These records again, in the format that [`Format::of_rejects`] names.
    pub(super) fn write<'a>(&self, records: impl Iterator<Item = &'a Record>) -> Vec<u8> {
        let mut lines = Vec::new();
        let mut table = WriterBuilder::new().from_writer(Vec::new());
        if !self.heading.is_empty() {
            let _ = table.write_record(&self.heading);
        }
        for record in records {
            // Writing to memory does not fail.
            match &record.raw {
                Raw::Csv(fields) => {
                    let _ = table.write_record(fields);
                }
                Raw::Json(object) => {
                    let _ = json::write_compact(object.as_str().as_bytes(), &mut lines);
                    lines.push(b'\n');
                }
            }
        }
        lines.extend(table.into_inner().unwrap_or_default());
        lines
    }
}
