//! How wide the columns of a table are, and what of a value fits.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Between two columns.
const GAP: usize = 2;
/// A cut value that has less room than this says nothing.
const LEAST: usize = 8;

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Layout {
    widths: Vec<usize>,
    right: Vec<usize>,
    /// Whether a value that is too long is cut; else it pushes its line out.
    cuts: bool,
}

impl Layout {
    /// For columns that want to be so wide, of which some have their values to the right, in so much
    /// room if there is an end to it.
    pub(super) fn new(wanted: Vec<usize>, right: &[usize], room: Option<u16>) -> Self {
        Self {
            widths: match room {
                Some(room) => fitted(wanted, room.into()),
                None => wanted,
            },
            right: right.to_vec(),
            cuts: room.is_some(),
        }
    }

    /// A line of the table. The first value is never cut.
    pub(super) fn line(&self, cells: &[String]) -> String {
        let mut line = String::new();
        for (index, (cell, &width)) in cells.iter().zip(&self.widths).enumerate() {
            if width == 0 && index > 0 {
                continue;
            }
            let cuts = self.cuts && index > 0;
            let shown = if cuts {
                shortened(cell, width)
            } else {
                cell.clone()
            };
            let pad = width.saturating_sub(shown.width());
            let (before, after) = if self.right.contains(&index) {
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
}

/// How wide the columns of these lines are if nothing is cut.
pub(super) fn natural(headings: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let mut widths: Vec<_> = headings.iter().map(|text| text.width()).collect();
    for cells in rows {
        for (widest, cell) in widths.iter_mut().zip(cells) {
            *widest = cell.width().max(*widest);
        }
    }
    widths
}

/// The widths that fit into the room. The first column is never cut; of the others, the narrow ones
/// get what they want, and the wide ones share the rest. Where that is too little to say anything, the
/// last ones get nothing at all.
fn fitted(mut widths: Vec<usize>, room: usize) -> Vec<usize> {
    for shown in (2..=widths.len()).rev() {
        if let Some(share) = share(&widths[..shown], room).or((shown == 2).then_some(1)) {
            for (column, width) in widths.iter_mut().enumerate().skip(1) {
                *width = if column < shown { share.min(*width) } else { 0 };
            }
            break;
        }
    }
    widths
}

/// How wide a column may be so that all of them fit, if that is enough.
fn share(widths: &[usize], room: usize) -> Option<usize> {
    let (first, others) = widths.split_first()?;
    let mut left = room.saturating_sub(first + GAP * others.len());
    let mut wide = others.to_vec();
    wide.sort_unstable();
    for (index, narrow) in wide.iter().enumerate() {
        let share = left / (wide.len() - index);
        if *narrow > share {
            return (share >= LEAST).then_some(share);
        }
        left -= narrow;
    }
    Some(usize::MAX)
}

/// The text with a mark where it was cut to the width, between two characters as a reader sees them.
pub(crate) fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    // The width of a text is not always the sum of its characters', so it is measured as a whole.
    for character in text.graphemes(true) {
        let length = shown.len();
        shown.push_str(character);
        if shown.width() + 1 > width {
            shown.truncate(length);
            break;
        }
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
            (vec![4, 3, 9, 9], 22, vec![4, 3, 9, 0]),
            (vec![24, 90, 90], 44, vec![24, 8, 8]),
            (vec![24, 90, 90], 43, vec![24, 17, 0]),
            (vec![24, 5, 5], 10, vec![24, 1, 0]),
            (vec![4, 0, 3], 80, vec![4, 0, 3]),
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
            let layout = Layout {
                widths: vec![3, 2, 4],
                right: vec![1],
                cuts: cut,
            };
            assert_eq!(layout.line(&texts(&cells)), shown);
        }
    }

    #[test]
    fn between_characters() {
        for (text, width, shown) in [
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("👩‍💻👩‍💻", 3, "👩‍💻…"),
            ("👩‍💻👩‍💻", 2, "…"),
            ("🇩🇪🇫🇷", 3, "🇩🇪…"),
        ] {
            assert_eq!(shortened(text, width), shown);
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
