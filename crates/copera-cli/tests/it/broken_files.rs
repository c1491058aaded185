//! A file that can't be read: what still works, and what must not.

use copera_sandbox::seed::channels::DEPLOYMENTS;

use crate::home::{Home, TOKEN};

const BROKEN: &str = "[profiles.default\ntoken = \"cp_pat_sandbox0secret\"\n";

#[test]
fn a_given_token_works() {
    for broken in ["~/.copera.toml", ".copera.toml", ".copera.local.toml"] {
        let home = Home::new();
        home.write(broken, BROKEN);
        // A broken home file can't name the host; the variable can.
        let list = home
            .copera(["boards", "list"])
            .env("COPERA_CLI_AUTH_TOKEN", TOKEN)
            .env("COPERA_API_BASE_URL", &home.sandbox().base_url())
            .run();
        assert!(
            list.succeeds().stderr.contains("it was passed over"),
            "{list}"
        );
        let status = home.copera(["auth", "status", "--token", TOKEN]).run();
        assert_eq!(
            status.succeeds().stdout_json()["profile"],
            serde_json::Value::Null
        );
    }
}

#[test]
fn after_a_broken_home_file_the_default_host_is_named() {
    let home = Home::empty();
    home.write("~/.copera.toml", BROKEN);
    // The default host can't be reached from a test; a proxy that is not there stands in for it.
    let run = home
        .copera(["boards", "list"])
        .env("COPERA_CLI_AUTH_TOKEN", TOKEN)
        .env("HTTPS_PROXY", "http://127.0.0.1:9")
        .run();
    assert_eq!(run.fails_with(1), "request_failed");
    let notes = run.error()["notes"].to_string();
    assert!(
        notes.contains("using https://api.copera.ai/public/v1"),
        "{run}"
    );
}

/// The channel of the profile may have been another one in the file that can't be read.
#[test]
fn nothing_is_guessed_past_a_broken_file() {
    let home = Home::signed_in();
    let text = home.read("~/.copera.toml") + &format!("channel_id = \"{DEPLOYMENTS}\"\n");
    home.write("~/.copera.toml", &text);
    let send = || {
        home.copera(["channels", "message", "send", "hello"])
            .env("COPERA_CLI_AUTH_TOKEN", TOKEN)
            .run()
    };
    send().succeeds();
    home.write(".copera.toml", BROKEN);
    let run = send();
    assert_eq!(run.fails_with(1), "config_error");
    insta::assert_snapshot!(run);
    assert_eq!(home.sandbox().messages(DEPLOYMENTS).len(), 1);
}

#[test]
fn a_saved_token_above_the_broken_file_does_not_help_with_what_is_below() {
    let home = Home::empty();
    home.write(
        ".copera.local.toml",
        &format!("[profiles.default]\ntoken = \"{TOKEN}\"\n"),
    );
    home.write("~/.copera.toml", BROKEN);
    assert_eq!(
        home.copera(["boards", "list"]).run().fails_with(1),
        "config_error"
    );
}
