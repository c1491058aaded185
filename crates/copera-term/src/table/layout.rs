//! How wide the columns of a table are, and what of a value fits.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Between two columns.
const GAP: usize = 2;
/// A cut value that has less room than this says nothing.
const LEAST: usize = 8;

/// A first value may be so wide and is never cut: it names its line, as an id or a number does.
const LONGEST_NAME: usize = 36;

/// What columns are like, by their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinds {
    /// Their values stand to the right.
    pub(super) right: Vec<usize>,
    /// Half of a value says nothing.
    pub(super) whole: Vec<usize>,
    /// What people look for is in this one: it is the last to be left out.
    pub(super) main: Option<usize>,
}

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Layout {
    widths: Vec<usize>,
    right: Vec<usize>,
    /// The columns of which a value that is too long is cut; of others it pushes its line out.
    cut: Vec<usize>,
}

impl Layout {
    /// For columns of these kinds that want to be so wide, in so much room if there is an end to it.
    pub(super) fn new(wanted: Vec<usize>, kinds: &Kinds, room: Option<u16>) -> Self {
        let right = kinds.right.clone();
        let Some(room) = room else {
            return Self {
                widths: wanted,
                right,
                cut: Vec::new(),
            };
        };
        let widths = fitted(&wanted, kinds, room.into());
        let is_cut = |&column: &usize| {
            let may_be = column > 0 && !kinds.whole.contains(&column);
            may_be || widths[column] < wanted[column]
        };
        let cut = (0..widths.len()).filter(is_cut).collect();
        Self { widths, right, cut }
    }

    /// Whether there is room for the column at all.
    pub(super) fn shows(&self, column: usize) -> bool {
        column == 0 || self.widths[column] > 0
    }

    /// A line of the table.
    pub(super) fn line(&self, cells: &[String]) -> String {
        let mut line = String::new();
        for (index, (cell, &width)) in cells.iter().zip(&self.widths).enumerate() {
            if !self.shows(index) {
                continue;
            }
            let shown = if self.cut.contains(&index) {
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

/// The widths that fit into the room. The first column, unless it is a long text, and those that are whole
/// are never cut; of the others, the narrow ones get what they want, and the wide ones share the rest. Where that is too little
/// to say anything, the last of those gets nothing at all, and when there is one left, the last whole one; the main
/// one stays longest.
fn fitted(wanted: &[usize], kinds: &Kinds, room: usize) -> Vec<usize> {
    let whole = &kinds.whole;
    let mut shown: Vec<_> = (0..wanted.len()).collect();
    loop {
        let is_last = shown.len() <= 2;
        let is_text = |column: &usize| match column {
            0 => wanted[0] > LONGEST_NAME && !whole.contains(&0),
            _ => is_last || !whole.contains(column),
        };
        let (texts, others): (Vec<_>, Vec<_>) = shown.iter().copied().partition(is_text);
        let taken = others.iter().map(|column| wanted[*column]).sum::<usize>();
        let taken = taken + GAP * shown.len().saturating_sub(1);
        let wide: Vec<_> = texts.iter().map(|column| wanted[*column]).collect();
        let left = room.checked_sub(taken);
        let most = left.and_then(|left| share(wide, left));
        if let Some(most) = most.or(is_last.then_some(1)) {
            let width = |column| match texts.contains(&column) {
                true => most.min(wanted[column]),
                false if others.contains(&column) => wanted[column],
                false => 0,
            };
            return (0..wanted.len()).map(width).collect();
        }
        let goes = |column: &&usize| **column > 0 && Some(**column) != kinds.main;
        let order = match texts.as_slice() {
            [_, _, ..] => [&texts, &others],
            _ => [&others, &texts],
        };
        let out = order.iter().find_map(|columns| columns.iter().rfind(goes));
        let out = out.or(shown.last()).copied();
        shown.retain(|column| Some(*column) != out);
    }
}

/// How wide a text may be so that all of them fit, if that is enough.
fn share(mut wide: Vec<usize>, mut left: usize) -> Option<usize> {
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
        for (natural, whole, room, widths) in [
            (&[4, 3, 3][..], &[][..], 80, &[4, 3, 3][..]),
            (&[4, 3, 90], &[], 40, &[4, 3, 29]),
            (&[4, 90, 3, 90], &[], 40, &[4, 13, 3, 13]),
            (&[4, 3, 9, 9], &[], 22, &[4, 3, 9, 0]),
            (&[24, 90, 90], &[], 44, &[24, 8, 8]),
            (&[24, 90, 90], &[], 43, &[24, 17, 0]),
            (&[24, 5, 5], &[], 10, &[24, 1, 0]),
            (&[4, 0, 3], &[], 80, &[4, 0, 3]),
            (&[4], &[], 2, &[4]),
            // A long text is no name of its line.
            (&[47, 6, 6], &[], 45, &[29, 6, 6]),
            (&[90], &[], 45, &[45]),
            (&[90, 90], &[1], 45, &[21, 21]),
            (&[90, 16], &[1], 45, &[27, 16]),
            (&[90, 3], &[0], 45, &[90, 1]),
            // Texts give way to what is whole, the widest first, and then the last.
            (&[24, 15, 56, 16], &[3], 100, &[24, 15, 39, 16]),
            (&[24, 15, 56, 16], &[3], 62, &[24, 8, 8, 16]),
            (&[24, 15, 56, 16], &[3], 61, &[24, 15, 0, 16]),
            (&[24, 15, 56, 16], &[3], 52, &[24, 8, 0, 16]),
            (&[24, 15, 56, 16], &[3], 51, &[24, 15, 0, 0]),
            (&[24, 16, 5, 30], &[1], 80, &[24, 16, 5, 29]),
            (&[24, 24, 16], &[1, 2], 60, &[24, 24, 0]),
            (&[24, 24], &[1], 40, &[24, 14]),
        ] {
            let kinds = Kinds {
                whole: whole.to_vec(),
                ..Kinds::default()
            };
            assert_eq!(fitted(natural, &kinds, room), widths, "{room}");
        }
    }

    /// The main column stays when all others but the first are gone.
    #[test]
    fn who_goes_last() {
        for (natural, whole, main, room, widths) in [
            (
                &[24, 36, 8, 16, 20, 90][..],
                &[3][..],
                5,
                80,
                &[24, 12, 8, 16, 0, 12][..],
            ),
            (
                &[24, 36, 8, 16, 20, 90],
                &[3],
                5,
                60,
                &[24, 0, 0, 16, 0, 16],
            ),
            (&[24, 36, 8, 16, 20, 90], &[3], 5, 40, &[24, 0, 0, 0, 0, 14]),
            (&[24, 8, 16, 30], &[2], 3, 60, &[24, 0, 16, 16]),
            (&[24, 8, 16, 30], &[2], 3, 40, &[24, 0, 0, 14]),
            (&[24, 90, 90], &[], 1, 43, &[24, 17, 0]),
            (&[24, 24, 24], &[1, 2], 2, 50, &[24, 0, 24]),
            (&[24, 5], &[], 1, 10, &[24, 1]),
        ] {
            let kinds = Kinds {
                whole: whole.to_vec(),
                main: Some(main),
                ..Kinds::default()
            };
            assert_eq!(fitted(natural, &kinds, room), widths, "{room}");
        }
    }

    #[test]
    fn what_is_whole_is_not_cut_later() {
        let kinds = Kinds {
            whole: vec![1],
            ..Kinds::default()
        };
        let layout = Layout::new(vec![2, 3, 20], &kinds, Some(20));
        let cells = ["a", "12345", "some words that are too long"].map(str::to_owned);
        assert_eq!(layout.line(&cells), "a   12345  some words…");
        let narrow = Layout::new(vec![2, 30], &kinds, Some(14));
        let cells = ["a", "123456789012345"].map(str::to_owned);
        assert_eq!(narrow.line(&cells), "a   123456789…");
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
                cut: if cut { vec![1, 2] } else { vec![] },
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
