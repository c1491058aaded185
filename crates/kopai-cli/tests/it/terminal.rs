//! Signing in on a terminal.
#![cfg(unix)]

use std::process::Command;

use crate::home::{Home, TOKEN};
use crate::pty::{end, on_terminal};
use crate::stub::Stub;

#[test]
fn the_token_is_masked() {
    let home = Home::empty();
    let mut session = on_terminal(home.kopai(["login", "--no-verify"]));
    session.exp_string("Token: ").unwrap();
    session.send_line(TOKEN).unwrap();
    let (seen, code) = end(session);
    assert_eq!(code, 0, "{seen}");
    assert!(seen.contains("***") && !seen.contains(TOKEN), "{seen}");
    assert!(home.read(".kopairc").contains(TOKEN));
}

#[test]
fn ctrl_c_and_the_end_of_input_save_nothing() {
    for (key, expected) in [('c', 130), ('d', 1)] {
        let home = Home::empty();
        let mut session = on_terminal(home.kopai(["login", "--no-verify"]));
        session.exp_string("Token: ").unwrap();
        session.send_control(key).unwrap();
        let (seen, code) = end(session);
        assert_eq!(code, expected, "{seen}");
        assert_eq!(home.files(), [""; 0]);
    }
}

/// The offer comes before the token is asked for, and nothing is written by then.
#[test]
fn the_line_for_gitignore_is_offered() {
    if !crate::needs::has("git", "the_line_for_gitignore_is_offered") {
        return;
    }
    let home = Home::empty();
    let init = Command::new("git")
        .args(["init", "-q"])
        .env("HOME", home.home())
        .current_dir(home.project())
        .status();
    assert!(init.unwrap().success());
    let mut session = on_terminal(home.kopai(["login", "--no-verify"]));
    session.exp_string("Add `.kopairc*` to").unwrap();
    assert_eq!(home.files(), [""; 0]);
    session.send_line("y").unwrap();
    session.exp_string("Token: ").unwrap();
    assert_eq!(home.read(".gitignore"), ".kopairc*\n");
    session.send_line(TOKEN).unwrap();
    let (seen, code) = end(session);
    assert_eq!(code, 0, "{seen}");
    assert!(!seen.contains("warning"), "{seen}");
}

#[test]
fn a_planted_url_is_shown_and_asked_about() {
    let stranger = Stub::start();
    let home = Home::empty();
    let planted = format!("{{ \"url\": \"{}\" }}", stranger.url());
    home.write(".kopairc", &planted);
    let mut session = on_terminal(home.kopai(["login"]));
    session.exp_string("Is that meant? [y/N]").unwrap();
    session.send_line("").unwrap();
    let (seen, code) = end(session);
    assert_eq!(code, 1, "{seen}");
    assert_eq!(home.read(".kopairc"), planted);
    assert_eq!(stranger.received().len(), 0);
}
