//! What goes where, decided once: formats, colours, streams.

use std::io::{self, IsTerminal, Write};
use std::str::FromStr;

use anstyle::Style;
use serde::{Deserialize, Deserializer, de};

use crate::escape;
use crate::mask::Masks;

/// The output format that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Tables on a terminal, JSON otherwise.
    #[default]
    Auto,
    /// JSON.
    Json,
    /// JSON, one item of a list a line.
    Ndjson,
    /// Tables and records for people.
    Table,
    /// Values parted by tabs, one thing a line, without headings.
    Plain,
}

impl Format {
    /// The words for them.
    pub const NAMES: [&str; 5] = ["auto", "json", "ndjson", "table", "plain"];
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word.trim() {
            "auto" => Ok(Self::Auto),
            "json" => Ok(Self::Json),
            "ndjson" => Ok(Self::Ndjson),
            "table" => Ok(Self::Table),
            "plain" => Ok(Self::Plain),
            other => Err(format!(
                "`{other}` is no output format; there are: {}",
                Self::NAMES.join(", ")
            )),
        }
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// For programs.
    Json,
    /// For people.
    Table,
    /// For `cut` and `awk`.
    Plain,
}

/// What the process is connected to.
#[derive(Debug, Clone, Copy)]
pub struct Terminals {
    /// Whether stdin is a terminal.
    pub stdin: bool,
    /// Whether stdout is a terminal.
    pub stdout: bool,
    /// Whether stderr is a terminal.
    pub stderr: bool,
    /// How many columns the terminal has, if there is one.
    pub width: Option<u16>,
}

impl Terminals {
    /// Asks the operating system.
    pub fn detect() -> Self {
        Self {
            stdin: io::stdin().is_terminal(),
            stdout: io::stdout().is_terminal(),
            stderr: io::stderr().is_terminal(),
            width: terminal_size::terminal_size().map(|(width, _)| width.0),
        }
    }
}

/// What the policy is made from.
#[derive(Debug, Clone, Copy)]
pub struct OutputOptions {
    /// The format that was asked for.
    pub format: Format,
    /// Whether JSON was asked for by a flag of its own, which goes before the format.
    pub json: bool,
    /// Whether informational lines are dropped.
    pub quiet: bool,
    /// Whether prompts are forbidden whatever stdin is.
    pub no_input: bool,
    /// When to colour.
    pub color: Color,
    /// What the process is connected to.
    pub terminals: Terminals,
    /// What is masked on stderr.
    pub masks: Masks,
}

/// The policy: small enough to be handed around by value.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    mode: Mode,
    json_errors: bool,
    options: OutputOptions,
}

impl Output {
    /// Decides, once.
    pub fn new(options: OutputOptions) -> Self {
        let asked_for_json =
            options.json || matches!(options.format, Format::Json | Format::Ndjson);
        let mode = match options.format {
            _ if asked_for_json => Mode::Json,
            Format::Table => Mode::Table,
            Format::Plain => Mode::Plain,
            Format::Auto if options.terminals.stdout => Mode::Table,
            Format::Auto | Format::Json | Format::Ndjson => Mode::Json,
        };
        Self {
            mode,
            json_errors: asked_for_json || !options.terminals.stderr,
            options,
        }
    }

    /// How results are written.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether JSON has one item of a list a line. A flag that asks for JSON as such goes before
    /// the format.
    pub fn json_lines(&self) -> bool {
        self.options.format == Format::Ndjson && !self.options.json
    }

    /// Whether a failure is one JSON object: JSON was asked for, or stderr is no terminal.
    pub fn json_errors(&self) -> bool {
        self.json_errors
    }

    /// Whether a person can be asked: nothing forbids it, and somebody can see the question and
    /// answer it. With stderr in a file the program would seem to hang.
    pub fn can_prompt(&self) -> bool {
        let Terminals { stdin, stderr, .. } = self.options.terminals;
        stdin && stderr && !self.options.no_input
    }

    /// Whether stdin is a terminal.
    pub fn stdin_is_terminal(&self) -> bool {
        self.options.terminals.stdin
    }

    /// Whether stdout is a terminal.
    pub fn stdout_is_terminal(&self) -> bool {
        self.options.terminals.stdout
    }

    /// How many columns a table may take; no limit off a terminal.
    pub(crate) fn width(&self) -> Option<u16> {
        self.options
            .terminals
            .width
            .filter(|_| self.options.terminals.stdout)
    }

    /// Writes a result to stdout, buffered.
    ///
    /// # Errors
    /// What the stream said; [`io::ErrorKind::BrokenPipe`] when the reader has gone, which a
    /// program ends quietly on.
    pub fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut stdout = io::BufWriter::new(io::stdout().lock());
        write(&mut stdout)?;
        stdout.flush()
    }

    /// Writes an informational line to stderr, unless they are dropped. Secrets in it are masked,
    /// and what could act on the terminal is escaped.
    pub fn note(&self, text: &str) {
        if !self.options.quiet {
            self.say(text);
        }
    }

    /// Writes a line to stderr in any case.
    pub fn say(&self, text: &str) {
        self.show(&format!("{}\n", self.clean(text)));
    }

    /// Writes to stderr what is clean already.
    #[expect(clippy::unused_self, reason = "streams are reached through the policy")]
    pub(crate) fn show(&self, text: &str) {
        // There is nobody to tell that stderr is closed.
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Whether informational lines are dropped.
    pub(crate) fn is_quiet(&self) -> bool {
        self.options.quiet
    }

    /// `text` as it may be shown on stderr.
    pub(crate) fn clean(&self, text: &str) -> String {
        escape::paragraph(&self.options.masks.apply(text)).into_owned()
    }

    /// What is masked on stderr.
    pub fn masks(&self) -> Masks {
        self.options.masks
    }

    /// `text` in the style, if stdout is coloured.
    pub fn styled(&self, style: Style, text: &str) -> String {
        paint(self.colours(self.options.terminals.stdout), style, text)
    }

    /// `text` in the style, if stderr is coloured.
    pub(crate) fn styled_error(&self, style: Style, text: &str) -> String {
        paint(self.colours(self.options.terminals.stderr), style, text)
    }

    fn colours(&self, terminal: bool) -> bool {
        match self.options.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal,
        }
    }
}

fn paint(coloured: bool, style: Style, text: &str) -> String {
    if coloured {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(format: Format, json: bool, stdout: bool, stderr: bool) -> Output {
        let terminals = Terminals {
            stdin: true,
            stdout,
            stderr,
            width: None,
        };
        let masks = Masks::default();
        Output::new(OutputOptions {
            format,
            json,
            quiet: false,
            no_input: false,
            color: Color::Auto,
            terminals,
            masks,
        })
    }

    #[test]
    fn which_mode() {
        use Format::{Auto, Json, Plain, Table};
        // format, --json, stdout and stderr are terminals → mode, errors as JSON
        for (format, json, stdout, stderr, mode, errors) in [
            (Auto, false, true, true, Mode::Table, false),
            (Auto, false, false, true, Mode::Json, false),
            (Auto, false, true, false, Mode::Table, true),
            (Auto, true, true, true, Mode::Json, true),
            (Table, true, true, true, Mode::Json, true),
            (Json, false, true, true, Mode::Json, true),
            (Table, false, false, false, Mode::Table, true),
            (Plain, false, true, true, Mode::Plain, false),
        ] {
            let output = output(format, json, stdout, stderr);
            assert_eq!(
                (output.mode(), output.json_errors()),
                (mode, errors),
                "{format:?} {json}"
            );
        }
    }

    #[test]
    fn questions_need_somebody_to_see_and_to_answer_them() {
        // stdin and stderr are terminals, --no-input → whether to ask
        for (stdin, stderr, no_input, asks) in [
            (true, true, false, true),
            (true, true, true, false),
            (false, true, false, false),
            (true, false, false, false),
        ] {
            let mut options = output(Format::Auto, false, true, stderr).options;
            options.terminals.stdin = stdin;
            options.no_input = no_input;
            let case = (stdin, stderr, no_input);
            assert_eq!(Output::new(options).can_prompt(), asks, "{case:?}");
        }
    }

    #[test]
    fn each_stream_is_coloured_for_itself() {
        let bold = Style::new().bold();
        for (color, stdout, stderr) in [
            (Color::Auto, "x", "\u{1b}[1mx\u{1b}[0m"),
            (Color::Never, "x", "x"),
            (Color::Always, "\u{1b}[1mx\u{1b}[0m", "\u{1b}[1mx\u{1b}[0m"),
        ] {
            let mut options = output(Format::Auto, false, false, true).options;
            options.color = color;
            let output = Output::new(options);
            assert_eq!(output.styled(bold, "x"), stdout, "{color:?}");
            assert_eq!(output.styled_error(bold, "x"), stderr, "{color:?}");
        }
    }

    #[test]
    fn an_unknown_format_is_told_the_known_ones() {
        assert!(
            "tabel"
                .parse::<Format>()
                .unwrap_err()
                .contains("auto, json, ndjson, table, plain")
        );
    }
}
