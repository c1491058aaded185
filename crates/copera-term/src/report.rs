//! How a failure is told: a sentence on a terminal, one JSON object to a program.

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::exit::ExitCode;
use crate::output::Output;

/// A failure, ready to be told.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// The machine's word for it, such as `auth_required`.
    pub word: &'static str,
    /// What happened, to which thing, and why.
    pub message: String,
    /// What to do next.
    pub suggestion: Option<String>,
    /// Whether the same call may succeed later.
    pub transient: bool,
    /// How the process ends.
    pub exit: ExitCode,
}

/// The JSON object, as the official tool's scripts know it.
#[derive(Serialize)]
struct Object<'a> {
    error: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    transient: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
}

impl Report {
    /// A failure that won't pass by itself and has no suggestion yet.
    pub fn new(word: &'static str, exit: ExitCode, message: impl Into<String>) -> Self {
        Self {
            word,
            message: message.into(),
            suggestion: None,
            transient: false,
            exit,
        }
    }

    /// With what to do next.
    #[must_use]
    pub fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// Tells it on stderr, once, with the notes of the run.
    pub fn tell(&self, output: &Output, notes: &[String]) {
        output.say(&self.render(output, notes));
    }

    fn render(&self, output: &Output, notes: &[String]) -> String {
        if output.json_errors() {
            // Masked before it is serialised: an escape could hide a secret's beginning.
            let masks = output.masks();
            let suggestion = self.suggestion.as_deref().map(|text| masks.apply(text));
            let notes: Vec<String> = notes
                .iter()
                .map(|note| masks.apply(note).into_owned())
                .collect();
            let object = Object {
                error: self.word,
                message: &masks.apply(&self.message),
                suggestion: suggestion.as_deref(),
                transient: self.transient,
                notes: &notes,
            };
            return serde_json::to_string(&object).unwrap_or_default();
        }
        let style = |color: AnsiColor| Style::new().fg_color(Some(color.into())).bold();
        let mut lines: Vec<String> = notes
            .iter()
            .map(|note| labelled(output, style(AnsiColor::Yellow), "note", note))
            .collect();
        lines.push(labelled(
            output,
            style(AnsiColor::Red),
            "error",
            &self.message,
        ));
        if let Some(suggestion) = &self.suggestion {
            lines.push(labelled(output, style(AnsiColor::Cyan), "hint", suggestion));
        }
        lines.join("\n")
    }
}

fn labelled(output: &Output, style: Style, label: &str, text: &str) -> String {
    format!("{}: {text}", output.styled_error(style, label))
}
