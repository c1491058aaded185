use super::*;

const ID: &str = "65f0a1b2c3d4e5f6a7b8c9d0";

fn column(kind: &str) -> Column {
    let options = serde_json::json!([
        {"optionId": "o1", "label": "To do"},
        {"optionId": "o2", "label": "Done, at last"},
        {"optionId": "o3", "label": "Twice"},
        {"optionId": "o4", "label": "twice"},
    ]);
    let column = serde_json::json!(
        {"columnId": "c", "label": "C", "type": kind, "options": options});
    serde_json::from_value(column).unwrap()
}

/// What would be sent, or the problem.
fn sent(value: Result<CellValue, InvalidCell>) -> Result<String, String> {
    value
        .map(|value| serde_json::to_string(&value).unwrap())
        .map_err(|error| error.problem.to_string())
}

/// Names are the service's, and what is given may be anybody's.
#[test]
fn what_is_said_acts_on_nothing() {
    let hostile = "a\u{1b}[2J\nb\u{202e}c";
    let shown = r"a\u{1b}[2J\nb\u{202e}c";
    let mut column = column("STATUS");
    column.label = hostile.to_owned();
    column.options.as_mut().unwrap()[0].label = Some(hostile.to_owned());
    let error = column.parse(hostile.trim_end_matches('c')).unwrap_err();
    let expected = format!(
        "column `{shown}`: `{}` is none",
        shown.trim_end_matches('c')
    );
    let text = error.to_string();
    assert!(text.starts_with(&expected), "{text:?}");
    assert!(
        text.contains(&format!("are: {shown}, Done, at last")),
        "{text:?}"
    );
    for kind in ["NUMBER", "CHECKBOX", "DATE"] {
        column.kind = kind.into();
        let text = column.parse(hostile).unwrap_err().to_string();
        assert!(text.contains(&format!("`{shown}` is")), "{text:?}");
    }
    column.kind = hostile.into();
    let text = column.parse("x").unwrap_err().to_string();
    assert!(text.contains(&format!("type {shown} can't")), "{text:?}");
}

#[test]
fn texts() {
    let id = format!(r#"["{ID}"]"#);
    #[rustfmt::skip]
    let table = [
        ("TEXT", " a ", r#"" a ""#),
        ("TEXT", "", r#""""#),
        ("DESCRIPTION", "# a", "\"# a\""),
        ("NUMBER", "12345678901234567890.10", "12345678901234567890.10"),
        ("MONEY", " -0.5 ", "-0.5"),
        ("DURATION", "", "null"),
        ("CHECKBOX", "Yes", "true"),
        ("CHECKBOX", "0", "false"),
        ("CHECKBOX", "", "null"),
        ("DATE", "2026-01-31", "\"2026-01-31\""),
        ("DATE", "2026-01-31T09:30:00+01:00", "\"2026-01-31T09:30:00+01:00\""),
        ("STATUS", "to DO", "\"o1\""),
        ("STATUS", "o2", "\"o2\""),
        ("DROPDOWN", "", "null"),
        ("LABELS", "Done, at last", r#"["o2"]"#),
        ("LABELS", "To do, o2,", r#"["o1","o2"]"#),
        ("LABELS", "", "[]"),
        ("USERS", ID, &id),
        ("LINK", ID, &id),
        ("LINK", "", "[]"),
        ("LOCATION", r#"{"latitude": 1.50}"#, r#"{"latitude": 1.50}"#),
    ];
    for (kind, text, value) in table {
        assert_eq!(
            sent(column(kind).parse(text)).as_deref(),
            Ok(value),
            "{kind} {text:?}"
        );
    }
}

#[test]
fn texts_that_do_not_fit() {
    #[rustfmt::skip]
    let table = [
        ("NUMBER", "1,5", "`1,5` is no number such as 12 or -0.5"),
        ("NUMBER", "12 h", "`12 h` is no number such as 12 or -0.5"),
        ("NUMBER", "1e400", "`1e400` is beyond what a number can be there"),
        ("MONEY", "-1e400", "`-1e400` is beyond what a number can be there"),
        ("CHECKBOX", "maybe", "`maybe` is neither true nor false"),
        ("DATE", "31.1.2026", "`31.1.2026` is no date such as 2026-01-31, and no time such as 2026-01-31T09:30:00Z"),
        ("DATE", "2026-02-30", "`2026-02-30` is no date such as 2026-01-31, and no time such as 2026-01-31T09:30:00Z"),
        ("DATE", "2026-01-31T09:30", "`2026-01-31T09:30` is no date such as 2026-01-31, and no time such as 2026-01-31T09:30:00Z"),
        ("STATUS", "Dne", "`Dne` is none of its options, which are: To do, Done, at last, Twice, twice"),
        ("LABELS", "To do,TWICE", "several of its options are called `TWICE`: give the id"),
        ("USERS", "Ada", "a user id has 24 hexadecimal digits, this has 3 characters"),
        ("LOCATION", "Rome", "a value there is JSON"),
        ("LOOKUP", "1", "cells of type LOOKUP can't be written"),
        ("AUTONUMBER", "", "cells of type AUTONUMBER can't be written"),
    ];
    for (kind, text, problem) in table {
        assert_eq!(
            sent(column(kind).parse(text)),
            Err(problem.to_owned()),
            "{kind} {text:?}"
        );
    }
}

#[test]
fn json() {
    let ids = format!(r#"["{ID}"]"#);
    #[rustfmt::skip]
    let table = [
        ("TEXT", r#""a""#, Ok(r#""a""#)),
        ("TEXT", "7", Err("a value there is a text")),
        ("TEXT", "null", Ok("null")),
        ("NUMBER", "1.50", Ok("1.50")),
        ("NUMBER", r#""1.50""#, Ok("1.50")),
        ("NUMBER", "[1]", Err("a value there is a number")),
        ("NUMBER", "1e400", Err("`1e400` is beyond what a number can be there")),
        ("NUMBER", "1e-400", Ok("1e-400")),
        ("CHECKBOX", "true", Ok("true")),
        ("CHECKBOX", "1", Err("a value there is true or false")),
        ("DATE", "1767323045678", Err("a value there is a date, as text")),
        ("STATUS", r#""Done, at last""#, Ok("\"o2\"")),
        ("STATUS", r#"["o1"]"#, Err("a value there is one of its options")),
        ("LABELS", r#"["to do","o2"]"#, Ok(r#"["o1","o2"]"#)),
        ("LABELS", "{}", Err("a value there is a list of options")),
        ("USERS", ids.as_str(), Ok(ids.as_str())),
        ("LINK", "[]", Ok("[]")),
        ("LINK", "[1]", Err("a value there is a list of row ids")),
        ("LOCATION", r#"{"latitude": 1}"#, Ok(r#"{"latitude": 1}"#)),
        ("FILE", "null", Err("cells of type FILE can't be written")),
    ];
    for (kind, json, wanted) in table {
        let value = column(kind).parse_json(&json.parse().unwrap());
        let wanted = wanted.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(sent(value), wanted, "{kind} {json}");
    }
}
