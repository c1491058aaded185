//! Comments, all on [`SHIP_THE_ENGINE`](super::rows::SHIP_THE_ENGINE).

use super::{day, files, people, rows};
use crate::{
    id::Id,
    model::{Author, Comment, Visibility},
};

/// All comments, oldest first: two pages of them. The second is external, the others internal.
pub const ALL: [&str; 12] = [
    "5eed000b0000000000000001",
    "5eed000b0000000000000002",
    "5eed000b0000000000000003",
    "5eed000b0000000000000004",
    "5eed000b0000000000000005",
    "5eed000b0000000000000006",
    "5eed000b0000000000000007",
    "5eed000b0000000000000008",
    "5eed000b0000000000000009",
    "5eed000b000000000000000a",
    "5eed000b000000000000000b",
    "5eed000b000000000000000c",
];
/// The only external comment.
pub const EXTERNAL: &str = ALL[1];
/// The comment with an attachment: [`MOTH_PHOTO`](super::files::MOTH_PHOTO).
pub const WITH_FILE: &str = ALL[2];

const WORDS: [&str; 12] = [
    "<p>Shall we?</p>",
    "<p>When can we see it?</p>",
    "<p>Found it: a moth in relay 70</p>",
    "<p>Is it <strong>alive</strong>?</p>",
    "<p>Not any more.</p>",
    "<p>Taped it into the log.</p>",
    "<p>First actual case of a bug being found.</p>",
    "<p>The mill runs again.</p>",
    "<p>Numbers are in the sheet</p>",
    "<p>Does it halt?</p>",
    "<p>Can we move this to Thursday?</p>",
    "<p>Ready for your review</p>",
];

pub(super) fn comments() -> Vec<Comment> {
    // Émilie, from outside, wrote the external one; the others took turns.
    let mut turns = [people::ADA, people::GRACE, people::ALAN]
        .into_iter()
        .cycle();
    let mut days = 40..;
    let members = people::members();
    let mut comment = |id, words: &str| {
        let (author, visibility) = match id {
            EXTERNAL => (people::EMILIE, Visibility::External),
            _ => (turns.next().unwrap_or(people::ADA), Visibility::Internal),
        };
        let member = members.iter().find(|member| member.id.as_str() == author);
        let written = day(days.next().unwrap_or(40), 75);
        Comment {
            id: Id::seeded(id),
            row: Id::seeded(rows::SHIP_THE_ENGINE),
            content: words.to_owned(),
            content_type: "text/html",
            visibility,
            author: Author {
                id: Id::seeded(author),
                name: member.map(|member| member.name.clone()),
                picture: None,
                email: member.map(|member| member.email.clone()),
            },
            attachment: (id == WITH_FILE).then(files::of_comment),
            created_at: written,
            updated_at: written,
        }
    };
    let all = ALL.into_iter().zip(WORDS);
    all.map(|(id, words)| comment(id, words)).collect()
}
