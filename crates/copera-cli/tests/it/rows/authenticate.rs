use copera_sandbox::{Fault, seed};
use seed::boards::LAUNCH;
use seed::rows::{BABBAGES_PASSWORD, ORDER_GEARS};
use seed::tables::CONTACTS;
use seed::tables::contacts::{EMAIL, PASSWORD};

use super::{bodies, home, writes};

const CONTACT: [&str; 8] = [
    "rows",
    "authenticate",
    "--table",
    CONTACTS,
    "--identifier-column",
    "Email",
    "--password-column",
    "Password",
];

#[test]
fn the_right_password() {
    let home = home();
    let who = [
        "--identifier-value",
        "charles@example.com",
        "--password-value",
    ];
    let run = home
        .copera(CONTACT.iter().chain(&who).chain(&["-"]))
        .stdin(&format!("{BABBAGES_PASSWORD}\n"))
        .run();
    let row = run.succeeds().stdout_json();
    assert_eq!(row["_id"], seed::rows::BABBAGE);
    assert!(!run.stdout.contains(BABBAGES_PASSWORD));
    let run = home
        .copera(
            CONTACT
                .iter()
                .chain(&who)
                .chain(&[BABBAGES_PASSWORD, "--output", "table"]),
        )
        .run();
    assert!(run.succeeds().stdout.contains("********"), "{run}");
    for body in bodies(&home, "POST") {
        assert_eq!(body["identifierColumnId"], EMAIL);
        assert_eq!(body["passwordColumnId"], PASSWORD);
        assert_eq!(body["passwordColumnValue"], BABBAGES_PASSWORD);
    }
}

/// What would be sent is shown without the password, which would lie about in a log.
#[test]
fn a_rehearsal_hides_the_password() {
    let home = home();
    let who = [
        "--identifier-value",
        "charles@example.com",
        "--password-value",
        BABBAGES_PASSWORD,
        "--dry-run",
    ];
    let url = format!("/board/{LAUNCH}/table/{CONTACTS}/row/authenticate");
    let field = format!("passwordColumnValue={BABBAGES_PASSWORD}");
    let set = format!("Password={BABBAGES_PASSWORD}");
    home.write("new.csv", &format!("Password\n{BABBAGES_PASSWORD}\n"));
    let data = serde_json::json!({"columns": [{"columnId": PASSWORD, "value": BABBAGES_PASSWORD}]});
    let data = data.to_string();
    let table = ["--table", CONTACTS, "--dry-run"];
    for (words, masked) in [
        (
            [&CONTACT[..], &who].concat(),
            ["/body/passwordColumnValue", "charles@example.com"],
        ),
        (
            vec!["api", "POST", &url, "-f", &field, "--dry-run"],
            ["/body/passwordColumnValue", ""],
        ),
        (
            [&["rows", "create", "--set", &set][..], &table].concat(),
            ["/body/columns/0/value", PASSWORD],
        ),
        (
            [&["rows", "create", "--data", &data][..], &table].concat(),
            ["/body/columns/0/value", PASSWORD],
        ),
        (
            [
                &["rows", "update", ORDER_GEARS, "--data", &data][..],
                &table,
            ]
            .concat(),
            ["/body/columns/0/value", PASSWORD],
        ),
        (
            [&["rows", "import", "new.csv"][..], &table].concat(),
            ["/body/columns/0/value", PASSWORD],
        ),
    ] {
        // What an earlier command learned is no help.
        home.copera(["cache", "clean"]).run().succeeds();
        let run = home.copera(&words).run();
        let shown = run.succeeds().stdout_json();
        assert_eq!(shown.pointer(masked[0]).unwrap(), "********", "{run}");
        assert!(run.stdout.contains(masked[1]), "{run}");
        let plain = home
            .copera(words.iter().chain(&["--output", "plain"]))
            .run();
        for run in [run, plain] {
            let said = format!("{}{}", run.stdout, run.stderr);
            assert!(!said.contains(BABBAGES_PASSWORD), "{run}");
        }
    }
    assert_eq!(writes(&home), 0);
}

/// Where nobody knows which cells hold passwords, that is said.
#[test]
fn a_rehearsal_without_the_table() {
    let home = home();
    let table = Fault::on("GET", "/board/{board}/table/{table}");
    home.sandbox().fault(table.status(403).always());
    let data = serde_json::json!({"columns": [{"columnId": PASSWORD, "value": "x"}]}).to_string();
    let create = ["rows", "create", "--table", CONTACTS, "--dry-run", "--data"];
    let run = home.copera(create.iter().chain(&[data.as_str()])).run();
    let shown = run.succeeds().stdout_json();
    assert_eq!(shown["body"]["columns"][0]["value"], "x");
    assert!(
        run.stderr
            .contains("a password among these values is shown"),
        "{run}"
    );
}

/// The status is that of an unknown token, and the advice is not.
#[test]
fn a_wrong_password() {
    let home = home();
    let who = [
        "--identifier-value",
        "charles@example.com",
        "--password-value",
        "x",
    ];
    let run = home.copera(CONTACT.iter().chain(&who)).run();
    assert_eq!(run.fails_with(4), "api_error");
    insta::assert_snapshot!("rows_authenticate_wrong_password", run);
    let nobody = [
        "--identifier-value",
        "nobody@example.com",
        "--password-value",
        "x",
    ];
    let run = home.copera(CONTACT.iter().chain(&nobody)).run();
    assert_eq!(run.fails_with(1), "api_error");
    assert!(run.stderr.contains("no row has that identifier"), "{run}");
}

#[test]
fn what_is_missing() {
    let home = home();
    let run = home
        .copera(CONTACT.iter().chain(&["--password-value", ""]))
        .run();
    assert_eq!(run.fails_with(2), "missing_input");
    let told = run.error()["message"].to_string();
    assert!(
        told.contains("--identifier-value, --password-value"),
        "{told}"
    );
    assert_eq!(writes(&home), 0);
}
