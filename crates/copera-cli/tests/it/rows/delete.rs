use std::time::Duration;

use copera_sandbox::Fault;
use copera_sandbox::seed::rows::{OIL_BEARINGS, ORDER_GEARS, TEST_MILL};

use super::{home, writes};
use crate::pty::{end, on_terminal};

const NOWHERE: &str = "5eed0007ffffffffffffffff";

#[test]
fn one() {
    let home = home();
    let run = home
        .copera(["rows", "delete", OIL_BEARINGS, "--force"])
        .run();
    assert_eq!(
        run.succeeds().stdout,
        format!("{{\n  \"deleted\": true,\n  \"rowId\": \"{OIL_BEARINGS}\"\n}}\n")
    );
    assert_eq!(
        home.copera(["rows", "delete", OIL_BEARINGS, "--force"])
            .run()
            .fails_with(3),
        "api_error"
    );
}

/// Without a person and without --force nothing reaches the service, in whichever environment.
#[test]
fn nobody_to_ask() {
    let home = home();
    for ids in [vec![ORDER_GEARS], vec![ORDER_GEARS, TEST_MILL], vec!["-"]] {
        for environment in ["", "true"] {
            let run = home
                .copera(["rows", "delete"].iter().chain(&ids))
                .env("CI", environment)
                .stdin(ORDER_GEARS)
                .run();
            assert_eq!(run.fails_with(2), "confirmation_required", "{ids:?}");
        }
    }
    assert!(home.sandbox().requests().is_empty());
    let rehearsed = home
        .copera(["rows", "delete", ORDER_GEARS, "--dry-run"])
        .run();
    assert_eq!(rehearsed.succeeds().stdout_json()["method"], "DELETE");
    assert!(home.sandbox().requests().is_empty());
}

#[test]
fn how_many_are_not_deleted() {
    let home = home();
    for (ids, things) in [
        (&[ORDER_GEARS][..], format!("row {ORDER_GEARS}")),
        (&[ORDER_GEARS, TEST_MILL], "2 rows".to_owned()),
    ] {
        let run = home.copera([&["rows", "delete"], ids].concat()).run();
        assert_eq!(run.fails_with(2), "confirmation_required");
        assert_eq!(
            run.error()["message"],
            format!("deleting {things} needs a confirmation; nothing was sent")
        );
    }
}

#[test]
fn several() {
    let home = home();
    let piped = format!("{ORDER_GEARS}\n{TEST_MILL}\n");
    let run = home
        .copera(["rows", "delete", "-", "--force"])
        .stdin(&piped)
        .run();
    assert_eq!(
        run.succeeds().stdout_json(),
        serde_json::json!([
            {"deleted": true, "rowId": ORDER_GEARS},
            {"deleted": true, "rowId": TEST_MILL},
        ])
    );
    assert_eq!(writes(&home), 2);
}

/// Who is gone already keeps nobody from the next, is named, and decides how it ends.
#[test]
fn one_of_several_fails() {
    let row = "/board/{board}/table/{table}/row/{row}";
    for format in ["json", "table"] {
        let home = home();
        home.sandbox()
            .fault(Fault::on("DELETE", row).status(404).times(1));
        home.sandbox()
            .fault(Fault::on("DELETE", row).status(403).times(1));
        let ids = format!("{NOWHERE}\n{TEST_MILL} mill\n{ORDER_GEARS}\n{OIL_BEARINGS}\n");
        let delete = ["rows", "delete", "-", "--force", "--output", format];
        let run = home.copera(delete).stdin(&ids).run();
        assert_eq!(run.code, 3, "{run}");
        let told = if format == "json" {
            assert_eq!(
                run.stdout_json(),
                serde_json::json!([
                    {"deleted": true, "rowId": ORDER_GEARS},
                    {"deleted": true, "rowId": OIL_BEARINGS},
                ])
            );
            run.error()["message"].as_str().unwrap().to_owned()
        } else {
            assert_eq!(run.stdout, "");
            assert!(run.stderr.starts_with("Deleted 2 rows.\n"), "{run}");
            run.stderr.clone()
        };
        for part in [
            format!("row {NOWHERE}: "),
            format!("; row {TEST_MILL}: "),
            "; 2 of 4 rows were deleted".to_owned(),
        ] {
            assert!(told.contains(&part), "{told}");
        }
        assert_eq!(writes(&home), 4);
    }
}

/// What would meet all the rest as well ends it, and decides how: what was done by then is shown.
#[test]
fn what_ends_it() {
    let path = "/board/{board}/table/{table}/row/{row}";
    let fault = || Fault::on("DELETE", path);
    for (fault, code) in [
        (fault().status(401), 4),
        (fault().status(429).header("Retry-After", "500"), 6),
        (fault().status(501), 1),
        (fault().body("text/html", "<p>sign in"), 1),
    ] {
        let home = home();
        // Missing, and no failure of the rest.
        let missing = Fault::on("DELETE", path).status(404).times(1);
        home.sandbox()
            .fault(Fault::on("DELETE", path).delay(Duration::ZERO).times(1));
        home.sandbox().fault(missing);
        home.sandbox().fault(fault);
        let ids = [OIL_BEARINGS, NOWHERE, TEST_MILL, ORDER_GEARS];
        let run = home
            .copera(["rows", "delete", "--force"].iter().chain(&ids))
            .run();
        assert_eq!(run.code, code, "{run}");
        assert_eq!(run.stdout_json().as_array().unwrap().len(), 1);
        let told = run.error()["message"].as_str().unwrap().to_owned();
        assert!(told.starts_with(&format!("row {NOWHERE}: ")), "{told}");
        assert!(told.contains(&format!("; row {TEST_MILL}: ")), "{told}");
        assert!(told.ends_with("; 1 of 4 rows were deleted"), "{told}");
        assert_eq!(writes(&home), 3);
    }
}

/// A scope that is missing is missing for every one of them; what one thing alone is closed to is not.
#[test]
fn a_missing_scope_ends_it() {
    use copera_sandbox::seed::{DOCS_ONLY_PAT, docs::HANDBOOK};
    let row = "/board/{board}/table/{table}/row/{row}";
    let ids = [OIL_BEARINGS, TEST_MILL, ORDER_GEARS];
    let delete = |home: &crate::home::Home, token| {
        let line = ["rows", "delete", "--force", "--token", token];
        home.copera(line.iter().chain(&ids)).run()
    };
    let home = home();
    let run = delete(&home, DOCS_ONLY_PAT);
    assert_eq!(run.fails_with(4), "api_error");
    let told = run.error()["message"].as_str().unwrap().to_owned();
    assert!(told.ends_with("; 0 of 3 rows were deleted"), "{told}");
    assert_eq!(writes(&home), 1, "{told}");

    let refused =
        serde_json::json!({"error": "Forbidden", "message": "You may only view this row"});
    home.sandbox()
        .fault(Fault::on("DELETE", row).status(403).json(&refused).always());
    let run = delete(&home, crate::home::TOKEN);
    assert_eq!(run.fails_with(4), "api_error");
    assert_eq!(writes(&home), 4);

    // The service does not say it here, but was asked before.
    let probe = ["auth", "scopes", "--probe", "--token", DOCS_ONLY_PAT];
    home.copera(probe).run().succeeds();
    assert_eq!(delete(&home, DOCS_ONLY_PAT).fails_with(4), "api_error");
    assert_eq!(writes(&home), 5);
    let read = ["docs", "get", HANDBOOK, "--token", DOCS_ONLY_PAT];
    home.copera(read).run().succeeds();
}

#[test]
fn a_rehearsal_shows_each_request() {
    let home = home();
    for (ids, stdin) in [
        (vec![OIL_BEARINGS, TEST_MILL], String::new()),
        (vec!["-"], format!("{OIL_BEARINGS}\n{TEST_MILL}\n")),
    ] {
        let delete = ["rows", "delete", "--force", "--dry-run"];
        let run = home.copera(delete.iter().chain(&ids)).stdin(&stdin).run();
        let shown = run.succeeds().stdout_json();
        for (index, id) in [OIL_BEARINGS, TEST_MILL].into_iter().enumerate() {
            let url = shown[index]["url"].as_str().unwrap();
            assert!(url.ends_with(id), "{shown}");
        }
        assert_eq!(shown.as_array().unwrap().len(), 2);
    }
    assert!(home.sandbox().requests().is_empty());
}

/// All ids are looked at before anything is done, and the line is named.
#[test]
fn no_id_among_them() {
    let home = home();
    let ids = format!("{OIL_BEARINGS}\n\nmill\n");
    let run = home
        .copera(["rows", "delete", "-", "--force"])
        .stdin(&ids)
        .run();
    assert_eq!(run.fails_with(2), "invalid_id");
    assert!(run.stderr.contains("line 3 of stdin: "), "{run}");
    assert!(home.sandbox().requests().is_empty());
}

#[test]
fn asked() {
    let home = home();
    for (answer, code, sent) in [("n", 1, 0), ("y", 0, 1)] {
        let mut session = on_terminal(home.copera(["rows", "delete", OIL_BEARINGS]));
        session
            .exp_string(&format!("Delete row {OIL_BEARINGS}? [y/N] "))
            .unwrap();
        session.send_line(answer).unwrap();
        assert_eq!(end(session).1, code);
        assert_eq!(writes(&home), sent);
    }
}
