//! A token that was turned away: what is known about why, and what to do next.

use copera_api::Explanation;
use copera_auth::{Access, Scope, Surface, TokenKind};

use crate::context::Context;
use crate::grants::Grants;

/// What the library knows, with the next step.
pub(crate) fn advice(context: &Context, why: Explanation) -> String {
    match why {
        Explanation::ClosedToKind { surface, .. } => another_kind(surface),
        Explanation::UnknownToken { kind } => unknown(kind),
        Explanation::NeedsScope {
            surface,
            scope,
            kind,
        } => scope_missing(context, why, surface, scope, kind),
        Explanation::NothingToSearch => {
            format!("{why}; `copera auth scopes --probe` shows what it may see")
        }
        Explanation::WrongPassword => {
            "check the password; the token itself was accepted".to_owned()
        }
        why => why.to_string(),
    }
}

/// The service does not know the token: the likely reason, by kind.
pub(crate) fn unknown(kind: TokenKind) -> String {
    let why = Explanation::UnknownToken { kind };
    format!(
        "{why}; {}, then sign in with it: `copera auth status` says where this one comes from",
        made_at(kind)
    )
}

/// The kind can't do it: which one can, and where it is made.
fn another_kind(surface: Surface) -> String {
    let scope = match surface.scope() {
        Some(scope) => format!(" with the scope {scope}"),
        None => String::new(),
    };
    let kind = TokenKind::PersonalAccess;
    format!("use a {kind}{scope}; {}", made_at(kind))
}

/// A scope opens the surface. Whether the token has it is known only where a probe found out.
fn scope_missing(
    context: &Context,
    why: Explanation,
    surface: Surface,
    scope: Scope,
    kind: TokenKind,
) -> String {
    match Grants::last(context).and_then(|grants| grants.has(scope)) {
        Some(true) => {
            let closed = if kind == TokenKind::Integration {
                "the integration must be a participant of what it acts on"
            } else {
                "its owner may not do this with this one thing"
            };
            format!(
                "the token has the scope {scope}, as `copera auth scopes --probe` found: so {closed}"
            )
        }
        Some(false) => format!(
            "the token lacks the scope {scope}, as `copera auth scopes --probe` found; {}",
            made_at(kind)
        ),
        None => {
            let doubt = if surface.access(kind) == Access::Unsettled {
                "; a personal access token is the safe choice"
            } else {
                ""
            };
            format!("{why}{doubt}; {}", made_at(kind))
        }
    }
}

/// Where a token of the kind is made.
pub(crate) fn made_at(kind: TokenKind) -> String {
    match kind.made_at().or(TokenKind::PersonalAccess.made_at()) {
        Some(place) => format!("make one under {place}"),
        None => "make a new one".to_owned(),
    }
}
