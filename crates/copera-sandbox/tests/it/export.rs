//! `/export`.

use std::time::Duration;

use copera_sandbox::{
    ExportStatus, SIGNED_URL_LIFE, Sandbox, WRITE_DELAY,
    seed::{
        self, boards, rows,
        tables::{CONTACTS, CONTACTS_VIEW, TASKS_VIEW, contacts, tasks as t},
    },
};
use serde_json::{Value, json};

use crate::{
    http::{Answer, each, fetch, get, post, sandbox},
    paths::{self, NOBODY},
};

/// An export of the tasks, with these fields on top of the required ones.
fn export(sandbox: &Sandbox, token: &str, more: &Value) -> Answer {
    let mut body = json!({"boardId": boards::LAUNCH, "viewId": TASKS_VIEW});
    for (field, value) in more.as_object().unwrap() {
        body[field] = value.clone();
    }
    post(
        sandbox,
        &format!("{}/export", paths::tasks()),
        token,
        &body.to_string(),
    )
}

#[test]
fn text_formats_are_in_the_reply() {
    let sandbox = sandbox();
    let part = json!({
        "columnIds": [t::STATUS, t::NAME, t::FOUND],
        "rowIds": [rows::SHIP_THE_ENGINE, rows::OIL_BEARINGS],
    });
    // format, media type, name, payload
    for (format, mime_type, name, payload) in [
        (
            "CSV",
            "text/csv",
            "Tasks.csv",
            "Name,Status,Findings\r\n\
             Ship the engine,To do,\"Moth in relay 70, Gear slips\"\r\n\
             Oil the bearings,To do,\r\n",
        ),
        (
            "JSON",
            "application/json",
            "Tasks.json",
            r#"[{"Findings":"Moth in relay 70, Gear slips","Name":"Ship the engine","Status":"To do"},{"Findings":"","Name":"Oil the bearings","Status":"To do"}]"#,
        ),
        (
            "MARKDOWN",
            "text/markdown",
            "Tasks.md",
            "| Name | Status | Findings |\n| --- | --- | --- |\n\
             | Ship the engine | To do | Moth in relay 70, Gear slips |\n\
             | Oil the bearings | To do |  |\n",
        ),
    ] {
        let mut body = part.clone();
        body["format"] = format.into();
        let answer = export(&sandbox, seed::KEY, &body);
        assert_eq!(answer.status, 200);
        let answer = answer.json();
        assert_eq!(answer["payload"], payload, "{format}");
        assert_eq!(
            (&answer["mimeType"], &answer["fileName"]),
            (&mime_type.into(), &name.into())
        );
        assert_eq!(answer["rowCount"], 2);
        assert_eq!(
            each(&answer["columns"], "label"),
            ["Name", "Status", "Findings"]
        );
        assert_eq!(answer["rows"][1]["rowId"], 5);
        assert_eq!(answer["rows"][0]["columns"][1]["value"], t::TODO);
    }
    let all = export(&sandbox, seed::KEY, &json!({})).json();
    assert_eq!(
        (&all["rowCount"], &all["mimeType"]),
        (&6.into(), &"text/csv".into())
    );
    assert_eq!(all["columns"].as_array().unwrap().len(), 15);
    let system = export(&sandbox, seed::KEY, &json!({"includeSystemColumns": true})).json();
    assert_eq!(system["columns"].as_array().unwrap().len(), 19);
}

#[test]
fn no_password_leaves_the_table() {
    let sandbox = sandbox();
    let body = json!({"boardId": boards::LAUNCH, "viewId": CONTACTS_VIEW});
    let path = format!("{}/export", paths::table(boards::LAUNCH, CONTACTS));
    let answer = post(&sandbox, &path, seed::KEY, &body.to_string());
    assert!(answer.body.contains("********") && answer.body.contains(contacts::PASSWORD));
    assert!(!answer.body.contains(rows::BABBAGES_PASSWORD));
}

#[test]
fn the_rest_are_jobs() {
    let sandbox = sandbox();
    for more in [
        json!({"format": "PDF"}),
        json!({"format": "ZIP"}),
        json!({"format": "XLSX"}),
        json!({"format": "ICS"}),
        json!({"format": "CSV", "forceAsync": true}),
    ] {
        let answer = export(&sandbox, seed::FULL_PAT, &more);
        assert_eq!(answer.status, 200);
        let answer = answer.json();
        assert_eq!(answer.as_object().unwrap().len(), 1, "{answer}");
        let job = &answer["asyncJob"];
        assert_eq!(
            (&job["status"], &job["format"]),
            (&"queued".into(), &more["format"])
        );
        assert_eq!(
            (&job["downloadUrl"], &job["rowCount"]),
            (&Value::Null, &6.into())
        );
        assert!(
            job["jobId"].is_string() && job["expiresAt"].is_string(),
            "{job}"
        );
    }
}

#[test]
fn a_job_is_done_by_the_clock() {
    let sandbox = sandbox();
    let fetched = |sandbox: &Sandbox| {
        let url = sandbox.exports()[0].download_url.clone();
        url.map(|url| fetch(sandbox, "GET", &url, &[], b""))
    };
    // format, what its file begins with
    for (format, beginning) in [
        ("CSV", &b"Name,Notes,Status"[..]),
        ("PDF", b"%PDF-"),
        ("ZIP", b"PK\x05\x06"),
        ("XLSX", b"PK\x05\x06"),
        ("ICS", b"BEGIN:VCALENDAR\r\n"),
    ] {
        let sandbox = crate::http::sandbox();
        let more = json!({"format": format, "forceAsync": true});
        let job = export(&sandbox, seed::KEY, &more).json()["asyncJob"].take();
        let seen = || sandbox.exports().remove(0);
        assert_eq!(seen().id, job["jobId"]);
        assert_eq!(seen().file_name, job["fileName"]);
        assert_eq!(
            (seen().status, seen().download_url),
            (ExportStatus::Queued, None)
        );
        sandbox.clock().advance(WRITE_DELAY / 2);
        assert_eq!(
            (seen().status, seen().download_url),
            (ExportStatus::Running, None)
        );
        sandbox.clock().advance(WRITE_DELAY / 2);
        assert_eq!(seen().status, ExportStatus::Done);
        let file = fetched(&sandbox).unwrap();
        assert_eq!(
            (file.status, file.header("content-type")),
            (200, job["mimeType"].as_str())
        );
        assert!(file.bytes.starts_with(beginning), "{format}: {file:?}");
    }
    assert!(sandbox.exports().is_empty());
    export(&sandbox, seed::KEY, &json!({"forceAsync": true}));
    sandbox.clock().advance(WRITE_DELAY);
    let url = sandbox.exports()[0].download_url.clone().unwrap();
    // The address ends before the file does, and a later look gives another.
    sandbox.clock().advance(SIGNED_URL_LIFE);
    assert_eq!(fetch(&sandbox, "GET", &url, &[], b"").status, 403);
    assert_eq!(fetched(&sandbox).unwrap().status, 200);
    sandbox.clock().advance(Duration::from_secs(24 * 60 * 60));
    assert!(fetched(&sandbox).is_none());
}

#[test]
fn a_saved_export_lies_in_the_drive_a_moment_later() {
    let sandbox = sandbox();
    let more = json!({"saveToDrive": true, "fileNameTemplate": "Zahlen", "forceAsync": true});
    export(&sandbox, seed::FULL_PAT, &more);
    let find = || {
        let found = get(&sandbox, "/drive/search?q=zahlen", seed::FULL_PAT).json();
        found["hits"].as_array().unwrap().clone()
    };
    assert!(find().is_empty());
    sandbox.clock().advance(WRITE_DELAY);
    let file = &find()[0];
    assert_eq!(file["name"], "Zahlen.csv");
    let path = format!("/drive/files/{}/download", file["_id"].as_str().unwrap());
    let url = get(&sandbox, &path, seed::FULL_PAT).json();
    let text = fetch(&sandbox, "GET", url["url"].as_str().unwrap(), &[], b"").body;
    assert!(text.starts_with("Name,Notes,Status"), "{text}");
}

#[test]
fn what_is_refused() {
    let sandbox = sandbox();
    for (token, more, status) in [
        (seed::KEY, json!({"boardId": boards::BUGS}), 400),
        (seed::KEY, json!({"viewId": "x"}), 400),
        (seed::KEY, json!({"viewId": NOBODY}), 404),
        (seed::KEY, json!({"viewId": CONTACTS_VIEW}), 404),
        (seed::KEY, json!({"format": "csv"}), 400),
        (seed::KEY, json!({"columnIds": [contacts::NAME]}), 400),
        (seed::KEY, json!({"rowIds": [rows::MOTH]}), 400),
        (seed::DOCS_ONLY_PAT, json!({}), 403),
    ] {
        assert_eq!(export(&sandbox, token, &more).refusal().0, status, "{more}");
    }
}
