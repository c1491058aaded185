//! `copera api`.

use copera_sandbox::seed;

use crate::home::{Home, TOKEN};

#[test]
fn the_document_of_the_service() {
    let home = Home::signed_in();
    let run = home.copera(["api", "/drive/tree"]).run();
    // Not the envelope that `drive tree` has for the official tool's sake.
    assert!(run.succeeds().stdout_json()["root"].is_array(), "{run}");
    let run = home
        .copera([
            "api",
            "get",
            "workspace/members",
            "-f",
            "limit=1",
            "--jq",
            ".members | length",
        ])
        .run();
    assert_eq!(run.succeeds().stdout, "1\n");
}

#[test]
fn pages_one_after_the_other() {
    let home = Home::signed_in();
    let names = |more: &[&str]| {
        let line = [
            "api",
            "GET",
            "/workspace/members",
            "-F",
            "limit=1",
            "--jq",
            ".members[].name",
        ];
        home.copera([&line[..], more].concat())
            .run()
            .succeeds()
            .stdout
            .lines()
            .count()
    };
    assert_eq!(names(&[]), 1);
    let total = home
        .copera(["workspace", "members", "--jq", ".total"])
        .run();
    assert_eq!(
        names(&["--paginate"]).to_string(),
        total.succeeds().stdout.trim()
    );
    // Never past the end.
    let asked = home.sandbox().requests().into_iter();
    let asked = asked
        .filter(|request| request.path().contains("/members"))
        .count();
    assert_eq!(asked, 2 + names(&["--paginate"]));
}

#[test]
fn fields_and_bodies() {
    let home = Home::signed_in();
    let sent = |more: &[&str], stdin: &str| {
        let line = ["api", "POST", "/docs/", "--dry-run"];
        let run = home.copera([&line[..], more].concat()).stdin(stdin).run();
        run.succeeds().stdout_json()["body"].clone()
    };
    home.write("text.md", "# A\n");
    home.write("body.json", "{\"n\": 1.50}");
    assert_eq!(
        sent(
            &[
                "-f",
                "title=1",
                "-F",
                "n=1.5",
                "-F",
                "b=true",
                "-F",
                "t=@text.md",
                "-F",
                "w=word"
            ],
            ""
        ),
        serde_json::json!({"title": "1", "n": 1.5, "b": true, "t": "# A\n", "w": "word"})
    );
    assert_eq!(sent(&["--input", "body.json"], "")["n"].to_string(), "1.5");
    assert_eq!(sent(&["--input", "-"], "[1]"), serde_json::json!([1]));
    assert!(home.sandbox().requests().is_empty());
    let made = home
        .copera(["api", "/docs/", "-f", "title=Made by hand"])
        .run();
    assert_eq!(made.succeeds().stdout_json()["title"], "Made by hand");
}

#[test]
fn headers() {
    let home = Home::signed_in();
    let run = home
        .copera(["api", "/board/list-boards", "--include", "-H", "x-a: b"])
        .run();
    assert!(run.succeeds().stdout.starts_with("HTTP 200 OK\n"), "{run}");
    assert!(
        run.stdout.contains("content-type: application/json"),
        "{run}"
    );
    for header in [
        "Authorization: Bearer x",
        "Host: elsewhere",
        "no header",
        "a b: c",
    ] {
        let run = home.copera(["api", "/x", "-H", header]).run();
        assert_eq!(run.fails_with(2), "input_error", "{header}");
    }
}

#[test]
fn nowhere_but_below_the_address() {
    let home = Home::signed_in();
    for path in [
        "https://elsewhere.example/x",
        "//elsewhere.example/x",
        "/a/../../b",
        "/./x",
    ] {
        let run = home.copera(["api", path]).run();
        assert_eq!(run.fails_with(2), "input_error", "{path}");
    }
    for line in [
        &["api", "/x", "-f", "novalue"][..],
        &["api", "/x", "--input", "-"][..],
    ] {
        let run = home.copera(line).stdin("{").run();
        assert_eq!(run.fails_with(2), "input_error", "{line:?}");
    }
    assert!(home.sandbox().requests().is_empty());
    let run = home
        .copera(["api", "/board/5eed00010000000000ffffff"])
        .run();
    assert_eq!(run.fails_with(3), "api_error");
}

/// Fields make a POST, which a person learns where none is taken.
#[test]
fn a_query_that_was_meant() {
    let home = Home::signed_in();
    let run = home
        .copera(["api", "/workspace/members", "-f", "limit=1"])
        .run();
    assert_eq!(run.fails_with(1), "api_error");
    assert!(
        run.error()["suggestion"].to_string().contains("api GET"),
        "{run}"
    );
    let run = home.copera(["api", "POST", "/workspace/members"]).run();
    assert_eq!(run.fails_with(1), "api_error");
    assert!(run.error()["suggestion"].is_null(), "{run}");
}

/// Whatever the path, the kinds are the service's to refuse.
#[test]
fn a_key_may_try() {
    let home = Home::signed_in();
    let run = home
        .copera(["api", "/docs/tree"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::KEY)
        .run();
    assert_eq!(run.fails_with(4), "api_error");
    assert_ne!(seed::KEY, TOKEN);
    assert_eq!(home.sandbox().requests().len(), 1);
}
