//! All that was ever kept, of every token at every host: counted, and removed.

use std::io;
use std::path::Path;

use super::folder::Folder;

/// How many digits the fingerprint at the end of a folder's name has.
const FINGERPRINT_DIGITS: usize = 12;
/// How many digits a file has in its name while it is written.
const NEW_DIGITS: usize = 16;

/// How much there is, or was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) files: u64,
    pub(crate) bytes: u64,
}

/// Counts what the cache below `root` holds. What is not ours is not counted.
///
/// # Errors
/// It is there and can't be read, or is not the user's own.
pub(crate) fn count(root: &Path, user: Option<u32>) -> io::Result<Amount> {
    each(root, user, |_, _| Ok(()))
}

/// Removes what [`count`] counts, and the folders that are empty then.
///
/// # Errors
/// As [`count`], or something can't be removed; what was removed until then is gone.
pub(crate) fn remove(root: &Path, user: Option<u32>) -> io::Result<Amount> {
    let removed = each(root, user, Folder::remove_file)?;
    let Some(open) = existing(Folder::open(root, user))? else {
        return Ok(removed);
    };
    for name in open.names()?.iter().filter(|name| is_token_folder(name)) {
        // One that something else was put into stays.
        let _ = open.remove_folder(name);
    }
    drop(open);
    let _ = std::fs::remove_dir(root);
    Ok(removed)
}

fn each(
    root: &Path,
    user: Option<u32>,
    act: impl Fn(&Folder, &str) -> io::Result<()>,
) -> io::Result<Amount> {
    let mut amount = Amount::default();
    let Some(open) = existing(Folder::open(root, user))? else {
        return Ok(amount);
    };
    for name in open.names()?.iter().filter(|name| is_token_folder(name)) {
        // A link, or another user's folder, is none of ours whatever it is called.
        let Ok(below) = open.below(name) else {
            continue;
        };
        for name in below.names()?.iter().filter(|name| is_entry(name)) {
            let Ok(metadata) = below.open_file(name).and_then(|file| file.metadata()) else {
                continue;
            };
            if metadata.is_file() {
                act(&below, name)?;
                amount.files += 1;
                amount.bytes += metadata.len();
            }
        }
    }
    Ok(amount)
}

/// What is not there is no failure.
fn existing(opened: io::Result<Folder>) -> io::Result<Option<Folder>> {
    match opened {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        opened => opened.map(Some),
    }
}

fn is_token_folder(name: &str) -> bool {
    let parts = name.rsplit_once('-');
    parts.is_some_and(|(host, digits)| !host.is_empty() && is_hex(digits, FINGERPRINT_DIGITS))
}

/// An entry, or one whose writer did not come to its end.
fn is_entry(name: &str) -> bool {
    let whole = name.strip_suffix(".new").and_then(|name| {
        let (name, digits) = name.rsplit_once('.')?;
        is_hex(digits, NEW_DIGITS).then_some(name)
    });
    let entry = whole.unwrap_or(name).strip_suffix(".json");
    entry.is_some_and(|entry| super::file_name(entry).is_some())
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_ours() {
        for (name, ours) in [
            ("doc-1.json", true),
            ("doc-1.json.00000000000000ff.new", true),
            ("doc-1.json.ff.new", false),
            (".json", false),
            ("a.b.json", false),
            ("notes.txt", false),
        ] {
            assert_eq!(is_entry(name), ours, "{name}");
        }
        for (name, ours) in [
            ("127.0.0.1+80-0123456789ab", true),
            ("-0123456789ab", false),
            ("photos-2024", false),
        ] {
            assert_eq!(is_token_folder(name), ours, "{name}");
        }
    }
}
