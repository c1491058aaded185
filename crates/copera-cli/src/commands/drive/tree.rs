//! `copera drive tree`.

use std::borrow::Cow;

use clap::Args;
use copera_api::model::{DriveItem, DriveItemKind, TreeNode};
use copera_api::{Client, DriveId};
use copera_term::document::{self, Items};
use copera_term::{ExitCode, Mode, Report, Table};
use serde_json::value::to_raw_value;

use super::page;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::links::Known;
use crate::trees::{self, Branch, DEEPEST, Joined};
use crate::words;
use crate::{failure, ids, pages, show};

/// Show files and folders as a tree
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera drive tree\n  copera drive tree --all\n  \
                        copera drive tree --parent 64a1b2c3d4e5f60718293a4b --depth 1\n  \
                        copera drive tree --jq '.Nodes[].name'"
)]
pub(crate) struct Tree {
    /// Only what lies in this folder
    #[arg(long, value_name = "ID")]
    parent: Option<String>,

    /// How many levels one answer has, 1 to 10; 0 leaves it to the service
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    depth: Option<i64>,

    /// Everything: follow each branch that the service cut off
    #[arg(long)]
    all: bool,
}

impl RunWithClient for Tree {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mut request = client.drive().tree();
        if let Some(levels) = levels(self.depth)?.or(self.all.then_some(DEEPEST)) {
            request = request.depth(levels);
        }
        if let Some(parent) = ids::given::<DriveId>(self.parent.as_deref())? {
            request = request.parent(&parent);
        }
        let parts = pages::read(context, request.pages(), self.all).await?;
        let unread = failure::document;
        let tree = trees::joined(&parts).map_err(unread)?;
        let as_items = context.output().mode() == Mode::Json || context.style().fields.is_some();
        let code = if as_items {
            let document = envelope(&parts, &tree).map_err(unread)?;
            let items = Items::Under("Nodes");
            show::list(context, &document, items, NOTHING, || Table::new(&["ID"]))?
        } else {
            let nodes: Vec<TreeNode<DriveItem>> =
                serde_json::from_str(tree.nodes.get()).map_err(unread)?;
            let known = Known::read(context);
            show::tree(context, &branches(nodes, known.as_ref()), NOTHING)?
        };
        tree.note_cut(context.output());
        Ok(code)
    }
}

const NOTHING: &str = "No files found.";

/// The number of levels that was asked for, unless that is left to the service.
fn levels(depth: Option<i64>) -> Result<Option<u32>, Report> {
    match depth.map(u32::try_from) {
        None | Some(Ok(0)) => Ok(None),
        Some(Ok(levels)) if levels <= DEEPEST => Ok(Some(levels)),
        Some(_) => {
            let message = format!("--depth goes from 1 to {DEEPEST}");
            Err(Report::new(words::INVALID_FLAG, message)
                .suggest("leave it out; --all follows what lies deeper"))
        }
    }
}

/// The answer in the names that the official tool gives to its fields; what has none there stays.
fn envelope(parts: &[Vec<u8>], tree: &Joined) -> serde_json::Result<Vec<u8>> {
    let first = parts.first().map_or(&b"{}"[..], Vec::as_slice);
    let joined = parts.len() > 1;
    let (count, cut) = (to_raw_value(&tree.count)?, to_raw_value(&tree.cut)?);
    let truncated = to_raw_value(&tree.truncated)?;
    let fields = document::entries(serde_json::from_slice(first)?)?;
    document::object(fields.into_iter().map(|(name, sent)| {
        let (ours, value) = match &*name {
            "root" => ("Nodes", &*tree.nodes),
            "totalItems" => ("TotalItems", if joined { &*count } else { sent }),
            "truncated" => ("Truncated", if joined { &*truncated } else { sent }),
            "nextParentIds" => ("NextParentID", if joined { &*cut } else { sent }),
            _ => return (name, sent),
        };
        (Cow::Borrowed(ours), value)
    }))
}

fn branches(nodes: Vec<TreeNode<DriveItem>>, known: Option<&Known>) -> Vec<Branch> {
    let branch = |node| branch(node, known);
    nodes.into_iter().map(branch).collect()
}

fn branch(node: TreeNode<DriveItem>, known: Option<&Known>) -> Branch {
    let folder = node.kind == DriveItemKind::Folder;
    let link = known.map(|known| known.link(page(&node.kind, &node.id)));
    let text = match node.size {
        _ if folder => format!("{}/", node.name),
        Some(size) => format!("{}  {}", node.name, show::size(size)),
        None => node.name.clone(),
    };
    let size = node.size.map(|size| size.to_string());
    let values = [
        node.item.name.clone(),
        node.kind.to_string(),
        size.unwrap_or_default(),
    ];
    Branch {
        id: node.item.id.to_string(),
        text,
        values: values.into(),
        link,
        cut: node.has_children && node.children.is_empty(),
        below: branches(node.children, known),
    }
}
