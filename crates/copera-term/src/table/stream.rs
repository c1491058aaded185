//! A table that is written while its lines come.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Table;
use crate::escape;
use crate::output::{Mode, Output};

/// From so many lines the widths of the columns are taken.
const SAMPLE: usize = 500;
/// Between two columns.
const GAP: usize = 2;

/// A table that is never held: the first lines decide how wide the columns are. Afterwards, a value
/// that is too long is cut on a terminal, and pushes its line out elsewhere.
#[derive(Debug)]
pub struct TableStream {
    output: Output,
    headings: Vec<String>,
    right: Vec<usize>,
    shape: Shape,
}

#[derive(Debug)]
enum Shape {
    /// Values parted by tabs.
    Plain,
    /// The lines that decide the widths.
    Sampling(Vec<Vec<String>>),
    Decided(Vec<usize>),
}

impl TableStream {
    pub(super) fn new(table: Table, output: Output) -> Self {
        Self {
            output,
            headings: table.headings,
            right: table.right,
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
            Shape::Decided(widths) => {
                let cut = self.output.width().is_some();
                writeln!(to, "{}", line(&cells, widths, &self.right, cut))
            }
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
        let mut natural: Vec<_> = self.headings.iter().map(|text| text.width()).collect();
        for cells in &sample {
            for (widest, cell) in natural.iter_mut().zip(cells) {
                *widest = cell.width().max(*widest);
            }
        }
        let room = self.output.width().map(usize::from);
        let widths = match room {
            Some(room) => fitted(natural, room),
            None => natural,
        };
        let written = |cells| line(cells, &widths, &self.right, room.is_some());
        let heading = written(&self.headings);
        writeln!(to, "{}", self.output.styled(Style::new().bold(), &heading))?;
        for cells in &sample {
            writeln!(to, "{}", written(cells))?;
        }
        self.shape = Shape::Decided(widths);
        Ok(())
    }
}

/// The widths that fit into the room. The first column is never cut; of the others, the narrow ones
/// get what they want, and the wide ones share the rest.
fn fitted(mut widths: Vec<usize>, room: usize) -> Vec<usize> {
    let mut wide: Vec<_> = (1..widths.len()).collect();
    let taken = widths.first().copied().unwrap_or_default() + GAP * wide.len();
    let mut left = room.saturating_sub(taken);
    while !wide.is_empty() {
        let share = left / wide.len();
        let before = wide.len();
        wide.retain(|&column| {
            let narrow = widths[column] <= share;
            if narrow {
                left -= widths[column];
            }
            !narrow
        });
        if wide.len() == before {
            for &column in &wide {
                widths[column] = share.max(1);
            }
            break;
        }
    }
    widths
}

fn line(cells: &[String], widths: &[usize], right: &[usize], cut: bool) -> String {
    let mut line = String::new();
    for (index, (cell, &width)) in cells.iter().zip(widths).enumerate() {
        let shown = if cut && index > 0 {
            shortened(cell, width)
        } else {
            cell.clone()
        };
        let pad = width.saturating_sub(shown.width());
        let (before, after) = if right.contains(&index) {
            (pad, 0)
        } else {
            (0, pad)
        };
        line.extend(std::iter::repeat_n(' ', before));
        line.push_str(&shown);
        line.extend(std::iter::repeat_n(' ', after + GAP));
    }
    line.truncate(line.trim_end().len());
    line
}

/// The text with a mark where it was cut to the width.
fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut taken = 1;
    for character in text.chars() {
        taken += character.width().unwrap_or_default();
        if taken > width {
            break;
        }
        shown.push(character);
    }
    shown.push('…');
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn who_gets_how_much() {
        for (natural, room, widths) in [
            (vec![4, 3, 3], 80, vec![4, 3, 3]),
            (vec![4, 3, 90], 40, vec![4, 3, 29]),
            (vec![4, 90, 3, 90], 40, vec![4, 13, 3, 13]),
            (vec![24, 5, 5], 10, vec![24, 1, 1]),
            (vec![4], 2, vec![4]),
        ] {
            assert_eq!(fitted(natural, room), widths);
        }
    }

    #[test]
    fn lines() {
        let texts = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>()
        };
        for (cells, cut, shown) in [
            (["a", "1", "x"], true, "a     1  x"),
            (["abcdef", "12345", "線の線の"], true, "abcdef  1…  線…"),
            (["a", "12345", "線の線の"], false, "a    12345  線の線の"),
        ] {
            assert_eq!(line(&texts(&cells), &[3, 2, 4], &[1], cut), shown);
        }
    }

    proptest! {
        #[test]
        fn what_is_cut_fits(text in "\\PC{0,20}", width in 1_usize..20) {
            let shown = shortened(&text, width);
            prop_assert!(shown.width() <= width.max(text.width().min(width)));
            prop_assert!(text.width() > width || shown == text);
        }
    }
}
