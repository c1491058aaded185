//! Pages in short: ids between spaces.

use std::fmt::Write as _;

use crate::{
    answers::{COMMENT, DOC},
    scripted::{Step, json},
};

fn list(ids: &str, item: impl Fn(&str) -> String) -> String {
    let items: Vec<_> = ids.split_whitespace().map(item).collect();
    items.join(",")
}

/// A page of teams, by a service that passes over nothing, or says so.
pub(super) fn teams(ids: &str, total: u64) -> Step {
    teams_from(0, ids, total)
}

pub(super) fn teams_from(offset: u64, ids: &str, total: u64) -> Step {
    let items = list(ids, |id| {
        format!(
            r#"{{"_id":"{id}","name":"T","main":false,"participants":[],"createdBy":"u","createdAt":"c","updatedAt":"u"}}"#
        )
    });
    json(
        200,
        &format!(r#"{{"teams":[{items}],"total":{total},"limit":2,"offset":{offset}}}"#),
    )
}

pub(super) fn comments(ids: &str, next: Option<&str>) -> Step {
    let items = list(ids, |id| COMMENT.replace("\"c1\"", &format!("\"{id}\"")));
    let cursor = next.map_or("null".to_owned(), |next| format!("\"{next}\""));
    let more = next.is_some();
    json(
        200,
        &format!(
            r#"{{"items":[{items}],"pageInfo":{{"endCursor":{cursor},"startCursor":{cursor},"hasNextPage":{more},"hasPreviousPage":{more}}}}}"#
        ),
    )
}

pub(super) fn bookings(ids: &str, next: Option<&str>, more: bool) -> Step {
    let items = list(ids, |id| format!(r#"{{"uid":"{id}"}}"#));
    let cursor = next.map_or("null".to_owned(), |next| format!("\"{next}\""));
    json(
        200,
        &format!(r#"{{"bookings":[{items}],"nextCursor":{cursor},"hasMore":{more}}}"#),
    )
}

pub(super) fn notifications(ids: &str) -> Step {
    let items = list(ids, |id| {
        format!(
            r#"{{"_id":"{id}","type":"t","owner":"u","workspace":"w","data":{{}},"status":"read"}}"#
        )
    });
    json(
        200,
        &format!(r#"{{"notifications":[{items}],"unreadCount":0,"count":99}}"#),
    )
}

/// `a(b c)` is a document with two in it.
pub(super) fn docs(tree: &str, left_out: &str) -> Step {
    let head = DOC.trim_end_matches('}');
    let mut root = String::new();
    for character in tree.chars() {
        match character {
            '(' => root.truncate(root.trim_end_matches("]}").len()),
            ')' => root.push_str("]}"),
            ' ' => root.push(','),
            name => {
                let head = head.replace("\"d\"", &format!("\"{name}\""));
                write!(root, r#"{head},"hasChildren":false,"children":[]}}"#).unwrap();
            }
        }
    }
    let ids = list(left_out, |id| format!("\"{id}\""));
    json(
        200,
        &format!(r#"{{"root":[{root}],"totalDocs":1,"truncated":true,"nextParentIds":[{ids}]}}"#),
    )
}
