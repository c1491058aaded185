//! Saving a token into a project, and what a planted file must not bring about.

use std::process::Command;

use crate::home::{Home, TOKEN};

const EVIL: &str = "[api]\nbase_url = \"http://127.0.0.1:9/evil\"\n";

fn local(more: &[&str]) -> Vec<String> {
    let fixed = ["auth", "login", "--no-verify", "--file", "local"].map(str::to_owned);
    fixed
        .into_iter()
        .chain([format!("--token={TOKEN}")])
        .chain(more.iter().map(|&it| it.to_owned()))
        .collect()
}

#[test]
fn into_the_local_file() {
    let home = Home::new();
    let run = home.copera(local(&[])).run();
    insta::assert_snapshot!(run);
    assert_eq!(
        home.read(".copera.local.toml"),
        format!("[profiles.default]\ntoken = \"{TOKEN}\"\n")
    );
}

#[test]
fn into_the_shared_file_only_when_allowed() {
    let home = Home::new();
    let shared = [
        "auth",
        "login",
        "--no-verify",
        "--file",
        "project",
        "--token=cp_key_0123456789abcdef",
    ];
    assert_eq!(home.copera(shared).run().fails_with(2), "input_error");
    assert_eq!(home.files(), ["home/.copera.toml"]);
    home.copera(shared.iter().chain([&"--allow-shared"]))
        .run()
        .succeeds();
    assert!(
        home.read(".copera.toml")
            .contains("cp_key_0123456789abcdef")
    );
}

/// A planted host in either project file, and where the token would be saved.
#[test]
fn a_planted_host_gets_no_token() {
    for (planted, place) in [(".copera.toml", "local"), (".copera.local.toml", "local")] {
        let home = Home::new();
        home.write("~/.copera.toml", "");
        home.write(planted, EVIL);
        let run = home
            .copera([
                "auth",
                "login",
                "--file",
                place,
                &format!("--token={TOKEN}"),
            ])
            .run();
        assert_eq!(run.fails_with(1), "untrusted_host", "{planted}");
        insta::assert_snapshot!(format!("a_planted_host_in_{}", &planted[1..]), run);
        assert_eq!(home.read(planted), EVIL);
    }
}

/// The home file is used everywhere, so no project has a say in where its token goes.
#[test]
fn signing_in_for_everywhere_passes_over_the_project() {
    let home = Home::new();
    home.write(".copera.toml", EVIL);
    home.write(".copera.local.toml", EVIL);
    home.copera(["auth", "login", &format!("--token={TOKEN}")])
        .run()
        .succeeds();
    assert_eq!(
        home.sandbox().requests().len(),
        1,
        "asked the host of the home file"
    );
}

#[test]
fn a_host_can_be_allowed_by_name() {
    let home = Home::new();
    home.write("~/.copera.toml", "");
    home.write(".copera.local.toml", EVIL);
    assert_eq!(
        home.copera(local(&["--allow-host", "127.0.0.1"]))
            .run()
            .fails_with(1),
        "untrusted_host"
    );
    home.copera(local(&["--allow-host", "127.0.0.1:9"]))
        .run()
        .succeeds();
    assert!(home.read(".copera.local.toml").contains(TOKEN));
}

#[test]
fn a_stored_token_does_not_follow_a_planted_host() {
    let home = Home::signed_in();
    home.write(
        ".copera.toml",
        "[api]\nbase_url = \"https://copera.evil.example\"\n",
    );
    let run = home.copera(["boards", "list"]).run();
    assert_eq!(run.fails_with(1), "untrusted_host");
    insta::assert_snapshot!(run);
}

#[test]
fn the_status_says_that_the_host_is_refused() {
    let home = Home::signed_in();
    home.write(
        ".copera.toml",
        "[api]\nbase_url = \"https://copera.evil.example\"\n",
    );
    assert_eq!(
        home.copera(["auth", "status"])
            .run()
            .succeeds()
            .stdout_json()["base_url_allowed"],
        false
    );
    let table = home.copera(["auth", "status", "--output", "table"]).run();
    assert!(
        table
            .succeeds()
            .stdout
            .contains(".copera.toml:2:12): refused for this token"),
        "{table}"
    );
}

/// What a planted `.gitignore` is does not matter: nothing hangs, and no link is followed.
#[cfg(unix)]
#[test]
fn an_odd_ignore_file() {
    let home = Home::new();
    std::fs::create_dir(home.path(".git")).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(home.path(".gitignore"))
            .status()
            .unwrap()
            .success()
    );
    home.copera(local(&[])).run().succeeds();
    std::fs::remove_file(home.path(".gitignore")).unwrap();
    std::os::unix::fs::symlink(home.path("~/victim"), home.path(".gitignore")).unwrap();
    home.copera(local(&[])).run().succeeds();
    assert!(!home.path("~/victim").exists());
}

/// A project must not decide which saved token is overwritten.
#[test]
fn the_profile_for_everywhere_is_the_users_own() {
    let home = Home::new();
    home.write(".copera.toml", "default_profile = \"work\"\n");
    home.copera(["auth", "login", &format!("--token={TOKEN}")])
        .run()
        .succeeds();
    let text = home.read("~/.copera.toml");
    assert!(
        text.contains("[profiles.default]") && !text.contains("work"),
        "{text}"
    );
}

#[test]
fn what_git_would_do_is_told() {
    if !crate::needs::has("git", "what_git_would_do_is_told") {
        return;
    }
    let home = Home::new();
    let git = |arguments: &[&str]| {
        let git = Command::new("git")
            .args(arguments)
            .current_dir(home.project())
            .env("HOME", home.home())
            .output();
        assert!(git.unwrap().status.success(), "{arguments:?}");
    };
    #[expect(clippy::disallowed_methods, reason = "the program looks for git there")]
    let path = std::env::var("PATH").unwrap();
    let run = || home.copera(local(&[])).env("PATH", &path).run();
    git(&["init", "--quiet"]);
    assert!(run().succeeds().stderr.contains("git does not ignore"));
    home.write(".gitignore", ".copera.local.toml*\n");
    assert!(!run().succeeds().stderr.contains("git"));
    git(&["add", "--force", ".copera.local.toml"]);
    assert!(
        run()
            .succeeds()
            .stderr
            .contains("git rm --cached .copera.local.toml")
    );
}

/// While a person looks for the token, a file comes to name another host: nothing is saved for it.
#[cfg(unix)]
#[test]
fn a_host_that_changes_behind_the_question() {
    use crate::pty::{end, on_terminal};

    for changed in [".copera.local.toml", ".copera.toml"] {
        let home = Home::new();
        home.write(".copera.local.toml", "# mine\n");
        let arguments = ["auth", "login", "--token", "--no-verify", "--file", "local"];
        let mut session = on_terminal(home.copera(arguments).env("NO_COLOR", "1"));
        session.exp_string("Profile [default] ").unwrap();
        session.send_line("").unwrap();
        session.exp_string("Paste the token: ").unwrap();
        home.write(changed, EVIL);
        session.send_line(TOKEN).unwrap();
        session.exp_string("[unknown] ").unwrap();
        session.send_line("").unwrap();
        let (seen, code) = end(session);
        assert_eq!(code, 1, "{changed}: {seen}");
        assert!(seen.contains("name another host by now"), "{seen}");
        assert!(
            !home.read(".copera.local.toml").contains(TOKEN),
            "{changed}"
        );
    }
}
