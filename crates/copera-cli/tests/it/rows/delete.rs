use copera_sandbox::seed::rows::{OIL_BEARINGS, ORDER_GEARS, TEST_MILL};

use super::{home, writes};
use crate::pty::{end, on_terminal};

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
    // What is gone by then is said.
    let run = home
        .copera(["rows", "delete", OIL_BEARINGS, TEST_MILL, "--force"])
        .run();
    assert_eq!(run.fails_with(3), "api_error");
    let told = run.error()["message"].as_str().unwrap().to_owned();
    assert!(told.starts_with(&format!("row {TEST_MILL}: ")), "{told}");
    assert!(told.ends_with("1 of 2 rows were deleted"), "{told}");
    assert_eq!(writes(&home), 4);
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
