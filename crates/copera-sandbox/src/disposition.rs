//! The `Content-Disposition` of a file that is to be saved.

use std::fmt::Write as _;

/// The name twice: for old readers, with `_` for what they can't read, and as RFC 5987 has it.
pub(crate) fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            ' '..='~' if c != '"' && c != '\\' => c,
            _ => '_',
        })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_and_encoded() {
        for (name, header) in [
            (
                "a.txt",
                "attachment; filename=\"a.txt\"; filename*=UTF-8''a.txt",
            ),
            (
                "a\"\r\nb é.txt",
                "attachment; filename=\"a___b _.txt\"; filename*=UTF-8''a%22%0D%0Ab%20%C3%A9.txt",
            ),
        ] {
            assert_eq!(attachment(name), header);
        }
    }
}
