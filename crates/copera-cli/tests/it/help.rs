//! The help topics.

use crate::home::Home;
use crate::lines::all_say;

#[test]
fn topics() {
    let home = Home::empty();
    // A topic needs no configuration.
    home.write("~/.copera.toml", "[");
    for (topic, said) in [
        ("authentication", "cp_key_"),
        ("config", "profiles.NAME.board_id"),
        ("environment", "COPERA_CLI_AUTH_TOKEN"),
        ("environment", "BROWSER"),
        ("exit-codes", "130"),
    ] {
        let run = home.copera(["help", topic]).run();
        assert!(run.succeeds().stdout.contains(said), "{run}");
        assert_eq!(run.stderr, "");
    }
}

#[test]
fn of_commands() {
    let home = Home::empty();
    for words in [vec![], vec!["auth"], vec!["boards", "list"]] {
        let help = home.copera([&["help"], &words[..]].concat()).run();
        let flag = home.copera([&words[..], &["--help"]].concat()).run();
        assert_eq!(help.succeeds().stdout, flag.succeeds().stdout, "{words:?}");
    }
}

/// One line to `-h`, and everything to `--help` and to programs.
#[test]
fn the_first_line_or_the_whole() {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let home = Home::empty();
    let schema = home.copera(["schema"]).run().succeeds().stdout_json();
    let commands = schema["commands"].as_array().unwrap();
    let described = commands.iter().filter(|it| !it["description"].is_null());
    assert!(described.count() > 40, "{schema}");
    let lines = commands.iter().flat_map(|command| {
        let first = command["about"].as_str().unwrap();
        let whole = command["description"].as_str().unwrap_or(first);
        let name = command["command"].as_str().unwrap();
        [("-h", first), ("--help", whole)].map(|(flag, told)| (name, flag, told))
    });
    all_say(lines.map(|(name, flag, told)| {
        let run = home.copera(name.split(' ').chain([flag])).run();
        let (above, _) = run.succeeds().stdout.split_once("Usage: ").unwrap();
        (format!("{name} {flag}"), words(above), words(told))
    }));
}

#[test]
fn of_nothing() {
    let home = Home::empty();
    let run = home.copera(["help", "bords"]).run();
    assert_eq!(run.fails_with(2), "usage_error");
    assert_eq!(run.error()["suggestion"], "did you mean `boards`?");
    for (word, topic) in [
        ("exit-code", "exit-codes"),
        ("exitcodes", "exit-codes"),
        ("env", "environment"),
        ("enviroment", "environment"),
        ("autentication", "authentication"),
        ("notificatons", "notifications"),
    ] {
        let run = home.copera(["help", word]).run();
        assert_eq!(run.fails_with(2), "usage_error");
        let suggestion = format!("did you mean `{topic}`?");
        assert_eq!(run.error()["suggestion"], suggestion, "{word}");
    }
}

/// Programs are told of every flag that people are.
#[test]
fn flags_of_the_schema() {
    let home = Home::empty();
    let schema = home.copera(["schema"]).run().succeeds().stdout_json();
    let flags = |of: &serde_json::Value| {
        let of = of.as_array().unwrap().iter();
        let long = of.filter_map(|it| Some(format!("--{}", it["long"].as_str()?)));
        long.collect::<Vec<_>>()
    };
    let global = flags(&schema["global_options"]);
    let untold = schema["commands"]
        .as_array()
        .unwrap()
        .iter()
        .map(|command| {
            let name = command["command"].as_str().unwrap();
            let run = home.copera(name.split(' ').chain(["-h"])).run();
            let known = [flags(&command["arguments"]), global.clone()].concat();
            let listed = run.succeeds().stdout.lines();
            let listed = listed.filter(|line| line.trim_start().starts_with('-'));
            let listed =
                listed.filter_map(|line| line.split_whitespace().find(|it| it.starts_with("--")));
            let untold = listed.map(|flag| flag.trim_end_matches("...").to_owned());
            let untold = untold.filter(|flag| flag != "--help" && !known.contains(flag));
            (name.to_owned(), untold.collect::<Vec<_>>())
        });
    let untold: Vec<_> = untold.filter(|(_, flags)| !flags.is_empty()).collect();
    assert!(untold.is_empty(), "{untold:?}");
}
