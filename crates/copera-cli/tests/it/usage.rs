use crate::home::Home;

#[test]
fn help() {
    let home = Home::empty();
    for arguments in [
        vec![],
        vec!["auth"],
        vec!["auth", "login", "--help"],
        vec!["boards", "list", "--help"],
        vec!["channels", "message", "send", "--help"],
    ] {
        let run = home.copera(&arguments).run();
        run.succeeds();
        insta::assert_snapshot!(format!("help_{}", arguments.join("_")), run);
    }
    // Each way to ask for the same.
    let asked = home.copera(["help", "auth"]).run();
    assert_eq!(
        asked.succeeds().stdout,
        home.copera(["auth", "--help"]).run().stdout
    );
}

#[test]
fn mistakes() {
    let home = Home::empty();
    for arguments in [
        vec!["bords", "list"],
        vec!["boards", "lst"],
        vec!["boards", "list", "--qury", "x"],
        vec!["boards", "list", "superfluous"],
        vec!["boards", "list", "--output", "jsn"],
        vec!["boards", "list", "--json=maybe"],
        vec!["completion", "tcsh"],
        vec!["workspace", "teams", "--limit", "many"],
        vec!["workspace", "teams", "--limit", "99999999999999999999"],
    ] {
        let run = home.copera(&arguments).run();
        run.fails_with(2);
        insta::assert_snapshot!(format!("mistake_{}", arguments.join("_")), run);
    }
    assert!(home.files().is_empty());
}

/// What the service documents a range for is not left to it: the range is told, and nothing is sent.
#[test]
fn out_of_range() {
    let home = Home::signed_in();
    home.write("film.mp4", "x");
    let long = "q".repeat(201);
    for (words, told) in [
        ("channels list --limit 201", "from 1 to 200"),
        ("workspace members --limit 501", "from 1 to 500"),
        ("workspace teams --limit 201", "from 1 to 200"),
        ("workspace teams --limit 4294967297", "from 1 to 200"),
        ("search x --limit 101", "from 1 to 100"),
        ("docs search x --limit 51", "from 1 to 50"),
        ("drive search x --limit 51", "from 1 to 50"),
        ("bookings list --limit 101", "from 1 to 100"),
        ("drive tree --depth 11", "from 1 to 10"),
        ("drive tree --depth -1", "from 1 to 10"),
        ("drive upload film.mp4 --concurrency 0", "from 1 to 32"),
        ("drive upload film.mp4 --concurrency 33", "from 1 to 32"),
        ("drive upload film.mp4 --chunk-size 1", "from 5 MiB"),
        ("channels list --query LONG", "201 characters"),
        ("search EMPTY", "at least one character"),
    ] {
        let word = |word: &str| match word {
            "LONG" => long.clone(),
            "EMPTY" => String::new(),
            word => word.to_owned(),
        };
        let run = home.copera(words.split(' ').map(word)).run();
        assert!(!run.fails_with(2).is_empty());
        assert!(run.stderr.contains(told), "{words}: {run}");
    }
    assert!(home.sandbox().requests().is_empty());
    // The ends of a range belong to it; nothing and less than nothing is not said.
    for words in [
        "channels list --limit 200",
        "workspace members --limit 500",
        "search x --limit 100",
        "docs search x --limit 50",
        "bookings list --limit -3",
        "drive tree --depth 10",
        "drive tree --depth 0",
    ] {
        home.copera(words.split(' ')).run().succeeds();
    }
}

#[test]
fn version() {
    let home = Home::empty();
    insta::assert_snapshot!(home.copera(["version"]).run());
    assert_eq!(
        home.copera(["version", "--output", "plain", "--json=false"])
            .run()
            .stdout,
        "[VERSION]\n"
    );
    assert_eq!(
        home.copera(["--version"]).run().succeeds().stdout,
        "copera [VERSION]\n"
    );
}

/// The commands that need no configuration answer even where it is broken.
#[test]
fn beside_a_broken_configuration() {
    let home = Home::empty();
    home.write("~/.copera.toml", "[");
    assert_eq!(home.copera(["version"]).run().succeeds().stderr, "");
    assert_eq!(
        home.copera(["version", "--output", "bogus"])
            .run()
            .fails_with(2),
        "input_error"
    );
    home.copera(["completion", "bash"]).run().succeeds();
    home.copera(["--help"]).run().succeeds();
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let home = Home::empty();
    let program = home.copera(["completion", "bash"]).into_command();
    let mut shell = std::process::Command::new("sh");
    shell
        .args([
            "-c",
            "\"$0\" completion bash | head -c 1 >/dev/null; echo ok",
        ])
        .arg(program.get_program());
    let output = shell.env("HOME", home.home()).output().unwrap();
    assert_eq!(
        (output.stdout, output.stderr),
        (b"ok\n".to_vec(), Vec::new())
    );
}
