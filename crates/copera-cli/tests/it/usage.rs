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
