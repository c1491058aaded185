//! Descriptions and rich text cells, and how they are written.

use copera_sandbox::{
    Sandbox, WRITE_DELAY,
    seed::{self, rows, tables::tasks as t},
};
use serde_json::json;

use crate::{
    http::{get, post, sandbox},
    paths,
};

fn text(sandbox: &Sandbox, path: &str) -> String {
    let content = get(sandbox, path, seed::KEY).json();
    content["content"].as_str().unwrap().to_owned()
}

fn write(sandbox: &Sandbox, path: &str, operation: &str, content: &str) -> u16 {
    let body = json!({"operation": operation, "content": content}).to_string();
    post(sandbox, path, seed::KEY, &body).status
}

#[test]
fn a_write_shows_a_moment_later() {
    let sandbox = sandbox();
    let row = paths::task(rows::WRITE_MANUAL);
    for (path, before) in [
        (format!("{row}/md"), ""),
        (
            format!("{row}/column/{}/md", t::NOTES),
            "Chapter 1 is *done*.",
        ),
    ] {
        assert_eq!(text(&sandbox, &path), before);
        for (operation, content) in [
            ("replace", "two"),
            ("append", "three\n"),
            ("prepend", "one"),
        ] {
            assert_eq!(write(&sandbox, &path, operation, content), 202);
        }
        assert_eq!(text(&sandbox, &path), before);
        sandbox.clock().advance(WRITE_DELAY);
        assert_eq!(text(&sandbox, &path), "one\n\ntwo\n\nthree\n");
    }
}

#[test]
fn the_two_texts_are_apart_and_a_row_shows_the_beginning_of_one() {
    let sandbox = sandbox();
    let row = paths::task(rows::WRITE_MANUAL);
    let long = "é".repeat(500);
    write(
        &sandbox,
        &format!("{row}/column/{}/md", t::NOTES),
        "replace",
        &long,
    );
    sandbox.clock().advance(WRITE_DELAY);
    assert_eq!(text(&sandbox, &format!("{row}/md")), "");
    assert_eq!(
        text(&sandbox, &format!("{row}/column/{}/md", t::NOTES)),
        long
    );
    let shown = get(&sandbox, &row, seed::KEY).json();
    assert_eq!(shown["columns"][1]["value"], "é".repeat(200));
}

#[test]
fn a_write_to_a_row_that_goes_is_lost() {
    let sandbox = sandbox();
    let row = paths::task(rows::WRITE_MANUAL);
    assert_eq!(write(&sandbox, &format!("{row}/md"), "replace", "x"), 202);
    crate::http::send(&sandbox, "DELETE", &row, seed::KEY, "").unwrap();
    sandbox.clock().advance(WRITE_DELAY);
    assert_eq!(get(&sandbox, &format!("{row}/md"), seed::KEY).status, 404);
}

#[test]
fn what_is_refused() {
    let sandbox = sandbox();
    let row = paths::task(rows::WRITE_MANUAL);
    let good = r#"{"operation":"append","content":""}"#;
    for (path, token, body, status) in [
        (format!("{row}/md"), seed::KEY, r#"{"content":"x"}"#, 400),
        (
            format!("{row}/md"),
            seed::KEY,
            r#"{"operation":"append"}"#,
            400,
        ),
        (
            format!("{row}/md"),
            seed::KEY,
            r#"{"operation":"erase","content":"x"}"#,
            400,
        ),
        (format!("{row}/md"), seed::DOCS_ONLY_PAT, good, 403),
        (format!("{row}/md"), seed::KEY, good, 202),
        (format!("{row}/column/x/md"), seed::KEY, good, 400),
        (format!("{row}/column/{}/md", t::NAME), seed::KEY, good, 400),
        (
            format!("{row}/column/{}/md", paths::NOBODY),
            seed::KEY,
            good,
            404,
        ),
        (
            format!("{}/md", paths::task(paths::NOBODY)),
            seed::KEY,
            good,
            404,
        ),
    ] {
        let answer = post(&sandbox, &path, token, body);
        assert_eq!(answer.status, status, "{path} {body}");
    }
    let name = format!("{row}/column/{}/md", t::NAME);
    assert_eq!(get(&sandbox, &name, seed::KEY).refusal().0, 400);
}
