//! What `-h` and `--help` say.

use crate::home::Home;

/// What stands above the usage, by paragraphs.
fn description(home: &Home, words: &[&str], flag: &str) -> Vec<String> {
    let run = home.kopai(words.iter().chain([&flag])).run();
    let (above, _) = run.succeeds().stdout.split_once("\n\nUsage: ").unwrap();
    above.split("\n\n").map(str::to_owned).collect()
}

#[test]
fn the_first_line_or_the_whole() {
    let home = Home::empty();
    let commands = [
        &["login"][..],
        &["logout"],
        &["whoami"],
        &["traces", "get"],
        &["env"],
        &["exec"],
    ];
    // How many paragraphs each shows, and whether the first one is the same.
    let seen = commands.map(|words| {
        let short = description(&home, words, "-h");
        let long = description(&home, words, "--help");
        (words, short.len(), long.len(), short[0] == long[0])
    });
    assert_eq!(seen, commands.map(|words| (words, 1, 2, true)));
}
