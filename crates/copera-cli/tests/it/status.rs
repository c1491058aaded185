use crate::home::{Home, TOKEN};

#[test]
fn signed_in() {
    let home = Home::signed_in();
    insta::assert_snapshot!(home.copera(["auth", "status"]).run());
    insta::assert_snapshot!(
        "as_a_table",
        home.copera(["auth", "status", "--output", "table"]).run()
    );
    insta::assert_snapshot!(
        "plain",
        home.copera(["auth", "status", "--output", "plain"]).run()
    );
    assert!(home.sandbox().requests().is_empty(), "status asks nobody");
}

#[test]
fn every_candidate_with_its_verdict() {
    let home = Home::signed_in();
    home.write(".copera.local.toml", "[profiles.default]\ntoken = \"\"\n");
    home.write(
        ".copera.toml",
        "profiles.default.token = \"cp_key_0123456789abcdefwxyz\"\n",
    );
    let run = home
        .copera(["auth", "status", "--token", "cp_oat_0123456789abcdefmnop"])
        .env("COPERA_CLI_AUTH_TOKEN", "cp_pat_0123456789abcdefghij")
        .run();
    insta::assert_snapshot!(run);
}

#[test]
fn not_signed_in() {
    let home = Home::new();
    let run = home.copera(["auth", "status"]).run();
    assert_eq!(run.code, 4);
    insta::assert_snapshot!(run);
    let table = home.copera(["auth", "status", "--output", "table"]).run();
    assert_eq!(table.code, 4);
    insta::assert_snapshot!("not_signed_in_as_a_table", table);
}

#[test]
fn works_from_a_variable_without_a_home() {
    let home = Home::empty();
    let run = home
        .copera(["auth", "status"])
        .without_home()
        .env("COPERA_CLI_AUTH_TOKEN", TOKEN)
        .run();
    let status = run.succeeds().stdout_json();
    assert_eq!(
        status["token_source"],
        "environment variable COPERA_CLI_AUTH_TOKEN"
    );
    assert_eq!(status["configured"], true);
}

#[test]
fn a_short_token_shows_nothing_of_itself() {
    let home = Home::empty();
    for (token, shown) in [("abcd1234", "…"), ("cp_pat_abcd1234", "cp_pat_…")] {
        let run = home
            .copera(["auth", "status"])
            .env("COPERA_CLI_AUTH_TOKEN", token)
            .run();
        assert_eq!(run.succeeds().stdout_json()["token"], shown);
        assert!(!run.stdout.contains("1234"));
    }
}

#[test]
fn a_profile_that_does_not_exist() {
    let home = Home::signed_in();
    insta::assert_snapshot!(home.copera(["auth", "status", "--profile", "nope"]).run());
}

/// A file of somebody else's making is named and left alone; unknown keys are named with the nearest.
#[test]
fn unknown_keys_are_noted() {
    let home = Home::signed_in();
    home.write(".copera.toml", "[profiles.default]\nboard = \"x\"\n");
    let run = home.copera(["auth", "status"]).run();
    let note = "note: unknown key `profiles.default.board` at /project/.copera.toml:2:9: did you mean `profiles.default.board_id`?\n";
    assert!(run.succeeds().stderr.contains(note), "{run}");
    assert_eq!(
        home.copera(["auth", "status", "--quiet"])
            .run()
            .succeeds()
            .stderr,
        ""
    );
}

/// What is wrong is shown, with the trace: this is the command that one looks for the reason with.
#[test]
fn a_malformed_token_and_address() {
    let home = Home::empty();
    home.write(
        "~/.copera.toml",
        "[profiles.default]\ntoken = \"two words\"\n[api]\nbase_url = \"http://evil.example\"\n",
    );
    let run = home.copera(["auth", "status"]).run();
    assert_eq!(run.code, 4);
    insta::assert_snapshot!(run);
}

#[test]
fn what_a_project_may_not_say_is_noted() {
    let home = Home::signed_in();
    home.write(
        ".copera.toml",
        "[trust]\nhosts = [\"evil.example\"]\n[profiles.default]\ntoken_command = [\"evil\"]\n",
    );
    let run = home.copera(["auth", "status"]).run();
    let status = run.succeeds().stdout_json();
    assert_eq!(status["candidates"][0]["verdict"], "refused");
    assert!(
        run.stderr
            .contains("`trust.hosts` at /project/.copera.toml:2:9 was refused"),
        "{run}"
    );
}
