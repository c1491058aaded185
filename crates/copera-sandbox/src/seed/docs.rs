//! Documents: a tree four levels deep, and some that not everybody sees.

use super::{day, people};
use crate::{
    id::Id,
    model::{Decoration, Doc},
};

/// Ada's "Handbook", a root with an icon.
pub const HANDBOOK: &str = "5eed000d0000000000000001";
/// "Onboarding", below [`HANDBOOK`].
pub const ONBOARDING: &str = "5eed000d0000000000000002";
/// "First day", below [`ONBOARDING`].
pub const FIRST_DAY: &str = "5eed000d0000000000000003";
/// "Checklist", below [`FIRST_DAY`]: the fourth level.
pub const CHECKLIST: &str = "5eed000d0000000000000004";
/// "Style guide", below [`HANDBOOK`], without a body.
pub const STYLE_GUIDE: &str = "5eed000d0000000000000005";
/// Ada's "Release notes", shared with [Émilie](people::EMILIE).
pub const RELEASE_NOTES: &str = "5eed000d0000000000000006";
/// Alan's "On computable numbers", shared with [Ada](people::ADA): she can't delete it.
pub const COMPUTABLE: &str = "5eed000d0000000000000007";
/// Grace's "Private notes", which nobody else sees.
pub const PRIVATE: &str = "5eed000d0000000000000008";

pub(super) fn docs() -> Vec<Doc> {
    use people::{ADA, ALAN, EMILIE, GRACE};
    let doc = |id, title: &str, owner, parent: Option<&'static str>, days, body: &str| Doc {
        id: Id::seeded(id),
        title: title.to_owned(),
        owner: Id::seeded(owner),
        icon: None,
        cover: None,
        starred: false,
        parent: parent.map(Id::seeded),
        created_at: day(days, 100),
        updated_at: day(days + 30, 100),
        body: body.to_owned(),
        participants: Vec::new(),
    };
    let with = |member, doc| Doc {
        participants: vec![Id::seeded(member)],
        ..doc
    };
    let icon = Decoration {
        r#type: "emoji".to_owned(),
        value: "📖".to_owned(),
    };
    vec![
        Doc {
            icon: Some(icon),
            starred: true,
            ..doc(
                HANDBOOK,
                "Handbook",
                ADA,
                None,
                3,
                "# Handbook\n\nHow we work.",
            )
        },
        doc(
            ONBOARDING,
            "Onboarding",
            ADA,
            Some(HANDBOOK),
            4,
            "Welcome to the engine room.",
        ),
        doc(
            FIRST_DAY,
            "First day",
            ADA,
            Some(ONBOARDING),
            5,
            "Meet the mill.",
        ),
        doc(
            CHECKLIST,
            "Checklist",
            ADA,
            Some(FIRST_DAY),
            6,
            "- keys\n- gloves\n- a map of the engine",
        ),
        doc(STYLE_GUIDE, "Style guide", ADA, Some(HANDBOOK), 7, ""),
        with(
            EMILIE,
            doc(
                RELEASE_NOTES,
                "Release notes",
                ADA,
                None,
                8,
                "The engine ships.",
            ),
        ),
        with(
            ADA,
            doc(
                COMPUTABLE,
                "On computable numbers",
                ALAN,
                None,
                9,
                "It may not halt.",
            ),
        ),
        doc(
            PRIVATE,
            "Private notes",
            GRACE,
            None,
            10,
            "The engine has a moth.",
        ),
    ]
}
