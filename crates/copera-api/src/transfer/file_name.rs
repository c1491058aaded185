//! Names that a server made, made fit for a folder here.

use std::{fmt, path::Path};

/// How long a name may be, in bytes: most systems take 255, and a name may still get a suffix.
const LONGEST: usize = 200;
/// What is cut off a long name is taken from before its extension, if that is no longer than this.
const LONGEST_EXTENSION: usize = 16;
/// What Windows does not take in a name, beside separators.
const FORBIDDEN: &[char] = &['<', '>', ':', '"', '|', '?', '*'];
/// Devices of Windows, whatever extension follows.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Devices of Windows with a digit behind.
const NUMBERED_DEVICES: &[&str] = &["com", "lpt"];

/// The name of a file, without a folder: safe to make a file of.
///
/// It holds no separator, no control character and nothing invisible that turns text around; it
/// does not begin with a dot or a dash, is no device of Windows, and at most 200 bytes long.
///
/// ```
/// use copera_api::transfer::FileName;
///
/// let name = FileName::clean("../../.bashrc").ok_or("no name")?;
/// assert_eq!(name.as_str(), "bashrc");
/// assert_eq!(FileName::clean(".."), None);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FileName(String);

impl FileName {
    /// The last part of a path that anybody may have written; `None` where nothing is left of it.
    pub fn clean(text: &str) -> Option<Self> {
        let last = text.rsplit(['/', '\\']).next()?;
        let visible: String = last
            .chars()
            .filter(|character| !is_hidden(*character))
            .map(|character| match character {
                forbidden if FORBIDDEN.contains(&forbidden) => '_',
                other => other,
            })
            .collect();
        let name = visible.trim_matches(is_edge);
        (!name.is_empty()).then(|| Self(shorten(disarm(name))))
    }

    /// The first of these texts that has something to offer; `download` if none has.
    pub(crate) fn first_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names = texts.into_iter().filter_map(Self::clean);
        names.next().unwrap_or_else(|| Self("download".to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for FileName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl AsRef<Path> for FileName {
    fn as_ref(&self) -> &Path {
        self.0.as_ref()
    }
}

/// What begins or ends no name: it would hide the file, or Windows would drop it.
fn is_edge(character: char) -> bool {
    character == '.' || character.is_whitespace()
}

/// Control characters, and what can't be seen but changes how a name reads.
fn is_hidden(character: char) -> bool {
    // In a name even what joins or parts words would hide that two are not the same.
    copera_text::acts(character)
        || matches!(character, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2065}')
}

/// Sees to it that no program takes the name for an option, and no system for a device.
fn disarm(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.trim_end().to_lowercase();
    let is_numbered = |device: &&str| {
        let rest = stem.strip_prefix(*device);
        // The superscript digits count for Windows too.
        rest.is_some_and(|rest| {
            let mut rest = rest.chars();
            let digit = rest.next();
            rest.next().is_none() && digit.is_some_and(|digit| "0123456789¹²³".contains(digit))
        })
    };
    let is_device = DEVICES.contains(&&*stem) || NUMBERED_DEVICES.iter().any(is_numbered);
    if is_device || name.starts_with('-') {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

fn shorten(mut name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let extension = match name.rfind('.') {
        Some(dot) if name.len() - dot <= LONGEST_EXTENSION => name.split_off(dot),
        _ => String::new(),
    };
    let room = LONGEST - extension.len();
    let cut = (0..=room).rev().find(|place| name.is_char_boundary(*place));
    name.truncate(cut.unwrap_or(0));
    name.truncate(name.trim_end_matches(is_edge).len());
    name.push_str(&extension);
    name
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_servers() {
        let long = "ä".repeat(300);
        let cut = format!("{}.pdf", "ä".repeat(98));
        for (text, name) in [
            ("report.pdf", Some("report.pdf")),
            ("Blaupause Nº 1.bin", Some("Blaupause Nº 1.bin")),
            ("../../etc/passwd", Some("passwd")),
            ("C:\\Windows\\win.ini", Some("win.ini")),
            (".bashrc", Some("bashrc")),
            ("...", None),
            (" . .x. . ", Some("x")),
            ("a/", None),
            ("", None),
            ("a\0b\n\u{1b}[31m.txt", Some("ab[31m.txt")),
            ("exe\u{202e}fdp.scr", Some("exefdp.scr")),
            ("\u{200b}.\u{feff}.hidden", Some("hidden")),
            ("a<b>:\"|?*.txt", Some("a_b______.txt")),
            ("CON", Some("_CON")),
            ("nul .txt", Some("_nul .txt")),
            ("Com1.tar.gz", Some("_Com1.tar.gz")),
            ("lpt².txt", Some("_lpt².txt")),
            ("com12.txt", Some("com12.txt")),
            ("console.txt", Some("console.txt")),
            ("-rf", Some("_-rf")),
            ("-", Some("_-")),
            (&format!("{long}.pdf"), Some(&*cut)),
        ] {
            let cleaned = FileName::clean(text);
            assert_eq!(cleaned.as_ref().map(FileName::as_str), name, "{text:?}");
        }
        assert_eq!(FileName::first_of(["..", "id"]).as_str(), "id");
        assert_eq!(FileName::first_of(["/", "."]).as_str(), "download");
    }

    proptest! {
        #[test]
        fn whatever_a_server_says(text in "(\\PC|[./\\\\\\x00-\\x20\u{202a}-\u{202e}\u{a0}]|CON|com1|-){0,260}") {
            if let Some(name) = FileName::clean(&text) {
                let text = name.as_str();
                prop_assert!(!text.is_empty() && text.len() <= LONGEST);
                prop_assert!(!text.contains(['/', '\\', '\0']) && !text.contains(FORBIDDEN));
                prop_assert!(!text.starts_with(['.', '-', ' ']) && !text.ends_with(['.', ' ']));
                prop_assert!(!text.chars().any(is_hidden));
                // One part of a path, and no other.
                let parts: Vec<_> = Path::new(text).components().collect();
                prop_assert_eq!(parts, [std::path::Component::Normal(text.as_ref())]);
                prop_assert_eq!(FileName::clean(text), Some(name.clone()), "cleaning is done at once");
            }
        }
    }
}
