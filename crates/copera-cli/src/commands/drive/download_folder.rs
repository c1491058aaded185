//! `copera drive download --recursive`.

use std::collections::HashSet;
use std::path::PathBuf;

use copera_api::model::{DriveItem, DriveItemKind, TreeNode};
use copera_api::transfer::{FileName, Overwrite, Partial};
use copera_api::{Client, DriveId};
use copera_term::{ExitCode, Report};
use serde::Serialize;

use super::download::failed;
use crate::context::Context;
use crate::download::{self, Destination, Shape};
use crate::words;
use crate::{failure, pages, show, trees};

/// As for the upload of a folder.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Done {
    files: Vec<Shape>,
    file_count: usize,
    folder_count: usize,
    total_bytes: u64,
    /// Files that were here already with the same length, and were not fetched.
    already_there: Vec<String>,
}

/// What goes where.
#[derive(Debug, Default)]
struct Plan {
    folders: Vec<PathBuf>,
    files: Vec<(PathBuf, DriveItem)>,
}

/// Fetches a folder to the path that was named, or into a folder of its own name here.
pub(super) async fn run(
    context: &Context,
    client: &Client,
    id: &DriveId,
    to: &Destination,
    partial: Partial,
) -> Result<ExitCode, Report> {
    let api = |error| failure::api(context, &error);
    let folder = client
        .drive_item(id.clone())
        .get()
        .send()
        .await
        .map_err(api)?;
    if folder.kind != DriveItemKind::Folder {
        let message = format!("{id} is a file: {}", folder.name);
        return Err(Report::new(words::INVALID_OPERATION, message).suggest("leave --recursive out"));
    }
    let root = match to.path() {
        Some(path) => path.to_owned(),
        None => PathBuf::from(name_of(&folder.name, id.as_str())),
    };
    let plan = plan(context, client, id, root).await?;
    let mut done = Done::default();
    let all = plan.files.len();
    let fetched = fetch(context, client, plan, (to.force, partial), &mut done).await;
    if let Err(mut report) = fetched {
        let files = done.files.len() + done.already_there.len();
        let all = show::counted(all, "file is", "files are");
        report.message = format!("{} ({files} of {all} here)", report.message);
        return Err(report);
    }
    let told = format!(
        "Saved {} ({}) in {}; {} here already.",
        show::count(done.file_count, "file"),
        show::size(done.total_bytes),
        show::count(done.folder_count, "folder"),
        show::counted(done.already_there.len(), "file was", "files were"),
    );
    show::change(context, &done, &told)
}

async fn plan(
    context: &Context,
    client: &Client,
    id: &DriveId,
    root: PathBuf,
) -> Result<Plan, Report> {
    let request = client.drive().tree().parent(id).depth(trees::DEEPEST);
    let parts = pages::read(context, request.pages(), true).await?;
    let read = trees::joined(&parts).and_then(|tree| {
        let nodes: Vec<TreeNode<DriveItem>> = serde_json::from_str(tree.nodes.get())?;
        Ok((nodes, tree.truncated))
    });
    let (mut nodes, truncated) = read.map_err(failure::document)?;
    if truncated {
        let message = format!("the service does not list all that lies in {id}");
        return Err(Report::new(words::REQUEST_FAILED, message)
            .suggest("fetch the folders in it one by one"));
    }
    // The answer may begin with the folder itself.
    if let Some(at) = nodes.iter().position(|node| node.id == *id) {
        nodes = nodes.swap_remove(at).children;
    }
    let mut plan = Plan::default();
    let mut levels = vec![(root, nodes)];
    while let Some((folder, nodes)) = levels.pop() {
        let mut taken = HashSet::new();
        for mut node in nodes {
            let name = free_name(&mut taken, &node);
            let path = folder.join(name);
            if node.kind == DriveItemKind::Folder {
                levels.push((path, std::mem::take(&mut node.children)));
            } else {
                plan.files.push((path, node.item));
            }
        }
        plan.folders.push(folder);
    }
    Ok(plan)
}

async fn fetch(
    context: &Context,
    client: &Client,
    plan: Plan,
    (force, partial): (bool, Partial),
    done: &mut Done,
) -> Result<(), Report> {
    for folder in &plan.folders {
        std::fs::create_dir_all(folder).map_err(|error| {
            let message = format!("can't make the folder {}: {error}", folder.display());
            Report::new(words::FILE_ERROR, message)
        })?;
        done.folder_count += 1;
    }
    let overwrite = if force {
        Overwrite::Replace
    } else {
        Overwrite::Refuse
    };
    for (path, item) in plan.files {
        let here = path.metadata().ok().filter(std::fs::Metadata::is_file);
        if !force && here.is_some_and(|here| Some(here.len()) == item.size) {
            done.already_there.push(path.display().to_string());
            continue;
        }
        let failed = |error| failed(context, &error);
        let file = client
            .drive_item(item.id)
            .download()
            .send()
            .await
            .map_err(failed)?;
        let file = file.overwrite(overwrite).partial(partial);
        let saved = download::save(context, file, &path).await.map_err(failed)?;
        done.file_count += 1;
        done.total_bytes += saved.bytes;
        done.files.push(Shape::new(item.name, &path, saved.bytes));
    }
    Ok(())
}

/// A name that nothing else in the folder has. The drive may hold several things of one name, and
/// there are disks to which letter case is nothing.
fn free_name(taken: &mut HashSet<String>, item: &DriveItem) -> String {
    let name = name_of(&item.name, item.id.as_str());
    if taken.insert(name.to_lowercase()) {
        return name;
    }
    let name = name_of(&format!("{}-{name}", item.id), item.id.as_str());
    taken.insert(name.to_lowercase());
    name
}

fn name_of(name: &str, id: &str) -> String {
    let cleaned = FileName::clean(name).or_else(|| FileName::clean(id));
    cleaned.map_or_else(|| "download".to_owned(), |name| name.to_string())
}
