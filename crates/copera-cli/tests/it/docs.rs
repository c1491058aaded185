use std::time::Duration;

use copera_sandbox::seed::docs::{
    COMPUTABLE, FIRST_DAY, HANDBOOK, ONBOARDING, RELEASE_NOTES, STYLE_GUIDE,
};
use copera_sandbox::{Fault, WRITE_DELAY, seed};
use serde_json::json;

use crate::home::{Home, Outcome};

const NOWHERE: &str = "5eed000dffffffffffffffff";

/// What is asked of documents and only reads, in each form.
#[test]
fn what_is_printed() {
    let home = Home::signed_in();
    for (name, arguments) in [
        ("tree", vec!["docs", "tree"]),
        ("search", vec!["docs", "search", "engine"]),
        ("get", vec!["docs", "get", ONBOARDING]),
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
    for path in ["/docs/tree", "/docs/search"] {
        let body = json!({"root": [], "totalDocs": 0, "truncated": false, "nextParentIds": [], "hits": [], "totalHits": 0, "query": "x"});
        home.sandbox()
            .fault(Fault::on("GET", path).status(200).json(&body).always());
    }
    for arguments in [vec!["docs", "tree"], vec!["docs", "search", "x"]] {
        let run = home.copera(&arguments).run();
        assert_eq!(run.succeeds().stdout, "[]\n", "{arguments:?}");
        for format in ["table", "plain"] {
            let run = home
                .copera(arguments.iter().chain(&["--output", format]))
                .run();
            let told = (run.succeeds().stdout.as_str(), run.stderr.as_str());
            assert_eq!(told, ("", "No documents found.\n"), "{arguments:?}");
        }
    }
}

/// The seeded tree is four levels deep, one more than comes at once.
#[test]
fn the_whole_tree_is_there_when_all_of_it_is_asked_for() {
    let home = Home::signed_in();
    let cut = home.copera(["docs", "tree"]).run();
    assert!(!cut.succeeds().stdout.contains("Checklist"), "{cut}");
    assert!(
        cut.stderr
            .contains(&format!("cut below {FIRST_DAY}; --all")),
        "{cut}"
    );
    let whole = home.copera(["docs", "tree", "--all"]).run();
    assert_eq!(whole.succeeds().stderr, "");
    let checklist = &whole.stdout_json()[0]["children"][0]["children"][0]["children"][0];
    assert_eq!(checklist["title"], "Checklist");
}

/// Where even the deepest answer is cut, each branch is followed, and every field stays.
#[test]
fn branches_are_followed() {
    let home = Home::signed_in();
    let node = |id: &str, below: serde_json::Value| json!({"_id": id, "title": id, "owner": "o", "createdAt": "", "updatedAt": "", "hasChildren": true, "new": 1, "children": below});
    let part = |root: serde_json::Value, cut: &[&str]| json!({"root": root, "totalDocs": 1, "truncated": !cut.is_empty(), "nextParentIds": cut});
    for answer in [
        part(json!([node("a", json!([node("b", json!([]))]))]), &["b"]),
        part(json!([node("b", json!([node("c", json!([]))]))]), &[]),
    ] {
        let fault = Fault::on("GET", "/docs/tree").status(200).json(&answer);
        home.sandbox().fault(fault.times(1));
    }
    let run = home
        .copera(["docs", "tree", "--all", "--jq", ".. | .new? // empty"])
        .run();
    assert_eq!(run.succeeds().stdout, "1\n1\n1\n");
    assert!(home.sandbox().requests()[1].path().contains("parentId=b"));
}

#[test]
fn a_part_of_the_tree() {
    let home = Home::signed_in();
    let run = home
        .copera(["docs", "tree", "--parent", HANDBOOK, "--output", "table"])
        .run();
    assert!(run.succeeds().stdout.contains("Onboarding"), "{run}");
    assert!(!run.stdout.contains("Release notes"), "{run}");
}

#[test]
fn a_search_is_sorted_and_cut() {
    let home = Home::signed_in();
    let search = [
        "docs",
        "search",
        "engine",
        "--sort-by",
        "createdAt",
        "--sort-order",
        "asc",
        "--limit",
        "1",
    ];
    let run = home
        .copera(search.iter().chain(&["--output", "table"]))
        .run();
    assert!(run.succeeds().stdout.starts_with(ONBOARDING), "{run}");
    assert!(run.stderr.contains("1 of 3 hits"), "{run}");
    let query = home.sandbox().requests()[0].path().to_owned();
    assert!(
        query.ends_with("?q=engine&sortBy=createdAt&sortOrder=asc&limit=1"),
        "{query}"
    );
    let wrong = home
        .copera(["docs", "search", "x", "--sort-by", "title"])
        .run();
    assert_eq!(wrong.fails_with(2), "input_error");
}

/// The service marks what it found; a person sees it in bold.
#[cfg(unix)]
#[test]
fn marks_are_bold_on_a_terminal() {
    let home = Home::signed_in();
    let (seen, code) = crate::pty::end(crate::pty::on_terminal(
        home.copera(["docs", "search", "engine"]),
    ));
    assert_eq!(code, 0);
    assert!(
        seen.contains("\u{1b}[1mengine\u{1b}[0m") && !seen.contains("<em>"),
        "{seen:?}"
    );
}

fn content(home: &Home, more: &[&str]) -> Outcome {
    let read = ["docs", "content", ONBOARDING];
    home.copera(read.iter().chain(more)).run()
}

#[test]
fn the_text_is_printed_as_it_is_in_every_format() {
    let home = Home::signed_in();
    for format in ["json", "table", "plain"] {
        let run = content(&home, &["--output", format]);
        assert_eq!(
            run.succeeds().stdout,
            "Welcome to the engine room.\n",
            "{format}"
        );
    }
    assert_eq!(home.sandbox().requests().len(), 1, "kept in the cache");
    content(&home, &["--no-cache"]).succeeds();
    assert_eq!(home.sandbox().requests().len(), 2);
}

/// What one token read, no other is given.
#[test]
fn a_text_is_kept_for_the_token_that_read_it() {
    let home = Home::signed_in();
    content(&home, &[]).succeeds();
    let run = home.copera(["docs", "content", ONBOARDING]);
    let run = run.env("COPERA_CLI_AUTH_TOKEN", seed::EXTERNAL_PAT).run();
    assert_eq!(run.fails_with(3), "api_error");
}

/// The service applies a write later: what is read meanwhile must not be kept.
#[test]
fn an_old_text_is_not_kept_after_a_write() {
    let home = Home::signed_in();
    content(&home, &[]).succeeds();
    let run = home
        .copera(["docs", "update", ONBOARDING, "--content", "New."])
        .run();
    let told = (
        run.succeeds().stdout.as_str(),
        run.stderr.contains("Queued"),
    );
    assert_eq!(told, ("", true));
    content(&home, &[]).succeeds();
    home.sandbox().clock().advance(WRITE_DELAY);
    assert_eq!(content(&home, &[]).stdout, "New.\n");
}

#[test]
fn the_document_of_the_profile() {
    let home = Home::signed_in();
    home.write(
        ".copera.toml",
        &format!("[profiles.default]\ndoc_id = \"{RELEASE_NOTES}\"\n"),
    );
    assert_eq!(
        home.copera(["docs", "content"]).run().stdout,
        "The engine ships.\n"
    );
    assert_eq!(
        home.copera(["docs", "get"]).run().stdout_json()["title"],
        "Release notes"
    );
    // Only reading falls back: nothing is written to or deleted by default.
    for arguments in [
        vec!["update", "--content", "x"],
        vec!["metadata", "--title", "x"],
        vec!["delete", "--force"],
    ] {
        let run = home.copera(["docs"].iter().chain(&arguments)).run();
        assert_eq!(run.fails_with(2), "missing_id", "{arguments:?}");
    }
}

#[test]
fn create_with_each_source_of_text() {
    let home = Home::signed_in();
    home.write("text.md", "# From a file\n");
    for (more, stdin, text) in [
        (vec!["--content", "# Here"], "", "# Here"),
        (vec!["--content", ""], "not this", ""),
        (vec!["--content", "-"], "piped\r\n\n", "piped\r\n\n"),
        (vec!["--content", "@text.md"], "", "# From a file\n"),
        (vec!["--content", "- a list"], "", "- a list"),
        (vec![], "piped as well\n", "piped as well\n"),
        (vec![], "", ""),
    ] {
        let create = ["docs", "create", "--title", "Plan", "--parent", HANDBOOK];
        let run = home.copera(create.iter().chain(&more)).stdin(stdin).run();
        let doc = run.succeeds().stdout_json();
        assert_eq!(
            (doc["title"].as_str(), doc["parent"].as_str()),
            (Some("Plan"), Some(HANDBOOK))
        );
        let id = doc["_id"].as_str().unwrap();
        assert!(
            doc["url"]
                .as_str()
                .unwrap()
                .ends_with(&format!("/docs/{id}")),
            "{doc}"
        );
        let read = home.copera(["docs", "content", id]).run().stdout;
        assert_eq!(
            read.trim_end_matches('\n'),
            text.trim_end_matches('\n'),
            "{more:?}"
        );
    }
    let run = home.copera(["docs", "create", "--title", " "]).run();
    assert_eq!(run.fails_with(2), "missing_flag");
    assert_eq!(
        home.copera(["docs", "create"]).run().fails_with(2),
        "missing_flag"
    );
}

/// `--wait` ends when the text can be read, for each way of writing.
#[test]
fn a_write_that_is_waited_for() {
    let home = Home::signed_in();
    for (operation, text, after) in [
        (
            "append",
            "Mind the belts.",
            "Welcome to the engine room.\n\nMind the belts.",
        ),
        ("replace", "Gone.", "Gone."),
        ("replace", "Gone.", "Gone."),
        ("prepend", "", "Gone."),
    ] {
        let update = [
            "docs",
            "update",
            ONBOARDING,
            "--operation",
            operation,
            "--wait",
        ];
        let run = home.copera(update).stdin(text);
        let run = if text.is_empty() {
            home.copera(update.iter().chain(&["--content", ""])).run()
        } else {
            run.run()
        };
        assert!(run.succeeds().stderr.contains("was read back"), "{run}");
        assert_eq!(content(&home, &[]).stdout, format!("{after}\n"));
    }
}

/// The service says that it took the text in, and nothing comes of it.
#[test]
fn a_write_that_never_shows() {
    let home = Home::signed_in();
    let fault = Fault::on("POST", "/docs/{id}/md").status(202);
    home.sandbox().fault(fault.always());
    let update = [
        "docs",
        "update",
        ONBOARDING,
        "--content",
        "x",
        "--wait",
        "--wait-limit",
        "300ms",
    ];
    let run = home.copera(update).run();
    assert_eq!(run.fails_with(1), "wait_timeout");
    let error = run.error();
    assert_eq!(error["transient"], true);
    assert!(
        error["message"].as_str().unwrap().contains(ONBOARDING),
        "{error}"
    );
}

#[test]
fn metadata() {
    let home = Home::signed_in();
    let change = |more: &[&str]| {
        home.copera(["docs", "metadata", HANDBOOK].iter().chain(more))
            .run()
    };
    let doc = change(&[
        "--title",
        "Guide",
        "--icon-type",
        "emoji",
        "--icon-value",
        "🚀",
    ]);
    let doc = doc.succeeds().stdout_json();
    assert_eq!(doc["title"], "Guide");
    assert_eq!(doc["icon"], json!({"type": "emoji", "value": "🚀"}));
    for (more, word) in [
        (vec![], "missing_input"),
        (vec!["--icon-type", "emoji"], "input_error"),
        (vec!["--title", "x", "--cover-value", "BLUE"], "input_error"),
    ] {
        assert_eq!(change(&more).fails_with(2), word, "{more:?}");
    }
    insta::assert_snapshot!(change(&[
        "--cover-type",
        "color",
        "--cover-value",
        "BLUE",
        "--output",
        "table",
        "--fields",
        "_id,title,cover.value"
    ]));
}

#[test]
fn delete() {
    let home = Home::signed_in();
    let refused = home.copera(["docs", "delete", HANDBOOK]).run();
    assert_eq!(refused.fails_with(2), "confirmation_required");
    assert!(home.sandbox().requests().is_empty());
    let run = home.copera(["docs", "delete", HANDBOOK, "--force"]).run();
    let told = (run.succeeds().stdout.as_str(), run.stderr.as_str());
    assert_eq!(
        told,
        ("", format!("Deleted document {HANDBOOK}.\n").as_str())
    );
    assert_eq!(
        home.copera(["docs", "get", HANDBOOK]).run().fails_with(3),
        "api_error"
    );
    let shared = home.copera(["docs", "delete", COMPUTABLE, "--force"]).run();
    assert_eq!(shared.fails_with(4), "api_error");
}

/// What can't be read keeps nobody from the next, on the command line or on the pipe.
#[test]
fn several() {
    let home = Home::signed_in();
    let ids = [ONBOARDING, NOWHERE, RELEASE_NOTES];
    let piped = ids.map(|id| format!("{id} x\n")).concat();
    let listed = |command: &str, more: &[&str]| {
        let words = [&["docs", command][..], &ids, more].concat();
        let listed = home.copera(&words).run();
        let words = [&["docs", command, "-"][..], more].concat();
        let run = home.copera(&words).stdin(&piped).run();
        assert_eq!((run.code, &run.stdout), (listed.code, &listed.stdout));
        assert_eq!(run.code, 3, "{run}");
        assert!(
            run.stderr.contains(&format!("document {NOWHERE}: ")),
            "{run}"
        );
        assert!(run.stderr.contains("2 of 3 documents were read"), "{run}");
        run
    };
    let docs = listed("get", &[]).stdout_json();
    assert_eq!(
        (
            &docs[0]["_id"],
            &docs[1]["_id"],
            docs.as_array().unwrap().len()
        ),
        (&json!(ONBOARDING), &json!(RELEASE_NOTES), 2)
    );
    assert!(docs[1]["url"].as_str().unwrap().ends_with(RELEASE_NOTES));
    let plain = listed("get", &["--output", "plain"]).stdout;
    let first: Vec<_> = plain.lines().map(|line| &line[..24]).collect();
    assert_eq!(first, [ONBOARDING, RELEASE_NOTES]);
    let alone = |id: &str| home.copera(["docs", "content", id]).run().stdout;
    let texts = listed("content", &[]).stdout;
    assert_eq!(texts, alone(ONBOARDING) + &alone(RELEASE_NOTES));
    let none = home.copera(["docs", "get", "-"]).run();
    assert_eq!(none.succeeds().stdout, "[]\n");
}

#[test]
fn delete_several() {
    let home = Home::signed_in();
    let ids = format!("{STYLE_GUIDE}\n{COMPUTABLE}\n{RELEASE_NOTES}\n");
    let delete = |more: &str| {
        let run = home.copera(["docs", "delete", "-", more]);
        run.stdin(&ids).run()
    };
    assert_eq!(delete("--no-input").fails_with(2), "confirmation_required");
    assert!(home.sandbox().requests().is_empty());
    let rehearsed = home
        .copera(["docs", "delete", STYLE_GUIDE, COMPUTABLE, "--dry-run"])
        .run();
    assert_eq!(rehearsed.code, 0, "{rehearsed}");
    assert_eq!(rehearsed.stdout_json().as_array().unwrap().len(), 2);
    // The one in the middle is somebody else's.
    let run = delete("--force");
    assert_eq!((run.code, run.stdout.as_str()), (4, ""), "{run}");
    let told = run.stderr.as_str();
    assert!(told.contains(&format!("document {COMPUTABLE}: ")), "{run}");
    assert!(told.contains("2 of 3 documents were deleted"), "{run}");
    for gone in [STYLE_GUIDE, RELEASE_NOTES] {
        let get = home.copera(["docs", "get", gone]).run();
        assert_eq!(get.fails_with(3), "api_error");
    }
}

/// Every command on one document, refused in the ways that they share.
#[test]
fn one_document() {
    let commands = [
        vec!["get"],
        vec!["content"],
        vec!["update", "--content", "x"],
        vec!["metadata", "--title", "x"],
        vec!["delete", "--force"],
    ];
    for command in &commands {
        let home = Home::signed_in();
        let with = |id: &str, token: &str| {
            let arguments = ["docs", command[0], id];
            let run = home.copera(arguments.iter().chain(&command[1..]));
            run.env("COPERA_CLI_AUTH_TOKEN", token).run()
        };
        assert_eq!(
            with("../workspace", seed::FULL_PAT).fails_with(2),
            "invalid_id",
            "{command:?}"
        );
        let key = with(HANDBOOK, seed::KEY);
        assert_eq!(key.fails_with(4), "api_error", "{command:?}");
        assert!(home.sandbox().requests().is_empty(), "{command:?}");
        assert_eq!(
            with(NOWHERE, seed::FULL_PAT).fails_with(3),
            "api_error",
            "{command:?}"
        );
    }
}

/// A rehearsal shows the request, and the document stays as it is.
#[test]
fn rehearsals() {
    let home = Home::signed_in();
    for (arguments, method, body) in [
        (
            vec!["create", "--title", "T"],
            "POST",
            json!({"title": "T"}),
        ),
        (
            vec!["update", HANDBOOK, "--content", "x", "--wait"],
            "POST",
            json!({"operation": "replace", "content": "x"}),
        ),
        (
            vec!["metadata", HANDBOOK, "--title", "T"],
            "PATCH",
            json!({"title": "T"}),
        ),
        (vec!["delete", HANDBOOK], "DELETE", json!(null)),
    ] {
        let run = home
            .copera(["docs"].iter().chain(&arguments).chain(&["--dry-run"]))
            .run();
        let shown = run.succeeds().stdout_json();
        assert_eq!(
            (&shown["method"], &shown["body"]),
            (&json!(method), &body),
            "{arguments:?}"
        );
    }
    home.sandbox()
        .clock()
        .advance(WRITE_DELAY + Duration::from_secs(1));
    let requests = home.sandbox().requests();
    assert!(
        requests.iter().all(|request| request.method() == "GET"),
        "{requests:?}"
    );
}
