//! What the commands that need no network do not do.

use crate::home::{Home, TOKEN};

/// They open no socket and start no thread, as the kernel sees it.
#[cfg(target_os = "linux")]
#[test]
fn no_socket_and_no_thread() {
    if !crate::needs::has("strace", "no_socket_and_no_thread") {
        return;
    }
    let home = Home::signed_in();
    let traced = |arguments: &[&str]| {
        let log = home.root().join("trace");
        let status = std::process::Command::new("strace")
            .args([
                "-f",
                "-e",
                "trace=socket,connect,clone,clone3,epoll_create1",
                "-o",
            ])
            .arg(&log)
            .arg(env!("CARGO_BIN_EXE_copera"))
            .args(arguments)
            .env_clear()
            .env("HOME", home.home())
            .current_dir(home.project())
            .output()
            .unwrap();
        assert!(status.status.success(), "{arguments:?}: {status:?}");
        let calls = std::fs::read_to_string(log).unwrap();
        calls
            .lines()
            .filter(|line| !line.contains("+++"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for arguments in [
        vec!["--version"],
        vec!["--help"],
        vec!["completion", "bash"],
        vec!["auth", "status"],
        vec!["auth", "status", "--token", TOKEN],
        vec!["auth", "list"],
        vec!["auth", "scopes"],
        vec!["config", "list"],
    ] {
        assert_eq!(traced(&arguments), Vec::<String>::new(), "{arguments:?}");
    }
    // The same eyes see what a command with a client does.
    assert!(
        traced(&["boards", "list"])
            .iter()
            .any(|call| call.contains("socket("))
    );
}
