//! `/oauth/cli`: the page where a signed-in person makes a personal access token for the
//! command-line tool.
//!
//! The sandbox has no passwords. Whoever opens the page is the first user of the workspace.

mod forms;
mod grant;
mod page;

use axum::{
    Form, Router,
    extract::State as Extract,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use jiff::Timestamp;

use self::{forms::FormKey, grant::Grant, page::Page};
use crate::{
    access::IssuedToken,
    answer::Refusal,
    model::{Member, MemberType},
    random,
    state::{Shared, State},
};

pub(crate) use forms::OpenForms;

const PATH: &str = "/oauth/cli";

pub(crate) fn router() -> Router<Shared> {
    Router::new().route(PATH, get(show).post(create))
}

/// The empty form. Its key is in the page and in a cookie: another site can read neither.
async fn show(Extract(shared): Extract<Shared>) -> Result<Response, Refusal> {
    let key = FormKey::random()?;
    let now = shared.clock.now();
    let mut state = shared.lock();
    state.forms.open(key.clone(), now);
    let person = signed_in(&state)?;
    let page = Page::form(person, &state.workspace, &key);
    let cookie = [(header::SET_COOKIE, key.cookie())];
    Ok((cookie, answer(StatusCode::OK, &page)?).into_response())
}

/// Makes the token, and shows it in this answer alone: the form is spent, so a reload can't.
async fn create(
    Extract(shared): Extract<Shared>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let now = shared.clock.now();
    let mut state = shared.lock();
    let key = FormKey::submitted(&headers, &fields);
    if !key.is_some_and(|key| state.forms.spend(&key, now)) {
        return answer(StatusCode::FORBIDDEN, &Page::spent());
    }
    let grant = match Grant::parse(&fields, &state.workspace) {
        Ok(grant) => grant,
        Err(problem) => return answer(StatusCode::BAD_REQUEST, &Page::problem(&problem)),
    };
    let token = mint(signed_in(&state)?, &grant, now)?;
    let page = Page::token(&token, &state.workspace);
    let answer = answer(StatusCode::OK, &page)?;
    state.tokens.push(token);
    Ok(answer)
}

fn signed_in(state: &State) -> Result<&Member, Refusal> {
    let mut members = state.members.iter();
    members
        .find(|member| member.r#type == MemberType::User)
        .ok_or_else(|| Refusal::not_found("A user to sign in as"))
}

fn mint(person: &Member, grant: &Grant, now: Timestamp) -> Result<IssuedToken, Refusal> {
    Ok(IssuedToken {
        secret: format!("cp_pat_sandbox0{}", random::hexadecimal()?),
        holder: person.id.clone(),
        scopes: grant.scopes.clone(),
        expires_at: Some(grant.lifetime.end(now)),
    })
}

/// A page that no cache keeps, no other page frames, and whose only script and style are its own.
fn answer(status: StatusCode, page: &Page) -> Result<Response, Refusal> {
    let nonce = random::hexadecimal()?;
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let headers: [(HeaderName, String); 4] = [
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::REFERRER_POLICY, "same-origin".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((status, headers, Html(page.html(&nonce))).into_response())
}
