use serde::{Deserialize, Serialize, Serializer, ser::SerializeSeq};

use super::{Cell, Column, ColumnType, LookupValue};
use crate::{Json, Number, OptionId, RowId, Timestamp, UserId};

/// What a cell means, by the type of its column; made by [`Column::read`].
///
/// It can be written to a row as it is. What does not have the shape that its column's type leads
/// one to expect is [`CellValue::Other`], to the letter, so nothing is lost and nothing fails.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CellValue {
    /// Nothing.
    Empty,
    /// Text: of a text, description (its beginning only), e-mail, phone, website or password
    /// column (eight asterisks).
    Text(String),
    /// A number, sum of money or length of time.
    Number(Number),
    /// Yes or no.
    Checkbox(bool),
    /// A date.
    Date(Timestamp),
    /// The option of a status or dropdown column.
    Choice(OptionId),
    /// The options of a labels column.
    Labels(Vec<OptionId>),
    /// Members of the workspace.
    Users(Vec<UserId>),
    /// The linked rows, and what to show for each of them, in the same order.
    Links {
        /// The rows.
        rows: Vec<RowId>,
        /// What to show for them: mostly text. Empty where the service sent nothing of the kind.
        shown: Vec<Json>,
    },
    /// What linked rows hold. Writing it to a row has no use: the service computes it.
    Lookup(Vec<LookupValue>),
    /// Anything else.
    Other(Json),
}

impl Column {
    /// What a cell of this column means.
    pub fn read(&self, cell: &Cell) -> CellValue {
        if self.kind == ColumnType::Lookup
            && let Some(values) = &cell.lookup_value
        {
            return CellValue::Lookup(values.clone());
        }
        let Some(json) = cell.value.as_ref().filter(|json| !json.is_null()) else {
            return CellValue::Empty;
        };
        let shown = cell.link_value.as_ref();
        typed(&self.kind, json, shown).unwrap_or_else(|| CellValue::Other(json.clone()))
    }
}

fn typed(kind: &ColumnType, json: &Json, shown: Option<&Json>) -> Option<CellValue> {
    match kind {
        ColumnType::Text
        | ColumnType::Description
        | ColumnType::Email
        | ColumnType::Phone
        | ColumnType::Website
        | ColumnType::Password => read(json).map(CellValue::Text),
        ColumnType::Number | ColumnType::Money | ColumnType::Duration => {
            read(json).map(CellValue::Number)
        }
        ColumnType::Checkbox => read(json).map(CellValue::Checkbox),
        ColumnType::Date => read(json).map(CellValue::Date),
        ColumnType::Status | ColumnType::Dropdown => read(json).map(CellValue::Choice),
        ColumnType::Labels => read(json).map(CellValue::Labels),
        ColumnType::Users => read(json).map(CellValue::Users),
        ColumnType::Link => read(json).map(|rows| CellValue::Links {
            rows,
            shown: shown.and_then(read).unwrap_or_default(),
        }),
        ColumnType::Lookup | ColumnType::Location | ColumnType::File | ColumnType::Other(_) => None,
    }
}

fn read<'a, T: Deserialize<'a>>(json: &'a Json) -> Option<T> {
    json.read().ok()
}

/// As the `value` of a cell is written.
impl Serialize for CellValue {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => writer.serialize_none(),
            Self::Text(text) => text.serialize(writer),
            Self::Number(number) => number.serialize(writer),
            Self::Checkbox(yes) => yes.serialize(writer),
            Self::Date(date) => date.serialize(writer),
            Self::Choice(option) => option.serialize(writer),
            Self::Labels(options) => options.serialize(writer),
            Self::Users(users) => users.serialize(writer),
            Self::Links { rows, .. } => rows.serialize(writer),
            Self::Lookup(values) => {
                let mut list = writer.serialize_seq(Some(values.len()))?;
                for value in values {
                    list.serialize_element(&value.foreign_row_value)?;
                }
                list.end()
            }
            Self::Other(json) => json.serialize(writer),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn column(kind: &str) -> Column {
        let kind = serde_json::json!({"columnId": "c", "label": "C", "type": kind});
        serde_json::from_value(kind).unwrap()
    }

    fn cell(fields: &str) -> Cell {
        serde_json::from_str(&format!(r#"{{"columnId":"c"{fields}}}"#)).unwrap()
    }

    #[test]
    fn what_cells_mean() {
        use CellValue::{Checkbox, Choice, Date, Empty, Labels, Other, Text, Users};
        let json = |text: &str| text.parse::<Json>().unwrap();
        let number = |text: &str| CellValue::Number(text.parse().unwrap());
        let links = |shown: &[&str]| CellValue::Links {
            rows: vec!["65f0a1b2c3d4e5f6a7b8c9d0".parse().unwrap()],
            shown: shown.iter().map(|text| json(text)).collect(),
        };
        let user = "65f0a1b2c3d4e5f6a7b8c9d0";
        #[rustfmt::skip]
        let table = [
            ("TEXT", r#","value":"a""#.to_owned(), Text("a".into())),
            ("TEXT", r#","value":7.0"#.to_owned(), Other(json("7.0"))),
            ("TEXT", r#","value":null"#.to_owned(), Empty),
            ("TEXT", String::new(), Empty),
            ("text", r#","value":"a""#.to_owned(), Text("a".into())),
            ("PASSWORD", r#","value":"********""#.to_owned(), Text("********".into())),
            ("NUMBER", r#","value":0.10"#.to_owned(), number("0.10")),
            ("NUMBER", r#","value":12345678901234567890123"#.to_owned(), number("12345678901234567890123")),
            ("NUMBER", r#","value":"7""#.to_owned(), Other(json("\"7\""))),
            ("CHECKBOX", r#","value":false"#.to_owned(), Checkbox(false)),
            ("CHECKBOX", r#","value":1"#.to_owned(), Other(json("1"))),
            ("DATE", r#","value":"2026-01-02""#.to_owned(), Date("2026-01-02".into())),
            ("STATUS", r#","value":"o""#.to_owned(), Choice("o".into())),
            ("DROPDOWN", r#","value":["o"]"#.to_owned(), Other(json(r#"["o"]"#))),
            ("LABELS", r#","value":["o","p"]"#.to_owned(), Labels(vec!["o".into(), "p".into()])),
            ("LABELS", r#","value":[]"#.to_owned(), Labels(vec![])),
            ("USERS", format!(r#","value":["{user}"]"#), Users(vec![user.parse().unwrap()])),
            ("LINK", format!(r#","value":["{user}"],"linkValue":["A",7]"#), links(&["\"A\"", "7"])),
            ("LINK", format!(r#","value":["{user}"],"linkValue":"A""#), links(&[])),
            ("LINK", format!(r#","value":["{user}"]"#), links(&[])),
            ("LOOKUP", r#","value":[1]"#.to_owned(), Other(json("[1]"))),
            ("ROLLUP", r#","value":{"x": 1.50}"#.to_owned(), Other(json(r#"{"x": 1.50}"#))),
        ];
        for (kind, fields, meaning) in table {
            assert_eq!(
                column(kind).read(&cell(&fields)),
                meaning,
                "{kind} {fields}"
            );
        }
        let lookup = r#","lookupValue":[{"foreignRowId":"r","foreignRowValue":1.0}]"#;
        let CellValue::Lookup(values) = column("LOOKUP").read(&cell(lookup)) else {
            panic!("a lookup");
        };
        assert_eq!(values[0].foreign_row_value, Some(json("1.0")));
    }

    fn any_json() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            Just("null".to_owned()),
            any::<bool>().prop_map(|yes| yes.to_string()),
            "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,9})?(e[+-]?[0-9]{1,3})?",
            any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4)
                    .prop_map(|items| format!("[{}]", items.join(","))),
                inner.prop_map(|value| format!(r#"{{"k":{value}}}"#)),
            ]
        })
    }

    proptest! {
        /// Whatever the type, what is read and written back is what was sent.
        #[test]
        fn nothing_is_lost(
            kind in prop::sample::select(vec![
                "TEXT", "DESCRIPTION", "NUMBER", "CHECKBOX", "DATE", "STATUS", "LABELS", "USERS",
                "LINK", "LOOKUP", "LOCATION", "FILE", "FORMULA",
            ]),
            value in any_json(),
        ) {
            let found = column(kind).read(&cell(&format!(r#","value":{value}"#)));
            prop_assert_eq!(serde_json::to_string(&found).unwrap(), value);
        }
    }
}
