//! A disk without room for the new file.

use std::process::Command;

use super::bounded::{assert_refused, run};
use super::{FILE, login};
use crate::home::Home;

/// Runs its arguments with a small disk as the home, on which one file lies and which is full. What
/// is on it then goes to files in the current folder. The disk is this process's own and ends with it.
const ON_A_FULL_DISK: &str = r#"
set -e
mount -t tmpfs -o size=64k tmpfs "$HOME"
cp file "$HOME/.copera.toml"
mkdir -p "$HOME/.local/state"
cat /dev/zero >"$HOME/filler" 2>/dev/null || true
set +e
"$@"
code=$?
cp "$HOME/.copera.toml" file-after
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
    let asking = ["auth", "login", "--no-verify", "--token"];
    for arguments in [asking.map(str::to_owned).to_vec(), login("x", "cp_pat_x")] {
        let home = Home::empty();
        home.write("file", FILE);
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "sh", "-c", ON_A_FULL_DISK, "sh"])
            .arg(env!("CARGO_BIN_EXE_copera"))
            .args(arguments)
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("HOME", home.home())
            .current_dir(home.project());
        let output = run(&command);
        assert_refused(&output, "write_error", "No space left on device");
        assert_eq!(home.read("file-after"), FILE);
        assert_eq!(home.read("names-after"), ".copera.toml\n.local\nfiller\n");
    }
}
