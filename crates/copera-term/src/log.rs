//! The log: the program's own trace, on stderr, with secrets masked.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

use crate::escape;
use crate::output::Output;

/// A text that is no filter of the trace.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no filter of the log; write it as in `copera_api=debug` or `off`")]
pub struct InvalidFilter(String);

/// Which events are shown, and what of them is left out.
#[derive(Debug, Clone)]
pub struct Filter {
    targets: Targets,
    left_out: &'static [&'static str],
}

impl Filter {
    /// Without the values of these names, which say nothing that the others do not. Those whose names
    /// begin with `otel.` are for programs and never shown.
    #[must_use]
    pub fn without(self, left_out: &'static [&'static str]) -> Self {
        Self { left_out, ..self }
    }
}

impl FromStr for Filter {
    type Err = InvalidFilter;

    /// Reads targets with their levels and commas between them: `copera_api=trace,h2=off`. A level
    /// alone is every target's. A word alone that is neither a level nor looks like a target of a
    /// program, which has `_` or `::`, is a mistake: it would let nothing through.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = |word: &str| {
            // A word alone is a level, or some crate's name: `verbose` would be taken for one, too.
            word.contains('=')
                || word.parse::<LevelFilter>().is_ok()
                || word.contains('_')
                || word.contains("::")
        };
        let mut words = text
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty());
        let parsed = text.trim().parse();
        parsed
            .ok()
            .filter(|_| words.all(known))
            .map(|targets| Self {
                targets,
                left_out: &[],
            })
            .ok_or_else(|| InvalidFilter(text.to_owned()))
    }
}

/// Shows the events that the filter lets through from now on, one a line.
///
/// Called once, by the program; a second call changes nothing.
pub fn install(output: Output, filter: Filter) {
    let lines = Lines(output, filter.left_out).with_filter(filter.targets);
    let _ = tracing_subscriber::registry().with(lines).try_init();
}

/// Writes each event as `message key=value …`, the fields of the span around it behind its own.
struct Lines(Output, &'static [&'static str]);

impl Lines {
    /// Adds the values that are shown and were not said yet.
    fn add(&self, line: &Line, said: &mut Vec<&'static str>, text: &mut String) {
        for (name, value) in &line.fields {
            if !name.starts_with("otel.") && !self.1.contains(name) && !said.contains(name) {
                said.push(name);
                text.extend([" ", *name, "=", value]);
            }
        }
    }
}

/// The fields of a span, kept beside it.
struct SpanFields(Line);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Lines {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut line = Line::default();
        attributes.record(&mut line);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(SpanFields(line));
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(fields) = span.extensions_mut().get_mut::<SpanFields>()
        {
            values.record(&mut fields.0);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut line = Line::default();
        event.record(&mut line);
        let (mut text, mut said) = (line.message.clone(), Vec::new());
        self.add(&line, &mut said, &mut text);
        for span in context.event_scope(event).into_iter().flatten() {
            if let Some(fields) = span.extensions().get::<SpanFields>() {
                self.add(&fields.0, &mut said, &mut text);
            }
        }
        // On one line: what a service sent could pass for a line of its own otherwise.
        let text = escape::line(&self.0.masks().apply(&text)).into_owned();
        self.0.show(&format!("* {text}\n"));
    }
}

/// What an event or a span says: a sentence, and values by name.
#[derive(Default)]
struct Line {
    message: String,
    /// In the order they were first said; a span says some of them anew.
    fields: Vec<(&'static str, String)>,
}

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let value = format!("{value:?}");
        if field.name() == "message" {
            self.message = value;
        } else if let Some(said) = self
            .fields
            .iter_mut()
            .find(|(name, _)| *name == field.name())
        {
            said.1 = value;
        } else {
            self.fields.push((field.name(), value));
        }
    }
}
