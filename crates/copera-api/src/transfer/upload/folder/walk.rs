//! What of a folder goes along, and what is left out.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use ignore::{DirEntry, Walk, WalkBuilder, overrides::OverrideBuilder};

use super::{LeftOut, WhyLeftOut};
use crate::transfer::upload::{UploadError, source::LocalFile};

/// The file of a folder that names what of it is left out, with git's syntax.
const IGNORE_FILE: &str = ".coperaignore";

/// What lies in a folder. Paths are relative to it; a folder stands before what is in it.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) folders: Vec<PathBuf>,
    pub(super) files: Vec<(PathBuf, LocalFile)>,
    pub(super) left_out: Vec<LeftOut>,
}

/// Goes through a folder, which must be given by its real path.
///
/// Links are followed as long as they stay inside. Hidden files go along.
pub(super) fn walk(root: &Path, excluded: &[String]) -> Result<Walked, UploadError> {
    if !std::fs::metadata(root)
        .map_err(UploadError::local("read", root))?
        .is_dir()
    {
        return Err(UploadError::NotAFolder {
            path: root.to_owned(),
        });
    }
    let mut walked = Walked::default();
    let unfit = Unfit::default();
    for entry in entries(root, excluded, &unfit)? {
        match entry {
            Ok(entry) => note(&mut walked, root, &entry)?,
            Err(error) => walked.left_out.push(failed(root, error)?),
        }
    }
    walked.left_out.append(&mut unfit.take());
    walked
        .left_out
        .sort_by(|one, other| one.path.cmp(&other.path));
    Ok(walked)
}

fn entries(root: &Path, excluded: &[String], unfit: &Unfit) -> Result<Walk, UploadError> {
    let mut rules = OverrideBuilder::new(root);
    for glob in excluded {
        // Here an exclamation mark is what excludes.
        rules.add(&format!("!{glob}")).map_err(broken_rule)?;
    }
    let rules = rules.build().map_err(broken_rule)?;
    let (root, unfit) = (root.to_owned(), unfit.clone());
    Ok(WalkBuilder::new(&root)
        .standard_filters(false)
        .add_custom_ignore_filename(IGNORE_FILE)
        .overrides(rules)
        .follow_links(true)
        .sort_by_file_name(Ord::cmp)
        .filter_entry(move |entry| match why_unfit(&root, entry) {
            None => true,
            Some(why) => {
                unfit.add(left_out(&root, entry.path(), why));
                false
            }
        })
        .build())
}

/// Why something that the walk has come upon does not go along.
fn why_unfit(root: &Path, entry: &DirEntry) -> Option<WhyLeftOut> {
    if entry.file_name().to_str().is_none() {
        return Some(WhyLeftOut::NameNotUnicode);
    }
    if entry.path_is_symlink() {
        match entry.path().canonicalize() {
            Ok(target) if target.starts_with(root) => {}
            Ok(_) => return Some(WhyLeftOut::LinkOutside),
            Err(error) => return Some(WhyLeftOut::Unreadable(error)),
        }
    }
    // With links followed it is the type of what they lead to.
    let fits = entry
        .file_type()
        .is_some_and(|it| it.is_file() || it.is_dir());
    (!fits).then_some(WhyLeftOut::NeitherFileNorFolder)
}

fn note(walked: &mut Walked, root: &Path, entry: &DirEntry) -> Result<(), UploadError> {
    if let Some(error) = entry.error() {
        // A rule that was not understood could have kept something back.
        return Err(UploadError::IgnoreRule {
            problem: error.to_string(),
        });
    }
    let path = relative(root, entry.path());
    if path.as_os_str().is_empty() {
        return Ok(());
    }
    if entry.file_type().is_some_and(|it| it.is_dir()) {
        walked.folders.push(path);
        return Ok(());
    }
    match LocalFile::inspect(entry.path()) {
        Ok(file) => walked.files.push((path, file)),
        Err(UploadError::Local { source, .. }) => walked.left_out.push(LeftOut {
            path,
            why: WhyLeftOut::Unreadable(source),
        }),
        Err(_) => walked.left_out.push(LeftOut {
            path,
            why: WhyLeftOut::NeitherFileNorFolder,
        }),
    }
    Ok(())
}

/// What the walk could not go into.
fn failed(root: &Path, error: ignore::Error) -> Result<LeftOut, UploadError> {
    let mut path = PathBuf::new();
    let mut rest = error;
    loop {
        rest = match rest {
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
                *err
            }
            ignore::Error::WithPath { path: of, err } => {
                path = of;
                *err
            }
            ignore::Error::Loop { child, .. } => {
                return Ok(left_out(root, &child, WhyLeftOut::LinkLoop));
            }
            ignore::Error::Io(error) => {
                let is_link = path.is_symlink();
                let why = match error.kind() {
                    std::io::ErrorKind::NotFound if is_link => WhyLeftOut::LinkToNothing,
                    _ => WhyLeftOut::Unreadable(error),
                };
                return Ok(left_out(root, &path, why));
            }
            other => return Err(broken_rule(other)),
        }
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it stands where errors are mapped"
)]
fn broken_rule(error: ignore::Error) -> UploadError {
    UploadError::IgnoreRule {
        problem: error.to_string(),
    }
}

fn left_out(root: &Path, path: &Path, why: WhyLeftOut) -> LeftOut {
    LeftOut {
        path: relative(root, path),
        why,
    }
}

fn relative(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

/// What the walk's filter has turned away: it can only say yes or no.
#[derive(Debug, Clone, Default)]
struct Unfit(Arc<Mutex<Vec<LeftOut>>>);

impl Unfit {
    fn add(&self, left_out: LeftOut) {
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        list.push(left_out);
    }

    fn take(&self) -> Vec<LeftOut> {
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut list)
    }
}
