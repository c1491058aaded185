//! Documents: those that the token's user owns or takes part in.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::{
    answer::{Refusal, Reply},
    call::{Call, mentions},
    highlight::marked,
    id::Id,
    later::{Effect, queued},
    model::{Decoration, Doc, Time},
    ranking::{Ranking, wanted},
    state::State,
    tree::{Node, Tree},
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DocTree<'a> {
    root: Vec<Node<'a, Doc>>,
    total_docs: usize,
    truncated: bool,
    next_parent_ids: Vec<&'a Id>,
}

/// `GET /docs/tree`
pub(super) fn tree(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let tree = Tree::asked_for(call, visible(state, call).collect(), "Document")?;
    Reply::ok(&DocTree {
        root: tree.root,
        total_docs: tree.count,
        truncated: tree.truncated,
        next_parent_ids: tree.next_parent_ids,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    hits: Vec<Hit<'a>>,
    total_hits: usize,
    query: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Hit<'a> {
    #[serde(rename = "_id")]
    id: &'a Id,
    title: &'a str,
    /// From the root down.
    parents: Vec<Ancestor<'a>>,
    highlight: Highlight,
    /// Milliseconds in a string, as the service has it here and nowhere else.
    created_at: String,
    updated_at: String,
}

#[derive(Serialize)]
struct Ancestor<'a> {
    #[serde(rename = "_id")]
    id: &'a Id,
    title: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Highlight {
    title: String,
    md_body: String,
}

/// `GET /docs/search`: in titles and bodies.
pub(super) fn search(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let query = wanted(call)?;
    let ranking = Ranking::asked_for(call, 20, 50)?;
    let found = visible(state, call)
        .filter(|doc| mentions(&doc.title, Some(query)) || mentions(&doc.body, Some(query)));
    let (found, total_hits) = ranking.cut(found.collect(), |doc| (doc.created_at, doc.updated_at));
    let millis = |Time(time): Time| time.as_millisecond().to_string();
    let hits = found.into_iter().map(|doc| Hit {
        id: &doc.id,
        title: &doc.title,
        parents: ancestors(state, call, doc),
        highlight: Highlight {
            title: marked(&doc.title, query),
            md_body: marked(&doc.body, query),
        },
        created_at: millis(doc.created_at),
        updated_at: millis(doc.updated_at),
    });
    Reply::ok(&Found {
        hits: hits.collect(),
        total_hits,
        query,
    })
}

fn ancestors<'a>(state: &'a State, call: &Call, doc: &Doc) -> Vec<Ancestor<'a>> {
    let mut line = Vec::new();
    let mut above = doc.parent.as_ref();
    while let Some(doc) = above.and_then(|id| visible(state, call).find(|doc| doc.id == *id)) {
        line.push(Ancestor {
            id: &doc.id,
            title: &doc.title,
        });
        above = doc.parent.as_ref();
    }
    line.reverse();
    line
}

/// `GET /docs/{docId}`
pub(super) fn get(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    Reply::ok(find(state, call)?)
}

#[derive(Serialize)]
struct Content<'a> {
    content: &'a str,
}

/// `GET /docs/{docId}/md`
pub(super) fn content(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    Reply::ok(&Content {
        content: &find(state, call)?.body,
    })
}

/// `POST /docs/{docId}/md`: 202, and the text a moment later.
pub(super) fn write(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (doc, write) = (find(state, call)?.id.clone(), call.json()?);
    let effect = Effect::Doc { doc, write };
    state.later.accept(call.now, &call.caller.member, effect);
    queued()
}

#[derive(Deserialize)]
struct NewDoc {
    title: String,
    parent: Option<Id>,
    #[serde(default)]
    content: String,
}

/// `POST /docs/`: the caller becomes the owner. Its content is there at once.
pub(super) fn create(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let NewDoc {
        title,
        parent,
        content,
    } = call.json()?;
    if title.is_empty() {
        return Err(Refusal::invalid("title"));
    }
    if let Some(parent) = &parent {
        let mut docs = visible(state, call);
        docs.find(|doc| doc.id == *parent)
            .ok_or_else(|| Refusal::not_found("Parent document"))?;
    }
    let doc = Doc {
        id: state.new_id(),
        title,
        owner: call.caller.member.clone(),
        icon: None,
        cover: None,
        starred: false,
        parent,
        created_at: Time(call.now),
        updated_at: Time(call.now),
        body: content,
        participants: Vec::new(),
    };
    let reply = Reply::ok(&doc);
    state.docs.push(doc);
    reply
}

#[derive(Deserialize)]
struct Changes {
    title: Option<String>,
    icon: Option<Decoration>,
    cover: Option<Decoration>,
}

/// `PATCH /docs/{docId}`: what is given changes; nothing given is a 400.
pub(super) fn update(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let id = find(state, call)?.id.clone();
    let Changes { title, icon, cover } = call.json()?;
    if title.is_none() && icon.is_none() && cover.is_none() {
        let message = "One of title, icon, cover is required";
        return Err(Refusal::new(StatusCode::BAD_REQUEST, message));
    }
    if title.as_ref().is_some_and(String::is_empty) {
        return Err(Refusal::invalid("title"));
    }
    let mut docs = state.docs.iter_mut();
    let doc = docs
        .find(|doc| doc.id == id)
        .ok_or_else(|| Refusal::not_found("Document"))?;
    doc.title = title.unwrap_or_else(|| doc.title.clone());
    doc.icon = icon.or_else(|| doc.icon.take());
    doc.cover = cover.or_else(|| doc.cover.take());
    doc.updated_at = Time(call.now);
    Reply::ok(doc)
}

#[derive(Serialize)]
struct Deleted {
    success: bool,
}

/// `DELETE /docs/{docId}`: the owner's alone. What is below it goes too. The service can bring it
/// back, but no endpoint does, so here it is gone.
pub(super) fn delete(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let doc = find(state, call)?;
    if doc.owner != call.caller.member {
        return Err(Refusal::forbidden("Only the owner can delete a document"));
    }
    let mut gone = vec![doc.id.clone()];
    while let Some(id) = gone.pop() {
        state.docs.retain(|doc| doc.id != id);
        let below = state
            .docs
            .iter()
            .filter(|doc| doc.parent.as_ref() == Some(&id));
        gone.extend(below.map(|doc| doc.id.clone()));
    }
    Reply::ok(&Deleted { success: true })
}

fn visible<'a>(state: &'a State, call: &Call) -> impl Iterator<Item = &'a Doc> {
    let docs = state.docs.iter();
    docs.filter(|doc| doc.is_open_to(&call.caller.member))
}

/// The document of the path; one that the caller may not see is not found.
fn find<'a>(state: &'a State, call: &Call) -> Result<&'a Doc, Refusal> {
    let id = call.id("docId")?;
    visible(state, call)
        .find(|doc| doc.id == id)
        .ok_or_else(|| Refusal::not_found("Document"))
}
