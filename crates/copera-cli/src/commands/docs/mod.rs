//! `copera docs`.

mod content;
mod create;
mod delete;
mod edit;
mod get;
mod metadata;
mod pull;
mod search;
mod text;
mod tree;
mod update;

use clap::Subcommand;
use copera_api::DocId;
use copera_auth::copera::DefaultId;
use copera_term::{ExitCode, Report};

use super::Run;
use crate::context::Context;
use crate::ids::{self, Several};

#[derive(Debug, Subcommand)]
pub(crate) enum Docs {
    Tree(tree::Tree),
    Search(search::Search),
    Get(get::Get),
    Content(content::Content),
    Create(create::Create),
    Update(update::Update),
    Edit(edit::Edit),
    Pull(pull::Pull),
    Metadata(metadata::Metadata),
    Delete(delete::Delete),
}

impl Run for Docs {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        match self {
            Self::Tree(tree) => Run::run(tree, context),
            Self::Search(search) => Run::run(search, context),
            Self::Get(get) => Run::run(get, context),
            Self::Content(read) => Run::run(read, context),
            Self::Create(create) => Run::run(create, context),
            Self::Update(update) => Run::run(update, context),
            Self::Edit(edit) => Run::run(edit, context),
            Self::Pull(pull) => Run::run(pull, context),
            Self::Metadata(metadata) => Run::run(metadata, context),
            Self::Delete(delete) => Run::run(delete, context),
        }
    }
}

/// The documents that were named, else the profile's.
fn docs_or_default(context: &Context, ids: &[String]) -> Result<Several<DocId>, Report> {
    ids::several_or_default(context, DefaultId::Doc, "document", ids)
}
