//! What the doctor says and does; file modes are part of it.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use crate::home::{Home, Outcome, TOKEN};

const OTHER: &str = "cp_pat_zzzzzzzzzzzzzzzzwxyz";

fn doctor(home: &Home, more: &[&str]) -> Outcome {
    home.copera(["auth", "doctor"].iter().chain(more)).run()
}

/// A file as a save leaves it.
fn private(home: &Home, name: &str, text: &str) {
    home.write(name, text);
    set_mode(&home.path(name), 0o600);
}

fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().unwrap().permissions().mode() & 0o777
}

fn token(token: &str) -> String {
    format!("[profiles.default]\ntoken = \"{token}\"\n")
}

/// A folder that the ignore rules take for a work tree, and git itself does not.
fn work_tree(home: &Home) {
    std::fs::create_dir(home.path(".git")).unwrap();
}

/// Several things at once, in each form.
fn unwell() -> Home {
    let home = Home::empty();
    home.write("~/.copera.toml", &token(TOKEN));
    set_mode(&home.path("~/.copera.toml"), 0o644);
    home.write(
        ".copera.toml",
        "[api]\nbase_url = \"https://copera.evil.example\"\n[profiles.default]\nbord_id = \"x\"\n",
    );
    home
}

#[test]
fn all_is_well() {
    let home = Home::empty();
    let nothing = doctor(&home, &[]);
    assert_eq!(nothing.succeeds().stdout_json(), serde_json::json!([]));
    private(&home, "~/.copera.toml", &token(TOKEN));
    insta::assert_snapshot!(doctor(&home, &["--output", "table"]));
}

#[test]
fn findings_in_each_form() {
    let home = unwell();
    let run = doctor(&home, &[]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!("as_json", run);
    insta::assert_snapshot!("as_a_table", doctor(&home, &["--output", "table"]));
    insta::assert_snapshot!("plain", doctor(&home, &["--output", "plain"]));
    assert!(
        home.sandbox().requests().is_empty(),
        "the doctor asks nobody"
    );
    assert_eq!(mode(&home.path("~/.copera.toml")), 0o644, "only with --fix");
}

/// What is safe is done, and the rest still needs somebody.
#[test]
fn mends_what_is_safe() {
    let home = unwell();
    work_tree(&home);
    private(&home, ".copera.local.toml", &token(OTHER));
    home.write(".gitignore", "target");
    let run = doctor(&home, &["--fix", "--output", "table"]);
    assert_eq!(run.code, 1, "{run}");
    insta::assert_snapshot!(run);
    assert_eq!(mode(&home.path("~/.copera.toml")), 0o600);
    assert_eq!(home.read("~/.copera.toml"), token(TOKEN));
    assert_eq!(home.read(".gitignore"), "target\n/.copera.local.toml*\n");
    // What is left is mended by hand, and then nothing is.
    home.write(".copera.toml", "");
    let again = doctor(&home, &["--fix"]).succeeds().stdout_json();
    assert_eq!(again.as_array().unwrap().len(), 1);
    assert_eq!(again[0]["finding"], "git_unknown");
    assert_eq!(again[0]["severity"], "worth_knowing");
}

/// Nothing is said to be mended that is not: the ignore file is a link, which is not followed.
#[test]
fn what_can_not_be_mended_stays() {
    let home = Home::empty();
    work_tree(&home);
    private(&home, ".copera.local.toml", &token(TOKEN));
    std::os::unix::fs::symlink("elsewhere", home.path(".gitignore")).unwrap();
    let run = doctor(&home, &["--fix"]);
    assert_eq!(run.code, 1, "{run}");
    let found = run.stdout_json();
    assert_eq!(found[0]["finding"], "not_ignored_by_git");
    assert_eq!(found[0]["fixed"], false);
    assert!(
        run.stderr.contains(".gitignore is not a regular file"),
        "{run}"
    );
    assert!(!home.path("elsewhere").exists());
}

#[test]
fn what_git_tracks() {
    if !crate::needs::has("git", "what_git_tracks") {
        return;
    }
    let home = Home::empty();
    private(&home, ".copera.local.toml", &token(TOKEN));
    private(&home, ".copera.toml", &token(OTHER));
    for arguments in [
        &["init", "--quiet"][..],
        &["add", ".copera.toml", ".copera.local.toml"],
    ] {
        let git = Command::new("git")
            .args(arguments)
            .current_dir(home.project())
            .env("HOME", home.home())
            .output();
        assert!(git.unwrap().status.success(), "{arguments:?}");
    }
    #[expect(clippy::disallowed_methods, reason = "the program looks for git there")]
    let path = std::env::var("PATH").unwrap();
    let run = home
        .copera(["auth", "doctor", "--fix", "--output", "table"])
        .env("PATH", &path)
        .run();
    assert_eq!(run.code, 1, "{run}");
    insta::assert_snapshot!(run);
    assert!(!home.path(".gitignore").exists());
}

#[test]
fn a_variable_before_a_stored_token() {
    let home = Home::empty();
    private(&home, "~/.copera.toml", &token(TOKEN));
    let run = home
        .copera(["auth", "doctor"])
        .env("COPERA_CLI_AUTH_TOKEN", OTHER)
        .run();
    // It works, and is perhaps meant.
    insta::assert_snapshot!(run.succeeds());
}

/// The doctor looks at a command and a keyring from outside only.
#[test]
fn runs_no_token_command() {
    let home = Home::empty();
    let trace = home.path("ran");
    let command = format!(
        "[profiles.default]\ntoken_command = [\"touch\", \"{}\"]\n[profiles.kept]\ntoken_store = \"keyring\"\n",
        trace.display()
    );
    private(&home, "~/.copera.toml", &command);
    for profile in ["default", "kept"] {
        let run = home
            .copera(["auth", "doctor", "--profile", profile])
            .env("PATH", "/usr/bin:/bin")
            .run();
        assert_eq!(run.succeeds().stdout_json(), serde_json::json!([]));
    }
    assert!(!trace.exists());
}

/// Of whichever profile: a job of tomorrow may use another one than today's.
#[test]
fn tokens_that_end() {
    let home = Home::empty();
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(5 * 24);
    let text = format!(
        "{}[profiles.old]\ntoken = \"{OTHER}\"\nexpires_at = \"2020-01-31\"\n\
         [profiles.ageing]\ntoken = \"{OTHER}\"\nexpires_at = \"{}\"\n",
        token(TOKEN),
        soon.strftime("%F"),
    );
    private(&home, "~/.copera.toml", &text);
    let run = doctor(&home, &[]);
    assert_eq!(run.code, 1, "{run}");
    let found = run.stdout_json();
    let told = |index: usize| {
        (
            found[index]["finding"].clone(),
            found[index]["line"].clone(),
        )
    };
    assert_eq!(told(0), ("expired_token".into(), 4.into()));
    assert_eq!(told(1), ("expiring_token".into(), 7.into()));
    let message = found[1]["message"].as_str().unwrap();
    assert!(
        message.contains("`ageing`") && message.ends_with("5 days left"),
        "{message}"
    );
    home.write("~/.copera.toml", &text.replace("2020-01-31", "2999-01-31"));
    doctor(&home, &[]).succeeds();
}

/// A broken file is a finding like any other, and told once.
#[test]
fn a_broken_file() {
    let home = Home::empty();
    home.write("~/.copera.toml", &format!("token = \"{TOKEN}\n"));
    let run = doctor(&home, &["--output", "table"]);
    assert_eq!(run.code, 1, "{run}");
    insta::assert_snapshot!(run);
}

/// In a mangled file a token may stand where names stand.
#[test]
fn a_key_that_is_a_token_is_masked() {
    let home = Home::empty();
    home.write(
        "~/.copera.toml",
        &format!("[profiles.{TOKEN}]\n{TOKEN} = 1\n"),
    );
    for form in ["json", "table", "plain"] {
        // That it is shown nowhere is asserted by each run.
        let run = doctor(&home, &["--output", form]);
        assert!(run.succeeds().stdout.contains("cp_pat_…"), "{run}");
    }
}
