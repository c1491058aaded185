//! `copera rows`.

mod attachments;
mod authenticate;
mod comments;
mod data;
mod delete;
mod export;
mod get;
mod import;
mod list;
mod markdown;
mod object;
mod options;
mod place;
mod sheet;
mod write;

use clap::Subcommand;
use copera_term::{ExitCode, Report};

use super::Run;
use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Rows {
    List(list::List),
    Get(get::Get),
    Create(write::Create),
    Update(write::Update),
    Delete(delete::Delete),
    Authenticate(authenticate::Authenticate),
    Description(markdown::Description),
    UpdateDescription(markdown::UpdateDescription),
    ColumnContent(markdown::ColumnContent),
    UpdateColumnContent(markdown::UpdateColumnContent),
    Import(import::Import),
    Export(export::Export),
    /// Files of cells
    #[command(subcommand, arg_required_else_help = true)]
    Attachments(attachments::Attachments),
    Comment(comments::Comment),
    Comments(comments::Comments),
}

impl Run for Rows {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        match self {
            Self::List(list) => Run::run(list, context),
            Self::Get(get) => Run::run(get, context),
            Self::Create(create) => Run::run(create, context),
            Self::Update(update) => Run::run(update, context),
            Self::Delete(delete) => Run::run(delete, context),
            Self::Authenticate(authenticate) => Run::run(authenticate, context),
            Self::Description(text) => Run::run(text, context),
            Self::UpdateDescription(update) => Run::run(update, context),
            Self::ColumnContent(text) => Run::run(text, context),
            Self::UpdateColumnContent(update) => Run::run(update, context),
            Self::Import(import) => Run::run(import, context),
            Self::Export(export) => Run::run(export, context),
            Self::Attachments(attachments) => attachments.run(context),
            Self::Comment(comment) => Run::run(comment, context),
            Self::Comments(comments) => match comments.attachments {
                Some(attachments) => attachments.run(context),
                None => Run::run(comments.list, context),
            },
        }
    }
}
