//! The help topics.

use crate::home::Home;

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
    let commands = schema["commands"].as_array().unwrap().iter();
    let described = commands.filter_map(|command| {
        let text = |key: &str| command[key].as_str();
        Some((text("command")?, text("about")?, text("description")?))
    });
    let described: Vec<_> = described.collect();
    assert!(described.len() > 40, "{described:?}");
    for (command, first, whole) in described {
        let asked = |flag| {
            let run = home.copera(command.split(' ').chain([flag])).run();
            let (above, _) = run.succeeds().stdout.split_once("Usage: ").unwrap();
            words(above)
        };
        assert_eq!(asked("-h"), first, "{command}");
        assert_eq!(asked("--help"), words(whole), "{command}");
    }
}

#[test]
fn of_nothing() {
    let home = Home::empty();
    let run = home.copera(["help", "bords"]).run();
    assert_eq!(run.fails_with(2), "usage_error");
    assert_eq!(run.error()["suggestion"], "did you mean `boards`?");
    for (word, topic) in [("exit-code", "exit-codes"), ("env", "environment")] {
        let run = home.copera(["help", word]).run();
        assert_eq!(run.fails_with(2), "usage_error");
        let suggestion = format!("did you mean `{topic}`?");
        assert_eq!(run.error()["suggestion"], suggestion, "{word}");
    }
}
