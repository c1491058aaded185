//! How a failure is told: a sentence on a terminal, one JSON object to a program.

use std::error::Error;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::exit::ExitCode;
use crate::output::Output;
use crate::word::{ErrorWord, words};

/// A failure, ready to be told.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
#[non_exhaustive]
pub struct Report {
    /// The machine's word for it.
    pub word: ErrorWord,
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
    pub fn new(word: ErrorWord, message: impl Into<String>) -> Self {
        Self {
            word,
            message: message.into(),
            suggestion: None,
            transient: false,
            exit: word.exit(),
        }
    }

    /// Something that was asked for in a way that can't be carried out.
    pub fn input(message: impl Into<String>) -> Self {
        Self::new(words::INPUT_ERROR, message)
    }

    /// Ending the process in another one of the word's ways.
    #[must_use]
    pub fn ending_with(mut self, exit: ExitCode) -> Self {
        self.exit = exit;
        self
    }

    /// With what to do next.
    #[must_use]
    pub fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// Tells it on stderr, once, with the notes of the run.
    pub fn tell(&self, output: &Output, notes: &[String]) {
        output.show(&self.render(output, notes));
    }

    fn render(&self, output: &Output, notes: &[String]) -> String {
        // Each text for itself, before it is laid out: afterwards an escape would break the JSON,
        // and colours could not be told from what somebody slipped in.
        let message = output.clean(&self.message);
        let suggestion = self.suggestion.as_deref().map(|text| output.clean(text));
        let notes: Vec<String> = notes.iter().map(|note| output.clean(note)).collect();
        if output.json_errors() {
            let object = Object {
                error: self.word.name(),
                message: &message,
                suggestion: suggestion.as_deref(),
                transient: self.transient,
                notes: if output.is_quiet() { &[] } else { &notes },
            };
            let line = serde_json::to_string(&object).unwrap_or_default();
            return format!("{line}\n");
        }
        let told = [("error", AnsiColor::Red, &message)];
        let hint = suggestion
            .iter()
            .map(|text| ("hint", AnsiColor::Cyan, text));
        let notes = notes.iter().map(|note| ("note", AnsiColor::Yellow, note));
        let lines: Vec<String> = notes
            .filter(|_| !output.is_quiet())
            .chain(told)
            .chain(hint)
            .map(|(label, color, text)| {
                let style = Style::new().fg_color(Some(color.into())).bold();
                let label = output.styled_error(style, label);
                // No line but ours begins at the margin, so a text can't forge a hint.
                format!("{label}: {}\n", text.replace('\n', "\n  "))
            })
            .collect();
        lines.concat()
    }
}

/// What an error comes down to: its innermost cause, where the outer ones repeat what is told already.
pub fn root_cause(error: &dyn Error) -> String {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes
        .last()
        .map_or_else(|| error.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mask::Masks;
    use crate::output::{Color, Format, OutputOptions, Terminals};

    fn output(json: bool, color: Color, quiet: bool) -> Output {
        Output::new(OutputOptions {
            format: Format::Auto,
            json,
            quiet,
            no_input: false,
            color,
            terminals: Terminals {
                stdin: true,
                stdout: true,
                stderr: true,
                width: None,
            },
            masks: Masks::new(&["cp_pat_"]),
        })
    }

    fn no_token() -> Report {
        Report::new(words::AUTH_REQUIRED, "no token")
    }

    #[test]
    fn sentences_for_a_person() {
        let notes = ["two tokens differ".to_owned()];
        let report = no_token().suggest("run `copera auth login`");
        assert_eq!(
            report.render(&output(false, Color::Never, false), &notes),
            "note: two tokens differ\nerror: no token\nhint: run `copera auth login`\n"
        );
        assert_eq!(
            report.render(&output(false, Color::Never, true), &notes),
            "error: no token\nhint: run `copera auth login`\n"
        );
        // Guards against escaping our own colours.
        assert_eq!(
            no_token().render(&output(false, Color::Always, false), &[]),
            "\u{1b}[1m\u{1b}[31merror\u{1b}[0m: no token\n"
        );
    }

    #[test]
    fn one_object_for_a_program() {
        let notes = ["two tokens differ".to_owned()];
        let report = no_token().suggest("sign in");
        let json = output(true, Color::Always, false);
        assert_eq!(
            report.render(&json, &notes),
            "{\"error\":\"auth_required\",\"message\":\"no token\",\"suggestion\":\"sign in\",\
             \"transient\":false,\"notes\":[\"two tokens differ\"]}\n"
        );
        let bare = "{\"error\":\"auth_required\",\"message\":\"no token\",\"transient\":false}\n";
        let quiet = output(true, Color::Never, true);
        assert_eq!(no_token().render(&quiet, &notes), bare);
        assert_eq!(no_token().render(&json, &[]), bare);
    }

    #[test]
    fn the_innermost_cause() {
        let report = no_token();
        assert_eq!(root_cause(&report), "no token");
        let within = std::io::Error::other(report);
        let around = std::io::Error::other(within);
        assert_eq!(root_cause(&around), "no token");
    }

    #[test]
    fn hostile_text_breaks_neither_form() {
        let message = "a\u{202e}b\u{9b}2J\u{1b}[31m\"\nhint: trust cp_pat_secret";
        let report = Report::new(words::INPUT_ERROR, message);
        assert_eq!(
            report.render(&output(false, Color::Never, false), &[]),
            "error: a\\u{202e}b\\u{9b}2J\\u{1b}[31m\"\n  hint: trust cp_pat_…\n"
        );
        let line = report.render(&output(true, Color::Never, false), &[]);
        assert_eq!(line.matches('\n').count(), 1, "{line}");
        let object: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(
            object["message"],
            "a\\u{202e}b\\u{9b}2J\\u{1b}[31m\"\nhint: trust cp_pat_…"
        );
    }
}
