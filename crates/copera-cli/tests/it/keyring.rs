//! Tokens in a real Secret Service, in a private session of its own.
#![cfg(target_os = "linux")]

use std::process::{Command, Stdio};

use crate::home::{Home, TOKEN};
use crate::needs;

/// Runs a shell script inside a fresh D-Bus session, with `$COPERA` as the program and, where it is
/// said so, a keyring that was unlocked. Returns what it printed, both streams together.
fn in_session(home: &Home, prelude: &str, script: &str) -> String {
    let run = home.root().join("run");
    std::fs::create_dir_all(&run).unwrap();
    std::fs::set_permissions(&run, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let output = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &format!("exec 2>&1\n{prelude}\n{script}")])
        .env_clear()
        .env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")
        .env("HOME", home.home())
        .env("XDG_RUNTIME_DIR", &run)
        .env("COPERA", env!("CARGO_BIN_EXE_copera"))
        .current_dir(home.project())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

const UNLOCKED: &str =
    "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1";

/// Locks the collection that the daemon made.
const LOCK: &str = "gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets \
     --method org.freedesktop.Secret.Service.Lock \"[objectpath '/org/freedesktop/secrets/collection/login']\" >/dev/null";

/// Stops the daemon that answers for the keyring: it is there, and never answers.
const HANG: &str = "pid=$(gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus \
     --method org.freedesktop.DBus.GetConnectionUnixProcessID org.freedesktop.secrets | tr -dc '0-9 ' | awk '{print $NF}'); \
     kill -STOP $pid";

fn ready(test: &str) -> bool {
    needs::has("dbus-run-session", test) && needs::has("gnome-keyring-daemon", test)
}

fn login(store: &str) -> String {
    format!("$COPERA auth login --token={TOKEN} --store {store}; echo code=$?\n")
}

#[test]
fn signing_in_using_moving_and_signing_out() {
    if !ready("signing_in_using_moving_and_signing_out") {
        return;
    }
    let home = Home::new();
    let seen = in_session(
        &home,
        UNLOCKED,
        &(login("keyring")
            + "cat ~/.copera.toml\n\
               $COPERA boards list --output plain | head -1 | cut -f2; echo\n\
               $COPERA auth status --output plain\n\
               $COPERA auth migrate --store file --output plain; grep -c '^token =' ~/.copera.toml\n\
               $COPERA auth migrate --store keyring --output plain; grep -c '^token =' ~/.copera.toml\n\
               $COPERA auth logout; echo code=$?\n\
               $COPERA boards list 2>/dev/null; echo code=$?\n\
               cat ~/.copera.toml\n"),
    );
    assert!(!home.read("~/.copera.toml").contains(TOKEN));
    insta::assert_snapshot!(home.stable(&seen));
}

/// The commands that look at a token, or remove all, with one that is in the keyring.
#[test]
fn looked_at_and_removed_with_the_others() {
    if !ready("looked_at_and_removed_with_the_others") {
        return;
    }
    let home = Home::new();
    let count = "$COPERA boards list --profile default >/dev/null 2>&1; echo left=$?\n";
    let script = login("keyring")
        + &login("file --profile plain")
        + "$COPERA auth token | sha256sum\n\
           $COPERA auth scopes --output plain 2>/dev/null | head -1; echo code=$?\n\
           $COPERA auth scopes --probe --output plain 2>/dev/null | head -1; echo code=$?\n\
           $COPERA auth doctor; echo code=$?\n"
        + HANG
        + "\n$COPERA auth doctor >/dev/null; echo hung=$?; kill -CONT $pid\n\
           $COPERA auth logout --all --force --output plain; echo code=$?\n"
        + count
        + "cat ~/.copera.toml\n";
    let seen = home.stable(&in_session(&home, UNLOCKED, &script));
    let digest = format!("printf '%s\\n' {TOKEN} | sha256sum");
    let digest = Command::new("sh").args(["-c", &digest]).output().unwrap();
    let digest = String::from_utf8(digest.stdout).unwrap();
    assert!(seen.contains(&digest), "the token itself: {seen}");
    assert!(!seen.contains(&TOKEN[7..]), "{seen}");
    insta::assert_snapshot!(seen.replace(&digest, "[DIGEST]\n"));
}

/// A keyring that was asked for and is not there is an error before anything is saved or asked.
#[test]
fn without_a_keyring() {
    let home = Home::new();
    let before = home.read("~/.copera.toml");
    let run = home
        .copera([
            "auth",
            "login",
            &format!("--token={TOKEN}"),
            "--store",
            "keyring",
        ])
        .run();
    assert_eq!(run.fails_with(1), "keyring_error");
    assert!(
        run.error()["suggestion"]
            .as_str()
            .unwrap()
            .contains("--store file"),
        "{run}"
    );
    assert_eq!(home.read("~/.copera.toml"), before);
    assert!(home.sandbox().requests().is_empty());
}

#[test]
fn a_locked_keyring() {
    if !ready("a_locked_keyring") {
        return;
    }
    let home = Home::new();
    let script =
        login("keyring") + LOCK + "; $COPERA boards list; echo code=$?\n" + &login("keyring");
    let seen = in_session(&home, UNLOCKED, &script);
    let codes: Vec<_> = seen
        .lines()
        .filter(|line| line.starts_with("code="))
        .collect();
    assert_eq!(codes, ["code=0", "code=4", "code=1"], "{seen}");
    assert!(seen.contains("locked"), "{seen}");
}

/// A keyring that never answers is given up after three seconds, and blocks neither what does not
/// need it nor signing out.
#[test]
fn a_keyring_that_never_answers() {
    if !ready("a_keyring_that_never_answers") {
        return;
    }
    let home = Home::new();
    let script = login("keyring")
        + HANG
        + "\n$COPERA boards list; echo code=$?\n\
           $COPERA boards list --token "
        + TOKEN
        + " >/dev/null; echo code=$?\n\
           $COPERA auth status >/dev/null 2>&1; echo code=$?\n\
           $COPERA auth logout; echo code=$?\n\
           kill -CONT $pid\n";
    let begun = std::time::Instant::now();
    let seen = in_session(&home, UNLOCKED, &script);
    let codes: Vec<_> = seen
        .lines()
        .filter(|line| line.starts_with("code="))
        .collect();
    assert_eq!(
        codes,
        ["code=0", "code=4", "code=0", "code=0", "code=0"],
        "{seen}"
    );
    assert!(seen.contains("did not answer within 3 s"), "{seen}");
    assert!(
        begun.elapsed() < std::time::Duration::from_secs(30),
        "bounded"
    );
    assert!(!home.read("~/.copera.toml").contains("token_store"));
}

/// The other place that is no file: a program that prints the token.
#[test]
fn a_token_command() {
    let home = Home::new();
    let command = format!(
        "{}[profiles.default]\ntoken_command = [\"sh\", \"-c\", \"echo $SECRET; echo ran >> ~/ran\"]\n",
        home.api()
    );
    home.write("~/.copera.toml", &command);
    let run = |arguments: &[&str]| {
        home.copera(arguments)
            .env("PATH", "/usr/bin:/bin")
            .env("SECRET", TOKEN)
            .run()
    };
    run(&["boards", "list"]).succeeds();
    assert_eq!(home.read("~/ran"), "ran\n", "once a run");
    let status = run(&["auth", "status"]).succeeds().stdout_json();
    assert_eq!(status["location"], "command");
    assert_eq!(home.read("~/ran"), "ran\n", "the status does not run it");
    let failing = command.replace("echo ran", "exit 7; echo ran");
    home.write("~/.copera.toml", &failing);
    assert_eq!(run(&["boards", "list"]).fails_with(4), "auth_required");
}
