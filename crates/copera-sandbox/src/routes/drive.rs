//! Files and folders: those that the token's user owns or that are shared with it.

use serde::{Deserialize, Serialize};

use crate::{
    answer::{Refusal, Reply},
    call::{Call, mentions},
    id::Id,
    model::{DriveItem, DriveType, Role, Time, reachable},
    ranking::{Ranking, wanted},
    state::State,
    storage::{Content, file_url},
    tree::{Node, Tree},
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DriveTree<'a> {
    root: Vec<Node<'a, DriveItem>>,
    total_items: usize,
    truncated: bool,
    next_parent_ids: Vec<&'a Id>,
}

/// `GET /drive/tree`
pub(super) fn tree(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let tree = Tree::asked_for(call, visible(state, call).collect(), "Folder")?;
    Reply::ok(&DriveTree {
        root: tree.root,
        total_items: tree.count,
        truncated: tree.truncated,
        next_parent_ids: tree.next_parent_ids,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    hits: Vec<&'a DriveItem>,
    total_hits: usize,
    query: &'a str,
}

/// `GET /drive/search`: in names.
pub(super) fn search(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let query = wanted(call)?;
    let ranking = Ranking::asked_for(call, 20, 50)?;
    let found = visible(state, call).filter(|item| mentions(&item.name, Some(query)));
    let times = |item: &&DriveItem| (item.created_at, item.updated_at);
    let (hits, total_hits) = ranking.cut(found.collect(), times);
    Reply::ok(&Found {
        hits,
        total_hits,
        query,
    })
}

/// `GET /drive/files/{fileId}`: a file or a folder.
pub(super) fn get(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    Reply::ok(find(state, call)?)
}

#[derive(Serialize)]
struct Download {
    url: String,
}

/// `GET /drive/files/{fileId}/download`: a signed address; a folder is a 400.
pub(super) fn download(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let file = find(state, call)?;
    if file.r#type == DriveType::Folder {
        return Err(Refusal::invalid("fileId"));
    }
    Reply::ok(&Download {
        url: file_url(&state.origin, &file.id, call.now),
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewFolder {
    name: String,
    parent_id: Option<Id>,
}

/// `POST /drive/folders`: a second folder of one name is another folder.
pub(super) fn create_folder(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let NewFolder { name, parent_id } = call.json()?;
    if name.is_empty() {
        return Err(Refusal::invalid("name"));
    }
    writable(state, call, parent_id.as_ref())?;
    let folder = DriveItem {
        id: state.new_id(),
        name,
        r#type: DriveType::Folder,
        owner: call.caller.member.clone(),
        parent: parent_id,
        mime_type: None,
        size: None,
        created_at: Time(call.now),
        updated_at: Time(call.now),
        shared_with: Vec::new(),
        content: Content::default(),
    };
    let reply = Reply::ok(&folder);
    state.drive.push(folder);
    reply
}

/// Whether the caller may put something into a folder, or into the root: 404 where there is no
/// such folder, 400 where it is a file, 403 for a viewer.
pub(super) fn writable(state: &State, call: &Call, parent: Option<&Id>) -> Result<(), Refusal> {
    let Some(parent) = parent else {
        return Ok(());
    };
    let reachable = reachable(&state.drive, &call.caller.member);
    let mut items = reachable.iter();
    match items.find(|(item, _)| item.id == *parent) {
        None => Err(Refusal::not_found("Folder")),
        Some((item, _)) if item.r#type == DriveType::File => Err(Refusal::invalid("parentId")),
        Some((_, Role::Viewer)) => Err(Refusal::forbidden("You may only view this folder")),
        Some(_) => Ok(()),
    }
}

fn visible<'a>(state: &'a State, call: &Call) -> impl Iterator<Item = &'a DriveItem> {
    let items = reachable(&state.drive, &call.caller.member).into_iter();
    items.map(|(item, _)| item)
}

/// The item of the path; one that the caller may not see is not found.
fn find<'a>(state: &'a State, call: &Call) -> Result<&'a DriveItem, Refusal> {
    let id = call.id("fileId")?;
    visible(state, call)
        .find(|item| item.id == id)
        .ok_or_else(|| Refusal::not_found("File"))
}
