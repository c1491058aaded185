use clap::Parser;
use serde_json::json;

use super::*;

struct Table;

impl FieldTable for Table {
    const FIELDS: &'static [&'static [Field]] = &[
        &[
            text("name", "theName", "").short('n'),
            moment("from", "from", ""),
        ],
        &[
            span("for", "for", ""),
            word(&["Up", "Down"], "way", "way", ""),
            parsed(
                |text| {
                    text.parse::<u8>()
                        .map(Value::from)
                        .map_err(|error| error.to_string())
                },
                "level",
                "level",
                "",
            ),
            texts("group", "groups", ""),
            pairs("attr", "attributes", ""),
        ],
    ];
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    fields: FieldArgs<Table>,
}

fn request(line: &str) -> Result<Value, clap::Error> {
    let words = line.split_whitespace();
    let line = Line::try_parse_from(std::iter::once("tool").chain(words))?;
    Ok(Value::Object(line.fields.request))
}

#[test]
fn what_was_typed_is_the_request() {
    for (line, body) in [
        ("", json!({ "attributes": {} })),
        ("-n a=b", json!({ "theName": "a=b", "attributes": {} })),
        (
            "--from 1970-01-01T00:00:01Z --for 2s --way DOWN --level 7",
            json!({
                "from": "1000000000", "for": "2000000000", "way": "Down", "level": 7,
                "attributes": {},
            }),
        ),
        (
            "--attr a=1 --group x --attr b=c=d --attr a= --group y",
            json!({ "attributes": { "a": "", "b": "c=d" }, "groups": ["x", "y"] }),
        ),
    ] {
        assert_eq!(request(line).unwrap(), body, "{line}");
    }
}

#[test]
fn what_is_no_such_value() {
    for line in [
        "--from soon",
        "--for long",
        "--way left",
        "--level many",
        "--attr x",
        "--attr =x",
    ] {
        assert!(request(line).is_err(), "{line}");
    }
}
