//! `copera docs tree`.

use clap::Args;
use copera_api::model::{Doc, TreeNode};
use copera_api::{Client, DocId};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Report, Table};

use crate::commands::RunWithClient;
use crate::context::Context;
use crate::links::{Known, Page};
use crate::trees::{self, Branch, DEEPEST};
use crate::{failure, ids, pages, show};

/// Show the documents as a tree
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs tree\n  copera docs tree --all\n  \
                        copera docs tree --parent 64a1b2c3d4e5f60718293a4b --json"
)]
pub(crate) struct Tree {
    /// Only what lies in this document
    #[arg(long, value_name = "ID")]
    parent: Option<String>,

    /// Everything: follow each branch that the service cut off
    #[arg(long)]
    all: bool,
}

impl RunWithClient for Tree {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mut request = client.docs().tree();
        if let Some(parent) = ids::given::<DocId>(self.parent.as_deref())? {
            request = request.parent(&parent);
        }
        if self.all {
            request = request.depth(DEEPEST);
        }
        let parts = pages::read(context, request.pages(), self.all).await?;
        let unread = failure::document;
        let tree = trees::joined(&parts).map_err(unread)?;
        let document = tree.nodes.get().as_bytes();
        let code = if context.output().mode() == Mode::Json || context.style().fields.is_some() {
            show::list(context, document, Items::Bare, NOTHING, || {
                Table::new(&["ID"])
            })?
        } else {
            let nodes: Vec<TreeNode<Doc>> = serde_json::from_slice(document).map_err(unread)?;
            let known = Known::read(context);
            show::tree(context, &branches(nodes, known.as_ref()), NOTHING)?
        };
        tree.note_cut(context.output());
        Ok(code)
    }
}

const NOTHING: &str = "No documents found.";

fn branches(nodes: Vec<TreeNode<Doc>>, known: Option<&Known>) -> Vec<Branch> {
    let branch = |node: TreeNode<Doc>| Branch {
        link: known.map(|known| known.link(Page::Doc(&node.id))),
        id: node.id.to_string(),
        values: vec![node.title.clone()],
        text: node.item.title,
        cut: node.has_children && node.children.is_empty(),
        below: branches(node.children, known),
    };
    nodes.into_iter().map(branch).collect()
}
