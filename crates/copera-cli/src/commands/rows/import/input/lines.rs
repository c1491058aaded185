//! The text of a file, and the lines in it.

use csv::StringRecord;

/// What the bytes say, without the mark that some programs put before it.
///
/// # Errors
/// In words: the line that is no text.
pub(super) fn text(bytes: &[u8]) -> Result<&str, String> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let before = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n');
        let line = before.count();
        format!("line {line} is no UTF-8 text: save the file as UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Counts lines. The reader's own count stands before the line breaks that part a record from the
/// one before.
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    /// The line that a record begins in, which is none before the last one that was asked for.
    pub(super) fn begin(&mut self, record: &StringRecord) -> u64 {
        let byte = record.position().map_or(0, csv::Position::byte);
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let before = byte.saturating_sub(self.at);
        let breaks = rest
            .iter()
            .skip(before)
            .take_while(|byte| b"\r\n".contains(byte));
        let begin = (before + breaks.count()).min(rest.len());
        let passed = rest[..begin].iter().filter(|byte| **byte == b'\n');
        self.line += passed.map(|_| 1).sum::<u64>();
        self.at += begin;
        self.line
    }
}
