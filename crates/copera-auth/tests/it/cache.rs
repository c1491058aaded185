//! Where caches are kept, and for how long they count.

use std::path::PathBuf;

use copera_auth::{Environment, Flags};

use crate::folders::Folders;

fn dir(folders: &Folders) -> PathBuf {
    let config = folders.config(&[], Flags::default());
    config.cache_dir().unwrap().unwrap().value
}

#[test]
fn the_folder_that_the_home_file_names() {
    for (written, expected) in [
        ("/var/cache/mine", "/var/cache/mine"),
        ("~/caches/copera", "~/caches/copera"),
        ("caches", "~/caches"),
        ("~", "~/"),
    ] {
        let text = format!("[cache]\ndir = '{written}'\n");
        let folders = Folders::with(&[("~/.copera.toml", &text)]);
        let expected = match expected.strip_prefix("~/") {
            Some(below) => folders.home().join(below),
            None => expected.into(),
        };
        assert_eq!(dir(&folders), expected, "{written}");
    }
}

/// A folder that was cloned may not choose where something is written.
#[test]
fn a_project_does_not_choose_the_folder() {
    let planted = "[cache]\ndir = '/tmp/planted'\n";
    let folders = Folders::with(&[(".copera.toml", planted), (".copera.local.toml", planted)]);
    assert!(!dir(&folders).starts_with("/tmp/planted"));
    let config = folders.config(&[], Flags::default());
    assert_eq!(config.stack().refused_keys().len(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn the_usual_folder() {
    let usual = |variables: &[(&str, &str)]| {
        let variables = variables
            .iter()
            .map(|(name, value)| (name.into(), value.into()));
        Environment::new(variables, None).cache_dir("copera")
    };
    assert_eq!(usual(&[("HOME", "/h")]), Some("/h/.cache/copera".into()));
    let moved = [("HOME", "/h"), ("XDG_CACHE_HOME", "/c")];
    assert_eq!(usual(&moved), Some("/c/copera".into()));
    let relative = [("HOME", "/h"), ("XDG_CACHE_HOME", "c")];
    assert_eq!(usual(&relative), Some("/h/.cache/copera".into()));
    assert_eq!(usual(&[]), None);
}

#[test]
fn how_long_it_counts() {
    for (text, seconds) in [
        ("", Some(3600)),
        ("[cache]\nttl = '15m'\n", Some(900)),
        ("[cache]\nttl = 'long'\n", None),
    ] {
        let folders = Folders::with(&[("~/.copera.toml", text)]);
        let ttl = folders.config(&[], Flags::default()).cache_ttl();
        assert_eq!(ttl.ok().map(|ttl| ttl.value.as_secs()), seconds, "{text}");
    }
}
