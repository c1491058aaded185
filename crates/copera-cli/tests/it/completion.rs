//! Completion, as a shell asks for it, and in the shells themselves.

use crate::home::{Home, TOKEN};

/// What a shell is offered for the last word of the line.
fn offered(home: &Home, line: &[&str]) -> Vec<String> {
    let asked = [&["--", "copera"], line].concat();
    let run = home.copera(asked).env("COPERA_COMPLETE", "fish").run();
    assert_eq!(run.succeeds().stderr, "");
    let words = run
        .stdout
        .lines()
        .map(|line| line.split('\t').next().unwrap().to_owned());
    words.collect()
}

#[test]
fn commands_flags_and_fixed_words() {
    let home = Home::empty();
    assert_eq!(offered(&home, &["boa"]), ["boards"]);
    assert_eq!(offered(&home, &["boards", "list", "--que"]), ["--query"]);
    assert_eq!(
        offered(&home, &["boards", "list", "--output", ""]),
        ["auto", "json", "ndjson", "table", "plain"]
    );
    assert_eq!(offered(&home, &["config", "get", "api.t"]), ["api.timeout"]);
}

/// Wherever the words are known, they are offered, without asking anybody.
#[test]
fn words_of_arguments() {
    let home = Home::signed_in();
    for (line, expected) in [
        (
            &["search", "x", "--type", "d"][..],
            &["document", "driveContent"][..],
        ),
        (&["search", "x", "--order", ""], &["asc", "desc"]),
        (&["docs", "update", "x", "--operation", "p"], &["prepend"]),
        (&["tables", "export", "x", "--format", "C"], &["CSV"]),
        (
            &["rows", "import", "x", "--format", ""],
            &["csv", "ndjson", "json"],
        ),
        (&["channels", "list", "--kind", ""], &["group", "dm"]),
        (&["help", "e"], &["environment", "exit-codes"]),
        (&["help", "ro"], &["rows"]),
        (&["help", "rows", "li"], &["list"]),
        (&["schema", "ro"], &["rows"]),
        (&["schema", "rows", "comments", "at"], &["attachments"]),
        (&["api", "P"], &["POST", "PATCH", "PUT"]),
    ] {
        assert_eq!(offered(&home, line), expected, "{line:?}");
    }
    assert!(home.sandbox().requests().is_empty());
}

#[test]
fn profiles() {
    let home = Home::empty();
    home.write(
        "~/.copera.toml",
        &format!("[profiles.work]\ntoken = \"{TOKEN}\"\n[profiles.bot]\ntoken = \"{TOKEN}\"\n"),
    );
    assert_eq!(
        offered(&home, &["boards", "list", "--profile", ""]),
        ["bot", "work"]
    );
    assert_eq!(offered(&home, &["auth", "use", "w"]), ["work"]);
    assert!(home.sandbox().requests().is_empty());
}

/// A broken file is no reason to disturb somebody who types.
#[test]
fn beside_a_broken_configuration() {
    let home = Home::empty();
    home.write("~/.copera.toml", "[");
    assert_eq!(
        offered(&home, &["boards", "list", "--profile", ""]),
        [""; 0]
    );
    assert_eq!(offered(&home, &["vers"]), ["version"]);
}

#[test]
fn scripts_ask_the_program() {
    let home = Home::empty();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let run = home.copera(["completion", shell]).run();
        assert!(run.succeeds().stdout.contains("COPERA_COMPLETE"), "{shell}");
    }
}

/// A shell, how it is started, where its script goes as the help has it, and what loads that.
#[cfg(unix)]
const SHELLS: [(&str, &[&str], &str, &str); 3] = [
    (
        "bash",
        &["--norc", "--noprofile", "-i"],
        "~/.local/share/bash-completion/completions/copera",
        ". ~/.local/share/bash-completion/completions/copera",
    ),
    (
        "zsh",
        &["-f", "-i"],
        "~/.zfunc/_copera",
        "fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit -u -D",
    ),
    (
        "fish",
        &["-i"],
        "~/.config/fish/completions/copera.fish",
        "true",
    ),
];

/// From the first press of the key on: what was completed is what runs.
#[cfg(unix)]
#[test]
fn in_the_shells_themselves() {
    for (shell, arguments, place, load) in SHELLS {
        if !crate::needs::has(shell, "in_the_shells_themselves") {
            continue;
        }
        let home = Home::empty();
        home.write(
            "~/.copera.toml",
            &format!("[profiles.work]\ntoken = \"{TOKEN}\"\n[profiles.bot]\ntoken = \"{TOKEN}\"\n"),
        );
        let script = home.copera(["completion", shell]).run();
        std::fs::create_dir_all(home.path(place).parent().unwrap()).unwrap();
        home.write(place, &script.succeeds().stdout);

        let program = home
            .shell("exec \"$0\" \"$@\"", &[])
            .with_words(shell, arguments);
        let mut session = crate::pty::on_terminal(program);
        // What is typed is seen too, but for the marks.
        session.send_line(&format!("{load}; echo re''ady")).unwrap();
        session.exp_string("ready").unwrap();
        session.send_line("copera auth use w\t").unwrap();
        session
            .send_line("copera conf\tge\tdefault_p\t > shown")
            .unwrap();
        session.send_line("exit").unwrap();
        let (seen, _) = crate::pty::end(session);
        let shown = home.read("shown");
        assert!(shown.contains("\"work\""), "{shell}: {shown}\n{seen}");
        assert!(home.sandbox().requests().is_empty());
    }
}
