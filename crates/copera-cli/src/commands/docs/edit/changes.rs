//! What somebody else did to a document while it was edited here.

use std::time::Duration;

use crate::words;
use copera_api::DocId;
use copera_term::Report;
use similar::TextDiff;

/// How many lines of changes are shown: what fills more than a screen or two is better read as a whole.
const MOST_LINES: usize = 200;

/// How long the least of all differences is looked for; then one that is good enough will do.
const LONGEST_SEARCH: Duration = Duration::from_secs(1);

/// The changes as a note: a diff of the lines, as other tools print it.
pub(super) fn told(id: &DocId, before: &str, now: &str) -> String {
    let diff = TextDiff::configure()
        .timeout(LONGEST_SEARCH)
        .diff_lines(before, now);
    let mut diff = diff.unified_diff();
    let diff = diff
        .header("as it was when you began", "as it is now")
        .to_string();
    let mut lines = diff.lines();
    let mut told = format!("what changed meanwhile in document {id}:");
    for line in lines.by_ref().take(MOST_LINES) {
        told.push('\n');
        told.push_str(line);
    }
    match lines.count() {
        0 => told,
        left => format!("{told}\n({left} more lines)"),
    }
}

pub(super) fn conflict(id: &DocId) -> Report {
    let message = format!("document {id} was changed by somebody else meanwhile; nothing was sent");
    Report::new(words::CONFLICT, message).suggest(format!(
        "put what changed into your text, too (`copera docs content {id} --no-cache` prints the document)"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_much_as_can_be_read() {
        let id: DocId = "5eed000d0000000000000001".parse().unwrap();
        let text = |count: usize, word: &str| format!("{word}\n").repeat(count);
        let told_of = |before: &str, now: &str| told(&id, before, now);
        let some = told_of("a\nb\nc", "a\nB\nc");
        assert_eq!(
            some.lines().skip(1).collect::<Vec<_>>(),
            [
                "--- as it was when you began",
                "+++ as it is now",
                "@@ -1,3 +1,3 @@",
                " a",
                "-b",
                "+B",
                " c",
                "\\ No newline at end of file",
            ]
        );
        let much = told_of("", &text(1000, "x"));
        assert_eq!(much.lines().count(), 1 + MOST_LINES + 1);
        assert!(much.ends_with("\n(803 more lines)"), "{much}");
    }
}
