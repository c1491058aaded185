use crate::home::{Home, TOKEN};

#[test]
fn removes_that_token_and_nothing_else() {
    let home = Home::empty();
    let text = |token: &str| {
        format!(
            "# mine\n[profiles.Work]\n{token}board_id = \"b\" # kept\n\n[profiles.other]\ntoken = \"cp_key_0123456789abcdef\"\n"
        )
    };
    home.write("~/.copera.toml", &text(&format!("token = \"{TOKEN}\"\n")));
    let run = home.copera(["auth", "logout", "--profile", "WORK"]).run();
    insta::assert_snapshot!(run);
    assert_eq!(home.read("~/.copera.toml"), text(""));
    assert_eq!(
        home.copera(["auth", "logout", "--profile", "work"])
            .run()
            .fails_with(2),
        "no_stored_token"
    );
}

#[test]
fn nothing_saved() {
    let home = Home::new();
    insta::assert_snapshot!(home.copera(["auth", "logout"]).run());
    let given = home
        .copera(["auth", "logout"])
        .env("COPERA_CLI_AUTH_TOKEN", TOKEN)
        .run();
    assert_eq!(given.fails_with(2), "no_stored_token");
    assert!(
        given.error()["suggestion"]
            .as_str()
            .unwrap()
            .contains("COPERA_CLI_AUTH_TOKEN"),
        "{given}"
    );
}

/// The highest saved token goes first, also while the variable wins; what is in force is said.
#[test]
fn from_the_top() {
    let home = Home::signed_in();
    home.write(
        ".copera.local.toml",
        "[profiles.default]\ntoken = \"cp_key_0123456789abcdefwxyz\"\n",
    );
    let logout = || {
        home.copera(["auth", "logout", "--force"])
            .env("COPERA_CLI_AUTH_TOKEN", "cp_pat_0123456789abcdefghij")
            .run()
    };
    let first = logout();
    assert!(
        first
            .succeeds()
            .stderr
            .contains("In force from now on: cp_pat_…ghij from variable COPERA_CLI_AUTH_TOKEN"),
        "{first}"
    );
    assert_eq!(home.read(".copera.local.toml"), "[profiles.default]\n");
    assert!(home.read("~/.copera.toml").contains(TOKEN));
    logout().succeeds();
    assert!(!home.read("~/.copera.toml").contains(TOKEN));
    assert_eq!(logout().fails_with(2), "no_stored_token");
}

#[test]
fn says_which_file_is_next() {
    let home = Home::signed_in();
    home.write(
        ".copera.toml",
        "[profiles.default]\ntoken = \"cp_key_0123456789abcdefwxyz\"\n",
    );
    let run = home.copera(["auth", "logout"]).run();
    assert!(
        run.succeeds()
            .stderr
            .contains("In force from now on: cp_pat_…a1f3 from ~/.copera.toml:5:9."),
        "{run}"
    );
}

/// A broken file above may hold the token that is meant: nothing below it is touched.
#[test]
fn a_broken_file_above() {
    let home = Home::signed_in();
    home.write(
        ".copera.local.toml",
        "[profiles.default]\ntoken = \"cp_pat_x\n",
    );
    for token in ["", TOKEN] {
        let run = home
            .copera(["auth", "logout"])
            .env("COPERA_CLI_AUTH_TOKEN", token)
            .run();
        assert_eq!(run.fails_with(1), "config_error", "{run}");
    }
    assert!(home.read("~/.copera.toml").contains(TOKEN));
}

#[test]
fn a_broken_file_may_hold_it() {
    let home = Home::empty();
    home.write("~/.copera.toml", "[profiles.default]\ntoken = \"cp_pat_x\n");
    for token in ["", TOKEN] {
        let run = home
            .copera(["auth", "logout"])
            .env("COPERA_CLI_AUTH_TOKEN", token)
            .run();
        assert_eq!(run.fails_with(1), "config_error", "{run}");
    }
    assert_eq!(
        home.read("~/.copera.toml"),
        "[profiles.default]\ntoken = \"cp_pat_x\n"
    );
}

#[test]
fn all_of_them() {
    let home = Home::empty();
    let local = "[profiles.here]\ntoken = \"cp_key_0123456789abcdefwxyz\"\n";
    let text = format!(
        "# mine\ndefault_profile = \"work\"\n[profiles.work]\ntoken = \"{TOKEN}\" # kept\nboard_id = \"b\"\n\
         [profiles.bad]\ntoken = \"two words\"\n[profiles.pass]\ntoken_command = [\"touch\", \"ran\"]\n"
    );
    home.write("~/.copera.toml", &text);
    home.write(".copera.local.toml", local);
    let run = home.copera(["auth", "logout", "--all"]).run();
    insta::assert_snapshot!(run);
    assert_eq!(
        home.read("~/.copera.toml"),
        "# mine\ndefault_profile = \"work\"\n[profiles.work]\n# kept\nboard_id = \"b\"\n[profiles.bad]\n[profiles.pass]\n"
    );
    assert_eq!(home.read(".copera.local.toml"), "[profiles.here]\n");
    assert!(!home.path("ran").exists());
    let again = home.copera(["auth", "logout", "--all"]).run();
    assert_eq!(again.fails_with(2), "no_stored_token");
}

#[test]
fn all_of_them_with_a_mistake() {
    let home = Home::signed_in();
    let before = home.read("~/.copera.toml");
    let one = home
        .copera(["auth", "logout", "--all", "--profile", "default"])
        .run();
    assert_eq!(one.fails_with(2), "usage_error");
    home.write(".copera.toml", "[");
    let broken = home.copera(["auth", "logout", "--all"]).run();
    assert_eq!(broken.fails_with(1), "config_error");
    assert_eq!(home.read("~/.copera.toml"), before);
    std::fs::remove_file(home.path(".copera.toml")).unwrap();
    let given = home
        .copera(["auth", "logout", "--all"])
        .env("COPERA_CLI_AUTH_TOKEN", "cp_pat_0123456789abcdefghij")
        .run();
    let told = "Still in force: cp_pat_…ghij from variable COPERA_CLI_AUTH_TOKEN.";
    assert!(given.succeeds().stderr.contains(told), "{given}");
}
