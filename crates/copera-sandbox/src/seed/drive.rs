//! The drive: a tree of folders with files of a few sizes.

use std::sync::LazyLock;

use axum::body::Bytes;

use super::{day, people};
use crate::{
    id::Id,
    model::{DriveItem, DriveType, Role},
    storage::{Blob, Content},
};

/// Ada's folder "Engine plans", which [Émilie](people::EMILIE) may view.
pub const ENGINE_PLANS: &str = "5eed000e0000000000000001";
/// The folder "Drawings" in [`ENGINE_PLANS`].
pub const DRAWINGS: &str = "5eed000e0000000000000002";
/// The empty folder "Details" in [`DRAWINGS`].
pub const DETAILS: &str = "5eed000e0000000000000003";
/// Alan's folder "Shared by Alan", of which [Ada](people::ADA) is a member: she may write.
pub const SHARED_BY_ALAN: &str = "5eed000e0000000000000004";
/// "read me.txt" in the root: a few bytes.
pub const README: &str = "5eed000e0000000000000005";
/// "Empty.txt" in the root: none.
pub const EMPTY: &str = "5eed000e0000000000000006";
/// "ledger.csv" in [`ENGINE_PLANS`]: 48 KiB.
pub const LEDGER: &str = "5eed000e0000000000000007";
/// "Blaupause Nº 1.bin" in [`DRAWINGS`]: 3 MiB.
pub const BLUEPRINT: &str = "5eed000e0000000000000008";
/// Grace's "secret.txt", which nobody else sees.
pub const SECRET: &str = "5eed000e0000000000000009";

/// The content of [`README`].
pub const README_TEXT: &str = "Start with the ledger.\n";
/// The 32 bytes that [`LEDGER`] and [`BLUEPRINT`] repeat.
pub const LINE: &str = "brass,wheels,1843\n%%%%%%%%%%%%%%";
/// How many bytes [`LEDGER`] has.
pub const LEDGER_SIZE: usize = 48 * 1024;
/// How many bytes [`BLUEPRINT`] has.
pub const BLUEPRINT_SIZE: usize = 3 * 1024 * 1024;

static LEDGER_BLOB: LazyLock<Blob> = LazyLock::new(|| lines(LEDGER_SIZE));
static BLUEPRINT_BLOB: LazyLock<Blob> = LazyLock::new(|| lines(BLUEPRINT_SIZE));

fn lines(size: usize) -> Blob {
    Blob::of(Bytes::from(LINE.repeat(size / LINE.len())))
}

fn item(id: &'static str, name: &str, parent: Option<&'static str>, days: i64) -> DriveItem {
    DriveItem {
        id: Id::seeded(id),
        name: name.to_owned(),
        r#type: DriveType::Folder,
        owner: Id::seeded(people::ADA),
        parent: parent.map(Id::seeded),
        mime_type: None,
        size: None,
        created_at: day(days, 110),
        updated_at: day(days + 20, 110),
        shared_with: Vec::new(),
        content: Content::default(),
    }
}

fn file(blob: Blob, mime_type: &str, item: DriveItem) -> DriveItem {
    DriveItem {
        r#type: DriveType::File,
        mime_type: Some(mime_type.to_owned()),
        size: Some(blob.len),
        content: Content::of(vec![blob]),
        ..item
    }
}

fn text(text: &'static str, item: DriveItem) -> DriveItem {
    file(
        Blob::of(Bytes::from_static(text.as_bytes())),
        "text/plain",
        item,
    )
}

pub(super) fn drive() -> Vec<DriveItem> {
    vec![
        DriveItem {
            shared_with: vec![(Id::seeded(people::EMILIE), Role::Viewer)],
            ..item(ENGINE_PLANS, "Engine plans", None, 4)
        },
        item(DRAWINGS, "Drawings", Some(ENGINE_PLANS), 5),
        item(DETAILS, "Details", Some(DRAWINGS), 6),
        DriveItem {
            owner: Id::seeded(people::ALAN),
            shared_with: vec![(Id::seeded(people::ADA), Role::Member)],
            ..item(SHARED_BY_ALAN, "Shared by Alan", None, 7)
        },
        text(README_TEXT, item(README, "read me.txt", None, 8)),
        text("", item(EMPTY, "Empty.txt", None, 9)),
        file(
            LEDGER_BLOB.clone(),
            "text/csv",
            item(LEDGER, "ledger.csv", Some(ENGINE_PLANS), 10),
        ),
        file(
            BLUEPRINT_BLOB.clone(),
            "application/octet-stream",
            item(BLUEPRINT, "Blaupause Nº 1.bin", Some(DRAWINGS), 11),
        ),
        DriveItem {
            owner: Id::seeded(people::GRACE),
            ..text("The ledger is wrong.", item(SECRET, "secret.txt", None, 12))
        },
    ]
}
