use copera_sandbox::seed::{self, notifications::ADAS};
use serde_json::json;

use crate::home::{Home, Outcome};

const NOWHERE: &str = "5eed0006ffffffffffffffff";

#[test]
fn list() {
    let home = Home::signed_in();
    for format in ["json", "table", "plain"] {
        let run = home.copera(["notifications", "list", "--output", format]);
        insta::assert_snapshot!(format!("list_{format}"), run.run());
    }
    let all = home.copera(["notifications", "list", "--all"]).run();
    let all = all.succeeds().stdout_json();
    let ids: Vec<_> = all["notifications"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["_id"])
        .collect();
    assert_eq!(ids, ADAS);
    let older = home
        .copera([
            "notifications",
            "list",
            "--after",
            ADAS[4],
            "--output",
            "plain",
        ])
        .run();
    assert!(older.succeeds().stdout.starts_with(ADAS[5]), "{older}");
}

fn change(home: &Home, arguments: &[&str], stdin: &str) -> Outcome {
    let arguments = ["notifications"].iter().chain(arguments);
    home.copera(arguments).stdin(stdin).run()
}

/// One prints the object that the official tool prints, several a list of them.
#[test]
fn one_and_several() {
    let home = Home::signed_in();
    let [first, second, ..] = ADAS;
    let one = change(&home, &["read", first], "");
    assert_eq!(one.succeeds().stdout_json()["status"], "read");
    let several = change(&home, &["unread", "-"], &format!("{first}\n{second} \n"));
    let several = several.succeeds().stdout_json();
    assert_eq!(several.as_array().unwrap().len(), 2);
    assert_eq!(
        (&several[0]["_id"], &several[1]["status"]),
        (&json!(first), &json!("unread"))
    );
    let deleted = change(&home, &["delete", "--force", first], "");
    assert_eq!(
        deleted.succeeds().stdout_json(),
        json!({"deleted": true, "notificationId": first})
    );
    let deleted = change(
        &home,
        &["delete", "--force", "-", "--output", "table"],
        second,
    );
    let told = (deleted.succeeds().stdout.as_str(), deleted.stderr.as_str());
    assert_eq!(told, ("", "Deleted 1 notification.\n"));
    assert_eq!(change(&home, &["list"], "").stdout_json()["count"], 4);
}

#[test]
fn what_does_not_exist_keeps_nobody_from_the_rest() {
    let home = Home::signed_in();
    let run = change(&home, &["read", ADAS[0], NOWHERE, ADAS[1]], "");
    assert_eq!(run.code, 3, "{run}");
    assert_eq!(run.stdout_json().as_array().unwrap().len(), 2);
    assert!(
        run.error()["message"].as_str().unwrap().contains(NOWHERE),
        "{run}"
    );
    assert!(
        run.stderr.contains("2 of 3 notifications were marked"),
        "{run}"
    );
    // What is piped in is a list, be it of one.
    let piped = change(&home, &["read", "-"], ADAS[0]);
    assert_eq!(piped.succeeds().stdout_json().as_array().unwrap().len(), 1);
    let alone = change(&home, &["read", NOWHERE], "");
    assert_eq!(alone.fails_with(3), "api_error");
}

#[test]
fn what_is_refused() {
    let home = Home::signed_in();
    for (arguments, stdin, word) in [
        (vec!["read"], "", "missing_id"),
        (vec!["read", "x"], "", "invalid_id"),
        (vec!["read", ADAS[0], "../x"], "", "invalid_id"),
        (vec!["delete", ADAS[0]], "", "confirmation_required"),
        (vec!["delete", "-"], ADAS[0], "confirmation_required"),
        (vec!["list", "--after", "x"], "", "invalid_id"),
    ] {
        assert_eq!(
            change(&home, &arguments, stdin).fails_with(2),
            word,
            "{arguments:?}"
        );
    }
    // Nothing on the pipe is nothing to do, as for rows.
    assert_eq!(
        change(&home, &["read", "-"], " \n").succeeds().stdout,
        "[]\n"
    );
    assert!(home.sandbox().requests().is_empty());
}

#[test]
fn a_rehearsal_shows_each_request() {
    let home = Home::signed_in();
    let run = change(&home, &["read", ADAS[0], ADAS[1], "--dry-run"], "");
    let shown = run.succeeds().stdout_json();
    assert_eq!(
        (shown.as_array().unwrap().len(), &shown[1]["method"]),
        (2, &json!("PATCH"))
    );
    assert!(home.sandbox().requests().is_empty());
}

/// The scope that is missing is named, and an integration key is not sent at all.
#[test]
fn tokens_that_do_not_reach_them() {
    let home = Home::new();
    let list = |token: &str| {
        let run = home.copera(["notifications", "list"]);
        run.env("COPERA_CLI_AUTH_TOKEN", token).run()
    };
    assert_eq!(list(seed::KEY).fails_with(4), "api_error");
    assert!(home.sandbox().requests().is_empty());
    let run = list(seed::DOCS_ONLY_PAT);
    assert_eq!(run.fails_with(4), "api_error");
    assert!(run.stderr.contains("access_notifications"), "{run}");
}
