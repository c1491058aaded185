use copera_sandbox::seed::drive::{DETAILS, ENGINE_PLANS};
use copera_sandbox::{Fault, seed};
use serde_json::json;

use crate::home::{Home, Outcome};

fn upload(home: &Home, arguments: &[&str]) -> Outcome {
    let arguments = ["drive", "upload"].iter().chain(arguments);
    home.copera(arguments).run()
}

#[test]
fn a_file_and_back() {
    let home = Home::signed_in();
    home.write("plan.txt", "gears");
    let item = upload(&home, &["plan.txt", "--parent", ENGINE_PLANS])
        .succeeds()
        .stdout_json();
    assert_eq!(
        (
            &item["name"],
            &item["size"],
            &item["parent"],
            &item["mimeType"]
        ),
        (
            &json!("plan.txt"),
            &json!(5),
            &json!(ENGINE_PLANS),
            &json!("text/plain")
        )
    );
    let id = item["_id"].as_str().unwrap();
    assert!(
        item["url"]
            .as_str()
            .unwrap()
            .ends_with(&format!("/drive/c/{id}")),
        "{item}"
    );
    let back = home.copera(["drive", "download", id, "-o", "-"]).run();
    assert_eq!(back.succeeds().stdout, "gears");
    let table = upload(&home, &["plan.txt", "--output", "table"]);
    assert!(table.succeeds().stdout.contains("plan.txt"), "{table}");
}

/// Several parts, and one that goes on where it broke off.
#[test]
fn a_large_file_in_parts() {
    let home = Home::signed_in();
    home.write(
        "large.bin",
        &"0123456789abcdef".repeat(12 * 1024 * 1024 / 16),
    );
    let how = [
        "large.bin",
        "--chunk-size",
        "5MiB",
        "--concurrency",
        "1",
        "--resume",
    ];
    let finalize = "/drive/files/upload/multipart/finalize";
    home.sandbox()
        .fault(Fault::on("POST", finalize).status(503).times(1));
    let broken = upload(&home, &how);
    assert_eq!(broken.fails_with(1), "api_error");
    let puts = || {
        home.sandbox()
            .requests()
            .iter()
            .filter(|request| request.method() == "PUT")
            .count()
    };
    assert_eq!(puts(), 3);
    let item = upload(&home, &how).succeeds().stdout_json();
    assert_eq!((item["size"].as_u64(), puts()), (Some(12 * 1024 * 1024), 3));
}

/// The file is made, and the answer that says so is lost: the second run finds it.
#[test]
fn a_small_file_is_not_made_twice() {
    let home = Home::signed_in();
    home.write("note.txt", "gears");
    let how = ["note.txt", "--resume"];
    let finalize = "/drive/files/upload/multipart/finalize";
    home.sandbox()
        .fault(Fault::on("POST", finalize).cut_body_after(0));
    let broken = upload(&home, &how);
    assert_eq!(broken.fails_with(1), "request_failed");
    assert!(broken.stderr.contains("looks first"), "{broken}");
    let item = upload(&home, &how).succeeds().stdout_json();
    let found = home.copera(["drive", "search", "note.txt"]).run();
    let found = found.succeeds().stdout_json();
    assert_eq!(found["hits"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found["hits"][0]["_id"], item["_id"]);
    let requests = home.sandbox().requests();
    let puts = requests.iter().filter(|request| request.method() == "PUT");
    assert_eq!(puts.count(), 1);
}

/// What a part left behind shows nowhere, whatever became of its call.
#[test]
fn a_part_that_failed_leaves_nothing_to_look_for() {
    let home = Home::signed_in();
    home.write("note.txt", "gears");
    let part = "/storage/uploads/{uploadId}/parts/{partNumber}";
    home.sandbox()
        .fault(Fault::on("PUT", part).status(500).times(20));
    let broken = upload(&home, &["note.txt"]);
    assert_eq!(broken.fails_with(1), "request_failed");
    assert_eq!(broken.error()["suggestion"], "try again later", "{broken}");
}

#[test]
fn a_folder() {
    let home = Home::signed_in();
    for folder in ["photos", "photos/2026"] {
        std::fs::create_dir(home.path(folder)).unwrap();
    }
    for (file, text) in [
        ("a.txt", "aa"),
        ("2026/b.txt", "bbb"),
        ("skip.tmp", "x"),
        (".coperaignore", "*.tmp\n.coperaignore\n"),
    ] {
        home.write(&format!("photos/{file}"), text);
    }
    let shape = upload(&home, &["photos", "--parent", DETAILS])
        .succeeds()
        .stdout_json();
    assert_eq!(
        (
            &shape["fileCount"],
            &shape["folderCount"],
            &shape["totalBytes"]
        ),
        (&json!(2), &json!(2), &json!(5)),
        "{shape}"
    );
    assert!(shape["files"][0]["_id"].is_string(), "{shape}");
    let again = upload(
        &home,
        &["photos", "--recursive", "--parent", DETAILS, "--resume"],
    )
    .succeeds()
    .stdout_json();
    assert_eq!(
        (
            &again["fileCount"],
            again["alreadyThere"].as_array().unwrap().len()
        ),
        (&json!(0), 2)
    );
}

#[test]
fn a_folder_of_one_file_in_words() {
    let home = Home::signed_in();
    for folder in ["one", "other"] {
        std::fs::create_dir(home.path(folder)).unwrap();
        home.write(&format!("{folder}/a.txt"), "aa");
    }
    let sent = upload(&home, &["one", "--json"]).succeeds().stdout_json();
    let folder = sent["folder"].as_str().unwrap();
    let download = ["drive", "download", folder, "--recursive", "-o"];
    let into = |place| [&download[..], &[place]].concat();
    for (line, told) in [
        (
            vec!["drive", "upload", "other"],
            "Sent 1 file (2 B), made 1 folder; 0 files were there already.",
        ),
        (
            vec!["drive", "upload", "one", "--resume"],
            "Sent 0 files (0 B), made 0 folders; 1 file was there already.",
        ),
        (
            into("here"),
            "Saved 1 file (2 B) in 1 folder; 0 files were here already.",
        ),
        (
            into("here"),
            "Saved 0 files (0 B) in 1 folder; 1 file was here already.",
        ),
    ] {
        let run = home.copera(line.iter().chain(&["--output", "table"])).run();
        assert!(run.succeeds().stderr.contains(told), "{told}: {run}");
    }
}

#[cfg(unix)]
#[test]
fn what_does_not_go_along_is_said() {
    let home = Home::signed_in();
    std::fs::create_dir(home.path("photos")).unwrap();
    std::os::unix::fs::symlink(home.path("~/.copera.toml"), home.path("photos/out")).unwrap();
    let run = upload(&home, &["photos"]);
    assert_eq!(run.succeeds().stdout_json()["leftOut"][0]["path"], "out");
    assert!(
        run.stderr
            .contains("out was left out: it is a link out of the folder"),
        "{run}"
    );
}

#[test]
fn what_is_refused() {
    let home = Home::signed_in();
    home.write("plan.txt", "gears");
    for (arguments, code, word) in [
        (vec![], 2, "usage_error"),
        (vec!["none.txt"], 1, "file_error"),
        (vec!["plan.txt", "--recursive"], 2, "input_error"),
        (vec!["plan.txt", "--chunk-size", "1MiB"], 2, "input_error"),
        (vec!["plan.txt", "--chunk-size", "apples"], 2, "input_error"),
        (vec!["plan.txt", "--chunk-size"], 2, "usage_error"),
        (vec!["plan.txt", "--concurrency", "0"], 2, "input_error"),
        (vec!["plan.txt", "--parent", "x"], 2, "invalid_id"),
    ] {
        assert_eq!(
            upload(&home, &arguments).fails_with(code),
            word,
            "{arguments:?}"
        );
    }
    assert!(home.sandbox().requests().is_empty());
    upload(&home, &["plan.txt", "--dry-run"]).succeeds();
    assert!(home.sandbox().requests().is_empty());
    let run = home
        .copera(["drive", "upload", "plan.txt"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::KEY)
        .run();
    assert_eq!(run.fails_with(4), "api_error");
}

/// The request that comes first, and whether it is the only one.
#[test]
fn rehearsed() {
    let home = Home::signed_in();
    home.write("plan.txt", "gears");
    for folder in ["empty", "deep/er", "Engine plans"] {
        std::fs::create_dir_all(home.path(folder)).unwrap();
    }
    home.write("Engine plans/plan.txt", "gears");
    let nothing_sent = "Nothing was sent: this was a dry run.\n";
    let of_file = "the file's parts and its end";
    let of_folder = "those for what is in the folder";
    for (path, body, more) in [
        ("plan.txt", json!({"fileName": "plan.txt"}), Some(of_file)),
        ("empty", json!({"name": "empty"}), None),
        ("deep", json!({"name": "deep"}), Some(of_folder)),
        // It is in the drive already.
        (
            "Engine plans",
            json!({"fileName": "plan.txt"}),
            Some(of_folder),
        ),
    ] {
        let run = upload(&home, &[path, "--dry-run"]);
        let sent = &run.succeeds().stdout_json()["body"];
        for (field, value) in body.as_object().unwrap() {
            assert_eq!(&sent[field], value, "{run}");
        }
        let note = more
            .map(|more| format!("note: this is the first of several requests: {more} follow\n"));
        let told = format!("{nothing_sent}{}", note.unwrap_or_default());
        assert_eq!(run.stderr, told, "{path}");
    }
    let requests = home.sandbox().requests();
    assert!(
        requests.iter().all(|request| request.method() == "GET"),
        "{requests:?}"
    );
}

/// A bar for a person, which is gone at the end; nothing of it off a terminal.
#[cfg(unix)]
#[test]
fn progress_on_a_terminal() {
    use crate::pty::{end, on_terminal};
    /// Longer than its part of the line.
    const NAME: &str =
        "a film that has a name of more than eighty columns, which no line of a terminal takes.bin";
    let home = Home::signed_in();
    home.write(NAME, &"x".repeat(6 * 1024 * 1024));
    let send = ["drive", "upload", NAME, "--json"];
    let slow = Fault::on("POST", "/drive/files/upload/multipart/finalize")
        .delay(std::time::Duration::from_millis(300));
    home.sandbox().fault(slow.times(2));
    let (seen, code) = end(on_terminal(home.copera(send)));
    assert_eq!(code, 0, "{seen}");
    assert!(seen.contains("of 6.0 MB"), "{seen:?}");
    // Each is drawn over the one before, with spaces up to the width of the terminal.
    let bars = seen.split("a film").skip(1);
    let bars = bars.filter_map(|bar| bar.split("   ").next());
    for bar in bars.filter(|bar| bar.contains("of 6.0 MB")) {
        assert!("a film".len() + bar.chars().count() <= 80, "{bar:?}");
    }
    let (quiet, code) = end(on_terminal(home.copera(send.iter().chain(&["--quiet"]))));
    assert_eq!(code, 0);
    assert!(!quiet.contains("of 6.0 MB"), "{quiet:?}");
}

/// A pipe is no file: it is said what it lacks, and nothing is sent.
#[test]
fn what_is_piped_in() {
    let home = Home::signed_in();
    for more in [&[][..], &["--resume"], &["--recursive"]] {
        let line = [&["drive", "upload", "-"], more].concat();
        let run = home.copera(line).stdin("text").run();
        assert_eq!(run.fails_with(2), "input_error", "{more:?}");
        let error = run.error();
        assert!(
            error["message"]
                .as_str()
                .unwrap()
                .contains("no name and no length"),
            "{run}"
        );
        assert!(
            error["suggestion"]
                .as_str()
                .unwrap()
                .contains("copera drive upload NAME"),
            "{run}"
        );
    }
    assert!(home.sandbox().requests().is_empty());
    home.write("-", "text");
    let item = upload(&home, &["./-"]).succeeds().stdout_json();
    assert_eq!(item["size"], 4);
}
