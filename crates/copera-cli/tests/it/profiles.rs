//! `auth list`, `auth use`, `auth token`.

use copera_sandbox::seed;

use crate::home::{Home, TOKEN};

/// One profile of each sort at home, one more in the project.
fn home() -> Home {
    let home = Home::empty();
    home.write(
        "~/.copera.toml",
        &format!(
            "default_profile = \"Work\" # mine\n[profiles.Work]\ntoken = \"{TOKEN}\"\n\
             [profiles.bot]\ntoken_store = \"keyring\"\n\
             [profiles.pass]\ntoken_command = [\"touch\", \"ran\"]\n\
             [profiles.bare]\nboard_id = \"b\"\n"
        ),
    );
    home.write(
        ".copera.local.toml",
        &format!("[profiles.here]\ntoken = \"{}\"\n", seed::KEY),
    );
    home
}

#[test]
fn list() {
    let home = home();
    insta::assert_snapshot!("list", home.copera(["auth", "list"]).run());
    for format in ["table", "plain"] {
        let run = home.copera(["auth", "list", "--output", format]).run();
        insta::assert_snapshot!(format!("list_{format}"), run);
    }
    assert!(!home.path("ran").exists(), "no command is run");
}

#[test]
fn which_rule_chose_the_profile() {
    let home = home();
    let active = |run: crate::home::Outcome| {
        let list = run.succeeds().stdout_json();
        let active = list.as_array().unwrap().iter();
        let active = active.filter(|profile| profile["active"] == true);
        active
            .map(|profile| {
                (
                    profile["profile"].to_string(),
                    profile["active_by"].to_string(),
                )
            })
            .collect::<Vec<_>>()
    };
    let one = |name: &str, rule: &str| vec![(format!("\"{name}\""), format!("\"{rule}\""))];
    let list = || home.copera(["auth", "list"]);
    assert_eq!(active(list().run()), one("Work", "default_profile"));
    assert_eq!(
        active(list().env("COPERA_PROFILE", "BOT").run()),
        one("bot", "variable")
    );
    let flag = home.copera(["auth", "list", "--profile", "here"]);
    assert_eq!(
        active(flag.env("COPERA_PROFILE", "bot").run()),
        one("here", "flag")
    );

    let unknown = list().env("COPERA_PROFILE", "nope").run();
    assert!(
        unknown.stderr.contains("there is no profile `nope`"),
        "{unknown}"
    );
    assert_eq!(active(unknown), []);
    let given = list().env("COPERA_CLI_AUTH_TOKEN", TOKEN).run();
    assert!(
        given
            .succeeds()
            .stderr
            .contains("goes before every saved one"),
        "{given}"
    );

    home.write("~/.copera.toml", "[profiles.default]\n");
    assert_eq!(active(list().run()), one("default", "default"));
}

#[test]
fn list_beside_a_broken_file() {
    let home = home();
    home.write(".copera.toml", "[profiles.broken");
    let run = home.copera(["auth", "list"]).run();
    assert_eq!(run.succeeds().stdout_json().as_array().unwrap().len(), 5);
    assert!(
        run.stderr
            .contains("/project/.copera.toml is not valid TOML"),
        "{run}"
    );
    assert_eq!(
        Home::empty()
            .copera(["auth", "list"])
            .run()
            .succeeds()
            .stdout,
        "[]\n"
    );
}

#[test]
fn use_writes_the_stored_spelling() {
    let home = home();
    let run = home.copera(["auth", "use", "BOT"]).run();
    insta::assert_snapshot!("use", run);
    let text = home.read("~/.copera.toml");
    assert!(
        text.starts_with("default_profile = \"bot\" # mine\n"),
        "{text}"
    );
    let again = home
        .copera(["auth", "use", "work", "--output", "table"])
        .run();
    insta::assert_snapshot!("use_as_a_table", again);
}

#[test]
fn use_of_a_profile_that_does_not_exist() {
    let home = home();
    let before = home.read("~/.copera.toml");
    let run = home.copera(["auth", "use", "nope"]).run();
    assert_eq!(run.fails_with(2), "unknown_profile");
    insta::assert_snapshot!("use_of_an_unknown_profile", run);
    // Elsewhere there would be no such profile.
    let here = home.copera(["auth", "use", "here"]).run();
    assert_eq!(here.fails_with(2), "unknown_profile");
    assert_eq!(home.read("~/.copera.toml"), before);
    home.copera(["auth", "use", "here", "--project"])
        .run()
        .succeeds();
    assert!(
        home.read(".copera.local.toml")
            .starts_with("default_profile = \"here\"\n")
    );
}

#[test]
fn use_says_what_goes_before_it() {
    let home = home();
    let variable = home
        .copera(["auth", "use", "bot"])
        .env("COPERA_PROFILE", "nope")
        .run();
    assert_eq!(variable.succeeds().stdout_json()["active"], false);
    assert_eq!(
        variable.stderr,
        "note: variable COPERA_PROFILE goes before it, here and now: the profile in force is `nope`, not `bot`\n"
    );
    home.copera(["auth", "use", "here", "--project"])
        .run()
        .succeeds();
    let file = home.copera(["auth", "use", "bot"]).run();
    assert!(
        file.succeeds()
            .stderr
            .contains("/project/.copera.local.toml:1:19 goes before it"),
        "{file}"
    );
    let flag = home
        .copera(["auth", "use", "bot", "--profile", "Work"])
        .run();
    assert!(
        flag.succeeds()
            .stderr
            .contains("flag --profile goes before it"),
        "{flag}"
    );
}

#[test]
fn the_token_alone() {
    let home = home();
    for arguments in [
        vec!["auth", "token"],
        vec!["auth", "token", "--json"],
        vec!["auth", "token", "--output", "table"],
    ] {
        let run = home.copera(arguments).run_and_see_the_secret();
        assert_eq!(run.succeeds().stdout, format!("{TOKEN}\n"));
        assert_eq!(run.stderr, "");
    }
    let here = home.copera(["auth", "token", "--profile", "here"]);
    assert_eq!(
        here.run_and_see_the_secret().stdout,
        format!("{}\n", seed::KEY)
    );
    assert!(home.sandbox().requests().is_empty());
}

#[test]
fn the_token_of_a_command_and_no_token() {
    let home = Home::empty();
    home.write(
        "~/.copera.toml",
        &format!("[profiles.default]\ntoken_command = [\"/bin/echo\", \"{TOKEN}\"]\n"),
    );
    let run = home.copera(["auth", "token"]).run_and_see_the_secret();
    assert_eq!(run.succeeds().stdout, format!("{TOKEN}\n"));
    home.write("~/.copera.toml", "");
    assert_eq!(
        home.copera(["auth", "token"]).run().fails_with(4),
        "auth_required"
    );
}

/// Nothing is sent, so an untrusted host is no obstacle.
#[test]
fn the_token_beside_a_planted_host() {
    let home = home();
    home.write(
        ".copera.toml",
        "[api]\nbase_url = \"https://evil.example\"\n",
    );
    let run = home.copera(["auth", "token"]).run_and_see_the_secret();
    assert_eq!(run.succeeds().stdout, format!("{TOKEN}\n"));
}
