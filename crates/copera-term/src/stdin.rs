//! Reading what was piped in.

use std::io::{self, Read};

use crate::interrupt::InputWatch;

/// The largest line that is read, in bytes.
const MAX_LINE_BYTES: u64 = 64 * 1024;

/// How much is read at once: more than the standard library's buffer, so that nothing stays in that
/// while stdin itself is waited for.
const PIECE_BYTES: usize = 64 * 1024;

/// Everything that was piped in, to the letter.
///
/// # Errors
/// What the stream said, or that it is no UTF-8; [`io::ErrorKind::Interrupted`] for Ctrl-C, which does
/// not end the process while this waits.
pub fn read_all() -> io::Result<String> {
    String::from_utf8(read_bytes()?)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// As [`read_all`], whatever the bytes are.
///
/// # Errors
/// What the stream said; [`io::ErrorKind::Interrupted`] for Ctrl-C.
pub fn read_bytes() -> io::Result<Vec<u8>> {
    let watch = InputWatch::begin()?;
    let mut stdin = io::stdin().lock();
    let mut bytes = Vec::new();
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        if watch.before_input()? {
            return Err(io::ErrorKind::Interrupted.into());
        }
        match stdin.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => bytes.extend_from_slice(&piece[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(bytes)
}

/// The first line that was piped in, without its line break; the final line break may be missing.
/// Empty if there was nothing.
///
/// # Errors
/// What the stream said, or that the line is longer than 64 KiB or no UTF-8.
pub fn read_line() -> io::Result<String> {
    first_line(io::stdin().lock())
}

fn first_line(from: impl io::BufRead) -> io::Result<String> {
    use io::BufRead as _;
    let mut line = String::new();
    let mut limited = from.take(MAX_LINE_BYTES + 1);
    limited.read_line(&mut line)?;
    if line.len() as u64 > MAX_LINE_BYTES {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "the line is longer than 64 KiB",
        ));
    }
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line() {
        for (text, line) in [
            ("", ""),
            ("a", "a"),
            ("a\n", "a"),
            ("a\r\nb", "a"),
            ("\nb", ""),
        ] {
            assert_eq!(first_line(text.as_bytes()).unwrap(), line, "{text:?}");
        }
        let long = "x".repeat(64 * 1024 + 1);
        assert!(first_line(long.as_bytes()).is_err());
        assert!(first_line(&long.as_bytes()[1..]).is_ok());
    }
}
