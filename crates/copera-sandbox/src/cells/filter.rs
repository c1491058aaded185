//! The filter of a row list: the documented grammar, over cells as they are kept.

use std::fmt;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{dates::Span, kind::FilterKind, show::read};
use crate::{
    answer::Refusal,
    id::Id,
    model::{Column, Row, Table},
};

/// How many conditions a filter may have.
const MAX_CONDITIONS: usize = 20;

/// A filter that fits its table.
#[derive(Debug)]
pub(crate) struct Filter<'a> {
    matching: Match,
    conditions: Vec<(&'a Column, Test)>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Match {
    #[default]
    And,
    Or,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    r#match: Match,
    conditions: Vec<Condition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Condition {
    column_id: Id,
    operator: String,
    value: Option<Value>,
}

/// Whether a cell fits; `null` is an empty one.
struct Test(Box<dyn Fn(&Value) -> bool>);

impl fmt::Debug for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Test")
    }
}

impl<'a> Filter<'a> {
    /// Reads a filter. An unknown column or operator, or a value that does not fit, is a 400: a
    /// condition that is dropped without a word would find too much.
    pub(crate) fn parse(text: &str, table: &'a Table, now: Timestamp) -> Result<Self, Refusal> {
        let refuse = || Refusal::invalid("filter");
        let Written {
            r#match: matching,
            conditions,
        } = serde_json::from_str(text).map_err(|_| refuse())?;
        if conditions.len() > MAX_CONDITIONS {
            return Err(refuse());
        }
        let conditions = conditions
            .into_iter()
            .map(|condition| {
                let column = table.column(&condition.column_id)?;
                let kind = column.r#type.filter_kind();
                let value = condition.value.unwrap_or_default();
                Some((column, test(kind, &condition.operator, &value, now)?))
            })
            .collect::<Option<_>>()
            .ok_or_else(refuse)?;
        Ok(Self {
            matching,
            conditions,
        })
    }

    /// Whether a row fits. Without conditions every row does.
    pub(crate) fn fits(&self, row: &Row) -> bool {
        let mut tests = self.conditions.iter();
        let fits = |(column, Test(test)): &(&Column, Test)| test(&read(row, column));
        match self.matching {
            Match::And => tests.all(fits),
            Match::Or => self.conditions.is_empty() || tests.any(fits),
        }
    }
}

fn test(kind: FilterKind, operator: &str, value: &Value, now: Timestamp) -> Option<Test> {
    match (operator, kind) {
        ("is_empty", _) => made(is_empty),
        ("is_not_empty", _) => made(|cell| !is_empty(cell)),
        (_, FilterKind::Text) => text(operator, value.as_str()?),
        (_, FilterKind::Number) => number(operator, value),
        (_, FilterKind::Select) => select(operator, &words(value)?),
        (_, FilterKind::Flag) => flag(operator, value.as_bool()?),
        (_, FilterKind::Date) => date(operator, value, now),
        (_, FilterKind::Opaque) => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every caller answers an option")]
fn made(test: impl Fn(&Value) -> bool + 'static) -> Option<Test> {
    Some(Test(Box::new(test)))
}

fn is_empty(cell: &Value) -> bool {
    match cell {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// Text is compared without regard to letter case, as `q` is; an empty cell is the empty text.
fn text(operator: &str, wanted: &str) -> Option<Test> {
    let compare: fn(&str, &str) -> bool = match operator {
        "equals" => |cell, wanted| cell == wanted,
        "not_equals" => |cell, wanted| cell != wanted,
        "contains" => |cell, wanted| cell.contains(wanted),
        "not_contains" => |cell, wanted| !cell.contains(wanted),
        "starts_with" => |cell, wanted| cell.starts_with(wanted),
        "ends_with" => |cell, wanted| cell.ends_with(wanted),
        _ => return None,
    };
    let wanted = wanted.to_lowercase();
    made(move |cell| compare(&cell.as_str().unwrap_or("").to_lowercase(), &wanted))
}

/// An empty cell is not equal to any number, and neither less nor greater.
#[expect(
    clippy::float_cmp,
    reason = "both sides come from the same decimal notation"
)]
fn number(operator: &str, value: &Value) -> Option<Test> {
    let wanted: Vec<f64> = match (operator, value) {
        ("includes" | "not_includes", Value::Array(items)) => {
            items.iter().map(Value::as_f64).collect::<Option<_>>()?
        }
        ("includes" | "not_includes", _) => return None,
        _ => vec![value.as_f64()?],
    };
    let (compare, of_empty): (fn(f64, f64) -> bool, bool) = match operator {
        "equals" | "includes" => (|cell, wanted| cell == wanted, false),
        "not_equals" | "not_includes" => (|cell, wanted| cell != wanted, true),
        "gt" => (|cell, wanted| cell > wanted, false),
        "gte" => (|cell, wanted| cell >= wanted, false),
        "lt" => (|cell, wanted| cell < wanted, false),
        "lte" => (|cell, wanted| cell <= wanted, false),
        _ => return None,
    };
    let every = operator.starts_with("not_");
    made(move |cell| match cell.as_f64() {
        None => of_empty,
        Some(cell) if every => wanted.iter().all(|wanted| compare(cell, *wanted)),
        Some(cell) => wanted.iter().any(|wanted| compare(cell, *wanted)),
    })
}

/// `equals` means the same ids in any order, `includes` at least one of them.
fn select(operator: &str, wanted: &[String]) -> Option<Test> {
    let (all, negated) = match operator {
        "equals" => (true, false),
        "not_equals" => (true, true),
        "includes" => (false, false),
        "not_includes" => (false, true),
        _ => return None,
    };
    let wanted: Vec<_> = wanted.iter().map(|id| id.to_lowercase()).collect();
    made(move |cell| {
        let cell = words(cell).unwrap_or_default();
        let fits = if all {
            cell.len() == wanted.len() && cell.iter().all(|id| wanted.contains(id))
        } else {
            cell.iter().any(|id| wanted.contains(id))
        };
        fits != negated
    })
}

/// One string, or an array of strings.
fn words(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(items) => {
            let words = items.iter().map(|item| item.as_str().map(str::to_owned));
            words.collect()
        }
        _ => None,
    }
}

/// An empty checkbox is not checked.
fn flag(operator: &str, wanted: bool) -> Option<Test> {
    let wanted = match operator {
        "equals" => wanted,
        "not_equals" => !wanted,
        _ => return None,
    };
    made(move |cell| cell.as_bool().unwrap_or(false) == wanted)
}

fn date(operator: &str, value: &Value, now: Timestamp) -> Option<Test> {
    if let Some(span) = Span::relative(operator, now) {
        return made(on(move |cell| {
            span.first <= cell.first && cell.first <= span.last
        }));
    }
    if operator == "between" {
        let [from, to] = value.as_array()?.as_slice() else {
            return None;
        };
        let (from, to) = (Span::written(from.as_str()?)?, Span::written(to.as_str()?)?);
        return made(on(move |cell| {
            from.first <= cell.first && cell.first <= to.last
        }));
    }
    let wanted = Span::written(value.as_str()?)?;
    match operator {
        // A day holds its moments, on either side.
        "equals" => made(on(move |cell| {
            cell.first <= wanted.last && wanted.first <= cell.last
        })),
        "before" => made(on(move |cell| cell.last < wanted.first)),
        "after" => made(on(move |cell| cell.first > wanted.last)),
        _ => None,
    }
}

/// A test of a date cell. An empty cell fits no date.
fn on(fits: impl Fn(Span) -> bool) -> impl Fn(&Value) -> bool {
    move |cell| cell.as_str().and_then(Span::written).is_some_and(&fits)
}
