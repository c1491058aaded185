//! Before a token is written into a repository: would git take it along?

use std::process::Command;

use crate::home::{Home, TOKEN};

fn git(home: &Home, arguments: &[&str]) {
    let run = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@b"])
        .args(arguments)
        .env("HOME", home.home())
        .current_dir(home.project())
        .output();
    assert!(run.unwrap().status.success(), "git {arguments:?}");
}

fn login(home: &Home, folder: &str) -> String {
    let login = home
        .kopai(["login", "--no-verify"])
        .stdin(TOKEN)
        .below(folder);
    login.run().succeeds().stderr.clone()
}

/// From any folder of the work tree, and with patterns understood.
#[test]
fn a_file_that_git_does_not_ignore() {
    if !crate::needs::has("git", "a_file_that_git_does_not_ignore") {
        return;
    }
    for (rules, folder, warns) in [
        ("", ".", true),
        ("", "deep/er", true),
        (".kopairc", ".", false),
        (".kopairc", "deep/er", false),
        ("/.kopairc", ".", false),
        ("/.kopairc", "deep", true),
        ("*.kopairc", ".", false),
        (".kopai*", "deep", false),
        ("deep/", "deep/er", false),
        (".kopairc\n!.kopairc", ".", true),
        ("# .kopairc", ".", true),
    ] {
        let home = Home::empty();
        git(&home, &["init", "-q"]);
        std::fs::create_dir_all(home.path("deep/er")).unwrap();
        home.write(".gitignore", rules);
        let told = login(&home, folder);
        let warned = told.contains("git does not ignore");
        assert_eq!(warned, warns, "{rules:?} in {folder}: {told}");
    }
}

/// What a person ignores in all their repositories is ignored in this one.
#[test]
fn a_file_that_the_users_own_rules_ignore() {
    if !crate::needs::has("git", "a_file_that_the_users_own_rules_ignore") {
        return;
    }
    for (config, rules, warns) in [
        ("[core]\n\texcludesFile = ~/mine\n", ".kopairc*", false),
        ("[core]\n\texcludesFile = ~/mine\n", "other", true),
        ("", ".kopairc*", true),
    ] {
        let home = Home::empty();
        git(&home, &["init", "-q"]);
        home.write("~/.gitconfig", config);
        home.write("~/mine", rules);
        let told = login(&home, ".");
        let warned = told.contains("git does not ignore");
        assert_eq!(warned, warns, "{config:?} {rules:?}: {told}");
    }
}

/// A linked work tree shares the rules of the repository that it belongs to, but no tracked files.
#[test]
fn a_file_in_a_linked_work_tree() {
    if !crate::needs::has("git", "a_file_in_a_linked_work_tree") {
        return;
    }
    for (rules, warns) in [("", true), (".kopairc*", false), ("/deep/.kopairc", false)] {
        let home = Home::empty();
        git(&home, &["init", "-q"]);
        git(&home, &["commit", "-q", "--allow-empty", "-m", "x"]);
        git(&home, &["worktree", "add", "-q", "../linked"]);
        home.write(".git/info/exclude", rules);
        std::fs::create_dir(home.path("../linked/deep")).unwrap();
        let told = login(&home, "../linked/deep");
        assert_eq!(
            told.contains("git does not ignore"),
            warns,
            "{rules:?}: {told}"
        );
    }
    let home = Home::empty();
    git(&home, &["init", "-q"]);
    home.write(".kopairc", "{}");
    git(&home, &["add", ".kopairc"]);
    git(&home, &["commit", "-qm", "x"]);
    git(&home, &["worktree", "add", "-q", "../linked"]);
    let told = login(&home, "../linked");
    assert!(told.contains("git tracks"), "{told}");
}

#[test]
fn a_file_that_git_tracks() {
    if !crate::needs::has("git", "a_file_that_git_tracks") {
        return;
    }
    let home = Home::empty();
    git(&home, &["init", "-q"]);
    home.write(".gitignore", ".kopairc\n");
    home.write(".kopairc", "{}");
    git(&home, &["add", "-f", ".kopairc"]);
    git(&home, &["commit", "-qm", "x"]);
    assert!(login(&home, ".").contains("git tracks"));
}

#[test]
fn outside_of_a_repository_nothing_is_said() {
    assert!(!login(&Home::empty(), ".").contains("git"));
}
