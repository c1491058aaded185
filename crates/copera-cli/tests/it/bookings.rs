use copera_sandbox::Fault;
use copera_sandbox::seed::{
    self,
    bookings::{ALL, DEMONSTRATION, PENDING},
};

use crate::home::Home;

#[test]
fn what_is_printed() {
    let home = Home::signed_in();
    for (name, arguments) in [
        ("list", vec!["bookings", "list", "--limit", "2"]),
        ("get", vec!["bookings", "get", PENDING]),
        ("types", vec!["bookings", "types"]),
    ] {
        for format in ["json", "table"] {
            let run = home.copera(arguments.iter().chain(&["--output", format]));
            insta::assert_snapshot!(format!("{name}_{format}"), run.run());
        }
    }
}

#[test]
fn some_and_all() {
    let home = Home::signed_in();
    let uids = |more: &[&str]| {
        let list = ["bookings", "list", "--jq", ".bookings[].uid"];
        let run = home.copera(list.iter().chain(more)).run();
        run.succeeds()
            .stdout
            .lines()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(uids(&["--limit", "2", "--all"]), ALL);
    assert_eq!(
        uids(&["--status", "PENDING", "--type", DEMONSTRATION]),
        [PENDING]
    );
    let first = home
        .copera(["bookings", "list", "--limit", "4", "--jq", ".nextCursor"])
        .run();
    assert_eq!(uids(&["--cursor", first.stdout.trim()]), ALL[4..]);
    assert_eq!(uids(&["--to", "2000-01-01T00:00:00Z"]), [""; 0]);
}

/// The service says that it is refused, and not what it wants.
#[test]
fn a_day_where_a_time_is_wanted() {
    let home = Home::signed_in();
    for flag in ["--from", "--to"] {
        let run = home.copera(["bookings", "list", flag, "2025-03-01"]).run();
        assert_eq!(run.fails_with(1), "api_error");
        assert_eq!(
            run.error()["suggestion"],
            format!("write {flag} as 2025-03-01T00:00:00Z"),
            "{run}"
        );
    }
    let days = ["--from", "2025-03-01", "--to", "2025-03-02"];
    let run = home.copera(["bookings", "list"].iter().chain(&days)).run();
    assert_eq!(
        run.error()["suggestion"],
        "write --from as 2025-03-01T00:00:00Z and --to as 2025-03-02T00:00:00Z"
    );
    let run = home
        .copera(["bookings", "list", "--from", "2025-03-01T00:00:00Z"])
        .run();
    run.succeeds();
    // What is wrong by its status alone is not the day.
    for status in [405, 418, 501] {
        let fault = Fault::on("GET", "/bookings").status(status);
        home.sandbox().fault(fault.times(1));
        let run = home
            .copera(["bookings", "list", "--from", "2025-03-01"])
            .run();
        assert_eq!(run.fails_with(1), "api_error");
        assert!(!run.stderr.contains("T00:00:00Z"), "{run}");
    }
}

/// Nothing says what a list of types looks like: any shape is printed.
#[test]
fn types_of_another_shape() {
    let home = Home::signed_in();
    for (body, shown) in [
        (r#"[{"id":"t1","title":"Talk","new":1.50}]"#, "t1  Talk"),
        (r#"{"types":{"t1":1.50}}"#, "\"t1\": 1.50"),
    ] {
        home.sandbox().clear_faults();
        home.sandbox().fault(
            Fault::on("GET", "/booking-types")
                .status(200)
                .body("application/json", body)
                .always(),
        );
        let table = home
            .copera(["bookings", "types", "--output", "table"])
            .run();
        assert!(table.succeeds().stdout.contains(shown), "{table}");
        let json = home.copera(["bookings", "types"]).run();
        assert!(json.succeeds().stdout.contains("1.50"), "{json}");
    }
}

/// Whether keys may is not documented: they are let through, and a note says so.
#[test]
fn an_integration_key() {
    let home = Home::new();
    let run = home
        .copera(["bookings", "get", "nobody"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::KEY)
        .run();
    assert_ne!(home.sandbox().requests().len(), 0);
    let notes = run.error()["notes"].to_string();
    assert!(notes.contains("the service decides"), "{run}");
}

#[test]
fn a_uid_that_leads_nowhere() {
    let home = Home::signed_in();
    assert_eq!(
        home.copera(["bookings", "get", "../workspace/info"])
            .run()
            .fails_with(3),
        "api_error"
    );
    assert_eq!(
        home.copera(["bookings", "get", " "]).run().fails_with(2),
        "missing_id"
    );
}
