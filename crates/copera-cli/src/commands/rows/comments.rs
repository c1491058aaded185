use std::borrow::Cow;

use clap::{Args, Subcommand, ValueEnum};
use copera_api::model::{Author, Comment as Shown, Visibility};
use copera_api::{Client, CommentId};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Record, Report, Table, escape};

use super::attachments::CommentAttachments;
use super::place::OnTable;
use crate::commands::{Run, RunWithClient};
use crate::context::Context;
use crate::pages::More;
use crate::{content, failure, html, ids, pages, show};

/// Who sees a comment.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Seen {
    /// Members of the workspace only
    #[default]
    Internal,
    /// Collaborators from outside as well
    External,
}

/// Which comments are listed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Wanted {
    All,
    Internal,
    External,
}

/// Comment on a row
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows comment 64a1b2c3d4e5f60718293a4e --content \"Shipped.\"\n  \
                        copera rows comment 64a1b2c3d4e5f60718293a4e --visibility external < note.html"
)]
pub(crate) struct Comment {
    /// The row's id
    id: Option<String>,

    #[command(flatten)]
    on: OnTable,

    /// The text, which may be HTML; @FILE is a file, - is stdin, which is also read without the flag
    #[arg(long, value_name = "TEXT")]
    content: Option<String>,

    /// Who sees it
    #[arg(long, value_enum, default_value_t, value_name = "WORD")]
    visibility: Seen,
}

impl RunWithClient for Comment {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let row = self.on.row(context, client, self.id.as_deref())?;
        let text = content::required(context, "--content", self.content.as_deref())?;
        let comment = row
            .comments()
            .create(text)
            .visibility(match self.visibility {
                Seen::Internal => Visibility::Internal,
                Seen::External => Visibility::External,
            })
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        show::one(context, comment.raw(), || {
            let mut record = Record::new();
            record.field("ID", comment.id.as_str());
            record.field("Author", &name_and_address(&comment.author));
            record.field("Visibility", &comment.visibility);
            record.field("Created", &show::time(&comment.created_at));
            record.field_if("Content", comment.content.as_deref());
            record
        })
    }
}

/// List the comments on a row
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_value_name = "attachments",
    subcommand_help_heading = "Files",
    after_help = "Examples:\n  copera rows comments 64a1b2c3d4e5f60718293a4e\n  \
                        copera rows comments 64a1b2c3d4e5f60718293a4e --all --visibility external"
)]
pub(crate) struct Comments {
    /// Files of comments
    #[command(subcommand)]
    pub(super) attachments: Option<Attached>,

    #[command(flatten)]
    pub(super) list: List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Attached {
    /// Files of comments
    #[command(subcommand, arg_required_else_help = true)]
    Attachments(CommentAttachments),
}

impl Run for Attached {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let Self::Attachments(attachments) = self;
        attachments.run(context)
    }
}

/// Which comments are wanted.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// The row's id
    id: Option<String>,

    #[command(flatten)]
    on: OnTable,

    /// Go on after this comment
    #[arg(long, value_name = "ID")]
    after: Option<String>,

    /// Go back before this comment
    #[arg(long, value_name = "ID", conflicts_with = "all")]
    before: Option<String>,

    /// Only comments that these people see; without it, the service's choice
    #[arg(long, value_enum, value_name = "WORD")]
    visibility: Option<Wanted>,

    /// Everything from there on, in as many requests as that takes
    #[arg(long)]
    all: bool,
}

impl RunWithClient for List {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let row = self.on.row(context, client, self.id.as_deref())?;
        let mut request = row.comments().list();
        let after = self.after.as_deref().filter(|id| !id.is_empty());
        let late = after.is_some();
        if let Some(after) = after {
            request = request.after(&ids::typed::<CommentId>(after)?);
        }
        let before = self.before.as_deref().filter(|id| !id.is_empty());
        if let Some(before) = before {
            request = request.before(&ids::typed::<CommentId>(before)?);
        }
        request = match self.visibility {
            None => request,
            Some(Wanted::All) => request.visibility(&"all".into()),
            Some(Wanted::Internal) => request.visibility(&Visibility::Internal),
            Some(Wanted::External) => request.visibility(&Visibility::External),
        };
        let (document, page) = pages::list(context, request.pages(), "items", self.all).await?;
        let code = list(context, &document, &page.comments)?;
        let info = &page.page_info;
        let (more, flag, cursor) = match before {
            Some(_) => (info.has_previous_page, "before", &info.start_cursor),
            None => (info.has_next_page, "after", &info.end_cursor),
        };
        if more {
            let way = cursor.as_ref().filter(|_| !self.all);
            let add = way.map(|cursor| format!(": add --{flag} {}", escape::line(cursor.as_str())));
            let rest = match (way, before) {
                // `--all` goes forward alone.
                (Some(_), Some(_)) => "",
                // Where no comment is named to go on from, `--all` does not go on either.
                _ => pages::rest(More::Sure, way.is_none(), late),
            };
            context.note(format!("there are more{}{rest}", add.unwrap_or_default()));
        }
        Ok(code)
    }
}

fn list(context: &Context, document: &[u8], comments: &[Shown]) -> Result<ExitCode, Report> {
    show::list(
        context,
        document,
        Items::Under("items"),
        "No comments found.",
        || {
            let mut table =
                Table::new(&["ID", "AUTHOR", "VISIBILITY", "CREATED", "FILE", "CONTENT"])
                    .whole(&[3])
                    .main(5);
            let plain = context.output().mode() == Mode::Plain;
            for comment in comments {
                let file = comment.attachment.as_ref();
                let sent = comment.content.as_deref().unwrap_or_default();
                let words = if plain || comment.content_type != "text/html" {
                    Cow::Borrowed(sent)
                } else {
                    Cow::Owned(html::words(sent))
                };
                table.row([
                    comment.id.as_str(),
                    &name_and_address(&comment.author),
                    &comment.visibility,
                    &show::time(&comment.created_at),
                    file.map_or("", |file| {
                        if plain {
                            file.file_id.as_str()
                        } else {
                            &file.name
                        }
                    }),
                    &words,
                ]);
            }
            table
        },
    )
}

fn name_and_address(author: &Author) -> String {
    let name = author.name.as_deref().unwrap_or(author.id.as_str());
    match &author.email {
        Some(email) => format!("{name} <{email}>"),
        None => name.to_owned(),
    }
}
