//! JSON of the service on its way to stdout.

use copera_term::json::{Reindenter, write_raw};
use serde_json::Value;

/// Any bytes keep everything but the white space between their tokens, come out the same in whatever
/// pieces they arrive, and don't grow without bounds; a document still says the same.
pub fn reindent(bytes: &[u8]) {
    let whole = printed(&[bytes]);
    let at = bytes
        .first()
        .map_or(0, |&first| usize::from(first) % bytes.len());
    let (one, other) = bytes.split_at(at);
    assert!(
        printed(&[one, other]) == whole,
        "cut at {at}, it comes out differently"
    );

    assert!(
        compact(&whole) == compact(bytes),
        "something got lost, or was added"
    );
    assert!(
        whole.len() <= 300 * (bytes.len() + 1),
        "grows to {}",
        whole.len()
    );

    if let Ok(value) = serde_json::from_slice::<Value>(bytes) {
        let mut document = Vec::new();
        write_raw(bytes, &mut document).unwrap();
        assert!(serde_json::from_slice::<Value>(&document).unwrap() == value);
        let mut again = Vec::new();
        write_raw(&document, &mut again).unwrap();
        assert!(again == document, "not stable");
    }
}

/// What the re-indenter writes for these pieces, ended or not.
fn printed(pieces: &[&[u8]]) -> Vec<u8> {
    let mut text = Vec::new();
    let mut reindenter = Reindenter::new(&mut text);
    for piece in pieces {
        reindenter.push(piece).unwrap();
    }
    text
}

/// Without the white space outside strings.
fn compact(bytes: &[u8]) -> Vec<u8> {
    let mut inside = false;
    let mut escaped = false;
    let keep = |byte: &u8| {
        let space = !inside && b" \t\r\n".contains(byte);
        if *byte == b'"' && !escaped {
            inside = !inside;
        }
        escaped = inside && *byte == b'\\' && !escaped;
        !space
    };
    bytes.iter().copied().filter(keep).collect()
}
