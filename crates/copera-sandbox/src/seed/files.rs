//! Files that hang on rows and comments.

use crate::{id::Id, model::Attachment};

/// A text file in the cell [`FILES`](super::tables::tasks::FILES) of
/// [`SHIP_THE_ENGINE`](super::rows::SHIP_THE_ENGINE).
pub const PACKING_LIST: &str = "5eed000c0000000000000001";
/// A file in the same cell whose name is not ASCII.
pub const SKETCH: &str = "5eed000c0000000000000002";
/// The attachment of the comment [`WITH_FILE`](super::comments::WITH_FILE).
pub const MOTH_PHOTO: &str = "5eed000c0000000000000003";

fn file(
    id: &'static str,
    name: &'static str,
    mime_type: &'static str,
    content: &'static [u8],
) -> Attachment {
    Attachment {
        file_id: Id::seeded(id),
        name,
        mime_type,
        size: content.len(),
        content,
    }
}

pub(super) fn in_cells() -> Vec<Attachment> {
    vec![
        file(
            PACKING_LIST,
            "packing list.txt",
            "text/plain",
            b"1 mill\n1 store\n1 barrel\n",
        ),
        file(
            SKETCH,
            "Skizze Räder.svg",
            "image/svg+xml",
            br#"<svg xmlns="http://www.w3.org/2000/svg"/>"#,
        ),
    ]
}

pub(super) fn of_comment() -> Attachment {
    // Not text, so that a client that decodes it shows up.
    file(
        MOTH_PHOTO,
        "moth.jpg",
        "image/jpeg",
        b"\xff\xd8\xff\xe0moth\x00\xfe\xff\xd9",
    )
}
