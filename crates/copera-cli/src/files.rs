//! The three configuration files: the word for each, where it lies in this run, and its store.

use clap::ValueEnum;
use copera_auth::layout::Place as FilePlace;
use copera_auth::{FileStore, Layer, Trust};
use copera_term::Report;

use crate::context::Context;
use crate::words;

/// The three files, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Place {
    /// ~/.copera.toml
    Home,
    /// .copera.local.toml
    Local,
    /// .copera.toml
    Project,
}

impl Place {
    /// The word for the file of a layer.
    pub(crate) fn of(layer: &Layer) -> Self {
        match layer.rule.trust {
            Trust::User => Self::Home,
            Trust::Local => Self::Local,
            Trust::Shared => Self::Project,
        }
    }

    /// As it is typed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Local => "local",
            Self::Project => "project",
        }
    }

    /// How far the file is trusted.
    pub(crate) fn trust(self) -> Trust {
        match self {
            Self::Home => Trust::User,
            Self::Local => Trust::Local,
            Self::Project => Trust::Shared,
        }
    }

    /// The file of this run, whether it exists or not.
    ///
    /// # Errors
    /// There is no place for it: no home, or the folder's own file is the home file.
    pub(crate) fn layer(self, context: &Context) -> Result<&Layer, Report> {
        let wanted = match self {
            Self::Home => FilePlace::Home,
            Self::Local | Self::Project => FilePlace::Project,
        };
        let mut layers = context.config().stack().layers().iter();
        let layer =
            layers.find(|layer| layer.rule.place == wanted && layer.rule.trust == self.trust());
        layer.ok_or_else(|| match self {
            Self::Home => Report::new(
                words::HOME_DIR_ERROR,
                "there is no home directory to save to: the variable HOME is not set",
            )
            .suggest("set HOME, or save to this folder with --file local"),
            Self::Local | Self::Project => Report::new(
                words::FILE_ERROR,
                "there is no project to save to: this folder's own file is the home file",
            )
            .suggest("save to the home file, or go to the project's folder"),
        })
    }
}

/// The store in the file of this layer.
pub(crate) fn store(context: &Context, layer: &Layer) -> FileStore {
    context.config().stack().store(layer)
}
