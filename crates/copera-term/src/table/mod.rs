//! Several things of a kind, one a line.

mod layout;
mod stream;

use std::io::{self, Write};

use anstyle::Style;

pub(crate) use self::layout::shortened;
use self::layout::{Kinds, Layout, natural};
use crate::escape;
use crate::link::linked;
use crate::output::{Mode, Output};

pub use self::stream::TableStream;

/// A table: for people with headings, aligned and cut to the terminal's width; in plain mode values
/// parted by tabs.
///
/// What it is given may come from anywhere: it is escaped here. The first column, which names the
/// thing, is never cut, nor are those that are [whole](Table::whole) while there is room for them.
#[derive(Debug)]
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
    kinds: Kinds,
    /// For each line, where its first cell leads.
    links: Vec<Option<String>>,
}

impl Table {
    /// An empty table with these headings.
    pub fn new<S: AsRef<str>>(headings: &[S]) -> Self {
        let headings = headings
            .iter()
            .map(|heading| escape::line(heading.as_ref()).into_owned());
        Self {
            headings: headings.collect(),
            rows: Vec::new(),
            kinds: Kinds::default(),
            links: Vec::new(),
        }
    }

    /// Adds a line; one cell a heading.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        self.rows.push(
            cells
                .into_iter()
                .map(|cell| escape::line(cell).into_owned())
                .collect(),
        );
        self.links.push(None);
    }

    /// Lets the first cell of the last line lead to this address, on terminals that have links.
    pub fn link(&mut self, address: Option<&str>) {
        if let Some(last) = self.links.last_mut() {
            *last = address.map(str::to_owned);
        }
    }

    /// Puts the values of a column to the right, so that numbers can be compared; they are whole, too.
    pub fn align_right(&mut self, column: usize) {
        self.kinds.right.push(column);
        self.kinds.whole.push(column);
    }

    /// Keeps the values of these columns whole, such as dates, sizes and ids: where there is too little
    /// room, others are cut.
    #[must_use]
    pub fn whole(mut self, columns: &[usize]) -> Self {
        self.kinds.whole.extend(columns);
        self
    }

    /// Makes this column the one that people look for: of all but the first, it is the last to be left out
    /// where there is too little room.
    #[must_use]
    pub fn main(mut self, column: usize) -> Self {
        self.kinds.main = Some(column);
        self
    }

    /// A table of this form whose lines come one by one and are not held.
    pub fn stream(self, output: Output) -> TableStream {
        TableStream::new(self, output)
    }

    /// Whether there is no line yet.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the table in the mode of the output, which is not JSON's to decide.
    ///
    /// # Errors
    /// What the stream said.
    pub fn write(&self, output: &Output, to: &mut dyn Write) -> io::Result<()> {
        match output.mode() {
            Mode::Plain => self
                .rows
                .iter()
                .try_for_each(|row| writeln!(to, "{}", row.join("\t"))),
            Mode::Table | Mode::Json => {
                let lines = self.lines(output.width());
                for (index, line) in lines.iter().enumerate() {
                    let line = match index.checked_sub(1) {
                        None => &output.styled(Style::new().bold(), line),
                        Some(row) if output.links() => &self.with_link(row, line),
                        Some(_) => line,
                    };
                    writeln!(to, "{line}")?;
                }
                Ok(())
            }
        }
    }

    /// The line as it was laid out, its first cell a link: what can't be seen takes no part in widths.
    fn with_link(&self, row: usize, line: &str) -> String {
        let linked = || {
            let address = self.links.get(row)?.as_deref()?;
            let text = self
                .rows
                .get(row)?
                .first()
                .filter(|text| !text.is_empty())?;
            let rest = line.strip_prefix(text.as_str())?;
            Some(format!("{}{rest}", linked(text, address)))
        };
        linked().unwrap_or_else(|| line.to_owned())
    }

    /// The headings of the columns that [`write`](Self::write) leaves out, since the terminal is too narrow.
    pub fn left_out(&self, output: &Output) -> Vec<&str> {
        if output.mode() == Mode::Plain {
            return Vec::new();
        }
        let layout = self.layout(output.width());
        let headings = self.headings.iter().enumerate();
        let left_out = headings.filter(|(column, _)| !layout.shows(*column));
        left_out.map(|(_, heading)| heading.as_str()).collect()
    }

    fn layout(&self, width: Option<u16>) -> Layout {
        let wanted = natural(&self.headings, &self.rows);
        Layout::new(wanted, &self.kinds, width)
    }

    fn lines(&self, width: Option<u16>) -> Vec<String> {
        let layout = self.layout(width);
        let lines = std::iter::once(&self.headings).chain(&self.rows);
        lines.map(|cells| layout.line(cells)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&["ID", "NAME", "NOTE"]);
        table.row(["64a1", "Roadmap", "what comes next, and why it does so"]);
        table.row(["64a2", "線の\u{1b}[31m", "-"]);
        table
    }

    #[test]
    fn as_wide_as_it_needs() {
        assert_eq!(
            table().lines(None),
            [
                "ID    NAME            NOTE",
                "64a1  Roadmap         what comes next, and why it does so",
                "64a2  線の\\u{1b}[31m  -",
            ]
        );
    }

    #[test]
    fn a_link_takes_no_width() {
        let mut table = table();
        table.link(Some("https://app.example/x"));
        let lines = table.lines(None);
        let line = table.with_link(1, &lines[2]);
        let (_, rest) = line.split_once("64a2").unwrap();
        assert_eq!(
            line,
            format!(
                "{}{}",
                linked("64a2", "https://app.example/x"),
                &lines[2][4..]
            )
        );
        assert!(rest.ends_with('-'));
        assert_eq!(table.with_link(0, &lines[1]), lines[1]);
    }

    #[test]
    fn numbers_to_the_right() {
        let mut table = Table::new(&["ID", "POINTS", "NOTE"]);
        table.row(["a", "13", "x"]);
        table.row(["b", "-1.5", "y"]);
        table.align_right(1);
        table.align_right(9);
        assert_eq!(
            table.lines(None),
            ["ID  POINTS  NOTE", "a       13  x", "b     -1.5  y"]
        );
    }

    #[test]
    fn cut_to_the_width_on_one_line() {
        for width in 10..60 {
            let lines = table().lines(Some(width));
            assert_eq!(lines.len(), 3, "{lines:?}");
            assert!(lines[1].starts_with("64a1"), "{lines:?}");
        }
        let narrow = table().lines(Some(40));
        assert!(narrow[1].ends_with('…'), "{narrow:?}");
    }

    proptest! {
        #[test]
        fn every_line_fits_and_shows_the_whole_id(
            rows in prop::collection::vec(("[0-9a-f]{1,24}", "\\PC{0,40}", "(\\w{1,9} ?){0,9}"), 1..5),
            width in 40_u16..120,
        ) {
            let mut table = Table::new(&["ID", "NAME", "NOTE"]);
            for (id, name, note) in &rows {
                table.row([id.as_str(), name, note]);
            }
            let lines = table.lines(Some(width));
            prop_assert_eq!(lines.len(), rows.len() + 1);
            for (line, (id, ..)) in lines[1..].iter().zip(&rows) {
                prop_assert!(line.width() <= usize::from(width), "{line:?}");
                prop_assert_eq!(line.split(' ').next(), Some(id.as_str()));
            }
        }
    }
}
