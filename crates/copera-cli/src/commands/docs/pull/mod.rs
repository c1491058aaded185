//! `copera docs pull`.

mod manifest;
mod names;

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use copera_api::model::{Doc, TreeNode};
use copera_api::{Client, DocId};
use copera_term::{ExitCode, Mode, Report};
use serde::Serialize;

use self::manifest::{Manifest, State, Written};
use self::names::Folder;
use super::text;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::words;
use crate::{failure, ids, pages, show, trees};

/// Write documents into a folder, as Markdown files
///
/// Each document is a file with its id, title and time at the top; what lies in a document is in a folder of
/// its name. The next pull fetches only what changed. A file that was changed here, or that this command did
/// not write, is never touched. Documents that are gone are named; their files are removed only with --prune.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs pull notes\n  copera docs pull handbook --parent 64a1b2c3d4e5f60718293a4b --prune"
)]
pub(crate) struct Pull {
    /// The folder; it is made if it does not exist
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// Only what lies in this document
    #[arg(long, value_name = "ID")]
    parent: Option<String>,

    /// Remove the files of documents that are gone
    #[arg(long)]
    prune: bool,
}

/// What was done, file by file.
#[derive(Debug, Default, Serialize)]
struct Done {
    written: Vec<String>,
    unchanged: usize,
    /// Files that were left alone, since they are not as an earlier pull wrote them.
    kept: Vec<String>,
    /// Files whose documents are gone, which are still there.
    gone: Vec<String>,
    pruned: Vec<String>,
}

/// A document and the file that it goes to.
struct Target {
    node: TreeNode<Doc>,
    file: PathBuf,
}

impl RunWithClient for Pull {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let parent = ids::given::<DocId>(self.parent.as_deref())?;
        let source = format!(
            "{} {}",
            client.base_url().host(),
            parent.as_ref().map_or("all", DocId::as_str)
        );
        let failed = |error: io::Error| file_error(&self.folder, &error);
        let mut manifest = Manifest::load(&self.folder).map_err(failed)?;
        if !manifest.docs.is_empty() && manifest.source != source {
            return Err(another_source(&self.folder, &manifest.source));
        }
        manifest.source = source;
        let (targets, whole) = targets(context, client, parent.as_ref()).await?;
        fs::create_dir_all(&self.folder).map_err(failed)?;
        let mut done = Done::default();
        let pulled = pull(
            context,
            client,
            &self.folder,
            &targets,
            &mut manifest,
            &mut done,
        )
        .await;
        if pulled.is_ok() && whole {
            sweep(&self.folder, &targets, self.prune, &mut manifest, &mut done).map_err(failed)?;
        }
        // What was done before a failure need not be done again.
        manifest.save(&self.folder).map_err(failed)?;
        pulled?;
        tell(context, &done)
    }
}

/// Every document below the parent with its file, and whether the tree is whole.
async fn targets(
    context: &Context,
    client: &Client,
    parent: Option<&DocId>,
) -> Result<(Vec<Target>, bool), Report> {
    let mut request = client.docs().tree().depth(trees::DEEPEST);
    if let Some(parent) = parent {
        request = request.parent(parent);
    }
    let parts = pages::read(context, request.pages(), true).await?;
    let read = trees::joined(&parts).and_then(|tree| {
        let nodes: Vec<TreeNode<Doc>> = serde_json::from_str(tree.nodes.get())?;
        Ok((nodes, tree.truncated))
    });
    let (nodes, truncated) = read.map_err(failure::document)?;
    if truncated {
        context.note("the service did not give the whole tree; nothing counts as gone".to_owned());
    }
    let mut targets = Vec::new();
    let mut levels = vec![(PathBuf::new(), nodes)];
    while let Some((path, nodes)) = levels.pop() {
        let mut folder = Folder::new(&path);
        for mut node in nodes {
            let (file, below) = folder.place(&node.title, node.id.as_str());
            levels.push((below, std::mem::take(&mut node.children)));
            targets.push(Target { node, file });
        }
    }
    Ok((targets, !truncated))
}

async fn pull(
    context: &Context,
    client: &Client,
    root: &Path,
    targets: &[Target],
    manifest: &mut Manifest,
    done: &mut Done,
) -> Result<(), Report> {
    for (index, Target { node, file }) in targets.iter().enumerate() {
        let spelled = manifest::spelled(file);
        let before = manifest.docs.get(node.id.as_str());
        let state = before.map(|written| written.state(root));
        let moved = before.is_some_and(|written| written.path != spelled);
        let current = before.is_some_and(|written| written.updated_at == *node.updated_at);
        match state {
            Some(State::Changed) => {
                done.kept
                    .push(before.map_or(spelled, |written| written.path.clone()));
                continue;
            }
            Some(State::AsWritten) if current && !moved => {
                done.unchanged += 1;
                continue;
            }
            Some(State::AsWritten) if !moved => {}
            _ => {
                let in_the_way = root.join(file).symlink_metadata().is_ok();
                if in_the_way && !manifest.give_up(root, &spelled, node.id.as_str()) {
                    done.kept.push(spelled);
                    continue;
                }
            }
        }
        let text = text::read(context, client, &node.id).await?;
        let failed = |error: io::Error| file_error(&root.join(file), &error);
        let written =
            Written::write(root, file, &page(node, &text), &node.updated_at).map_err(failed)?;
        if let Some(old) = manifest.docs.insert(node.id.to_string(), written)
            && moved
            && old.state(root) == State::AsWritten
        {
            old.remove(root).map_err(failed)?;
        }
        if context.output().mode() != Mode::Json {
            let told = format!("{}/{} {spelled}", index + 1, targets.len());
            context.output().note(&told);
        }
        done.written.push(spelled);
    }
    Ok(())
}

/// Finds the documents that are gone, and removes their files if that was asked for.
fn sweep(
    root: &Path,
    targets: &[Target],
    prune: bool,
    manifest: &mut Manifest,
    done: &mut Done,
) -> io::Result<()> {
    let there: HashSet<&str> = targets
        .iter()
        .map(|target| target.node.id.as_str())
        .collect();
    let gone: Vec<_> = manifest
        .docs
        .keys()
        .filter(|id| !there.contains(id.as_str()))
        .cloned()
        .collect();
    for id in gone {
        let Some(written) = manifest.docs.get(&id).cloned() else {
            continue;
        };
        match written.state(root) {
            State::AsWritten if prune => {
                written.remove(root)?;
                manifest.docs.remove(&id);
                done.pruned.push(written.path);
            }
            State::Gone => {
                manifest.docs.remove(&id);
            }
            State::AsWritten => done.gone.push(written.path),
            State::Changed => done.kept.push(written.path),
        }
    }
    Ok(())
}

/// A document as a file: what is known about it, as YAML, and its text.
fn page(node: &TreeNode<Doc>, text: &str) -> String {
    // JSON's texts are YAML's too.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let end = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    format!(
        "---\nid: {}\ntitle: {}\nupdated: {}\n---\n\n{text}{end}",
        quoted(node.id.as_str()),
        quoted(&node.title),
        quoted(&node.updated_at)
    )
}

fn tell(context: &Context, done: &Done) -> Result<ExitCode, Report> {
    for path in &done.kept {
        context.note(format!(
            "{path} was left alone: it is not as a pull wrote it"
        ));
    }
    if !done.kept.is_empty() {
        let next = "to have a file as the service has it, move yours away and pull again";
        context.note(next.to_owned());
    }
    if !done.gone.is_empty() {
        let gone = done.gone.join(", ");
        context.note(format!(
            "gone at the service: {gone}; --prune removes their files"
        ));
    }
    let told = format!(
        "{} written, {} unchanged, {} left alone, {} removed.",
        done.written.len(),
        done.unchanged,
        done.kept.len(),
        done.pruned.len()
    );
    show::change(context, done, &told)
}

fn another_source(folder: &Path, source: &str) -> Report {
    let message = format!(
        "{} was pulled from another place: {source}",
        folder.display()
    );
    Report::new(words::CONFLICT, message).suggest("pull into a folder of its own")
}

fn file_error(path: &Path, error: &io::Error) -> Report {
    let message = format!("can't pull into {}: {error}", path.display());
    Report::new(words::FILE_ERROR, message)
}
