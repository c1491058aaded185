//! Texts that lead to a page where a terminal has links (OSC 8).

/// `text`, which must be safe to show, as a link. What can't stand in an address as it is makes none:
/// it could end the sequence, and begin another.
pub(crate) fn linked(text: &str, address: &str) -> String {
    if !address.bytes().all(|byte| byte.is_ascii_graphic()) {
        return text.to_owned();
    }
    format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses() {
        let good = "https://a.example/b?c=%1b";
        assert_eq!(
            linked("x", good),
            format!("\u{1b}]8;;{good}\u{1b}\\x\u{1b}]8;;\u{1b}\\")
        );
        for bad in [
            "https://a\u{1b}\\",
            "https://a b",
            "https://\u{9c}",
            "a\nb",
            "ä",
        ] {
            assert_eq!(linked("x", bad), "x", "{bad:?}");
        }
    }
}
