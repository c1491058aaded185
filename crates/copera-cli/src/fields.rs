//! The fields that were asked for, held against what there is.

use copera_term::Report;
use copera_term::document::{self, Fields};
use serde_json::value::RawValue;

use crate::context::Context;
use crate::reference::{SHAPES, Shape};
use crate::words;

/// Whether the items have what was asked for. A field that is documented may be missing in all of them,
/// which is worth a note; any other is a mistake.
///
/// # Errors
/// A name that nothing goes by.
pub(crate) fn check(context: &Context, fields: &Fields, items: &[&RawValue]) -> Result<(), Report> {
    for name in fields.unknown(items) {
        if !is_documented(name) {
            return Err(unknown(name, items));
        }
        context.note(missing(name));
    }
    Ok(())
}

/// What is said of a field that no item has.
pub(crate) fn missing(name: &str) -> String {
    format!("no field `{name}` was found")
}

fn is_documented(name: &str) -> bool {
    let mut parts = name.split('.');
    let known = |part| {
        let mut fields = SHAPES.iter().flat_map(Shape::fields);
        fields.any(|field| field.name == part)
    };
    parts.all(known)
}

fn unknown(name: &str, items: &[&RawValue]) -> Report {
    let mut known: Vec<String> = Vec::new();
    for item in items {
        for (field, _) in document::entries(item).unwrap_or_default() {
            if !known.iter().any(|other| *other == field) {
                known.push(field.into_owned());
            }
        }
    }
    let report = Report::new(words::INPUT_ERROR, format!("there is no field `{name}`"));
    if known.is_empty() {
        return report;
    }
    report.suggest(format!("there are: {}", known.join(", ")))
}
