use clap::Parser;
use serde_json::json;

use super::*;

#[derive(Debug)]
struct Table;

impl Rows for Table {
    const PATH: &'static [&'static str] = &["rows"];
    const SINCE: &'static str = "from";
    const COLUMNS: &'static [Column] = &[];
    const EXAMPLES: &'static str = "Examples:\n  tool --level 7";
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
                "0 to 255",
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
    search: Search<Table>,
}

fn request(line: &str) -> Result<Value, String> {
    let words = std::iter::once("tool").chain(line.split_whitespace());
    let line = Line::try_parse_from(words).map_err(|error| error.to_string())?;
    let now = Timestamp::from_second(3600).unwrap();
    let request = line.search.request(now).map_err(|report| report.message)?;
    Ok(Value::Object(request))
}

#[test]
fn what_was_typed_is_the_request() {
    for (line, body) in [
        ("", json!({ "attributes": {} })),
        ("--limit 7", json!({ "limit": 7, "attributes": {} })),
        ("--all", json!({ "limit": 1000, "attributes": {} })),
        ("--all -l 7", json!({ "limit": 7, "attributes": {} })),
        (
            "--since 59m",
            json!({ "from": "60000000000", "attributes": {} }),
        ),
        ("--since 9h", json!({ "from": "0", "attributes": {} })),
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
        "--from 1 --since 2s",
        "--limit 0",
        "--limit 1001",
        "--for long",
        "--way left",
        "--level many",
        "--attr x",
        "--attr =x",
    ] {
        assert!(request(line).is_err(), "{line}");
    }
}
