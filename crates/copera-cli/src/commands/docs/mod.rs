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

/// The commands on documents.
#[derive(Debug, Subcommand)]
pub(crate) enum Docs {
    /// Show the documents as a tree
    Tree(tree::Tree),
    /// Search in titles and texts
    Search(search::Search),
    /// Show what is known about a document
    Get(get::Get),
    /// Print the text of a document, as Markdown
    Content(content::Content),
    /// Make a document
    Create(create::Create),
    /// Write the text of a document
    Update(update::Update),
    /// Edit the text of a document in your editor
    Edit(edit::Edit),
    /// Write documents into a folder, as Markdown files
    Pull(pull::Pull),
    /// Change title, icon or cover of a document
    Metadata(metadata::Metadata),
    /// Delete a document
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
