use copera_sandbox::seed;
use seed::comments::{ALL, EXTERNAL};
use seed::rows::{OIL_BEARINGS, SHIP_THE_ENGINE};

use super::{bodies, home, writes};

const COMMENTS: [&str; 3] = ["rows", "comments", SHIP_THE_ENGINE];

fn ids(document: &serde_json::Value) -> Vec<String> {
    let items = document["items"].as_array().unwrap();
    let ids = items
        .iter()
        .map(|item| item["_id"].as_str().unwrap().to_owned());
    ids.collect()
}

#[test]
fn pages() {
    let home = home();
    insta::assert_snapshot!(
        "rows_comments_as_a_table",
        home.copera(COMMENTS.iter().chain(&["--output", "table"]))
            .run()
    );
    let first = home.copera(COMMENTS).run();
    assert_eq!(ids(&first.succeeds().stdout_json()), ALL[..10]);
    assert!(
        first
            .stderr
            .contains(&format!("add --after {}; --all shows every one\n", ALL[9])),
        "{first}"
    );
    let next = home
        .copera(COMMENTS.iter().chain(&["--after", ALL[9]]))
        .run();
    assert_eq!(ids(&next.succeeds().stdout_json()), ALL[10..]);
    assert_eq!(next.stderr, "");
    let before = home
        .copera(COMMENTS.iter().chain(&["--before", ALL[2]]))
        .run();
    assert_eq!(ids(&before.succeeds().stdout_json()), ALL[..2]);
    let all = home.copera(COMMENTS.iter().chain(&["--all"])).run();
    assert_eq!(ids(&all.succeeds().stdout_json()), ALL);
    assert_eq!(all.stdout_json()["pageInfo"]["hasNextPage"], false);
    assert_eq!(all.stderr, "");
}

#[test]
fn some() {
    let home = home();
    let external = home
        .copera(COMMENTS.iter().chain(&["--visibility", "external"]))
        .run();
    assert_eq!(ids(&external.succeeds().stdout_json()), [EXTERNAL]);
    let none = home
        .copera(["rows", "comments", OIL_BEARINGS, "--output", "table"])
        .run();
    assert_eq!(
        (none.succeeds().stdout.as_str(), none.stderr.as_str()),
        ("", "No comments found.\n")
    );
    for (arguments, word) in [
        (["--visibility", "secret"], "input_error"),
        (["--after", "x"], "invalid_id"),
    ] {
        let run = home.copera(COMMENTS.iter().chain(&arguments)).run();
        assert_eq!(run.fails_with(2), word);
    }
}

#[test]
fn written() {
    let home = home();
    let comment = ["rows", "comment", OIL_BEARINGS];
    let run = home
        .copera(comment.iter().chain(&["--content", "<p>Oiled.</p>"]))
        .run();
    assert_eq!(run.succeeds().stdout_json()["visibility"], "internal");
    let run = home
        .copera(
            comment
                .iter()
                .chain(&["--visibility", "external", "--output", "table"]),
        )
        .stdin("piped\n")
        .run();
    assert!(
        run.succeeds().stdout.contains("Visibility  external\n"),
        "{run}"
    );
    assert_eq!(
        bodies(&home, "POST"),
        [
            serde_json::json!({"content": "<p>Oiled.</p>", "visibility": "internal"}),
            serde_json::json!({"content": "piped\n", "visibility": "external"}),
        ]
    );
    let nothing = home.copera(comment).run();
    assert_eq!(nothing.fails_with(2), "input_error");
    let rehearsed = home
        .copera(comment.iter().chain(&["--content", "x", "--dry-run"]))
        .run();
    assert_eq!(rehearsed.succeeds().stdout_json()["method"], "POST");
    assert_eq!(writes(&home), 2);
}
