//! What can be searched for: the flags of the shipped tool, each a field of the request.

use std::time::Duration;

use clap::{Args, ValueEnum};
use copera_term::document::{Column, DocumentError};
use copera_term::time::{self, moment_in_nanoseconds, show_moment, show_span, span_in_nanoseconds};
use jiff::Timestamp;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::{SPANS as SPANS_PATH, words};
use crate::failure::{self, Failure};

pub(crate) const SPANS: &str = "Examples:
  kopai traces search --status-code ERROR --since 15m
  kopai traces search --service shop --duration-min 2s --all --jq '.[].TraceId'
  kopai traces search --span-attr http.route=/pay --fields TraceId,Duration";
pub(crate) const RECORDS: &str = "Examples:
  kopai logs search --severity-min WARN --since 1h
  kopai logs search --body timeout --service shop";
pub(crate) const POINTS: &str = "Examples:
  kopai metrics search --type Gauge --name queue.length --since 1h
  kopai metrics search --type Sum --aggregate sum --group-by service.name";

/// Where rows of one kind are searched for, and how they are shown.
pub(crate) trait Filters: Args + Serialize {
    const PATH: &'static [&'static str];
    /// The columns of its table.
    const COLUMNS: &'static [Column];
    /// The field that `--since` sets.
    const SINCE: &'static str = "timestampMin";
}

/// A search, as it was asked for.
#[derive(Debug, Args, Serialize)]
pub(crate) struct Search<F: Args> {
    #[command(flatten)]
    #[serde(flatten)]
    filters: F,

    /// Oldest first, or newest first
    #[arg(long = "sort", ignore_case = true)]
    #[serde(rename = "sortOrder")]
    order: Option<Order>,

    /// Read so many rows, or with --all so many at a time: 1 to 1000
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    limit: Option<u16>,

    /// Not older than this, such as 15m
    #[arg(long, value_name = "SPAN", value_parser = time::span)]
    #[serde(skip)]
    since: Option<Duration>,

    /// Read all pages
    #[arg(long)]
    #[serde(skip)]
    pub(crate) all: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum, Serialize)]
#[value(rename_all = "UPPER")]
#[serde(rename_all = "UPPERCASE")]
enum Order {
    Asc,
    Desc,
}

impl<F: Filters> Search<F> {
    /// The request.
    pub(crate) fn body(&self, now: Timestamp) -> Result<Map<String, Value>, Failure> {
        let body = serde_json::to_value(self).and_then(serde_json::from_value);
        let body = body.map_err(|error| DocumentError::from(error).report());
        let mut body: Map<String, Value> = body?;
        body.retain(|_, value| !value.is_null());
        if let Some(since) = self.since {
            let from = now.checked_sub(since).unwrap_or(Timestamp::UNIX_EPOCH);
            let from = from.as_nanosecond().max(0).to_string();
            if body.insert(F::SINCE.to_owned(), from.into()).is_some() {
                let message = "--since is an earliest moment too; give one of them";
                return Err(failure::input(message).into());
            }
        }
        if self.all {
            body.entry("limit").or_insert_with(|| 1000.into());
        }
        Ok(body)
    }
}

/// What every kind of row can be searched by.
#[derive(Debug, Args, Serialize)]
#[serde(rename_all = "camelCase")]
struct Source {
    /// Of this service
    #[arg(long = "service", short)]
    service_name: Option<String>,
    /// Of this instrumentation scope
    #[arg(long = "scope")]
    scope_name: Option<String>,
    /// Of a resource with this attribute; may be repeated
    #[arg(long = "resource-attr", value_name = "KEY=VALUE", value_parser = pair)]
    #[serde(serialize_with = "object")]
    resource_attributes: Vec<(String, String)>,
}

/// What belongs to a trace, and happened at a moment.
#[derive(Debug, Args, Serialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    /// Of this trace
    #[arg(long)]
    trace_id: Option<String>,
    /// With this span's id
    #[arg(long)]
    span_id: Option<String>,
    /// From this moment: nanoseconds, or as in 2026-11-24T10:00:00Z
    #[arg(long, value_name = "TIME", value_parser = moment_in_nanoseconds)]
    timestamp_min: Option<String>,
    /// Up to this moment
    #[arg(long, value_name = "TIME", value_parser = moment_in_nanoseconds)]
    timestamp_max: Option<String>,
}

#[derive(Debug, Args, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Spans {
    #[command(flatten)]
    #[serde(flatten)]
    event: Event,
    #[command(flatten)]
    #[serde(flatten)]
    source: Source,
    /// Right below this span
    #[arg(long)]
    parent_span_id: Option<String>,
    /// With this name
    #[arg(long)]
    span_name: Option<String>,
    /// Of this kind, such as SERVER
    #[arg(long)]
    span_kind: Option<String>,
    /// With this status, such as ERROR
    #[arg(long)]
    status_code: Option<String>,
    /// At least so long: nanoseconds, or as in 2s
    #[arg(long, value_name = "SPAN", value_parser = span_in_nanoseconds)]
    duration_min: Option<String>,
    /// At most so long
    #[arg(long, value_name = "SPAN", value_parser = span_in_nanoseconds)]
    duration_max: Option<String>,
    /// With this attribute; may be repeated
    #[arg(long = "span-attr", value_name = "KEY=VALUE", value_parser = pair)]
    #[serde(serialize_with = "object")]
    span_attributes: Vec<(String, String)>,
}

impl Filters for Spans {
    const PATH: &'static [&'static str] = SPANS_PATH;
    const COLUMNS: &'static [Column] = &[
        ("TRACE", "TraceId", str::to_owned),
        ("TIME", "Timestamp", show_moment),
        ("SERVICE", "ServiceName", str::to_owned),
        ("SPAN", "SpanName", str::to_owned),
        ("KIND", "SpanKind", words::show),
        ("STATUS", "StatusCode", words::show),
        ("DURATION", "Duration", show_span),
    ];
}

#[derive(Debug, Args, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Records {
    #[command(flatten)]
    #[serde(flatten)]
    event: Event,
    #[command(flatten)]
    #[serde(flatten)]
    source: Source,
    /// With exactly this word for the severity
    #[arg(long)]
    severity_text: Option<String>,
    /// At least so severe: WARN, or 1 to 24
    #[arg(long = "severity-min", value_name = "LEVEL", value_parser = words::severity)]
    severity_number_min: Option<u8>,
    /// At most so severe
    #[arg(long = "severity-max", value_name = "LEVEL", value_parser = words::severity)]
    severity_number_max: Option<u8>,
    /// With this text in the body
    #[arg(long = "body", short, value_name = "TEXT")]
    body_contains: Option<String>,
    /// With this attribute; may be repeated
    #[arg(long = "log-attr", value_name = "KEY=VALUE", value_parser = pair)]
    #[serde(serialize_with = "object")]
    log_attributes: Vec<(String, String)>,
    /// Of a scope with this attribute; may be repeated
    #[arg(long = "scope-attr", value_name = "KEY=VALUE", value_parser = pair)]
    #[serde(serialize_with = "object")]
    scope_attributes: Vec<(String, String)>,
}

impl Filters for Records {
    const PATH: &'static [&'static str] = &["signals", "logs", "search"];
    const COLUMNS: &'static [Column] = &[
        ("TIME", "Timestamp", show_moment),
        ("SEVERITY", "SeverityText", str::to_owned),
        ("SERVICE", "ServiceName", str::to_owned),
        ("BODY", "Body", str::to_owned),
        ("TRACE", "TraceId", str::to_owned),
    ];
}

#[derive(Debug, Args, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Points {
    #[command(flatten)]
    #[serde(flatten)]
    source: Source,
    /// Of this type
    #[arg(long = "type", ignore_case = true, value_name = "TYPE")]
    metric_type: MetricType,
    /// Of the metric with this name
    #[arg(long = "name", short = 'n')]
    metric_name: Option<String>,
    /// From this moment: nanoseconds, or as in 2026-11-24T10:00:00Z
    #[arg(long = "time-min", value_name = "TIME", value_parser = moment_in_nanoseconds)]
    time_unix_min: Option<String>,
    /// Up to this moment
    #[arg(long = "time-max", value_name = "TIME", value_parser = moment_in_nanoseconds)]
    time_unix_max: Option<String>,
    /// With this attribute; may be repeated
    #[arg(long = "attr", short, value_name = "KEY=VALUE", value_parser = pair)]
    #[serde(serialize_with = "object")]
    attributes: Vec<(String, String)>,
    /// Of a scope with this attribute; may be repeated
    #[arg(long = "scope-attr", value_name = "KEY=VALUE", value_parser = pair)]
    #[serde(serialize_with = "object")]
    scope_attributes: Vec<(String, String)>,
    /// One value of all
    #[arg(long, ignore_case = true, value_name = "HOW")]
    aggregate: Option<Aggregate>,
    /// With --aggregate, a value for each value of this attribute; may be repeated
    #[arg(long, value_name = "KEY")]
    group_by: Option<Vec<String>>,
}

#[derive(Debug, Clone, Copy, ValueEnum, Serialize)]
#[value(rename_all = "PascalCase")]
enum MetricType {
    Gauge,
    Sum,
    Histogram,
    ExponentialHistogram,
    Summary,
}

#[derive(Debug, Clone, Copy, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
enum Aggregate {
    Sum,
    Avg,
    Min,
    Max,
    Count,
}

impl Filters for Points {
    const PATH: &'static [&'static str] = &["signals", "metrics", "search"];
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
}

/// An attribute on the command line.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("an attribute is written as KEY=VALUE".to_owned()),
    }
}

/// Attributes in the request: servers want the object even where it is empty.
fn object<S: Serializer>(pairs: &[(String, String)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(pairs.iter().map(|(key, value)| (key, value)))
}
