//! From the bytes of a file to its records, each with its place.

use std::collections::BTreeSet;

use copera_api::Json;
use copera_term::document::{self, Items};
use csv::{ReaderBuilder, StringRecord};
use serde_json::value::RawValue;

use super::lines::{self, Lines};
use super::{Format, Input, Raw, Record, Value};
use crate::show;

impl Input {
    /// Reads all records.
    ///
    /// # Errors
    /// In words, with the place.
    pub(in super::super) fn read(bytes: &[u8], format: Format) -> Result<Self, String> {
        let text = lines::text(bytes)?;
        match format {
            Format::Csv => csv(text),
            Format::Ndjson => {
                let lines = (1..).zip(text.lines());
                let lines = lines.filter(|(_, line)| !line.trim().is_empty());
                objects(
                    "line",
                    lines.map(|(place, line)| {
                        let object: &RawValue = serde_json::from_str(line).map_err(|error| {
                            let column = error.column();
                            format!("line {place}, column {column}: {}", without_place(&error))
                        })?;
                        Ok((place, json(object)?))
                    }),
                )
            }
            Format::Json => {
                let items = document::items(text.as_bytes(), Items::Bare)
                    .map_err(|error| format!("not a JSON list of objects: {error}"))?;
                let items = (1..).zip(items);
                objects(
                    "record",
                    items.map(|(place, item)| Ok((place, json(item)?))),
                )
            }
        }
    }
}

/// What is wrong with JSON, where the place is said in another way.
fn without_place(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    told.strip_suffix(&place).unwrap_or(&told).to_owned()
}

fn csv(text: &str) -> Result<Input, String> {
    // How many values a record has is counted here, where its line is known.
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let heading = reader.headers().map_err(|error| error.to_string())?.clone();
    let mut names = BTreeSet::new();
    if let Some(name) = heading.iter().find(|name| !names.insert(name.trim())) {
        return Err(format!("the first line names `{}` twice", name.trim()));
    }
    let mut records = Vec::new();
    let mut line = Lines::of(text);
    let (mut place, mut rest) = (1, text);
    for record in reader.records() {
        let fields = record.map_err(|error| error.to_string())?;
        (place, rest) = (line.begin(&fields), from(text, &fields));
        if fields.len() != heading.len() && !is_open_at_its_end(rest) {
            let (has, names) = (fields.len(), heading.len());
            return Err(format!(
                "line {place} has {}, and the first line {}",
                show::count(has, "value"),
                show::count(names, "name"),
            ));
        }
        let values = heading.iter().zip(&fields);
        let values = values.filter(|(_, text)| !text.is_empty());
        records.push(Record {
            place,
            values: values
                .map(|(name, text)| (name.to_owned(), Value::Text(text.to_owned())))
                .collect(),
            raw: Raw::Csv(fields),
        });
    }
    if is_open_at_its_end(rest) {
        return Err(format!("line {place} has a quote that is never closed"));
    }
    Ok(Input { heading, records })
}

/// The text from this record on.
fn from<'a>(text: &'a str, record: &StringRecord) -> &'a str {
    let begins = record.position().map(csv::Position::byte);
    let begins = begins.and_then(|byte| usize::try_from(byte).ok());
    begins.and_then(|at| text.get(at..)).unwrap_or_default()
}

/// Whether the first record of this text has a quote that is open at the end of it all: whatever came
/// behind would be a part of it. What reads records takes the end of the text for the end of the quote.
fn is_open_at_its_end(rest: &str) -> bool {
    let more = format!("{rest}\n.");
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(more.as_bytes());
    !rest.trim().is_empty() && reader.records().count() == 1
}

/// Records from objects, whose places are counted in such units.
fn objects(
    unit: &str,
    objects: impl Iterator<Item = Result<(u64, Json), String>>,
) -> Result<Input, String> {
    let mut records = Vec::new();
    for object in objects {
        let (place, object) = object?;
        records.push(Record {
            place,
            values: values(&object).map_err(|error| format!("{unit} {place}: {error}"))?,
            raw: Raw::Json(object),
        });
    }
    Ok(Input {
        heading: StringRecord::new(),
        records,
    })
}

fn values(object: &Json) -> Result<Vec<(String, Value)>, String> {
    let object: &RawValue = object.read().map_err(|error| error.to_string())?;
    let entries = document::entries(object).map_err(|_| "not a JSON object".to_owned())?;
    let entries = entries.into_iter();
    entries
        .map(|(name, value)| Ok((name.into_owned(), Value::Json(json(value)?))))
        .collect()
}

fn json(raw: &RawValue) -> Result<Json, String> {
    raw.get()
        .parse()
        .map_err(|error: copera_api::InvalidJson| error.to_string())
}
