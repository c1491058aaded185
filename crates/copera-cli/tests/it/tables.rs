use copera_sandbox::{Fault, seed};
use seed::boards::{BUGS, LAUNCH};
use seed::tables::{TASKS, TASKS_VIEW, tasks};

use crate::home::Home;

const EXPORT: [&str; 7] = [
    "tables", "export", TASKS, "--board", LAUNCH, "--view", TASKS_VIEW,
];

#[test]
fn list() {
    let home = Home::signed_in();
    insta::assert_snapshot!(
        "tables_list_as_a_table",
        home.copera(["tables", "list", "--board", LAUNCH, "--output", "table"])
            .run()
    );
    let tables = home
        .copera(["tables", "list", "--board", BUGS])
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(tables[0]["name"], "Findings");
    assert_eq!(tables[0]["columns"][1]["options"][0]["label"], "Minor");
    let none = home
        .copera([
            "tables", "list", "--board", BUGS, "--query", "x", "--output", "table",
        ])
        .run();
    assert_eq!(
        (none.succeeds().stdout.as_str(), none.stderr.as_str()),
        ("", "No tables found.\n")
    );
}

#[test]
fn the_board_of_the_profile() {
    let home = Home::signed_in();
    home.write(
        ".copera.toml",
        &format!("[profiles.default]\nboard_id = \"{LAUNCH}\"\n"),
    );
    let run = home.copera(["tables", "list", "--output", "plain"]).run();
    assert!(run.succeeds().stdout.starts_with(TASKS), "{run}");
}

#[test]
fn get() {
    let home = Home::signed_in();
    let get = ["tables", "get", seed::tables::FINDINGS, "--board", BUGS];
    insta::assert_snapshot!(
        "tables_get_as_a_table",
        home.copera(get.iter().chain(&["--output", "table"])).run()
    );
    let table = home.copera(get).run().succeeds().stdout_json();
    assert_eq!(table["board"], BUGS);
    assert_eq!(table["columns"].as_array().unwrap().len(), 3);
}

#[test]
fn what_can_not_be_had() {
    let home = Home::signed_in();
    for (arguments, code, word) in [
        (vec!["tables", "list"], 2, "missing_id"),
        (vec!["tables", "get", "--board", LAUNCH], 2, "missing_id"),
        (
            vec!["tables", "get", "x/y", "--board", LAUNCH],
            2,
            "invalid_id",
        ),
        (
            vec!["tables", "export", TASKS, "--board", LAUNCH],
            2,
            "missing_flag",
        ),
        (
            EXPORT.into_iter().chain(["--format", "doc"]).collect(),
            2,
            "input_error",
        ),
    ] {
        let run = home.copera(&arguments).run();
        assert_eq!(run.fails_with(code), word, "{arguments:?}");
    }
    assert!(home.sandbox().requests().is_empty());
    let missing = ["tables", "get", TASKS, "--board", BUGS];
    assert_eq!(home.copera(missing).run().fails_with(3), "api_error");
    let refused = home
        .copera(EXPORT)
        .env("COPERA_CLI_AUTH_TOKEN", seed::DOCS_ONLY_PAT)
        .run();
    assert_eq!(refused.fails_with(4), "api_error");
}

#[test]
fn export_prints_what_the_service_made() {
    let home = Home::signed_in();
    let only = ["--column", "Name,Status", "--row", seed::rows::OIL_BEARINGS];
    let run = home
        .copera(EXPORT.iter().chain(&only).chain(&["--output", "table"]))
        .run();
    insta::assert_snapshot!("tables_export", run);
    // Programs get the whole document.
    let document = home
        .copera(EXPORT.iter().chain(&only).chain(&["--format", "markdown"]))
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(document["rowCount"], 1);
    assert!(
        document["payload"]
            .as_str()
            .unwrap()
            .contains("Oil the bearings")
    );
    assert_eq!(document["rows"][0]["_id"], seed::rows::OIL_BEARINGS);
}

/// In every mode, in one step, and in place of what was there.
#[test]
fn export_into_a_file() {
    let home = Home::signed_in();
    home.write("tasks.csv", "old");
    for mode in ["json", "table", "plain"] {
        home.write("tasks.csv", "old");
        let to = ["-o", "tasks.csv", "--format", "CSV", "--output", mode];
        home.copera(EXPORT.iter().chain(&to)).run().succeeds();
        assert!(home.read("tasks.csv").starts_with("Name,"), "{mode}");
    }
    let stdout = home.copera(EXPORT.iter().chain(&["-o", "-"])).run();
    assert!(stdout.succeeds().stdout.starts_with("Name,"), "{stdout}");
    let nowhere = home.copera(EXPORT.iter().chain(&["-o", "no/such/folder"]));
    assert_eq!(nowhere.run().fails_with(1), "file_error");
    // Nothing of a half-done save is left.
    let mut files = home.files();
    files.retain(|file| !file.starts_with("home/.cache"));
    assert_eq!(files, ["home/.copera.toml", "project/tasks.csv"]);
}

#[test]
fn an_export_in_the_background() {
    let home = Home::signed_in();
    let run = home
        .copera(EXPORT.iter().chain(&["--force-async", "--output", "plain"]))
        .run();
    assert!(run.succeeds().stdout.contains("Status\tqueued\n"), "{run}");
    assert!(
        run.stderr.contains("among the table's exports in the app"),
        "{run}"
    );
    let drive = ["--force-async", "--save-to-drive", "--output", "plain"];
    let run = home.copera(EXPORT.iter().chain(&drive)).run();
    assert!(run.succeeds().stderr.contains("in the drive"), "{run}");
    // A file that was asked for is not there: no success.
    let run = home
        .copera(EXPORT.iter().chain(&["--format", "pdf", "-o", "a.pdf"]))
        .run();
    assert_eq!(run.code, 1, "{run}");
    assert_eq!(run.stdout_json()["asyncJob"]["status"], "queued");
    assert!(run.stderr.contains("a.pdf was not written"), "{run}");
    assert!(!home.path("a.pdf").exists());
}

#[test]
fn an_export_that_is_rehearsed() {
    let home = Home::signed_in();
    let flags = [
        "--format",
        "CSV",
        "--column",
        tasks::NAME,
        "--column",
        tasks::STATUS,
        "--include-hidden",
        "--include-system",
        "--save-to-drive",
        "--force-async",
        "--dry-run",
    ];
    let run = home.copera(EXPORT.iter().chain(&flags)).run();
    assert_eq!(
        run.succeeds().stdout_json()["body"],
        serde_json::json!({
            "boardId": LAUNCH, "viewId": TASKS_VIEW, "format": "CSV",
            "columnIds": [tasks::NAME, tasks::STATUS], "includeHidden": true,
            "includeSystemColumns": true, "forceAsync": true, "saveToDrive": true,
        })
    );
    assert!(home.sandbox().requests().is_empty());
}

/// A file that only its owner could read stays one.
#[cfg(unix)]
#[test]
fn export_keeps_the_mode_of_a_file() {
    use std::os::unix::fs::PermissionsExt;

    let home = Home::signed_in();
    home.write("tasks.csv", "old");
    let mode = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(home.path("tasks.csv"), mode).unwrap();
    let to = ["-o", "tasks.csv"];
    home.copera(EXPORT.iter().chain(&to)).run().succeeds();
    assert!(home.read("tasks.csv").starts_with("Name,"));
    let mode = std::fs::metadata(home.path("tasks.csv"))
        .unwrap()
        .permissions();
    assert_eq!(mode.mode() & 0o777, 0o600);
}

/// What the service may answer with and nothing documents.
#[test]
fn an_export_of_another_shape() {
    let home = Home::signed_in();
    let fault = Fault::on("POST", "/board/{board}/table/{table}/export").status(200);
    home.sandbox()
        .fault(fault.json(&serde_json::json!({"rowCount": 1})));
    assert_eq!(home.copera(EXPORT).run().fails_with(1), "request_failed");
}
