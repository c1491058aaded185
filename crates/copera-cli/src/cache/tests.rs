//! What the cache gives back, and whose folders it leaves alone.
#![expect(clippy::unwrap_used, reason = "a test that fails here says where")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use copera_auth::{Environment, TokenKind};
use jiff::SignedDuration;

use super::*;

const HOUR: Duration = Duration::from_secs(60 * 60);
const BASE: &str = "http://127.0.0.1:8080/v1";
const TOKEN: &str = "cp_pat_one";

fn cache(root: &Path) -> Cache {
    of(root, BASE, TOKEN)
}

fn of(root: &Path, base: &str, token: &str) -> Cache {
    let token = Token::parse(token, TokenKind::PREFIXES).unwrap();
    let user = Environment::new([], None).user();
    let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24);
    let base = base.parse().unwrap();
    Cache::new(root.to_owned(), &base, &token, user, now, HOUR)
}

fn later(cache: Cache, by: i64) -> Cache {
    let now = cache.now + SignedDuration::from_secs(by);
    Cache { now, ..cache }
}

fn get(cache: &Cache, name: &str) -> Option<u32> {
    cache.get(name, HOUR)
}

/// The path of the entry `a`.
fn entry(cache: &Cache) -> PathBuf {
    cache.root.join(&cache.folder).join("a.json")
}

fn mode(path: &Path) -> u32 {
    path.symlink_metadata().unwrap().mode() & 0o777
}

#[test]
fn what_was_put_for_as_long_as_it_counts() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("new/copera");
    let cache = cache(&root);
    assert_eq!(get(&cache, "a"), None);
    assert!(!root.exists(), "reading makes nothing");
    cache.put("a", &1);
    cache.put("a", &2);
    assert_eq!(get(&cache, "a"), Some(2));
    assert_eq!(get(&cache, "b"), None);
    assert_eq!(cache.get::<String>("a", HOUR), None, "of another type");
    let folder = entry(&cache).parent().unwrap().to_owned();
    assert_eq!(
        folder.read_dir().unwrap().count(),
        1,
        "nothing is left over"
    );
    for (path, expected) in [(&root, 0o700), (&folder, 0o700), (&entry(&cache), 0o600)] {
        assert_eq!(mode(path), expected, "{}", path.display());
    }
    let cache = later(cache, 3599);
    assert_eq!(get(&cache, "a"), Some(2));
    let cache = later(cache, 1);
    assert_eq!(get(&cache, "a"), None, "too old");
    let cache = later(cache, -3601);
    assert_eq!(get(&cache, "a"), None, "from the future");
}

#[test]
fn another_token_or_host_has_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("copera");
    cache(&root).put("a", &1);
    for (base, token) in [
        (BASE, "cp_pat_two"),
        ("http://127.0.0.1:8081/v1", TOKEN),
        ("https://127.0.0.1/v1", TOKEN),
    ] {
        assert_eq!(get(&of(&root, base, token), "a"), None, "{base} {token}");
    }
}

#[test]
fn a_name_leads_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder.path().join("copera"));
    let long = "x".repeat(129);
    for name in ["", ".", "..", "../a", "a/b", "a\\b", "a.b", "ä", &long] {
        cache.put(name, &1);
        assert_eq!(get(&cache, name), None, "{name}");
    }
    assert!(!cache.root.exists());
}

/// Each time a cache with one entry is spoilt in one way: nothing is read, nothing is written.
#[test]
fn what_is_not_the_users_own_is_left_alone() {
    fn loose(path: &Path) {
        fs::set_permissions(path, Permissions::from_mode(0o777)).unwrap();
    }
    /// Moves it away and leaves a link to it.
    fn linked(path: &Path) {
        let moved = path.with_extension("moved");
        fs::rename(path, &moved).unwrap();
        symlink(moved, path).unwrap();
    }
    type Spoil = fn(&Cache);
    let attacks: [(&str, Spoil); 5] = [
        ("a root for all to write", |cache| loose(&cache.root)),
        ("a folder for all to write", |cache| {
            loose(&cache.root.join(&cache.folder));
        }),
        ("a link as the root", |cache| linked(&cache.root)),
        ("a link as the folder", |cache| {
            linked(&cache.root.join(&cache.folder));
        }),
        ("a link as the folder, dangling", |cache| {
            fs::remove_dir_all(cache.root.join(&cache.folder)).unwrap();
            symlink("elsewhere", cache.root.join(&cache.folder)).unwrap();
        }),
    ];
    for (attack, spoil) in attacks {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(&folder.path().join("copera"));
        cache.put("a", &1);
        spoil(&cache);
        let before = tree(folder.path());
        assert_eq!(get(&cache, "a"), None, "{attack}");
        cache.put("a", &2);
        cache.put("b", &2);
        assert_eq!(tree(folder.path()), before, "{attack}");
    }
}

#[test]
fn another_users_folder_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut cache = cache(&folder.path().join("copera"));
    cache.put("a", &1);
    cache.user = cache.user.map(|user| user + 1);
    assert_eq!(get(&cache, "a"), None);
    cache.put("b", &2);
    assert!(!entry(&cache).with_file_name("b.json").exists());
}

/// A link in an entry's place is not read, and not written through: it is replaced.
#[test]
fn a_link_as_an_entry() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder.path().join("copera"));
    cache.put("a", &1);
    let elsewhere = folder.path().join("elsewhere");
    fs::rename(entry(&cache), &elsewhere).unwrap();
    symlink(&elsewhere, entry(&cache)).unwrap();
    let before = fs::read(&elsewhere).unwrap();
    assert_eq!(get(&cache, "a"), None);
    cache.put("a", &2);
    assert_eq!(get(&cache, "a"), Some(2));
    assert_eq!(fs::read(&elsewhere).unwrap(), before);
}

#[test]
fn what_is_no_entry() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder.path().join("copera"));
    cache.put("a", &1);
    for text in [
        "",
        "{",
        "null",
        "{\"saved_at\":86400}",
        "{\"saved_at\":\"x\",\"value\":1}",
    ] {
        fs::write(entry(&cache), text).unwrap();
        assert_eq!(get(&cache, "a"), None, "{text}");
    }
    fs::remove_file(entry(&cache)).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(entry(&cache))
        .status();
    assert!(made.unwrap().success());
    assert_eq!(get(&cache, "a"), None, "a pipe is not waited for");
}

/// Every path with its length, so that whatever is written shows.
fn tree(folder: &Path) -> Vec<(PathBuf, u64)> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let metadata = path.symlink_metadata().unwrap();
        found.push((path.clone(), metadata.len()));
        if metadata.is_dir() {
            found.extend(tree(&path));
        }
    }
    found.sort();
    found
}
