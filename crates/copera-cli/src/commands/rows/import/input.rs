//! What a file holds: records of named values, in the order of the file.

use std::collections::BTreeSet;
use std::path::Path;

use copera_api::Json;
use copera_term::document::{self, Items};
use copera_term::json;
use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use serde_json::value::RawValue;

use super::lines::{self, Lines};
use crate::show;

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

    /// Reads all records.
    ///
    /// # Errors
    /// In words, with the place.
    pub(super) fn read(bytes: &[u8], format: Format) -> Result<Self, String> {
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
    for record in reader.records() {
        let fields = record.map_err(|error| error.to_string())?;
        let place = line.begin(&fields);
        if fields.len() != heading.len() {
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
    Ok(Input { heading, records })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(input: &Input) -> Vec<String> {
        let shown = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            Value::Json(json) => json.to_string(),
        };
        let records = input.records.iter().map(|record| {
            let values = record.values.iter();
            let values = values.map(|(name, value)| format!("{name}={}", shown(value)));
            format!("{}: {}", record.place, values.collect::<Vec<_>>().join(" "))
        });
        records.collect()
    }

    #[test]
    fn each_format() {
        for (format, text, records, again) in [
            (
                Format::Csv,
                "\u{feff}a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\r\n2,\r\n",
                vec!["2: a=1 b=x, \"y\"\nz", "5: a=2"],
                "a,b\n1,\"x, \"\"y\"\"\nz\"\n2,\n",
            ),
            (
                Format::Ndjson,
                "{\"a\": 1.50}\n\n{\"b\": [null]}",
                vec!["1: a=1.50", "3: b=[null]"],
                "{\"a\":1.50}\n{\"b\":[null]}\n",
            ),
            (
                Format::Json,
                "[{\"a\":\n1},{}]",
                vec!["1: a=1", "2: "],
                "{\"a\":1}\n{}\n",
            ),
        ] {
            let input = Input::read(text.as_bytes(), format).unwrap();
            assert_eq!(shown(&input), records, "{format:?}");
            let written = String::from_utf8(input.write(input.records.iter())).unwrap();
            assert_eq!(written, again, "{format:?}");
            // What is handed back can be fed in.
            let (_, format) = format.of_rejects();
            assert_eq!(
                Input::read(written.as_bytes(), format)
                    .unwrap()
                    .records
                    .len(),
                records.len()
            );
        }
    }

    #[test]
    fn what_is_none() {
        for (format, text, told) in [
            (
                Format::Csv,
                &b"a,b\n\n1\n"[..],
                "line 3 has 1 value, and the first line 2 names",
            ),
            (
                Format::Csv,
                b"a, b,b\n1,2,3\n",
                "the first line names `b` twice",
            ),
            (
                Format::Csv,
                b"a\nx\nR\xe4der\n",
                "line 3 is no UTF-8 text: save the file as UTF-8",
            ),
            (
                Format::Ndjson,
                b"{}\n\n{\"a\": 1,}\n",
                "line 3, column 9: key must be a string",
            ),
            (
                Format::Ndjson,
                b"{}\n{",
                "line 2, column 1: EOF while parsing an object",
            ),
            (Format::Ndjson, b"{}\n[1]", "line 2: not a JSON object"),
            (Format::Json, b"[{},[1]]", "record 2: not a JSON object"),
            (
                Format::Json,
                b"[{},\n{]",
                "not a JSON list of objects: key must be a string at line 2 column 2",
            ),
        ] {
            assert_eq!(Input::read(text, format).unwrap_err(), told);
        }
    }
}
