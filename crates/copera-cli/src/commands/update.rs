//! `copera update`: how this copy came here, and what brings a newer one.

use std::path::{Path, PathBuf};

use clap::Args;
use copera_auth::Environment;
use copera_term::document::Items;
use copera_term::{ExitCode, Record, Report};
use serde::Serialize;

use super::Run;
use crate::context::Context;
use crate::show;
use crate::words;

/// Show the command that brings a newer version
///
/// Nothing is downloaded or replaced: that is left to whatever installed the program.
#[derive(Debug, Args)]
#[command(
    disable_version_flag = true,
    after_help = "Examples:\n  copera update\n  copera update --version 0.2.0\n  copera update --jq .command"
)]
pub(crate) struct Update {
    /// The version to go to; without it, the newest
    #[arg(long, value_name = "VERSION")]
    version: Option<String>,

    /// Ask nothing (taken for the official tool's sake, and without effect)
    #[arg(long, hide = true)]
    force: bool,
}

/// The first three fields are those that the official tool's scripts know.
#[derive(Serialize)]
struct Shape<'a> {
    current: &'static str,
    /// The version that was asked for; null is the newest, whichever that is.
    target: Option<&'a str>,
    /// Always `none`: this program does not replace itself.
    action: &'static str,
    /// How this copy came here: `cargo`, `source`, `homebrew`, `nix`, `package` or `archive`.
    installed_by: &'static str,
    path: Option<String>,
    command: String,
}

impl Run for Update {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let version = self.version.as_deref().map(str::trim);
        let version = version.filter(|version| !version.is_empty());
        let version = version.map(|version| version.strip_prefix('v').unwrap_or(version));
        if let Some(odd) = version.filter(|version| !is_version(version)) {
            let message = format!("`{odd}` is no version");
            return Err(Report::new(words::INPUT_ERROR, message).suggest("write it as in 0.2.0"));
        }
        let path = std::env::current_exe().ok();
        let path = path.map(|path| path.canonicalize().unwrap_or(path));
        let way = path.as_deref().map_or(Way::Archive, |path| {
            Way::of(path, &context.environment, Path::exists)
        });
        let shape = Shape {
            current: env!("CARGO_PKG_VERSION"),
            target: version,
            action: "none",
            installed_by: way.name(),
            command: way.command(version, path.as_deref()),
            path: path.map(|path| path.display().to_string()),
        };
        let code = show::ours(context, &shape, Items::One, |output, to| {
            let mut record = Record::new();
            record.field("Version", shape.current);
            record.field_if("Wanted", shape.target);
            record.field("Installed by", way.words());
            record.field_if("Path", shape.path.as_deref());
            record.field("To update", &shape.command);
            record.write(output, to)
        })?;
        context.output().note("Nothing was changed.");
        Ok(code)
    }
}

/// A version as it may stand in a command for somebody to paste.
fn is_version(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-+".contains(&byte);
    text.starts_with(|first: char| first.is_ascii_digit()) && text.bytes().all(plain)
}

/// How a copy of the program came to where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Cargo,
    Source,
    Homebrew,
    Nix,
    Package(Manager),
    Archive,
}

/// The package managers, by what they leave on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manager {
    Dpkg,
    Rpm,
    Apk,
    Pacman,
    Other,
}

/// Where a manager keeps what it knows.
const MANAGERS: [(&str, Manager); 4] = [
    ("/var/lib/dpkg/status", Manager::Dpkg),
    ("/lib/apk/db/installed", Manager::Apk),
    ("/var/lib/pacman", Manager::Pacman),
    ("/var/lib/rpm", Manager::Rpm),
];

impl Way {
    /// Told from where the program lies, as each way has a place of its own.
    fn of(path: &Path, environment: &Environment, exists: impl Fn(&Path) -> bool) -> Self {
        let cargo_home = environment.variable("CARGO_HOME").map(PathBuf::from);
        let usual = environment.home().map(|home| home.join(".cargo"));
        let mut cargo_homes = cargo_home.into_iter().chain(usual);
        if cargo_homes.any(|home| path.starts_with(home.join("bin"))) {
            return Self::Cargo;
        }
        let has = |part: &str| {
            path.components()
                .any(|component| component.as_os_str() == part)
        };
        if has("target") && (has("debug") || has("release")) {
            return Self::Source;
        }
        if has("Cellar") || has("homebrew") {
            return Self::Homebrew;
        }
        if path.starts_with("/nix/store") {
            return Self::Nix;
        }
        if path.starts_with("/usr/bin") || path.starts_with("/bin") {
            let found = MANAGERS.iter().find(|(mark, _)| exists(Path::new(mark)));
            return Self::Package(found.map_or(Manager::Other, |(_, manager)| *manager));
        }
        Self::Archive
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Cargo => "cargo",
            Self::Source => "source",
            Self::Homebrew => "homebrew",
            Self::Nix => "nix",
            Self::Package(_) => "package",
            Self::Archive => "archive",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Cargo => "cargo install",
            Self::Source => "a build from source",
            Self::Homebrew => "Homebrew",
            Self::Nix => "Nix",
            Self::Package(_) => "a package of the system",
            Self::Archive => "a release archive, or by hand",
        }
    }

    fn command(self, version: Option<&str>, path: Option<&Path>) -> String {
        // Each spells a wanted version in its own way.
        let wanted =
            |before: &str| version.map_or_else(String::new, |version| format!("{before}{version}"));
        match self {
            Self::Cargo => format!("cargo install --locked --force copera-cli{}", wanted("@")),
            Self::Source => match version {
                Some(version) => format!("git checkout v{version} && cargo build --release"),
                None => "git pull && cargo build --release".to_owned(),
            },
            Self::Homebrew => "brew upgrade copera".to_owned(),
            Self::Nix => "nix profile upgrade copera".to_owned(),
            Self::Package(Manager::Dpkg) => {
                format!("sudo apt-get install --only-upgrade copera{}", wanted("="))
            }
            Self::Package(Manager::Rpm) => format!("sudo dnf upgrade copera{}", wanted("-")),
            Self::Package(Manager::Apk) => format!("sudo apk add --upgrade copera{}", wanted("=")),
            Self::Package(Manager::Pacman) => "sudo pacman -Syu copera".to_owned(),
            Self::Package(Manager::Other) => {
                format!(
                    "upgrade the package copera{} with the system's package manager",
                    wanted(" to ")
                )
            }
            Self::Archive => {
                let place =
                    path.map_or_else(|| "this copy".to_owned(), |path| path.display().to_string());
                let release = version.map_or_else(
                    || "the newest release".to_owned(),
                    |version| format!("release {version}"),
                );
                format!("unpack the archive of {release} for this machine over {place}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_has_its_place() {
        let home = [
            ("HOME".into(), "/home/ada".into()),
            ("CARGO_HOME".into(), "/opt/cargo".into()),
        ];
        let environment = Environment::new(home, None);
        for (path, mark, way) in [
            ("/home/ada/.cargo/bin/copera", "", Way::Cargo),
            ("/opt/cargo/bin/copera", "", Way::Cargo),
            ("/home/ada/copera/target/debug/copera", "", Way::Source),
            (
                "/opt/homebrew/Cellar/copera/0.1/bin/copera",
                "",
                Way::Homebrew,
            ),
            ("/nix/store/abc-copera/bin/copera", "", Way::Nix),
            (
                "/usr/bin/copera",
                "/var/lib/dpkg/status",
                Way::Package(Manager::Dpkg),
            ),
            (
                "/usr/bin/copera",
                "/var/lib/rpm",
                Way::Package(Manager::Rpm),
            ),
            ("/usr/bin/copera", "", Way::Package(Manager::Other)),
            (
                "/usr/local/bin/copera",
                "/var/lib/dpkg/status",
                Way::Archive,
            ),
            ("/home/ada/bin/copera", "", Way::Archive),
        ] {
            let exists = |looked: &Path| looked == Path::new(mark);
            assert_eq!(
                Way::of(Path::new(path), &environment, exists),
                way,
                "{path}"
            );
        }
    }

    #[test]
    fn commands_name_the_version() {
        let path = Some(Path::new("/usr/local/bin/copera"));
        for (way, version, command) in [
            (
                Way::Cargo,
                Some("0.2.0"),
                "cargo install --locked --force copera-cli@0.2.0",
            ),
            (
                Way::Cargo,
                None,
                "cargo install --locked --force copera-cli",
            ),
            (
                Way::Package(Manager::Dpkg),
                Some("0.2.0"),
                "sudo apt-get install --only-upgrade copera=0.2.0",
            ),
            (
                Way::Archive,
                None,
                "unpack the archive of the newest release for this machine over /usr/local/bin/copera",
            ),
        ] {
            assert_eq!(way.command(version, path), command);
        }
        for odd in ["", "latest", "1.0; rm -rf ~", "$(x)"] {
            assert!(!is_version(odd), "{odd}");
        }
    }
}
