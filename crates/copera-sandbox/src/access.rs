//! Who is calling, and may they: from the bearer to a [`Caller`], and from there to a surface.

use axum::http::{HeaderMap, header};
use copera_auth::{Access, Scope, Surface, Token, TokenKind};
use jiff::Timestamp;

use crate::{answer::Refusal, id::Id, model::MemberType, state::State};

/// A token that the sandbox has given out.
#[derive(Debug, Clone)]
pub(crate) struct IssuedToken {
    pub(crate) secret: String,
    /// The member that it acts as.
    pub(crate) holder: Id,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) expires_at: Option<Timestamp>,
}

/// The holder of a valid token, for the length of one request.
#[derive(Debug)]
pub(crate) struct Caller {
    /// Names the token, for counting.
    pub(crate) fingerprint: String,
    /// The member that the token acts as.
    pub(crate) member: Id,
    kind: TokenKind,
    external: bool,
    scopes: Vec<Scope>,
}

impl Caller {
    /// The caller behind the `Authorization` header; 401 when there is none.
    pub(crate) fn identify(
        headers: &HeaderMap,
        state: &State,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let bearer = bearer(headers).ok_or_else(|| Refusal::unauthorized("Missing token"))?;
        let token = Token::parse(bearer, TokenKind::PREFIXES)
            .map_err(|_| Refusal::unauthorized("Invalid token"))?;
        let issued = state
            .tokens
            .iter()
            .find(|issued| issued.secret == token.expose())
            .ok_or_else(|| Refusal::unauthorized("Invalid token"))?;
        if issued.expires_at.is_some_and(|end| end <= now) {
            return Err(Refusal::unauthorized("Token expired"));
        }
        let external = state
            .member(&issued.holder)
            .is_some_and(|member| member.r#type == MemberType::External);
        Ok(Self {
            fingerprint: token.fingerprint(),
            member: issued.holder.clone(),
            kind: TokenKind::of(&token),
            external,
            scopes: issued.scopes.clone(),
        })
    }

    /// Whether the token was granted a scope.
    pub(crate) fn has(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }

    /// Whether the token acts as somebody from outside the workspace.
    pub(crate) fn is_external(&self) -> bool {
        self.external
    }

    /// Whether this caller may use a surface; 403 when not.
    ///
    /// Kinds and scopes are those of [`Surface`]'s table, the one that clients read too. Where it
    /// leaves a kind to the service, this service looks at the scopes alone.
    pub(crate) fn admit(&self, surface: Surface) -> Result<(), Refusal> {
        let kind_fits = surface.access(self.kind) != Access::Closed;
        let scope_fits = surface.scope().is_none_or(|scope| self.has(scope));
        if !(kind_fits && scope_fits) {
            return Err(Refusal::forbidden(format!(
                "You are not allowed to access {surface}"
            )));
        }
        let internal_only = matches!(surface, Surface::Workspace | Surface::Search);
        if internal_only && self.external {
            return Err(Refusal::forbidden(format!(
                "External users are not allowed to access {surface}"
            )));
        }
        Ok(())
    }
}

/// What stands behind `Bearer` in the `Authorization` header.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_scopes_against_all_surfaces() {
        let caller = |kind, external, scopes: &[Scope]| Caller {
            fingerprint: String::new(),
            member: Id::seeded(crate::seed::people::ADA),
            kind,
            external,
            scopes: scopes.to_vec(),
        };
        let user = caller(TokenKind::PersonalAccess, false, &Scope::ALL);
        let outsider = caller(TokenKind::PersonalAccess, true, &Scope::ALL);
        let key = caller(TokenKind::Integration, false, &Scope::ALL);
        let scopeless = caller(TokenKind::PersonalAccess, false, &[]);
        for surface in Surface::ALL {
            assert!(user.admit(surface).is_ok(), "{surface}");
            let internal_only = matches!(surface, Surface::Workspace | Surface::Search);
            assert_eq!(outsider.admit(surface).is_err(), internal_only, "{surface}");
            let closed = surface.access(TokenKind::Integration) == Access::Closed;
            assert_eq!(key.admit(surface).is_err(), closed, "{surface}");
            let needs_scope = surface.scope().is_some();
            assert_eq!(scopeless.admit(surface).is_err(), needs_scope, "{surface}");
        }
    }
}
