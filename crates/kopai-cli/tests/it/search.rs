//! `kopai traces|logs|metrics search`: what is asked, and what becomes of the answer.

use serde_json::{Value, json};

use crate::home::{Home, LIMITED, SENDER, TOKEN};
use crate::stub::Stub;

fn ask(home: &Home, line: &str) -> crate::home::Outcome {
    home.kopai(line.split(' ')).run()
}

/// The flags of the shipped tool, and the request that it makes of them.
#[test]
fn the_fields_of_the_request() {
    let stub = Stub::start();
    let home = Home::signed_in(TOKEN, &stub.url());
    for (line, path, body) in [
        (
            "traces search --trace-id a --span-id b --parent-span-id c -s shop --span-name d --scope e \
             --timestamp-min 1 --timestamp-max 2 --duration-min 2s --duration-max 9 \
             --span-attr k=v=w --span-attr l= --resource-attr m=n -l 7 --sort ASC",
            "/signals/traces/search",
            json!({
                "traceId": "a", "spanId": "b", "parentSpanId": "c", "serviceName": "shop",
                "spanName": "d", "scopeName": "e", "timestampMin": "1", "timestampMax": "2",
                "durationMin": "2000000000", "durationMax": "9",
                "spanAttributes": { "k": "v=w", "l": "" }, "resourceAttributes": { "m": "n" },
                "limit": 7, "sortOrder": "ASC",
            }),
        ),
        (
            "logs search --severity-text WARN --severity-min warn --severity-max 24 -b text \
             --log-attr a=1 --scope-attr b=2",
            "/signals/logs/search",
            json!({
                "severityText": "WARN", "severityNumberMin": 13, "severityNumberMax": 24,
                "bodyContains": "text", "logAttributes": { "a": "1" },
                "resourceAttributes": {}, "scopeAttributes": { "b": "2" },
            }),
        ),
        (
            "metrics search --type Gauge -n queue -a k=v --time-min 1970-01-01T00:00:01Z \
             --aggregate avg --group-by x --group-by y",
            "/signals/metrics/search",
            json!({
                "metricType": "Gauge", "metricName": "queue", "attributes": { "k": "v" },
                "timeUnixMin": "1000000000", "resourceAttributes": {}, "scopeAttributes": {},
                "aggregate": "avg", "groupBy": ["x", "y"],
            }),
        ),
    ] {
        ask(&home, line).succeeds();
        let last = stub.received().pop().unwrap();
        assert_eq!((last.path.as_str(), last.json()), (path, body), "{line}");
        let agent = last.headers["user-agent"].to_str().unwrap();
        assert!(agent.starts_with("kopai-cli/"), "{agent}");
    }
}

#[test]
fn since_is_counted_from_now() {
    let stub = Stub::start();
    let home = Home::signed_in(TOKEN, &stub.url());
    ask(&home, "traces search --since 15m").succeeds();
    let body = stub.received().pop().unwrap().json();
    let from: u128 = body["timestampMin"].as_str().unwrap().parse().unwrap();
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos();
    let minutes = (now - from) / 60_000_000_000;
    assert_eq!(minutes, 15);
    let twice = ask(&home, "traces search --since 15m --timestamp-min 1");
    assert_eq!(twice.fails_with(2), "input_error");
}

#[test]
fn what_can_not_be_asked() {
    let home = Home::signed_in(TOKEN, "http://127.0.0.1:9");
    for line in [
        "traces search --limit 10abc",
        "traces search --limit 0",
        "traces search --limit 1001",
        "traces search --timeout soon",
        "traces search --duration-min long",
        "logs search --severity-min LOUD",
        "logs search --log-attr novalue",
        "traces search --sort UP",
        "metrics search --type Gouge",
    ] {
        assert_eq!(ask(&home, line).fails_with(2), "input_error", "{line}");
    }
    // What is missing is no wrong value.
    for line in ["metrics search", "traces search --limit"] {
        assert_eq!(ask(&home, line).fails_with(2), "usage_error", "{line}");
    }
}

fn rows(count: usize) -> Vec<Value> {
    let row = |index| json!({ "SpanId": index, "TraceId": "t", "Timestamp": "1", "N": 1.5 });
    (0..count).map(row).collect()
}

#[test]
fn pages() {
    let stub = Stub::with(rows(2500));
    let home = Home::signed_in(TOKEN, &stub.url());
    let some = ask(&home, "traces search");
    assert_eq!(some.succeeds().json().as_array().unwrap().len(), 100);
    assert!(
        some.stderr
            .contains("only 100 are shown, and there are more"),
        "{some}"
    );
    let one = ask(&home, "traces search --limit 1");
    assert!(one.stderr.contains("only 1 is shown"), "{one}");
    let all = ask(&home, "traces search --all");
    assert_eq!(all.succeeds().json(), Value::Array(rows(2500)));
    assert_eq!(all.stderr, "");
}

/// Each kind of server spells these words in its own way, and compares them exactly.
#[test]
fn status_and_kind_in_the_words_of_each_server() {
    for (status, kind) in [
        ("STATUS_CODE_ERROR", "SPAN_KIND_SERVER"),
        ("Error", "Server"),
        ("ERROR", "SERVER"),
    ] {
        let row = json!({
            "SpanId": "a", "TraceId": "t", "Timestamp": "1", "StatusCode": status, "SpanKind": kind,
        });
        let stub = Stub::with(vec![row]);
        let home = Home::signed_in(TOKEN, &stub.url());
        for typed in [
            "ERROR --span-kind SERVER",
            "error --span-kind Server",
            "STATUS_CODE_ERROR",
        ] {
            let found = ask(&home, &format!("traces search --status-code {typed}"));
            assert_eq!(found.succeeds().json()[0]["StatusCode"], status, "{typed}");
        }
        let table = ask(&home, "traces search --table");
        assert!(table.stdout.contains("SERVER  ERROR"), "{table}");
        let none = ask(&home, "traces search --status-code OK");
        assert_eq!(none.succeeds().stdout, "[]\n");
    }
}

#[test]
fn fields_filters_and_lines() {
    let stub = Stub::with(rows(2));
    let home = Home::signed_in(TOKEN, &stub.url());
    for (flags, printed) in [
        ("--jq .[].SpanId", "0\n1\n"),
        (
            "--fields N,SpanId --output ndjson",
            "{\"N\":1.5,\"SpanId\":0}\n{\"N\":1.5,\"SpanId\":1}\n",
        ),
        ("-f SpanId -t", "SPANID\n0\n1\n"),
        ("--output plain --fields TraceId,SpanId", "t\t0\nt\t1\n"),
    ] {
        let found = ask(&home, &format!("traces search {flags}"));
        assert_eq!(found.succeeds().stdout, printed, "{flags}");
    }
}

/// A name that nothing goes by is a mistake, in every form; one that these rows happen not to have is none.
#[test]
fn fields_that_there_are_not() {
    let stub = Stub::with(rows(2));
    let home = Home::signed_in(TOKEN, &stub.url());
    for form in ["json", "ndjson", "table", "plain"] {
        let line = format!("traces search --output {form} --fields SpanId,");
        let unknown = ask(&home, &format!("{line}Sapn"));
        assert_eq!(unknown.fails_with(2), "input_error", "{form}");
        assert_eq!(unknown.stdout, "", "{form}");
        assert!(
            unknown.stderr.contains("there is no field `Sapn`"),
            "{unknown}"
        );
        assert!(unknown.stderr.contains("SpanId, "), "{unknown}");
        let unset = ask(&home, &format!("{line}Events.Name"));
        let told = &unset.succeeds().stderr;
        assert!(told.contains("no field `Events.Name` was found"), "{unset}");
    }
}

/// Names that no row has are known only if the list of them can be read as it is.
#[test]
fn documented_fields_are_names() {
    let names = include_str!("../../fields.txt");
    for name in names.lines() {
        let is_name = !name.is_empty()
            && name
                .chars()
                .all(|one| one.is_ascii_alphabetic() || one == '.');
        assert!(is_name, "{name:?}");
    }
}

#[test]
fn discover_and_schema() {
    let stub = Stub::with(vec![
        json!({ "name": "queue", "type": "Gauge", "attributes": {} }),
    ]);
    let home = Home::signed_in(TOKEN, &stub.url());
    assert_eq!(ask(&home, "metrics discover").json()[0]["name"], "queue");
    let table = ask(&home, "metrics discover -t");
    assert_eq!(table.stdout, "NAME   TYPE\nqueue  Gauge\n");
    assert_eq!(ask(&home, "dashboards schema").stdout, "# How\n");
    let url = format!("{}/wrong", stub.url());
    let page = ask(&home, &format!("dashboards schema --url {url}"));
    assert_eq!(page.fails_with(1), "not_kopai");
}

#[test]
fn how_long_to_wait_is_told() {
    let stub = Stub::start();
    let home = Home::signed_in(LIMITED, &stub.url());
    let refused = ask(&home, "traces search");
    assert_eq!(refused.fails_with(6), "rate_limited");
    assert!(refused.stderr.contains("(Retry-After: 7)"), "{refused}");
}

#[test]
fn the_servers_own_reason_is_told() {
    let stub = Stub::start();
    let home = Home::signed_in(TOKEN, &stub.url());
    let refused = home.kopai(["logs", "search", "--body", "refuse me"]).run();
    assert_eq!(refused.fails_with(1), "invalid_request");
    assert!(refused.stderr.contains("no such text"), "{refused}");
}

/// What chooses of a result is heeded, or refused before anybody is asked.
#[test]
fn no_command_passes_over_jq_or_fields() {
    let row = json!({ "TraceId": "t", "SpanId": "a", "ParentSpanId": "", "Timestamp": "1" });
    let stub = Stub::with(vec![row]);
    for (line, has_document) in [
        ("login --token kpi_other --no-verify", true),
        ("whoami", true),
        ("traces get t", true),
        ("traces search", true),
        ("logs search", true),
        ("metrics search --type Gauge", true),
        ("metrics discover", true),
        ("dashboards schema", false),
        ("env", true),
        ("exec -- true", false),
        ("logout", true),
    ] {
        let home = Home::signed_in(TOKEN, &stub.url());
        let login = home.kopai(["login", "--otlp"]).stdin(SENDER);
        login.run().succeeds();
        let run = |flags: &[&str]| {
            let (words, behind) = line.split_once(" -- ").unwrap_or((line, ""));
            let behind = (!behind.is_empty()).then_some(["--", behind]);
            let words = words.split(' ').chain(flags.iter().copied());
            home.kopai(words.chain(behind.into_iter().flatten())).run()
        };
        let asked = stub.received().len();
        let (jq, fields) = (["--jq", "\"of the filter\""], ["--fields", "no_such", "-t"]);
        if has_document {
            let fields = run(&fields);
            assert!(fields.stderr.contains("no_such"), "{line}: {fields}");
            let jq = run(&jq);
            assert_eq!(jq.stdout, "of the filter\n", "{line}: {jq}");
        } else {
            for flags in [&jq[..], &fields] {
                let refused = run(flags);
                assert_eq!(refused.fails_with(2), "usage_error", "{line}: {refused}");
                assert!(refused.stderr.contains(flags[0]), "{line}: {refused}");
            }
            assert_eq!(stub.received().len(), asked, "{line}");
        }
    }
}
