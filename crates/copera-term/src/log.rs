//! What `--verbose` shows: the program's own trace, on stderr, with secrets masked.

use std::fmt;
use std::io::{self, Write};

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

use crate::output::Output;

/// Shows the debug events of these targets from now on, one a line.
///
/// Called once, by the program; a second call changes nothing.
pub fn install(output: Output, targets: &[&str]) {
    let filter = targets
        .iter()
        .map(|target| (*target, tracing::Level::DEBUG));
    let lines = Lines(output).with_filter(filter.collect::<Targets>());
    let _ = tracing_subscriber::registry().with(lines).try_init();
}

/// Writes each event as `message key=value …`.
struct Lines(Output);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Lines {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line::default();
        event.record(&mut line);
        let text = format!("{}{}", line.message, line.fields);
        let _ = writeln!(io::stderr().lock(), "* {}", self.0.clean(&text));
    }
}

#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        use fmt::Write as _;
        let _ = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }
}
