//! What goes where, decided once: formats, colours, streams.

mod behind;
mod documents;
mod format;
mod stdout;
mod terminals;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use anstyle::Style;

use crate::escape;
use crate::link::linked;
use crate::mask::Masks;

pub use self::behind::Behind;
pub use self::documents::Documents;
pub use self::format::{Color, Format, Mode};
pub use self::stdout::{Direct, Stdout};
pub use self::terminals::Terminals;

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
    pub fn width(&self) -> Option<u16> {
        self.options
            .terminals
            .width
            .filter(|_| self.options.terminals.stdout)
    }

    /// Where results go: stdout, held until it is released, and buffered. What is left in the buffer
    /// must be flushed by whoever wants to know whether it arrived;
    /// [`io::ErrorKind::BrokenPipe`] means that the reader has gone, which a program ends quietly on.
    pub fn stdout(&self) -> Stdout {
        stdout::buffered(stdout::open(self.stdout_is_terminal()))
    }

    /// Where documents go: as [`Output::stdout`], and on a terminal they can do nothing but be read.
    pub fn documents(&self) -> Documents {
        self.plainly(stdout::open(self.stdout_is_terminal()))
    }

    /// As [`Output::documents`], for one so long that it is worth a thread: what comes in need not
    /// wait for what goes out.
    pub fn long_documents(&self) -> Documents {
        let stdout = stdout::open(self.stdout_is_terminal());
        Behind::new(stdout).map_or_else(|stdout| self.plainly(stdout), Documents::Behind)
    }

    fn plainly(&self, stdout: Direct) -> Documents {
        let is_terminal = self.stdout_is_terminal();
        let stdout = stdout::buffered(stdout);
        if is_terminal {
            Documents::Shown(escape::Shown::documents(stdout))
        } else {
            Documents::AsTheyAre(stdout)
        }
    }

    /// Writes a result to stdout, whole.
    ///
    /// # Errors
    /// What the stream said; see [`Output::stdout`].
    pub fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut stdout = self.stdout();
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

    /// Whether a line that is drawn over makes sense.
    pub fn shows_progress(&self) -> bool {
        self.options.terminals.stderr && !self.options.quiet
    }

    /// How wide the terminal is; the usual width where it does not say.
    pub(crate) fn terminal_width(&self) -> u16 {
        let told = self.options.terminals.width;
        told.filter(|width| *width > 0).unwrap_or(80)
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

    /// `text`, which must be safe to show, leading to an address where stdout shows links.
    pub fn linked(&self, text: &str, address: Option<&str>) -> String {
        match address.filter(|_| self.links()) {
            Some(address) => linked(text, address),
            None => text.to_owned(),
        }
    }

    /// Whether stdout shows links. They are escape sequences as colours are, and off where those are
    /// off; a pipe gets none, even where colours are forced.
    pub(crate) fn links(&self) -> bool {
        let terminal = self.options.terminals.stdout;
        terminal && self.mode == Mode::Table && self.colours(terminal)
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
