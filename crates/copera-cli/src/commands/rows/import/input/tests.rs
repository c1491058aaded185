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
            Format::Csv,
            "a,b\n1,\"2\n3\"",
            vec!["2: a=1 b=2\n3"],
            "a,b\n1,\"2\n3\"\n",
        ),
        (
            Format::Csv,
            "a,b\n5\" pipe,2",
            vec!["2: a=5\" pipe b=2"],
            "a,b\n\"5\"\" pipe\",2\n",
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
            b"a,b\n1,\"2\n3,4\n5,6\n",
            "line 2 has a quote that is never closed",
        ),
        (
            Format::Csv,
            b"a,b\n1,2\n\"3,4",
            "line 3 has a quote that is never closed",
        ),
        (
            Format::Csv,
            b"a,\"b\n1,2\n",
            "line 1 has a quote that is never closed",
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
