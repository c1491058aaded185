//! Filters, fields and lines for what the program says of itself.

use crate::home::Home;

#[test]
fn they_work_as_for_the_service() {
    let home = Home::signed_in();
    for (arguments, printed) in [
        (&["version", "--jq", ".schema_version"][..], "1\n"),
        (
            &[
                "version",
                "--output",
                "ndjson",
                "--fields",
                "schema_version",
            ],
            "{\"schema_version\":\"1\"}\n",
        ),
        (&["auth", "list", "--jq", ".[].profile"], "default\n"),
        (
            &[
                "auth",
                "list",
                "--output",
                "ndjson",
                "--fields",
                "profile,kind",
            ],
            "{\"profile\":\"default\",\"kind\":\"personal_access\"}\n",
        ),
        (&["auth", "status", "--jq", ".configured"], "true\n"),
        (
            &["auth", "status", "--fields", "configured", "--json"],
            "{\n  \"configured\": true\n}\n",
        ),
        (
            &["auth", "whoami", "--fields", "kind", "--output", "plain"],
            "personal_access\n",
        ),
        (
            &["auth", "scopes", "--jq", "map(.access) | unique | .[]"],
            "open\n",
        ),
        (&["auth", "doctor", "--jq", "length"], "0\n"),
        (&["config", "list", "--jq", "length"], "3\n"),
        (&["config", "get", "api.timeout", "--jq", ".key"], ""),
        (
            &["config", "path", "--output", "plain", "--fields", "place"],
            "local\nproject\nhome\n",
        ),
        (&["cache", "status", "--jq", ".files"], "0\n"),
        (&["update", "--jq", ".action"], "none\n"),
    ] {
        let run = home.copera(arguments).run();
        assert_eq!(run.stdout, printed, "{arguments:?}: {run}");
    }
}

/// A mistake in a filter ends the run before it says anything.
#[test]
fn a_filter_that_is_none() {
    let home = Home::empty();
    let run = home.copera(["version", "--jq", ".["]).run();
    assert_eq!(run.fails_with(2), "input_error");
}
