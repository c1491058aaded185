//! What can lie in the way of a save: a clear error, found before the token is asked for, and
//! nothing lost.

use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use super::bounded::{self, assert_refused};
use super::subject::{self, FILE, FILE_NAME, LOOKING, PROGRAM, ask, login, token};
use crate::home::Home;

/// The file, as the tests write and read it.
fn name() -> String {
    format!("~/{FILE_NAME}")
}

/// Sign in both ways, and find the same in the way.
fn assert_in_the_way(home: &Home, error: &str, words: &str) {
    for arguments in [ask(), login("default", &token(1))] {
        let output = bounded::run(&subject::run(home, arguments).into_command());
        assert_refused(&output, error, words);
    }
}

#[test]
fn what_is_no_file() {
    type Lay = fn(&Path);
    let obstacles: [(Lay, &str); 5] = [
        (
            |path| std::fs::create_dir(path).unwrap(),
            "is not a regular file",
        ),
        (mkfifo, "is not a regular file"),
        (
            |path| symlink("nowhere/at/all", path).unwrap(),
            "No such file",
        ),
        (|path| symlink(path, path).unwrap(), "symbolic links"),
        (large, "is larger than the 1 MiB"),
    ];
    for (lay, words) in obstacles {
        let home = Home::empty();
        let path = home.path(&name());
        lay(&path);
        let identity = |path: &Path| {
            let metadata = path.symlink_metadata().unwrap();
            (metadata.ino(), metadata.size(), metadata.mtime_nsec())
        };
        let before = identity(&path);
        assert_in_the_way(&home, "config_error", words);
        for arguments in LOOKING {
            let output = bounded::run(&subject::run(&home, arguments).into_command());
            assert!(output.status.code().is_some(), "{output:?}");
        }
        assert_eq!(identity(&path), before, "{words}");
        // Beside it there may be the folder of the locks.
        let names = std::fs::read_dir(home.home()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name());
        let names: Vec<_> = names.filter(|name| name != ".local").collect();
        assert_eq!(names, [FILE_NAME], "{words}");
    }
}

fn mkfifo(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

/// 50 MB, which take no room on the disk.
fn large(path: &Path) {
    let file = std::fs::File::create(path).unwrap();
    file.set_len(50_000_000).unwrap();
}

/// The program as a user whom the modes of the system bind. It is copied to where they can reach it:
/// by a process of its own, since no other test that starts a program meanwhile may inherit the open
/// copy, which can't be run as long as anybody may write into it.
fn as_nobody(home: &Home, arguments: &[String]) -> Command {
    let program = home.root().join("program");
    let copied = Command::new("cp").arg(PROGRAM).arg(&program).status();
    assert!(copied.unwrap().success());
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
        .arg(&program)
        .args(arguments)
        .env_clear()
        .env("HOME", home.home())
        .current_dir(home.project());
    command
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
}

#[test]
fn a_home_that_can_not_be_written_to() {
    if !crate::needs::has("setpriv", "a_home_that_can_not_be_written_to") {
        return;
    }
    let home = Home::empty();
    home.write(&name(), FILE);
    // The other user can read it.
    set_mode(&home.path(&name()), 0o644);
    set_mode(&home.root(), 0o755);
    // The locks have their place; it is the file itself that can't be replaced.
    for folder in ["~/.local", "~/.local/state"] {
        std::fs::create_dir(home.path(folder)).unwrap();
        set_mode(&home.path(folder), 0o777);
    }
    set_mode(&home.home(), 0o555);
    for arguments in [ask(), login("x", &token(1))] {
        let output = bounded::run(&as_nobody(&home, &arguments));
        assert_refused(&output, "write_error", "Permission denied");
    }
    assert_eq!(home.read(&name()), FILE);

    // Nor is there a place for the locks.
    set_mode(&home.path("~/.local/state"), 0o555);
    let output = bounded::run(&as_nobody(&home, &login("x", &token(1))));
    assert_refused(&output, "write_error", "Permission denied");
    set_mode(&home.home(), 0o755);
}

/// Who may write into the home but not list it can still save: it is no error that the folder can't
/// be synced.
#[test]
fn a_home_that_can_not_be_listed() {
    if !crate::needs::has("setpriv", "a_home_that_can_not_be_listed") {
        return;
    }
    let home = Home::empty();
    set_mode(&home.root(), 0o755);
    set_mode(&home.home(), 0o733);
    let output = bounded::run(&as_nobody(&home, &login("default", &token(1))));
    assert!(output.status.success(), "{output:?}");
    assert!(home.read(&name()).contains(&token(1)));
}

/// A file with the immutable mark, which goes with this value: with it, nothing could remove the
/// folder.
struct Immutable<'a>(&'a Path);

impl<'a> Immutable<'a> {
    /// `None` where the program is missing, the user no root, or the file system without such marks.
    fn make(path: &'a Path) -> Option<Self> {
        let made = Command::new("chattr").arg("+i").arg(path).output();
        made.is_ok_and(|output| output.status.success())
            .then_some(Self(path))
    }
}

impl Drop for Immutable<'_> {
    fn drop(&mut self) {
        let _ = Command::new("chattr").arg("-i").arg(self.0).status();
    }
}

#[test]
fn an_immutable_file() {
    let home = Home::empty();
    home.write(&name(), FILE);
    let path = home.path(&name());
    let immutable = Immutable::make(&path);
    if !crate::needs::met("chattr", immutable.is_some(), "an_immutable_file") {
        return;
    }
    assert_in_the_way(&home, "write_error", "Operation not permitted");
    assert_eq!(home.read(&name()), FILE);
    assert_eq!(home.files(), [format!("home/{FILE_NAME}")]);
}
