use copera_sandbox::seed;

use crate::home::Home;

#[test]
fn list() {
    let home = Home::signed_in();
    insta::assert_snapshot!(home.copera(["boards", "list"]).run());
    insta::assert_snapshot!(
        "list_as_a_table",
        home.copera(["boards", "list", "--output", "table"]).run()
    );
    insta::assert_snapshot!(
        "list_plain",
        home.copera(["bases", "list", "--output=plain"]).run()
    );
}

#[test]
fn list_with_a_query() {
    let home = Home::signed_in();
    let boards = home
        .copera(["boards", "list", "--query", "bug"])
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(boards.as_array().unwrap().len(), 1);
    assert_eq!(boards[0]["name"], "Bug Tracker");
    let none = home
        .copera(["boards", "list", "--query", "no such", "--output", "table"])
        .run();
    assert_eq!(
        (none.succeeds().stdout.as_str(), none.stderr.as_str()),
        ("", "No boards found.\n")
    );
    assert_eq!(
        home.copera(["boards", "list", "--query", "no such"])
            .run()
            .stdout,
        "[]\n"
    );
}

#[test]
fn get() {
    let home = Home::signed_in();
    insta::assert_snapshot!(home.copera(["boards", "get", seed::boards::LAUNCH]).run());
    insta::assert_snapshot!(
        "get_as_a_table",
        home.copera(["boards", "get", seed::boards::HIRING, "--output", "table"])
            .run()
    );
}

#[test]
fn get_without_an_id() {
    let home = Home::signed_in();
    let run = home.copera(["boards", "get"]).run();
    assert_eq!(run.fails_with(2), "missing_id");
    insta::assert_snapshot!(run);
    assert!(home.sandbox().requests().is_empty());
}

/// An id can't reshape the path of a request: what is none is refused before anything is sent.
#[test]
fn get_with_something_else() {
    let home = Home::signed_in();
    for id in [
        "../workspace/info",
        "x?y=1",
        "5eed0004",
        "5eed0004000000000000000g",
        "%2e%2e",
    ] {
        assert_eq!(
            home.copera(["boards", "get", id]).run().fails_with(2),
            "invalid_id",
            "{id}"
        );
    }
    assert!(home.sandbox().requests().is_empty());
}

#[test]
fn get_of_a_board_that_does_not_exist() {
    let home = Home::signed_in();
    let run = home
        .copera(["boards", "get", "5eed0004ffffffffffffffff"])
        .run();
    assert_eq!(run.fails_with(3), "api_error");
    insta::assert_snapshot!(run);
}

#[test]
fn the_fields_of_the_service_are_printed_as_it_sent_them() {
    let home = Home::signed_in();
    let body = r#"[{"_id":"b","name":"\u00e9","createdAt":"2026-01-01T00:00:00.000Z","updatedAt":"2026-01-01T00:00:00.120Z","new":[1.50,9007199254740993]}]"#;
    home.sandbox().fault(
        copera_sandbox::Fault::on("GET", "/board/list-boards")
            .status(200)
            .body("application/json", body),
    );
    insta::assert_snapshot!(home.copera(["boards", "list"]).run());
}

/// A name that nothing goes by is a mistake, in every form; one that these boards happen not to have is
/// none.
#[test]
fn fields_that_there_are_not() {
    let home = Home::signed_in();
    for form in ["json", "ndjson", "table", "plain"] {
        let typed = ["boards", "list", "--output", form, "--fields"];
        let run = home.copera(typed.iter().chain(&["name,nope"])).run();
        assert_eq!(run.fails_with(2), "input_error", "{form}");
        let error = run.error();
        assert_eq!(error["message"], "there is no field `nope`", "{form}");
        let known = error["suggestion"].as_str().unwrap();
        assert!(known.starts_with("there are: _id, name"), "{known}");

        let run = home.copera(typed.iter().chain(&["name,nextCursor"])).run();
        let told = &run.succeeds().stderr;
        assert!(
            told.contains("no field `nextCursor` was found"),
            "{form} {run}"
        );
    }
}

/// Whoever uses a token that others may read is told so, once, and not where nothing was to be told.
#[cfg(unix)]
#[test]
fn a_token_that_others_may_read() {
    let home = Home::signed_in();
    let told = |arguments: &[&str]| {
        let run = home.copera(arguments).run();
        run.succeeds().stderr.matches(".copera.toml").count()
    };
    assert_eq!(told(&["boards", "list"]), 0);
    home.set_mode("~/.copera.toml", 0o644);
    assert_eq!(told(&["boards", "list"]), 1);
    assert_eq!(told(&["boards", "list", "--quiet"]), 0);
    home.set_mode("~/.copera.toml", 0o600);
    assert_eq!(told(&["boards", "list"]), 0);
}
