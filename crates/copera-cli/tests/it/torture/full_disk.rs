//! A disk without room for the new file.

use std::process::Command;

use super::bounded::{assert_refused, run};
use super::subject::{FILE, FILE_NAME, PROGRAM, ask, login, token};
use crate::home::Home;

/// Runs its arguments with a small disk as the home, on which one file lies and which is full. What
/// is on it then goes to files in the current folder. The disk is this process's own and ends with it.
const ON_A_FULL_DISK: &str = r#"
set -e
mount -t tmpfs -o size=64k tmpfs "$HOME"
cp file "$HOME/$FILE_NAME"
mkdir -p "$HOME/.local/state"
cat /dev/zero >"$HOME/filler" 2>/dev/null || true
set +e
"$@"
code=$?
cp "$HOME/$FILE_NAME" file-after
ls -A "$HOME" >names-after
exit $code
"#;

#[test]
fn a_full_disk() {
    let mount = "mount -t tmpfs -o size=64k tmpfs /tmp";
    let mounted = Command::new("unshare")
        .args(["--mount", "sh", "-c", mount])
        .output();
    let mounted = mounted.is_ok_and(|output| output.status.success());
    if !crate::needs::met("tmpfs", mounted, "a_full_disk") {
        return;
    }
    for arguments in [ask(), login("x", &token(1))] {
        let home = Home::empty();
        home.write("file", FILE);
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "sh", "-c", ON_A_FULL_DISK, "sh"])
            .arg(PROGRAM)
            .args(arguments)
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("HOME", home.home())
            .env("FILE_NAME", FILE_NAME)
            .current_dir(home.project());
        let output = run(&command);
        assert_refused(&output, "write_error", "No space left on device");
        assert_eq!(home.read("file-after"), FILE);
        let names = home.read("names-after");
        let names: Vec<_> = names.lines().filter(|name| *name != FILE_NAME).collect();
        assert_eq!(names, [".local", "filler"]);
    }
}
