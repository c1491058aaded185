//! The cases, as `cases.toml` has them.

use copera_sandbox::seed;
use serde::Deserialize;

use super::behaviour::Behaviour;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cases {
    pub(super) sections: Vec<Section>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) cases: Vec<Case>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    /// For a shell, with the variables of [`VALUES`].
    pub(super) line: String,
    #[serde(default)]
    pub(super) given: Given,
    #[serde(deserialize_with = "behaviour")]
    pub(super) official: Behaviour,
    /// Why this tool does something else, where it does.
    pub(super) differs: Option<String>,
}

/// What there is before the line is run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Given {
    /// A personal access token with every scope.
    #[default]
    SignedIn,
    /// No token.
    SignedOut,
    /// An integration API key.
    Key,
    /// A profile with a default board, table, channel and document.
    Defaults,
}

impl Given {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::SignedIn => "",
            Self::SignedOut => "signed out",
            Self::Key => "with an integration key",
            Self::Defaults => "with default ids",
        }
    }
}

/// The names that stand for ids in the lines.
pub(super) const VALUES: [(&str, &str); 26] = [
    ("TOKEN", seed::FULL_PAT),
    ("NONE", "5eed0000ffffffffffffffff"),
    ("BOARD", seed::boards::LAUNCH),
    ("TABLE", seed::tables::TASKS),
    ("VIEW", seed::tables::TASKS_VIEW),
    ("ROW", seed::rows::SHIP_THE_ENGINE),
    ("NAME_COLUMN", seed::tables::tasks::NAME),
    ("NOTES_COLUMN", seed::tables::tasks::NOTES),
    ("FILES_COLUMN", seed::tables::tasks::FILES),
    ("CELL_FILE", seed::files::PACKING_LIST),
    ("COMMENT", seed::comments::WITH_FILE),
    ("COMMENT_FILE", seed::files::MOTH_PHOTO),
    ("CONTACTS", seed::tables::CONTACTS),
    ("EMAIL_COLUMN", seed::tables::contacts::EMAIL),
    ("PASSWORD_COLUMN", seed::tables::contacts::PASSWORD),
    ("PASSWORD", seed::rows::BABBAGES_PASSWORD),
    ("DOC", seed::docs::HANDBOOK),
    ("LEAF", seed::docs::CHECKLIST),
    ("FILE", seed::drive::LEDGER),
    ("EMPTY_FILE", seed::drive::EMPTY),
    ("FOLDER", seed::drive::ENGINE_PLANS),
    ("CHANNEL", seed::channels::DEPLOYMENTS),
    ("PERSON", seed::people::ALAN),
    ("NOTIFICATION", seed::notifications::ADAS[0]),
    ("WORKSPACE", seed::WORKSPACE),
    ("OTHER_BOARD", seed::boards::BUGS),
];

/// What a name stands for.
pub(super) fn value(name: &str) -> &'static str {
    let found = VALUES.iter().find(|(known, _)| *known == name);
    found.expect("a name of the table").1
}

impl Cases {
    pub(super) fn load() -> Self {
        toml::from_str(include_str!("cases.toml")).unwrap_or_else(|error| panic!("{error}"))
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Case> {
        self.sections.iter().flat_map(|section| &section.cases)
    }
}

fn behaviour<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Behaviour, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}
