use copera_sandbox::{Fault, seed};

use crate::home::{Home, TOKEN};

fn login() -> [String; 3] {
    [
        "auth".to_owned(),
        "login".to_owned(),
        format!("--token={TOKEN}"),
    ]
}

#[test]
fn with_the_token_on_the_command_line() {
    let home = Home::new();
    let run = home.copera(login()).run();
    insta::assert_snapshot!(run);
    assert_eq!(
        home.read("~/.copera.toml"),
        format!("{}\n[profiles.default]\ntoken = \"{TOKEN}\"\n", home.api())
    );
    let asked: Vec<_> = home
        .sandbox()
        .requests()
        .iter()
        .map(|request| request.path().to_owned())
        .collect();
    assert_eq!(asked, ["/public/v1/workspace/info"]);
}

/// The ways to say it: attached or not, before the command or after it, or through a pipe.
#[test]
fn ways_to_give_the_token() {
    let attached = format!("--token={TOKEN}");
    let with_newline = format!("{TOKEN}\n");
    let pasted = format!("  Bearer {TOKEN}\r\nsomething else\n");
    let ways: [(Vec<&str>, &str); 6] = [
        (vec!["auth", "login", "--token", TOKEN], ""),
        (vec![&attached, "auth", "login"], ""),
        (vec!["auth", "login", "--token"], TOKEN),
        (vec!["auth", "login", "--token"], &with_newline),
        (vec!["auth", "login", "--token"], &pasted),
        (
            vec!["auth", "login", "--token", "--no-verify", "--no-input"],
            &with_newline,
        ),
    ];
    for (arguments, stdin) in ways {
        let home = Home::new();
        home.copera(&arguments)
            .env("CI", "true")
            .stdin(stdin)
            .run()
            .succeeds();
        let status = home
            .copera(["auth", "status"])
            .run()
            .succeeds()
            .stdout_json();
        assert_eq!(status["kind"], "personal_access", "{arguments:?}");
        assert!(home.read("~/.copera.toml").contains(TOKEN), "{arguments:?}");
    }
}

/// A file that somebody wrote by hand keeps every other byte; loose modes are tightened, and a
/// symlink stays one.
#[cfg(unix)]
#[test]
fn into_a_file_written_by_hand() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let home = Home::empty();
    let before = format!(
        "\u{feff}# My settings. Don't touch!\r\n[api]  # a sandbox\r\nbase_url = '{}'\r\n\r\n\
         [profiles.\"default\"]\r\n  board_id='5eed00040000000000000001' # launch\r\n\
         token   =   'cp_pat_old' # expires soon\r\n[output]\r\nformat = 'auto'",
        home.sandbox().base_url()
    );
    home.write("~/dotfiles.toml", &before);
    std::fs::set_permissions(
        home.path("~/dotfiles.toml"),
        PermissionsExt::from_mode(0o644),
    )
    .unwrap();
    symlink("dotfiles.toml", home.path("~/.copera.toml")).unwrap();

    home.copera(login()).run().succeeds();

    assert_eq!(
        home.read("~/dotfiles.toml"),
        before.replace("cp_pat_old", TOKEN)
    );
    assert!(
        home.path("~/.copera.toml")
            .symlink_metadata()
            .unwrap()
            .is_symlink()
    );
    assert_eq!(
        home.path("~/dotfiles.toml").metadata().unwrap().mode() & 0o777,
        0o600
    );
    assert_eq!(home.files(), ["home/.copera.toml", "home/dotfiles.toml"]);
}

#[test]
fn into_another_profile() {
    let home = Home::signed_in();
    for (arguments, variable) in [
        (
            vec![
                "auth",
                "login",
                "--token=cp_key_0123456789abcdef",
                "--no-verify",
                "--profile",
                "Work",
            ],
            "",
        ),
        (
            vec![
                "auth",
                "login",
                "--token=cp_key_0123456789abcdef",
                "--no-verify",
            ],
            "work",
        ),
    ] {
        home.copera(arguments)
            .env("COPERA_PROFILE", variable)
            .run()
            .succeeds();
        let text = home.read("~/.copera.toml");
        assert_eq!(text.matches("cp_key_0123456789abcdef").count(), 1, "{text}");
        assert_eq!(text.matches("[profiles.Work]").count(), 1, "{text}");
        assert!(text.contains(TOKEN), "{text}");
    }
}

#[test]
fn what_the_service_says_about_the_token() {
    // status of the answer, exit code, saved?
    for (status, code, saved) in [
        (401, 4, false),
        (403, 0, true),
        (429, 0, true),
        (500, 0, true),
        (302, 0, true),
    ] {
        let home = Home::new();
        home.sandbox()
            .fault(Fault::on("GET", "/workspace/info").status(status).always());
        let run = home.copera(login()).run();
        assert_eq!(run.code, code, "{status}: {run}");
        assert_eq!(
            home.read("~/.copera.toml").contains(TOKEN),
            saved,
            "{status}"
        );
        assert_eq!(
            run.stderr.contains("could not be checked"),
            matches!(status, 500 | 302),
            "{run}"
        );
        assert_eq!(home.sandbox().requests().len(), 1, "asked once");
    }
    // A page of a proxy is no answer of the service.
    let home = Home::new();
    home.sandbox().fault(
        Fault::on("GET", "/workspace/info")
            .status(200)
            .body("text/html", "<html>")
            .always(),
    );
    assert!(
        home.copera(login())
            .run()
            .succeeds()
            .stderr
            .contains("could not be checked")
    );
    // Nobody there at all.
    let home = Home::empty();
    home.write(
        "~/.copera.toml",
        "[api]\nbase_url = \"http://127.0.0.1:9\"\n",
    );
    assert!(
        home.copera(login())
            .run()
            .succeeds()
            .stderr
            .contains("could not be checked")
    );
}

#[test]
fn a_token_that_the_service_refuses_is_not_saved() {
    let home = Home::new();
    let before = home.read("~/.copera.toml");
    let run = home
        .copera(["auth", "login", &format!("--token={}", seed::EXPIRED_PAT)])
        .run();
    assert_eq!(run.fails_with(4), "invalid_token");
    insta::assert_snapshot!(run);
    assert_eq!(home.read("~/.copera.toml"), before);
    assert_eq!(home.files(), ["home/.copera.toml"]);
}

#[test]
fn without_asking_the_service() {
    let home = Home::new();
    home.copera(["auth", "login", "--token=cp_pat_whatever", "--no-verify"])
        .run()
        .succeeds();
    assert!(home.sandbox().requests().is_empty());
}

/// Every bad token ends with 2, and no file is touched.
#[test]
fn bad_tokens() {
    for (arguments, stdin, word) in [
        (vec!["auth", "login", "--token="], "", "invalid_input"),
        (vec!["auth", "login", "--token= "], "", "invalid_input"),
        (vec!["auth", "login", "--token"], "", "invalid_input"),
        (vec!["auth", "login", "--token"], "\n", "invalid_input"),
        (
            vec!["auth", "login", "--token=two words"],
            "",
            "invalid_input",
        ),
        (
            vec!["auth", "login", "--token=cp_pat_"],
            "",
            "invalid_input",
        ),
        (
            vec!["auth", "login", "--token=ghp_0123456789"],
            "",
            "invalid_input",
        ),
        (vec!["auth", "login"], "", "non_interactive"),
        (vec!["auth", "login"], "cp_pat_piped", "non_interactive"),
        (
            vec!["auth", "login", "--token=cp_pat_x", "--file", "project"],
            "",
            "input_error",
        ),
        (
            vec!["auth", "login", "--token=cp_pat_x", "--file", "elsewhere"],
            "",
            "input_error",
        ),
        (
            vec!["auth", "login", "--token=cp_pat_x", "extra"],
            "",
            "usage_error",
        ),
    ] {
        let home = Home::empty();
        let run = home.copera(&arguments).stdin(stdin).run();
        assert_eq!(run.fails_with(2), word, "{arguments:?}");
        assert!(home.files().is_empty(), "{arguments:?}");
        assert!(home.sandbox().requests().is_empty(), "{arguments:?}");
    }
}

/// A token without its flag is a mistake that does not get it shown.
#[test]
fn a_bare_token_is_not_repeated() {
    let home = Home::empty();
    let run = home.copera(["auth", "login", "whatever-secret-0123"]).run();
    assert_eq!(run.fails_with(2), "usage_error");
    assert!(
        !run.stderr.contains("secret") && run.stderr.contains("--token=TOKEN"),
        "{run}"
    );
}

#[test]
fn an_unknown_prefix_can_be_allowed() {
    let home = Home::empty();
    home.copera([
        "auth",
        "login",
        "--token=other_0123",
        "--allow-unknown-kind",
        "--no-verify",
    ])
    .run()
    .succeeds();
    assert!(home.read("~/.copera.toml").contains("other_0123"));
}

/// What is in the way is found before anything is asked of a person or the service.
#[test]
fn what_is_in_the_way() {
    type Obstacle = fn(&Home);
    let obstacles: [(Obstacle, &str); 4] = [
        (
            |home| home.write("~/.copera.toml", "[profiles.default\n"),
            "config_error",
        ),
        (
            |home| std::fs::write(home.path("~/.copera.toml"), [0xff]).unwrap(),
            "config_error",
        ),
        (
            |home| std::fs::create_dir(home.path("~/.copera.toml")).unwrap(),
            "config_error",
        ),
        (
            |home| home.write("~/.copera.toml", "profiles = 1\n"),
            "config_error",
        ),
    ];
    for (obstacle, word) in obstacles {
        let home = Home::empty();
        obstacle(&home);
        let before = home.files();
        let run = home.copera(login()).run();
        assert_eq!(run.fails_with(1), word, "{run}");
        assert_eq!(home.files(), before);
    }
    let home = Home::empty();
    assert_eq!(
        home.copera(login()).without_home().run().fails_with(1),
        "home_dir_error"
    );
}

/// The variable still goes before what was saved, and that is said.
#[test]
fn while_the_variable_is_set() {
    let home = Home::new();
    let run = home
        .copera(login())
        .env("COPERA_CLI_AUTH_TOKEN", "cp_pat_other")
        .run();
    assert!(
        run.succeeds()
            .stderr
            .contains("the variable COPERA_CLI_AUTH_TOKEN is set and goes before the saved token"),
        "{run}"
    );
    assert!(home.read("~/.copera.toml").contains(TOKEN));
    let bearers: Vec<_> = home
        .sandbox()
        .requests()
        .iter()
        .map(|request| request.bearer().unwrap().to_owned())
        .collect();
    assert_eq!(
        bearers,
        [TOKEN],
        "the token that is being saved is the one that is checked"
    );
}
