//! The file as it is written.

use std::collections::BTreeMap;

use copera_auth::Scope;
use serde::{Deserialize, Deserializer, de};
use toml::{Spanned, Value, value::Datetime};

use crate::{
    cells::ColumnType,
    model::{MemberType, StatusGroup},
};

pub(super) type Text = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    #[serde(default)]
    pub(super) workspace: WorkspaceEntry,
    pub(super) people: Spanned<Vec<Person>>,
    #[serde(default)]
    pub(super) tokens: Vec<TokenEntry>,
    #[serde(default)]
    pub(super) boards: Vec<BoardEntry>,
    #[serde(default)]
    pub(super) docs: Vec<DocEntry>,
    #[serde(default)]
    pub(super) channels: Vec<ChannelEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WorkspaceEntry {
    pub(super) id: Option<Text>,
    pub(super) name: String,
    pub(super) slug: String,
    pub(super) description: String,
}

impl Default for WorkspaceEntry {
    fn default() -> Self {
        Self {
            id: None,
            name: "Sandbox".to_owned(),
            slug: "sandbox".to_owned(),
            description: String::new(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) id: Option<Text>,
    pub(super) name: String,
    pub(super) email: Text,
    #[serde(default = "user")]
    pub(super) r#type: MemberType,
    pub(super) title: Option<String>,
}

fn user() -> MemberType {
    MemberType::User
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TokenEntry {
    pub(super) name: String,
    pub(super) token: Text,
    pub(super) person: Text,
    #[serde(default = "all_scopes")]
    pub(super) scopes: Vec<ScopeEntry>,
    pub(super) expires: Option<Spanned<Datetime>>,
}

/// A scope by its name.
pub(super) struct ScopeEntry(pub(super) Scope);

impl<'de> Deserialize<'de> for ScopeEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let names: Vec<_> = Scope::ALL.into_iter().map(Scope::name).collect();
        Scope::from_name(&name).map(Self).ok_or_else(|| {
            let names = names.join(", ");
            de::Error::custom(format_args!("no scope `{name}`; the scopes are {names}"))
        })
    }
}

fn all_scopes() -> Vec<ScopeEntry> {
    Scope::ALL.into_iter().map(ScopeEntry).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoardEntry {
    pub(super) id: Option<Text>,
    pub(super) name: String,
    pub(super) description: Option<String>,
    #[serde(default)]
    pub(super) tables: Vec<TableEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableEntry {
    pub(super) id: Option<Text>,
    pub(super) name: String,
    pub(super) view: Option<Text>,
    pub(super) columns: Vec<ColumnEntry>,
    #[serde(default)]
    pub(super) rows: Vec<RowEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnEntry {
    pub(super) id: Option<Text>,
    pub(super) label: Text,
    pub(super) r#type: Spanned<ColumnType>,
    #[serde(default)]
    pub(super) options: Vec<OptionEntry>,
}

/// An option: its label alone, or more of it.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected a label, or a table with `label`, `color`, `group` and `id`"
)]
pub(super) enum OptionEntry {
    Label(String),
    Whole(WholeOption),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WholeOption {
    pub(super) id: Option<String>,
    pub(super) label: String,
    pub(super) color: Option<String>,
    pub(super) group: Option<StatusGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowEntry {
    pub(super) id: Option<Text>,
    #[serde(default)]
    pub(super) description: String,
    pub(super) owner: Option<Text>,
    pub(super) cells: BTreeMap<Text, Spanned<Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocEntry {
    pub(super) id: Option<Text>,
    pub(super) title: String,
    #[serde(default)]
    pub(super) content: String,
    pub(super) owner: Option<Text>,
    #[serde(default)]
    pub(super) shared_with: Vec<Text>,
    #[serde(default)]
    pub(super) docs: Vec<Self>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChannelEntry {
    pub(super) id: Option<Text>,
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) people: Option<Vec<Text>>,
}
