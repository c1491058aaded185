use copera_sandbox::seed::{self, channels::DEPLOYMENTS};

use crate::home::Home;

fn sent(home: &Home) -> Vec<(String, Option<String>)> {
    let messages = home.sandbox().messages(DEPLOYMENTS);
    messages
        .into_iter()
        .map(|message| (message.text, message.name))
        .collect()
}

#[test]
fn words_are_joined() {
    let home = Home::signed_in();
    let run = home
        .copera([
            "channels",
            "message",
            "send",
            "--channel",
            DEPLOYMENTS,
            "two",
            "words",
        ])
        .run();
    insta::assert_snapshot!(run);
    assert_eq!(sent(&home), [("two words".to_owned(), None)]);
}

#[test]
fn from_stdin_with_a_name_to_the_channel_of_the_profile() {
    let home = Home::signed_in();
    home.write(
        ".copera.toml",
        &format!("[profiles.default]\nchannel_id = \"{DEPLOYMENTS}\"\n"),
    );
    let run = home
        .copera([
            "channels", "message", "send", "--name", "Bot", "--output", "table",
        ])
        .stdin("\n line 1\nline 2 \n")
        .run();
    assert_eq!(
        (run.succeeds().stdout.as_str(), run.stderr.as_str()),
        ("", format!("Sent to channel {DEPLOYMENTS}.\n").as_str())
    );
    assert_eq!(
        sent(&home),
        [("line 1\nline 2".to_owned(), Some("Bot".to_owned()))]
    );
}

/// Behind `--` nothing is a flag, and `-` stands for what is piped in.
#[test]
fn words_that_look_like_something_else() {
    let home = Home::signed_in();
    let to = ["channels", "message", "send", "--channel", DEPLOYMENTS];
    let send = |words: &[&str]| home.copera(to.iter().chain(words)).stdin("piped").run();
    send(&["--", "--json=false", "--quiet=true"]).succeeds();
    send(&["-"]).succeeds();
    let texts: Vec<_> = sent(&home).into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts, ["--json=false --quiet=true", "piped"]);
}

#[test]
fn what_can_not_be_sent() {
    let home = Home::signed_in();
    let send = ["channels", "message", "send"];
    let to = |text: &str| home.copera(send).stdin(text).run();
    assert_eq!(to("").fails_with(2), "input_error");
    assert_eq!(to(" \n ").fails_with(2), "input_error");
    let without = to("text");
    assert_eq!(without.fails_with(2), "missing_id");
    assert!(
        without.error()["suggestion"]
            .as_str()
            .unwrap()
            .contains("Developer Mode")
    );
    let long = "ü".repeat(10_001);
    let long = home
        .copera(["channels", "message", "send", "--channel", DEPLOYMENTS])
        .stdin(&long)
        .run();
    assert_eq!(long.fails_with(2), "input_error");
    assert!(home.sandbox().requests().is_empty());
    // Characters count, not bytes.
    let longest = "ü".repeat(10_000);
    home.copera(["channels", "message", "send", "--channel", DEPLOYMENTS])
        .stdin(&longest)
        .run()
        .succeeds();
}

#[test]
fn an_integration_that_does_not_take_part() {
    let home = Home::new();
    let run = home
        .copera([
            "channels",
            "message",
            "send",
            "--channel",
            seed::channels::GENERAL,
            "x",
        ])
        .env("COPERA_CLI_AUTH_TOKEN", seed::KEY)
        .run();
    assert_eq!(run.fails_with(4), "api_error");
    assert!(
        run.error()["suggestion"]
            .as_str()
            .unwrap()
            .contains("must be a participant"),
        "{run}"
    );
}
