//! `kill -9` while the file is saved: it is the old one or the new one, and what is left beside it is
//! private and gone after the next run.

use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{FILE, login};
use crate::home::Home;

const OLD: &str = "cp_pat_00000000000000000000000000000000";

/// How many saves are killed; `cargo xtask soak` asks for more.
const KILLS: &str = "COPERA_TORTURE_KILLS";

/// The file, signed in with this token.
fn file(token: &str) -> String {
    FILE.replace(
        "board_id = '64a1b2c3d4e5f60718293a4b'\r\n",
        &format!("board_id = '64a1b2c3d4e5f60718293a4b'\r\ntoken = \"{token}\"\r\n"),
    )
}

/// What a killed run has left.
struct Scene {
    replaced: bool,
    left_overs: usize,
}

/// Looks at what a run that was to replace `old` by `new` has left, and finds nothing torn and
/// nothing that others may read.
fn look(home: &Home, old: &str, new: &str) -> Scene {
    let text = home.read("~/.copera.toml");
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

fn signed_in() -> Home {
    let home = Home::empty();
    home.write("~/.copera.toml", &file("cp_pat_first"));
    // Tightens the mode, and makes the folder of the locks.
    home.copera(login("home", OLD)).run().succeeds();
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
    let home = signed_in();
    let start = Instant::now();
    home.copera(login("home", OLD)).run().succeeds();
    let whole = start.elapsed() + Duration::from_millis(1);

    let mut old = OLD.to_owned();
    for kill in 0..kills {
        let new = format!("cp_pat_{:032}", kill + 1);
        let mut program = home.copera(login("home", &new)).into_command();
        program
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut run = program.spawn().unwrap();
        std::thread::sleep(whole * kill / kills);
        run.kill().unwrap();
        run.wait().unwrap();
        let scene = look(&home, &old, &new);
        // The next run waits for the lock and sweeps, so that left-overs never pile up.
        assert!(scene.left_overs <= 1, "{:?}", home.files());
        if scene.replaced {
            old = new;
        }
    }
    home.copera(login("home", OLD)).run().succeeds();
    assert_eq!(home.files(), ["home/.copera.toml"]);
}

/// Before each single system call of a run: between two of them nothing happens that others see.
#[cfg(target_os = "linux")]
#[test]
fn killed_before_every_system_call() {
    const NEW: &str = "cp_pat_11111111111111111111111111111111";
    if !crate::needs::has("strace", "killed_before_every_system_call") {
        return;
    }
    let home = signed_in();
    let log = home.home().join(".local").join("calls");
    let strace = |options: &[&str]| {
        let mut strace = Command::new("strace");
        strace
            .args(options)
            .arg("--output")
            .arg(&log)
            .arg(env!("CARGO_BIN_EXE_copera"))
            .args(login("home", NEW))
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
        home.write("~/.copera.toml", &file(OLD));
        let nth = calls[..=index]
            .iter()
            .filter(|other| *other == call)
            .count();
        let _ = strace(&[&format!("--inject={call}:signal=KILL:when={nth}")]);
        let scene = look(&home, OLD, NEW);
        left_over += scene.left_overs;
        if scene.replaced {
            replaced += 1;
        } else {
            kept += 1;
        }
        if scene.left_overs > 0 {
            home.copera(login("home", NEW)).run().succeeds();
            assert_eq!(
                home.files(),
                ["home/.copera.toml"],
                "killed before {call} {nth}"
            );
        }
    }
    assert!(
        kept > 0 && replaced > 0 && left_over > 0,
        "the kills missed the save: {kept} {replaced} {left_over}"
    );
}
