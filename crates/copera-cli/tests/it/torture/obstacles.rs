//! What can lie in the way of a save: a clear error, found before the token is asked for, and
//! nothing lost.

use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use super::bounded::{assert_refused, run};
use super::{FILE, login};
use crate::home::Home;

/// Signs in with a token that would come from a pipe, in which it never comes.
const ASK: [&str; 4] = ["auth", "login", "--no-verify", "--token"];

/// Sign in both ways, and find the same in the way.
fn assert_in_the_way(home: &Home, error: &str, words: &str) {
    let asking: Vec<String> = ASK.map(str::to_owned).to_vec();
    for arguments in [asking, login("default", "cp_pat_x")] {
        let output = run(&home.copera(arguments).into_command());
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
        let path = home.path("~/.copera.toml");
        lay(&path);
        let identity = |path: &Path| {
            let metadata = path.symlink_metadata().unwrap();
            (metadata.ino(), metadata.size(), metadata.mtime_nsec())
        };
        let before = identity(&path);
        assert_in_the_way(&home, "config_error", words);
        for arguments in [["auth", "status"], ["auth", "logout"]] {
            let output = run(&home.copera(arguments).into_command());
            assert!(output.status.code().is_some(), "{output:?}");
        }
        assert_eq!(identity(&path), before, "{words}");
        assert_eq!(
            std::fs::read_dir(home.home()).unwrap().count(),
            1,
            "{words}"
        );
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
    let program = home.root().join("copera");
    let copied = Command::new("cp")
        .arg(env!("CARGO_BIN_EXE_copera"))
        .arg(&program)
        .status();
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
    home.write("~/.copera.toml", FILE);
    set_mode(&home.root(), 0o755);
    // The locks have their place; it is the file itself that can't be replaced.
    for folder in ["~/.local", "~/.local/state"] {
        std::fs::create_dir(home.path(folder)).unwrap();
        set_mode(&home.path(folder), 0o777);
    }
    set_mode(&home.home(), 0o555);
    for arguments in [ASK.map(str::to_owned).to_vec(), login("x", "cp_pat_x")] {
        let output = run(&as_nobody(&home, &arguments));
        assert_refused(&output, "write_error", "Permission denied");
    }
    assert_eq!(home.read("~/.copera.toml"), FILE);

    // Nor is there a place for the locks.
    set_mode(&home.path("~/.local/state"), 0o555);
    let output = run(&as_nobody(&home, &login("x", "cp_pat_x")));
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
    let output = run(&as_nobody(&home, &login("default", "cp_pat_x")));
    assert!(output.status.success(), "{output:?}");
    assert!(home.read("~/.copera.toml").contains("cp_pat_x"));
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
    home.write("~/.copera.toml", FILE);
    let path = home.path("~/.copera.toml");
    let immutable = Immutable::make(&path);
    if !crate::needs::met("chattr", immutable.is_some(), "an_immutable_file") {
        return;
    }
    assert_in_the_way(&home, "write_error", "Operation not permitted");
    assert_eq!(home.read("~/.copera.toml"), FILE);
    assert_eq!(home.files(), ["home/.copera.toml"]);
}
