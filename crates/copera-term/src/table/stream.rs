//! A table that is written while its lines come.

use std::io::{self, Write};

use anstyle::Style;

use super::Table;
use super::layout::{Kinds, Layout, natural};
use crate::escape;
use crate::output::{Mode, Output};

/// From so many lines the widths of the columns are taken.
const SAMPLE: usize = 500;

/// A table that is never held: the first lines decide how wide the columns are. Afterwards, a value
/// that is too long is cut on a terminal, and pushes its line out elsewhere.
#[derive(Debug)]
pub struct TableStream {
    output: Output,
    headings: Vec<String>,
    kinds: Kinds,
    shape: Shape,
}

#[derive(Debug)]
enum Shape {
    /// Values parted by tabs.
    Plain,
    /// The lines that decide the widths.
    Sampling(Vec<Vec<String>>),
    Decided(Layout),
}

impl TableStream {
    pub(super) fn new(table: Table, output: Output) -> Self {
        Self {
            output,
            headings: table.headings,
            kinds: table.kinds,
            shape: match output.mode() {
                Mode::Plain => Shape::Plain,
                Mode::Table | Mode::Json => Shape::Sampling(table.rows),
            },
        }
    }

    /// Takes the next line; one cell a heading.
    ///
    /// # Errors
    /// What the stream said.
    pub fn row<'a>(
        &mut self,
        cells: impl IntoIterator<Item = &'a str>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let cells: Vec<_> = cells
            .into_iter()
            .map(|cell| escape::line(cell).into_owned())
            .collect();
        match &mut self.shape {
            Shape::Plain => writeln!(to, "{}", cells.join("\t")),
            Shape::Decided(layout) => writeln!(to, "{}", layout.line(&cells)),
            Shape::Sampling(sample) => {
                sample.push(cells);
                if sample.len() < SAMPLE {
                    return Ok(());
                }
                self.decide(to)
            }
        }
    }

    /// Writes what is left to write.
    ///
    /// # Errors
    /// What the stream said.
    pub fn finish(mut self, to: &mut dyn Write) -> io::Result<()> {
        match &self.shape {
            Shape::Sampling(sample) if !sample.is_empty() => self.decide(to)?,
            _ => {}
        }
        to.flush()
    }

    fn decide(&mut self, to: &mut dyn Write) -> io::Result<()> {
        let Shape::Sampling(sample) = &mut self.shape else {
            return Ok(());
        };
        let sample = std::mem::take(sample);
        let wanted = natural(&self.headings, &sample);
        let layout = Layout::new(wanted, &self.kinds, self.output.width());
        let heading = layout.line(&self.headings);
        writeln!(to, "{}", self.output.styled(Style::new().bold(), &heading))?;
        for cells in &sample {
            writeln!(to, "{}", layout.line(cells))?;
        }
        self.shape = Shape::Decided(layout);
        Ok(())
    }
}
