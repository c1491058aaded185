//! JSON of the service on its way to stdout.

use copera_term::json::{Reindenter, write_raw};
use serde::de::IgnoredAny;
use serde_json::Value;

/// Only JSON goes through, and keeps everything but the white space between its tokens; any bytes come
/// out the same in whatever pieces they arrive, and don't grow without bounds.
pub fn reindent(bytes: &[u8]) {
    let (whole, is_json) = printed(&[bytes]);
    let at = bytes
        .first()
        .map_or(0, |&first| usize::from(first) % bytes.len());
    let (one, other) = bytes.split_at(at);
    let (in_pieces, is_json_in_pieces) = printed(&[one, other]);
    assert!(
        is_json == is_json_in_pieces,
        "cut at {at}, it is taken for something else"
    );
    assert!(
        whole.len() <= 300 * (bytes.len() + 1),
        "grows to {}",
        whole.len()
    );

    // A value has limits that the text of one has not: of depth, and of numbers.
    if !is_json {
        let parsed = serde_json::from_slice::<Value>(bytes);
        assert!(parsed.is_err(), "not taken, and means {parsed:?}");
        return;
    }
    let parsed = std::str::from_utf8(bytes).map(serde_json::from_str::<IgnoredAny>);
    assert!(matches!(parsed, Ok(Ok(_))), "taken, and means {parsed:?}");
    assert!(whole == in_pieces, "cut at {at}, it comes out differently");
    assert!(
        compact(&whole) == compact(bytes),
        "something got lost, or was added"
    );
    let mut again = Vec::new();
    write_raw(&whole, &mut again).unwrap();
    assert!(again == whole, "not stable");
}

/// What the re-indenter writes for these pieces, and whether it took all of them.
fn printed(pieces: &[&[u8]]) -> (Vec<u8>, bool) {
    let mut text = Vec::new();
    let mut reindenter = Reindenter::new(&mut text);
    let mut pieces = pieces.iter();
    let taken = pieces.all(|piece| reindenter.push(piece).is_ok());
    let is_json = taken && reindenter.finish().is_ok();
    (text, is_json)
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
