//! What a person chose on the form.

use std::time::Duration;

use copera_auth::Scope;
use jiff::Timestamp;

use crate::model::Workspace;

/// The fields of the form.
pub(super) const WORKSPACE: &str = "workspace";
pub(super) const SCOPE: &str = "scope";
pub(super) const LIFETIME: &str = "lifetime";

/// How long a token lives: a year at most, as on the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lifetime {
    pub(super) days: u16,
    pub(super) label: &'static str,
}

impl Lifetime {
    pub(super) const ALL: [Self; 5] = [
        Self::of(1, "1 day"),
        Self::of(7, "7 days"),
        Self::of(30, "30 days"),
        Self::of(90, "90 days"),
        Self::of(365, "1 year"),
    ];
    /// What the form proposes.
    pub(super) const PROPOSED: Self = Self::ALL[2];

    const fn of(days: u16, label: &'static str) -> Self {
        Self { days, label }
    }

    pub(super) fn end(self, now: Timestamp) -> Timestamp {
        let life = Duration::from_secs(u64::from(self.days) * 24 * 60 * 60);
        now.checked_add(life).unwrap_or(Timestamp::MAX)
    }
}

/// A token that is asked for. It may have no scope: the workspace needs none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Grant {
    pub(super) scopes: Vec<Scope>,
    pub(super) lifetime: Lifetime,
}

impl Grant {
    /// What the fields say, or a sentence about the one that the form does not offer.
    pub(super) fn parse(
        fields: &[(String, String)],
        workspace: &Workspace,
    ) -> Result<Self, String> {
        let all = |name| {
            let fields = fields.iter();
            fields.filter(move |(field, _)| field == name)
        };
        let one = |name| all(name).map(|(_, value)| value.as_str()).next();
        if one(WORKSPACE) != Some(workspace.id.as_str()) {
            return Err("Choose a workspace that you belong to.".to_owned());
        }
        let scopes = all(SCOPE).map(|(_, name)| {
            Scope::from_name(name).ok_or_else(|| format!("There is no scope {name:?}."))
        });
        let days = one(LIFETIME).and_then(|days| days.parse().ok());
        let lifetime = Lifetime::ALL
            .into_iter()
            .find(|lifetime| Some(lifetime.days) == days)
            .ok_or("Choose how long the token lives.")?;
        Ok(Self {
            scopes: scopes.collect::<Result<_, _>>()?,
            lifetime,
        })
    }
}
