//! Where the files of a layout lie.

use std::path::{Path, PathBuf};

use crate::flags::Flags;
use crate::layout::{FileRule, Layout, Place};
use crate::{Environment, discovery, ownership};

/// The path of each file, in the layout's order. A file need not exist: its path is where it would
/// be written.
pub(crate) fn files(
    layout: &'static Layout,
    environment: &Environment,
    flags: &Flags,
) -> Vec<(&'static FileRule, PathBuf)> {
    if let Some(named) = named(layout, environment, flags) {
        return vec![named];
    }
    let places = Places::new(layout, environment);
    let path = |rule: &FileRule| match rule.place {
        Place::Named { .. } => None,
        Place::Home => Some(environment.home()?.join(rule.name)),
        Place::CurrentDir => places.not_home(environment.current_dir()?.join(rule.name)),
        Place::Project => places.not_home(places.project.as_ref()?.join(rule.name)),
    };
    layout
        .files
        .iter()
        .filter_map(|rule| Some((rule, path(rule)?)))
        .collect()
}

/// The one file that a flag names.
fn named(
    layout: &'static Layout,
    environment: &Environment,
    flags: &Flags,
) -> Option<(&'static FileRule, PathBuf)> {
    layout.files.iter().find_map(|rule| {
        let Place::Named { flag } = rule.place else {
            return None;
        };
        let path = PathBuf::from(flags.get(flag).filter(|path| !path.trim().is_empty())?);
        let path = match environment.current_dir() {
            Some(current) => current.join(path),
            None => path,
        };
        Some((rule, path))
    })
}

/// What the paths are found from.
struct Places {
    home_files: Vec<PathBuf>,
    /// The folder of the project files; where there are none, the current directory, which is where
    /// a new one would go.
    project: Option<PathBuf>,
}

impl Places {
    fn new(layout: &'static Layout, environment: &Environment) -> Self {
        let of = |place: Place| layout.files.iter().filter(move |rule| rule.place == place);
        let home_files: Vec<_> = of(Place::Home)
            .filter_map(|rule| Some(environment.home()?.join(rule.name)))
            .collect();
        let names: Vec<_> = of(Place::Project).map(|rule| rule.name).collect();
        let counts = |path: &Path| ownership::is_trusted(path, environment.user());
        let project = environment.current_dir().map(|current| {
            discovery::project_dir(current, environment.home(), &home_files, &names, &counts)
                .unwrap_or_else(|| current.to_owned())
        });
        Self {
            home_files,
            project,
        }
    }

    /// A path that leads to a home file belongs to the home layer only.
    fn not_home(&self, path: PathBuf) -> Option<PathBuf> {
        let is_home = self
            .home_files
            .iter()
            .any(|home| discovery::same_file(&path, home));
        (!is_home).then_some(path)
    }
}
