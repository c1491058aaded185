//! When a token ends: told at sign-in, kept beside the token, said when it is near.

use copera_sandbox::seed;

use crate::home::{Home, TOKEN};

#[test]
fn told_at_sign_in_and_shown_afterwards() {
    let home = Home::new();
    let login = home
        .copera([
            "auth",
            "login",
            &format!("--token={TOKEN}"),
            "--expires",
            "90d",
        ])
        .run();
    assert!(
        login.succeeds().stderr.contains("(90 days left)"),
        "{login}"
    );
    let status = home
        .copera(["auth", "status"])
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(status["days_left"], 90);
    let list = home.copera(["auth", "list"]).run().succeeds().stdout_json();
    assert_eq!(
        (&list[0]["days_left"], &list[0]["expires_at"]),
        (&status["days_left"], &status["expires_at"])
    );
    // A new token without a date does not inherit the old one's.
    home.copera(["auth", "login", &format!("--token={TOKEN}")])
        .run()
        .succeeds();
    assert!(!home.read("~/.copera.toml").contains("expires_at"));
}

#[test]
fn a_warning_in_the_last_days() {
    let home = Home::new();
    home.copera([
        "auth",
        "login",
        &format!("--token={TOKEN}"),
        "--expires",
        "7d",
    ])
    .run()
    .succeeds();
    for arguments in [["auth", "status"], ["boards", "list"]] {
        let run = home.copera(arguments).run();
        assert!(run.succeeds().stderr.contains(": 7 days left"), "{run}");
    }
}

#[test]
fn dates_that_can_not_be() {
    let home = Home::new();
    for when in ["soon", "2020-01-01", "3y", "-5d", ""] {
        let run = home
            .copera([
                "auth",
                "login",
                &format!("--token={TOKEN}"),
                &format!("--expires={when}"),
            ])
            .run();
        assert_eq!(run.fails_with(2), "input_error", "{when}");
    }
    assert!(!home.read("~/.copera.toml").contains(TOKEN));
    home.copera([
        "auth",
        "login",
        "--token=cp_key_0123",
        "--no-verify",
        "--expires",
        "3y",
    ])
    .run()
    .succeeds();
}

/// A refused token whose known date is past is told by that date.
#[test]
fn refused_after_its_date() {
    let home = Home::new();
    let text = format!(
        "{}[profiles.default]\ntoken = \"{}\"\nexpires_at = \"2026-01-31\"\n",
        home.api(),
        seed::EXPIRED_PAT
    );
    home.write("~/.copera.toml", &text);
    let run = home.copera(["boards", "list"]).run();
    assert_eq!(run.fails_with(4), "api_error");
    assert!(
        run.error()["suggestion"]
            .as_str()
            .unwrap()
            .starts_with("its last day was 2026-01-31"),
        "{run}"
    );
}

/// A date in another file is about another token.
#[test]
fn only_what_stands_beside_the_token_counts() {
    let home = Home::signed_in();
    home.write(
        ".copera.toml",
        "[profiles.default]\nexpires_at = \"2026-01-31\"\n",
    );
    let status = home
        .copera(["auth", "status"])
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(status["expires_at"], serde_json::Value::Null);
}
