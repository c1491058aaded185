use copera_sandbox::Fault;
use copera_sandbox::seed::{
    self,
    drive::{DETAILS, DRAWINGS, ENGINE_PLANS, LEDGER},
};
use serde_json::json;

use crate::home::Home;

const NOWHERE: &str = "5eed000effffffffffffffff";

#[test]
fn what_is_printed() {
    let home = Home::signed_in();
    for (name, arguments) in [
        ("tree", vec!["drive", "tree", "--depth", "2"]),
        ("search", vec!["drive", "search", "e"]),
        ("get", vec!["drive", "get", LEDGER]),
    ] {
        for format in ["json", "table", "plain"] {
            let run = home.copera(arguments.iter().chain(&["--output", format]));
            insta::assert_snapshot!(format!("{name}_{format}"), run.run());
        }
    }
}

#[test]
fn nothing_there() {
    let home = Home::signed_in();
    for path in ["/drive/tree", "/drive/search"] {
        let body = json!({"root": [], "totalItems": 0, "truncated": false, "nextParentIds": [], "hits": [], "totalHits": 0, "new": 1});
        home.sandbox()
            .fault(Fault::on("GET", path).status(200).json(&body).always());
    }
    for arguments in [["drive", "tree", "--depth=0"], ["drive", "search", "x"]] {
        let run = home
            .copera(arguments.iter().chain(&["--output", "table"]))
            .run();
        let told = (run.succeeds().stdout.as_str(), run.stderr.as_str());
        assert_eq!(told, ("", "No files found.\n"), "{arguments:?}");
        let run = home.copera(arguments).run();
        assert_eq!(run.succeeds().stdout_json()["new"], 1, "{run}");
    }
}

#[test]
fn the_whole_tree() {
    let home = Home::signed_in();
    let cut = home
        .copera(["drive", "tree", "--depth", "1"])
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(
        (&cut["Truncated"], &cut["NextParentID"]),
        (&json!(true), &json!([ENGINE_PLANS]))
    );
    let run = home
        .copera(["drive", "tree", "--depth", "1", "--all"])
        .run();
    let whole = run.succeeds().stdout_json();
    assert_eq!(run.stderr, "");
    assert_eq!(
        (
            &whole["TotalItems"],
            &whole["Truncated"],
            &whole["NextParentID"]
        ),
        (&json!(8), &json!(false), &json!([]))
    );
    let names = home
        .copera([
            "drive",
            "tree",
            "--depth",
            "1",
            "--all",
            "--jq",
            ".. | .name? // empty",
        ])
        .run();
    let deep = home
        .copera([
            "drive",
            "tree",
            "--depth",
            "10",
            "--jq",
            ".. | .name? // empty",
        ])
        .run();
    assert_eq!(names.stdout, deep.stdout);
    let part = home
        .copera(["drive", "tree", "--parent", DRAWINGS, "--output", "plain"])
        .run();
    assert!(part.succeeds().stdout.contains(DETAILS), "{part}");
}

#[test]
fn depths_out_of_range() {
    let home = Home::signed_in();
    for depth in ["11", "-1", "4294967296"] {
        let run = home.copera(["drive", "tree", "--depth", depth]).run();
        assert_eq!(run.fails_with(2), "invalid_flag", "{depth}");
    }
    assert!(home.sandbox().requests().is_empty());
}

#[test]
fn mkdir() {
    let home = Home::signed_in();
    let make = ["drive", "mkdir", "New plans", "--parent", ENGINE_PLANS];
    let rehearsed = home.copera(make.iter().chain(&["--dry-run"])).run();
    assert_eq!(
        rehearsed.succeeds().stdout_json()["body"],
        json!({"name": "New plans", "parentId": ENGINE_PLANS})
    );
    assert!(home.sandbox().requests().is_empty());
    let folder = home.copera(make).run().succeeds().stdout_json();
    assert_eq!(
        (&folder["type"], &folder["parent"]),
        (&json!("folder"), &json!(ENGINE_PLANS))
    );
    let id = folder["_id"].as_str().unwrap();
    assert!(
        folder["url"]
            .as_str()
            .unwrap()
            .ends_with(&format!("/drive/f/{id}")),
        "{folder}"
    );
    for (arguments, code, word) in [
        (vec![" "], 2, "input_error"),
        (vec!["x", "--parent", "../x"], 2, "invalid_id"),
        (vec!["x", "--parent", NOWHERE], 3, "api_error"),
    ] {
        let run = home
            .copera(["drive", "mkdir"].iter().chain(&arguments))
            .run();
        assert_eq!(run.fails_with(code), word, "{arguments:?}");
    }
}

#[test]
fn what_does_not_exist_and_who_may_not() {
    let home = Home::new();
    for (id, token, code) in [
        (NOWHERE, seed::FULL_PAT, 3),
        (LEDGER, seed::DOCS_ONLY_PAT, 4),
        (LEDGER, seed::KEY, 4),
    ] {
        let run = home
            .copera(["drive", "get", id])
            .env("COPERA_CLI_AUTH_TOKEN", token)
            .run();
        assert_eq!(run.fails_with(code), "api_error", "{run}");
    }
    let run = home
        .copera(["drive", "get"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::FULL_PAT)
        .run();
    assert_eq!(run.fails_with(2), "missing_id");
}
