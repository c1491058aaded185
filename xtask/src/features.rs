//! `cargo xtask features`: each feature of a crate builds alone, and none at all; and no crate takes what it
//! promises those who depend on it to do without.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use crate::{cargo, say};

/// What puts words on a terminal or reads them from one: for programs, not for libraries.
const TERMINAL: &[&str] = &[
    "anstream",
    "anstyle",
    "clap",
    "clap_builder",
    "comfy-table",
    "console",
    "copera-term",
    "crossterm",
    "dialoguer",
    "indicatif",
    "inquire",
    "ratatui",
    "rpassword",
    "termcolor",
    "terminal_size",
    "termion",
];
/// What reads configuration.
const CONFIGURATION: &[&str] = &["config", "figment", "jsonc-parser", "toml", "toml_edit"];
const KEYRING: &[&str] = &["keyring", "keyring-core", "secret-service", "zbus"];
const NETWORK: &[&str] = &["hyper", "native-tls", "reqwest", "rustls", "tokio"];
const OURS: &[&str] = &["copera-api", "copera-auth"];
const SANDBOX: &[&str] = &["axum", "copera-sandbox"];

/// A crate, as one that depends on it may choose it, and what must not come along.
struct Promise {
    package: &'static str,
    /// As arguments for cargo.
    features: &'static [&'static str],
    without: &'static [&'static [&'static str]],
}

const PROMISES: [Promise; 8] = [
    Promise {
        package: "copera-api",
        features: &["--all-features"],
        without: &[TERMINAL, CONFIGURATION, KEYRING, SANDBOX],
    },
    Promise {
        package: "copera-auth",
        features: &["--no-default-features"],
        without: &[TERMINAL, CONFIGURATION, KEYRING, NETWORK],
    },
    Promise {
        package: "copera-auth",
        features: &[],
        without: &[TERMINAL, KEYRING, NETWORK],
    },
    Promise {
        package: "copera-auth",
        features: &["--all-features"],
        without: &[TERMINAL, NETWORK],
    },
    Promise {
        package: "copera-term",
        features: &["--all-features"],
        without: &[NETWORK, KEYRING, OURS],
    },
    Promise {
        package: "copera-text",
        features: &["--all-features"],
        without: &[TERMINAL, CONFIGURATION, KEYRING, NETWORK, OURS],
    },
    Promise {
        package: "copera-cli",
        features: &["--all-features"],
        without: &[SANDBOX],
    },
    Promise {
        package: "kopai-cli",
        features: &["--all-features"],
        without: &[SANDBOX, &["copera-api"]],
    },
];

pub(crate) fn run() -> Result<()> {
    for promise in &PROMISES {
        promise.check()?;
    }
    for (package, features) in packages()? {
        build_alone(&package, None)?;
        for feature in &features {
            build_alone(&package, Some(feature))?;
        }
    }
    Ok(())
}

impl Promise {
    /// Holds the crates that come along, on any platform, against those that must not.
    fn check(&self) -> Result<()> {
        let Self { package, .. } = self;
        let output = cargo::command("tree")
            .args(["--locked", "--target", "all", "--edges", "normal"])
            .args(["--prefix", "none", "--format", "{p}", "--package", package])
            .args(self.features)
            .output()
            .context("can't start cargo tree")?;
        if !output.status.success() {
            bail!(
                "cargo tree of {package} failed: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        let tree = String::from_utf8_lossy(&output.stdout);
        let mut names = tree.lines().filter_map(|line| line.split(' ').next());
        let forbidden = |name: &&str| self.without.iter().any(|group| group.contains(name));
        match names.find(forbidden) {
            Some(name) => bail!(
                "{package} takes {name} along, which it promises to do without; \
                 `cargo tree --target all --edges normal --package {package} --invert {name}` shows by which way"
            ),
            None => Ok(()),
        }
    }
}

/// The crates that have features to choose from, and these but for the default.
fn packages() -> Result<BTreeMap<String, Vec<String>>> {
    let metadata = cargo::metadata()?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let with_features = packages.filter_map(|package| {
        let features = package["features"].as_object()?.keys();
        let features: Vec<_> = features.filter(|it| *it != "default").cloned().collect();
        let name = package["name"].as_str()?.to_owned();
        (!features.is_empty()).then_some((name, features))
    });
    Ok(with_features.collect())
}

/// Checks a library with one feature, or none. Clippy takes what `cargo check` made of its dependencies.
fn build_alone(package: &str, feature: Option<&str>) -> Result<()> {
    let with = match feature {
        Some(feature) => format!("{package} with the feature {feature} alone"),
        None => format!("{package} without features"),
    };
    say(&format!("checking {with}"));
    let mut clippy = cargo::command("clippy");
    clippy
        .args(["--quiet", "--locked", "--lib", "--no-default-features"])
        .args(["--package", package])
        .args(feature.map(|feature| format!("--features={feature}")))
        .args(["--", "--deny", "warnings"]);
    cargo::run(&mut clippy, &with)
}
