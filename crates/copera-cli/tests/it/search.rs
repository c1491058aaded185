use copera_sandbox::seed::{self, DOCS_ONLY_PAT};

use crate::home::Home;

#[test]
fn everything() {
    let home = Home::signed_in();
    for format in ["json", "table", "plain"] {
        let run = home.copera(["search", "engine", "--limit", "6", "--output", format]);
        insta::assert_snapshot!(format!("everything_{format}"), run.run());
    }
}

#[test]
fn some_kinds_in_an_order() {
    let home = Home::signed_in();
    let search = [
        "search",
        "engine",
        "--type",
        "todo",
        "--type",
        "todoItem,aiChat",
    ];
    let run = home
        .copera(
            search
                .iter()
                .chain(&["--sort", "createdAt", "--order", "asc"]),
        )
        .run();
    let hits = run.succeeds().stdout_json()["hits"].clone();
    let kinds: Vec<_> = hits
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["entityType"].clone())
        .collect();
    assert_eq!(kinds, ["todo", "todoItem", "aiChat"]);
    let run = home.copera(["search", "x", "--type", "row"]).run();
    assert_eq!(run.fails_with(2), "input_error");
    assert!(run.stderr.contains("channelMessage"), "{run}");
}

#[test]
fn nothing() {
    let home = Home::signed_in();
    let run = home
        .copera(["search", "no such thing", "--output", "table"])
        .run();
    assert_eq!(run.succeeds().stdout, "");
    assert!(
        run.stderr.starts_with("Nothing found.\n") && run.stderr.contains("--probe"),
        "{run}"
    );
}

/// The service leaves out what the scopes do not cover and says nothing; after a probe we do.
#[test]
fn what_the_token_could_not_see() {
    let home = Home::new();
    let run = |arguments: &[&str]| {
        let run = home.copera(arguments);
        run.env("COPERA_CLI_AUTH_TOKEN", DOCS_ONLY_PAT).run()
    };
    assert_eq!(run(&["search", "engine"]).succeeds().stderr, "");
    run(&["auth", "scopes", "--probe"]).succeeds();
    let told = run(&["search", "engine"]);
    assert!(
        told.succeeds()
            .stderr
            .contains("driveContent was not searched"),
        "{told}"
    );
    assert!(
        !told.stderr.contains("document was") && !told.stderr.contains("todo was"),
        "{told}"
    );
    let told = run(&["search", "engine", "--type", "document"]);
    assert_eq!(told.succeeds().stderr, "");
}

#[test]
fn an_integration_key() {
    let home = Home::new();
    let run = home
        .copera(["search", "x"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::KEY)
        .run();
    assert_eq!(run.fails_with(4), "api_error");
    assert!(home.sandbox().requests().is_empty());
}
