//! Comments on rows.

use serde::{Deserialize, Serialize};

use super::place;
use crate::{
    answer::{Refusal, Reply},
    call::Call,
    cursor,
    id::Id,
    model::{Author, Comment, Event, Notification, ReadStatus, Time, Visibility},
    state::State,
};

/// How many comments a reply holds. The documents name no size; this one is small enough for the
/// seeded row to have a second page.
const PAGE: usize = 10;
/// How much of a comment its notification shows, in characters.
const PREVIEW: usize = 80;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CommentList<'a> {
    items: &'a [&'a Comment],
    page_info: PageInfo<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PageInfo<'a> {
    end_cursor: Option<&'a Id>,
    start_cursor: Option<&'a Id>,
    has_next_page: bool,
    has_previous_page: bool,
}

/// Which comments a list holds.
#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Wanted {
    #[default]
    All,
    Internal,
    External,
}

impl Wanted {
    fn includes(&self, visibility: Visibility) -> bool {
        match self {
            Self::All => true,
            Self::Internal => visibility == Visibility::Internal,
            Self::External => visibility == Visibility::External,
        }
    }
}

/// `GET …/row/{rowId}/comments`: oldest first, a choice of ours. External users see external
/// comments alone.
pub(super) fn list(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (_, row) = place::row(state, call)?;
    let wanted: Wanted = call.word("visibility")?.unwrap_or_default();
    let outsider = call.caller.is_external();
    let comments = state.comments.iter();
    let found: Vec<_> = comments
        .filter(|comment| comment.row == row.id && wanted.includes(comment.visibility))
        .filter(|comment| !outsider || comment.visibility == Visibility::External)
        .collect();
    let ids: Vec<_> = found.iter().map(|comment| &comment.id).collect();
    let page = cursor::window(call, &ids, PAGE)?;
    let (start, end) = (page.start, page.end);
    let items = &found[page];
    Reply::ok(&CommentList {
        items,
        page_info: PageInfo {
            end_cursor: items.last().map(|comment| &comment.id),
            start_cursor: items.first().map(|comment| &comment.id),
            has_next_page: end < found.len(),
            has_previous_page: start > 0,
        },
    })
}

#[derive(Deserialize)]
struct NewComment {
    content: String,
    visibility: Option<Visibility>,
}

/// `POST …/row/{rowId}/comment`: the row's owner is notified, unless it is the author.
///
/// Without a visibility it is internal, or external where the author is; an external user's
/// internal comment would be one that its author can't read, and is refused.
pub(super) fn create(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (_, row) = place::row(state, call)?;
    let (row, owner) = (row.id.clone(), row.owner.clone());
    let NewComment {
        content,
        visibility,
    } = call.json()?;
    if content.is_empty() {
        return Err(Refusal::invalid("content"));
    }
    let visibility = match (call.caller.is_external(), visibility) {
        (true, Some(Visibility::Internal)) => {
            return Err(Refusal::forbidden(
                "External users are not allowed to write internal comments",
            ));
        }
        (true, None) => Visibility::External,
        (_, visibility) => visibility.unwrap_or(Visibility::Internal),
    };
    let author = state.member(&call.caller.member);
    let author = Author {
        id: call.caller.member.clone(),
        name: author.map(|member| member.name.clone()),
        picture: None,
        email: author.map(|member| member.email.clone()),
    };
    let comment = Comment {
        id: state.new_id(),
        row: row.clone(),
        content,
        content_type: "text/html",
        visibility,
        author,
        attachment: None,
        created_at: Time(call.now),
        updated_at: Time(call.now),
    };
    if owner != call.caller.member {
        notify(state, call, owner, &comment);
    }
    let reply = Reply::ok(&comment);
    state.comments.push(comment);
    reply
}

fn notify(state: &mut State, call: &Call, owner: Id, comment: &Comment) {
    let notification = Notification {
        id: state.new_id(),
        event: Event::RowComment {
            row_id: comment.row.clone(),
            preview: comment.content.chars().take(PREVIEW).collect(),
        },
        owner,
        workspace: state.workspace.id.clone(),
        status: ReadStatus::Unread,
        sender: Some(call.caller.member.clone()),
        read_at: None,
        created_at: Time(call.now),
        updated_at: Time(call.now),
    };
    state.notifications.insert(0, notification);
}
