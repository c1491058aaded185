//! `kill -9` while the file is saved: it is the old one or the new one, and what is left beside it is
//! private and gone after the next run.

use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::subject::{FILE_NAME, PROFILE, PROGRAM, login, run, signed_in as file, token};
use crate::home::Home;

/// How many saves are killed; `cargo xtask soak` asks for more.
const KILLS: &str = "COPERA_TORTURE_KILLS";

/// The file, as the tests write and read it.
fn name() -> String {
    format!("~/{FILE_NAME}")
}

/// The only file that a run may leave in the end.
fn alone() -> [String; 1] {
    [format!("home/{FILE_NAME}")]
}

/// What a killed run has left.
struct Scene {
    replaced: bool,
    left_overs: usize,
}

/// Looks at what a run that was to replace `old` by `new` has left, and finds nothing torn and
/// nothing that others may read.
fn look(home: &Home, old: &str, new: &str) -> Scene {
    let text = home.read(&name());
    let replaced = text == file(new);
    assert!(replaced || text == file(old), "torn: {text:?}");
    let files = home.files();
    for name in &files {
        let mode = home
            .root()
            .join(name)
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "{name} has mode {mode:o}");
    }
    Scene {
        replaced,
        left_overs: files.len() - 1,
    }
}

fn signed_in_home() -> Home {
    let home = Home::empty();
    home.write(&name(), &file(&token(99)));
    // Tightens the mode, and makes the folder of the locks.
    run(&home, login(PROFILE, &token(0))).run().succeeds();
    home
}

/// Spread over the time that a whole run takes: reaches between the system calls, too.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the soak task speaks through a variable"
)]
fn killed_at_many_moments() {
    let kills: u32 = std::env::var(KILLS).map_or(100, |kills| kills.parse().unwrap());
    let home = signed_in_home();
    let start = Instant::now();
    run(&home, login(PROFILE, &token(0))).run().succeeds();
    let whole = start.elapsed() + Duration::from_millis(1);

    let mut old = token(0);
    for kill in 0..kills {
        let new = token(kill + 1);
        let mut program = run(&home, login(PROFILE, &new)).into_command();
        program
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = program.spawn().unwrap();
        std::thread::sleep(whole * kill / kills);
        child.kill().unwrap();
        child.wait().unwrap();
        let scene = look(&home, &old, &new);
        // The next run waits for the lock and sweeps, so that left-overs never pile up.
        assert!(scene.left_overs <= 1, "{:?}", home.files());
        if scene.replaced {
            old = new;
        }
    }
    run(&home, login(PROFILE, &token(0))).run().succeeds();
    assert_eq!(home.files(), alone());
}

/// Before each single system call of a run: between two of them nothing happens that others see.
#[cfg(target_os = "linux")]
#[test]
fn killed_before_every_system_call() {
    if !crate::needs::has("strace", "killed_before_every_system_call") {
        return;
    }
    let (old, new) = (token(0), token(1));
    let home = signed_in_home();
    let log = home.home().join(".local").join("calls");
    let strace = |options: &[&str]| {
        let mut strace = Command::new("strace");
        strace
            .args(options)
            .arg("--output")
            .arg(&log)
            .arg(PROGRAM)
            .args(login(PROFILE, &new))
            .env_clear()
            .env("HOME", home.home())
            .current_dir(home.project());
        strace.output().unwrap()
    };
    assert!(strace(&[]).status.success());
    let calls = std::fs::read_to_string(&log).unwrap();
    let calls: Vec<&str> = calls
        .lines()
        .filter_map(|line| line.split_once('('))
        .map(|(call, _)| call)
        .collect();
    assert!(calls.contains(&"fsync"), "{calls:?}");

    let (mut kept, mut replaced, mut left_over) = (0, 0, 0);
    for (index, call) in calls.iter().enumerate() {
        home.write(&name(), &file(&token(0)));
        let nth = calls[..=index]
            .iter()
            .filter(|other| *other == call)
            .count();
        let _ = strace(&[&format!("--inject={call}:signal=KILL:when={nth}")]);
        let scene = look(&home, &old, &new);
        left_over += scene.left_overs;
        if scene.replaced {
            replaced += 1;
        } else {
            kept += 1;
        }
        if scene.left_overs > 0 {
            run(&home, login(PROFILE, &new)).run().succeeds();
            assert_eq!(home.files(), alone(), "killed before {call} {nth}");
        }
    }
    assert!(
        kept > 0 && replaced > 0 && left_over > 0,
        "the kills missed the save: {kept} {replaced} {left_over}"
    );
}
