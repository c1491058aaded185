//! What can be searched for, as data: the flags of the shipped tool, and the columns of the tables.

use copera_term::document::Column;
use copera_term::time::{show_moment, show_span};

use super::SPANS;
use super::flags::Takes::{List, Moment, Pairs, RequiredWord, Severity, Span, Text, Word};
use super::flags::{Flag, Takes, Thing};
use super::words;

/// A flag without a short form.
const fn flag(long: &'static str, field: &'static str, takes: Takes, help: &'static str) -> Flag {
    Flag {
        long,
        short: None,
        field,
        takes,
        help,
    }
}

impl Flag {
    const fn short(mut self, short: char) -> Self {
        self.short = Some(short);
        self
    }
}

const TRACE: Flag = flag("trace-id", "traceId", Text, "Of this trace");
const SPAN: Flag = flag("span-id", "spanId", Text, "With this span's id");
const SERVICE: Flag = flag("service", "serviceName", Text, "Of this service").short('s');
const SCOPE: Flag = flag("scope", "scopeName", Text, "Of this instrumentation scope");
const FROM: &str = "From this moment: nanoseconds, or as in 2026-11-24T10:00:00Z";
const TO: &str = "Up to this moment";
const MIN: Flag = flag("timestamp-min", "timestampMin", Moment, FROM);
const MAX: Flag = flag("timestamp-max", "timestampMax", Moment, TO);
const PAIR: &str = "With this attribute; may be repeated";
const OF_RESOURCE: &str = "Of a resource with this attribute; may be repeated";
const RESOURCE: Flag = flag("resource-attr", "resourceAttributes", Pairs, OF_RESOURCE);
const OF_SCOPE: &str = "Of a scope with this attribute; may be repeated";
const SCOPE_PAIR: Flag = flag("scope-attr", "scopeAttributes", Pairs, OF_SCOPE);

/// Spans.
#[derive(Debug)]
pub(crate) enum Traces {}

impl Thing for Traces {
    const PATH: &'static [&'static str] = SPANS;
    const SINCE: &'static str = "timestampMin";
    const FLAGS: &'static [Flag] = &[
        TRACE,
        SPAN,
        flag(
            "parent-span-id",
            "parentSpanId",
            Text,
            "Right below this span",
        ),
        SERVICE,
        flag("span-name", "spanName", Text, "With this name"),
        SCOPE,
        flag(
            "span-kind",
            "spanKind",
            Text,
            "Of this kind, such as SERVER",
        ),
        flag(
            "status-code",
            "statusCode",
            Text,
            "With this status, such as ERROR",
        ),
        MIN,
        MAX,
        flag(
            "duration-min",
            "durationMin",
            Span,
            "At least so long: nanoseconds, or as in 2s",
        ),
        flag("duration-max", "durationMax", Span, "At most so long"),
        flag("span-attr", "spanAttributes", Pairs, PAIR),
        RESOURCE,
    ];
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

/// Log records.
#[derive(Debug)]
pub(crate) enum Logs {}

impl Thing for Logs {
    const PATH: &'static [&'static str] = &["signals", "logs", "search"];
    const SINCE: &'static str = "timestampMin";
    const FLAGS: &'static [Flag] = &[
        TRACE,
        SPAN,
        SERVICE,
        SCOPE,
        flag(
            "severity-text",
            "severityText",
            Text,
            "With exactly this word for the severity",
        ),
        flag(
            "severity-min",
            "severityNumberMin",
            Severity,
            "At least so severe: WARN, or 1 to 24",
        ),
        flag(
            "severity-max",
            "severityNumberMax",
            Severity,
            "At most so severe",
        ),
        flag("body", "bodyContains", Text, "With this text in the body").short('b'),
        MIN,
        MAX,
        flag("log-attr", "logAttributes", Pairs, PAIR),
        RESOURCE,
        SCOPE_PAIR,
    ];
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

/// Data points.
#[derive(Debug)]
pub(crate) enum Metrics {}

const TYPES: &[&str] = &[
    "Gauge",
    "Sum",
    "Histogram",
    "ExponentialHistogram",
    "Summary",
];
const HOW: &[&str] = &["sum", "avg", "min", "max", "count"];
const BY: &str = "With --aggregate, a value for each value of this attribute; may be repeated";

impl Thing for Metrics {
    const PATH: &'static [&'static str] = &["signals", "metrics", "search"];
    const SINCE: &'static str = "timeUnixMin";
    const FLAGS: &'static [Flag] = &[
        flag(
            "type",
            "metricType",
            RequiredWord(TYPES),
            "Of this type, such as Gauge",
        ),
        flag("name", "metricName", Text, "Of the metric with this name").short('n'),
        SERVICE,
        SCOPE,
        flag("time-min", "timeUnixMin", Moment, FROM),
        flag("time-max", "timeUnixMax", Moment, TO),
        flag("attr", "attributes", Pairs, PAIR).short('a'),
        RESOURCE,
        SCOPE_PAIR,
        flag(
            "aggregate",
            "aggregate",
            Word(HOW),
            "One value of all: sum, avg, min, max or count",
        ),
        flag("group-by", "groupBy", List, BY),
    ];
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
