//! A throw-away home with a project in it, and `copera` run inside.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;

pub(crate) struct Home {
    folder: tempfile::TempDir,
    program: PathBuf,
}

impl Home {
    /// With this text as the home file.
    pub(crate) fn new(program: PathBuf, settings: &str) -> Result<Self> {
        let home = Self {
            folder: tempfile::tempdir()?,
            program,
        };
        std::fs::create_dir(home.home())?;
        std::fs::create_dir(home.project())?;
        let file = home.home().join(".copera.toml");
        std::fs::write(&file, settings)?;
        // As the program keeps it: it speaks of a token that others may read.
        #[cfg(unix)]
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        Ok(home)
    }

    /// The folder that holds both.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    fn home(&self) -> PathBuf {
        self.root().join("home")
    }

    pub(crate) fn project(&self) -> PathBuf {
        self.root().join("project")
    }

    /// The program in the project, with nothing in its environment but the home.
    pub(crate) fn copera(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .env_clear()
            .env("HOME", self.home())
            .current_dir(self.project())
            .stdin(Stdio::null());
        command
    }
}
