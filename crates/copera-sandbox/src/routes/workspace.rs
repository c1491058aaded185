//! The workspace, its members and teams.

use serde::Serialize;

use crate::{
    answer::{Refusal, Reply},
    call::{Call, mentions},
    model::{Member, Team},
    paging::Page,
    state::State,
};

/// `GET /workspace/info`
pub(super) fn info(state: &mut State, _call: &Call) -> Result<Reply, Refusal> {
    Reply::ok(&state.workspace)
}

#[derive(Serialize)]
struct MemberList<'a> {
    members: Vec<&'a Member>,
    total: usize,
    limit: usize,
    offset: usize,
}

/// `GET /workspace/members`: `q` searches names and addresses.
pub(super) fn members(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let page = Page::asked_for(call, 500)?;
    let search = call.text("q");
    let found = state
        .members
        .iter()
        .filter(|member| mentions(&member.name, search) || mentions(&member.email, search))
        .collect();
    let (members, total) = page.cut(found);
    Reply::ok(&MemberList {
        members,
        total,
        limit: page.limit,
        offset: page.offset,
    })
}

#[derive(Serialize)]
struct TeamList<'a> {
    teams: Vec<&'a Team>,
    total: usize,
    limit: usize,
    offset: usize,
}

/// `GET /workspace/teams`: `q` searches the names.
pub(super) fn teams(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let page = Page::asked_for(call, 200)?;
    let found = state
        .teams
        .iter()
        .filter(|team| mentions(team.name, call.text("q")))
        .collect();
    let (teams, total) = page.cut(found);
    Reply::ok(&TeamList {
        teams,
        total,
        limit: page.limit,
        offset: page.offset,
    })
}
