use copera_sandbox::seed::{self, channels::DEPLOYMENTS};

use crate::home::Home;

fn sent(home: &Home) -> Vec<(String, Option<String>)> {
    let messages = home.sandbox().messages(DEPLOYMENTS);
    messages
        .into_iter()
        .map(|message| (message.text, message.name))
        .collect()
}

/// `@file` is a text here, since messages begin with `@name`; whoever has such a file is told.
#[test]
fn a_text_that_looks_like_a_file() {
    let home = Home::signed_in();
    home.write("news.md", "Shipped.");
    let send = ["channels", "message", "send", "--channel", DEPLOYMENTS];
    for (text, told) in [("@news.md", true), ("@ada", false)] {
        let run = home.copera(send.iter().chain(&[text])).run();
        let says = run.succeeds().stderr.contains("send - <news.md");
        assert_eq!(says, told, "{run}");
        assert_eq!(sent(&home).pop().unwrap().0, text);
    }
}

#[test]
fn list() {
    let home = Home::signed_in();
    for format in ["json", "table", "plain"] {
        let run = home.copera(["channels", "list", "--output", format]);
        insta::assert_snapshot!(format!("list_{format}"), run.run());
    }
    let list = [
        "channels",
        "list",
        "--kind",
        "dm",
        "--type",
        "text",
        "--participant",
        seed::people::ALAN,
        "--query",
        "alan",
    ];
    let found = home.copera(list).run().succeeds().stdout_json();
    assert_eq!(found["channels"][0]["_id"], seed::channels::ADA_AND_ALAN);
    let none = home
        .copera([
            "channels", "list", "--query", "no such", "--output", "table",
        ])
        .run();
    assert_eq!(none.succeeds().stderr, "No channels found.\n");
    let key = home
        .copera(["channels", "list"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::KEY)
        .run();
    assert_eq!(key.succeeds().stdout_json()["total"], 1);
}

/// A message to one person is queued, in the channel of the two.
#[test]
fn to_a_person() {
    let home = Home::signed_in();
    let send = [
        "channels",
        "message",
        "send",
        "--user",
        seed::people::ALAN,
        "Hello",
        "there",
    ];
    let shape = home.copera(send).run().succeeds().stdout_json();
    let channel = seed::channels::ADA_AND_ALAN;
    assert_eq!(
        shape,
        serde_json::json!({"sent": true, "user": seed::people::ALAN, "channel": channel, "queued": true})
    );
    home.sandbox().clock().advance(copera_sandbox::WRITE_DELAY);
    assert_eq!(home.sandbox().messages(channel)[0].text, "Hello there");
    // The profile's channel is no contradiction.
    home.write(
        ".copera.toml",
        &format!("[profiles.default]\nchannel_id = \"{DEPLOYMENTS}\"\n"),
    );
    home.copera(send).run().succeeds();
    assert!(sent(&home).is_empty());
}

#[test]
fn what_does_not_go_with_a_person() {
    let home = Home::signed_in();
    for (more, code, word) in [
        (vec!["--channel", DEPLOYMENTS], 2, "input_error"),
        (vec!["--name", "Bot"], 2, "input_error"),
        (vec!["--user", "x"], 2, "invalid_id"),
    ] {
        let send = [
            "channels",
            "message",
            "send",
            "hi",
            "--user",
            seed::people::ALAN,
        ];
        assert_eq!(
            home.copera(send.iter().chain(&more)).run().fails_with(code),
            word,
            "{more:?}"
        );
    }
    assert!(home.sandbox().requests().is_empty());
    let send = [
        "channels",
        "message",
        "send",
        "hi",
        "--user",
        seed::people::ALAN,
    ];
    let rehearsed = home.copera(send.iter().chain(&["--dry-run"])).run();
    assert_eq!(
        rehearsed.succeeds().stdout_json()["body"]["userId"],
        seed::people::ALAN
    );
    let key = home
        .copera(send)
        .env("COPERA_CLI_AUTH_TOKEN", seed::KEY)
        .run();
    assert!(key.stderr.contains("the service decides"), "{key}");
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
