//! Tables of lines, each with what it says.

use std::fmt::Debug;

/// Holds lines against what they should say: all of them, so that one that is wrong hides no other.
pub(crate) fn all_say<T: PartialEq + Debug>(lines: impl IntoIterator<Item = (String, T, T)>) {
    let lines = lines.into_iter();
    let wrong = lines.filter(|(_, said, wanted)| said != wanted);
    let wrong: Vec<_> = wrong
        .map(|(line, said, wanted)| format!("{line}\n   said {said:?}\n wanted {wanted:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
