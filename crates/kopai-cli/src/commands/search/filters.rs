//! What can be searched for: the flags of the shipped tool, each a field of the request.

use copera_term::document::Column;
use copera_term::request::{Field, Rows, moment, pairs, parsed, span, text, texts, word};
use copera_term::time::{show_moment, show_span};

use super::{SPANS, words};

const ORDERS: &[&str] = &["ASC", "DESC"];
const TYPES: &[&str] = &[
    "Gauge",
    "Sum",
    "Histogram",
    "ExponentialHistogram",
    "Summary",
];
const AGGREGATES: &[&str] = &["sum", "avg", "min", "max", "count"];

const fn level(flag: &'static str, name: &'static str, help: &'static str) -> Field {
    parsed(words::severity, "WARN, or 1 to 24", flag, name, help)
}

/// What every kind of row can be searched by.
const COMMON: &[Field] = &[
    word(ORDERS, "sort", "sortOrder", "Oldest or newest first"),
    text("service", "serviceName", "Of this service").short('s'),
    text("scope", "scopeName", "Of this instrumentation scope"),
    pairs("resource-attr", "resourceAttributes", "on the resource"),
];

/// What belongs to a trace, and happened at a moment.
const EVENT: &[Field] = &[
    text("trace-id", "traceId", "Of this trace"),
    text("span-id", "spanId", "With this span's id"),
    moment("timestamp-min", "timestampMin", "From this moment"),
    moment("timestamp-max", "timestampMax", "Up to this moment"),
];

#[derive(Debug)]
pub(crate) struct Spans;

impl Rows for Spans {
    const PATH: &'static [&'static str] = SPANS;
    const FIELDS: &'static [&'static [Field]] = &[
        EVENT,
        COMMON,
        &[
            text("parent-span-id", "parentSpanId", "Right below this span"),
            text("span-name", "spanName", "With this name"),
            text("span-kind", "spanKind", "Of this kind, such as SERVER"),
            text("status-code", "statusCode", "Of this status, such as ERROR"),
            span("duration-min", "durationMin", "At least so long"),
            span("duration-max", "durationMax", "At most so long"),
            pairs("span-attr", "spanAttributes", "on the span"),
        ],
    ];
    const SINCE: &'static str = "timestampMin";
    const COLUMNS: &'static [Column] = &[
        ("TRACE", "TraceId", str::to_owned),
        ("TIME", "Timestamp", show_moment),
        ("SERVICE", "ServiceName", str::to_owned),
        ("SPAN", "SpanName", str::to_owned),
        ("KIND", "SpanKind", words::show),
        ("STATUS", "StatusCode", words::show),
        ("DURATION", "Duration", show_span),
    ];
    const EXAMPLES: &'static str = "Examples:
  kopai traces search --status-code ERROR --since 15m
  kopai traces search --service shop --duration-min 2s --all --jq '.[].TraceId'
  kopai traces search --span-attr http.route=/pay --fields TraceId,Duration";
}

#[derive(Debug)]
pub(crate) struct Records;

impl Rows for Records {
    const PATH: &'static [&'static str] = &["signals", "logs", "search"];
    const FIELDS: &'static [&'static [Field]] = &[
        EVENT,
        COMMON,
        &[
            text("severity-text", "severityText", "Of exactly this severity"),
            level("severity-min", "severityNumberMin", "At least so severe"),
            level("severity-max", "severityNumberMax", "At most so severe"),
            text("body", "bodyContains", "With this text in the body").short('b'),
            pairs("log-attr", "logAttributes", "on the record"),
            pairs("scope-attr", "scopeAttributes", "on the scope"),
        ],
    ];
    const SINCE: &'static str = "timestampMin";
    const COLUMNS: &'static [Column] = &[
        ("TIME", "Timestamp", show_moment),
        ("SEVERITY", "SeverityText", str::to_owned),
        ("SERVICE", "ServiceName", str::to_owned),
        ("BODY", "Body", str::to_owned),
        ("TRACE", "TraceId", str::to_owned),
    ];
    const EXAMPLES: &'static str = "Examples:
  kopai logs search --severity-min WARN --since 1h
  kopai logs search --body timeout --service shop";
}

#[derive(Debug)]
pub(crate) struct Points;

impl Rows for Points {
    const PATH: &'static [&'static str] = &["signals", "metrics", "search"];
    const FIELDS: &'static [&'static [Field]] = &[
        COMMON,
        &[
            word(TYPES, "type", "metricType", "Of this type").required(),
            text("name", "metricName", "Of this metric").short('n'),
            moment("time-min", "timeUnixMin", "From this moment"),
            moment("time-max", "timeUnixMax", "Up to this moment"),
            pairs("attr", "attributes", "on the point").short('a'),
            pairs("scope-attr", "scopeAttributes", "on the scope"),
            word(AGGREGATES, "aggregate", "aggregate", "One value of all"),
            texts("group-by", "groupBy", "Aggregate by this attribute"),
        ],
    ];
    const SINCE: &'static str = "timeUnixMin";
    const COLUMNS: &'static [Column] = &[
        ("TIME", "TimeUnix", show_moment),
        ("NAME", "MetricName", str::to_owned),
        ("SERVICE", "ServiceName", str::to_owned),
        ("GROUPS", "groups", str::to_owned),
        ("VALUE", "Value", str::to_owned),
        ("VALUE", "value", str::to_owned),
        ("COUNT", "Count", str::to_owned),
        ("SUM", "Sum", str::to_owned),
        ("UNIT", "MetricUnit", str::to_owned),
    ];
    const EXAMPLES: &'static str = "Examples:
  kopai metrics search --type Gauge --name queue.length --since 1h
  kopai metrics search --type Sum --aggregate sum --group-by service.name";
}
