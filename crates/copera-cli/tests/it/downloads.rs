use copera_sandbox::Fault;
use copera_sandbox::seed::drive::{
    BLUEPRINT, BLUEPRINT_SIZE, EMPTY, ENGINE_PLANS, LEDGER, LEDGER_SIZE, README, README_TEXT,
};
use copera_sandbox::seed::{boards::LAUNCH, rows::ORDER_GEARS, tables::TASKS};
use serde_json::json;

use crate::home::{Home, Outcome};

const NOWHERE: &str = "5eed000effffffffffffffff";

fn download(home: &Home, arguments: &[&str]) -> Outcome {
    let arguments = ["drive", "download"].iter().chain(arguments);
    home.copera(arguments).run()
}

#[test]
fn under_its_own_name() {
    let home = Home::signed_in();
    let shape = download(&home, &[README]).succeeds().stdout_json();
    assert_eq!(
        (&shape["file"], &shape["size"]),
        (&json!("read me.txt"), &json!(README_TEXT.len()))
    );
    assert_eq!(home.read("read me.txt"), README_TEXT);
    let again = download(&home, &[README]);
    assert_eq!(again.fails_with(5), "file_exists");
    assert!(
        again.error()["suggestion"]
            .as_str()
            .unwrap()
            .contains("--force"),
        "{again}"
    );
    home.write("read me.txt", "old");
    download(&home, &[README, "--force"]).succeeds();
    assert_eq!(home.read("read me.txt"), README_TEXT);
    let empty = download(&home, &[EMPTY, "--output", "table"]);
    assert_eq!(empty.succeeds().stdout, "");
    assert!(empty.stderr.contains("Empty.txt (0 B)"), "{empty}");
}

/// A path that was named is replaced; a folder that was named is not.
#[test]
fn where_it_was_asked_for() {
    let home = Home::signed_in();
    std::fs::create_dir(home.path("in")).unwrap();
    home.write("old.txt", "old");
    for (dest, file) in [
        ("old.txt", "old.txt"),
        ("in", "in/read me.txt"),
        ("../up.txt", "../up.txt"),
    ] {
        download(&home, &[README, "-o", dest]).succeeds();
        assert_eq!(home.read(file), README_TEXT, "{dest}");
    }
    assert_eq!(
        download(&home, &[README, "--dest", "in"]).fails_with(5),
        "file_exists"
    );
    assert_eq!(
        download(&home, &[README, "-o", "none/x"]).fails_with(1),
        "file_error"
    );
}

#[test]
fn to_stdout() {
    let home = Home::signed_in();
    let run = download(&home, &[README, "-o", "-"]);
    assert_eq!(
        (run.succeeds().stdout.as_str(), run.stderr.as_str()),
        (README_TEXT, "")
    );
    assert!(!home.path("-").exists());
    let folder = download(&home, &[ENGINE_PLANS, "-o", "-", "--recursive"]);
    assert_eq!(folder.fails_with(2), "input_error");
}

/// A pipe or a device is written into: there is nothing to put in its place.
#[cfg(target_os = "linux")]
#[test]
fn into_what_is_no_file() {
    let home = Home::signed_in();
    for more in [&[][..], &["--resume"]] {
        let line = [&[README, "-o", "/dev/null"][..], more].concat();
        let shape = download(&home, &line).succeeds().stdout_json();
        assert_eq!(
            (&shape["path"], &shape["size"]),
            (&json!("/dev/null"), &json!(README_TEXT.len()))
        );
    }
    let full = download(&home, &[README, "-o", "/dev/full"]);
    assert_eq!(full.fails_with(1), "file_error");
    assert!(full.stderr.contains("/dev/full"), "{full}");
    let pipe = format!("copera drive download {README} -o pipe > /dev/null & cat pipe; wait");
    let run = home.shell(&format!("mkfifo pipe; {pipe}"), &[]).run();
    assert_eq!(run.succeeds().stdout, README_TEXT);
}

/// A rehearsal would not hold these back: they ask for nothing but what they read, and write files here.
#[test]
fn no_rehearsal() {
    let home = Home::signed_in();
    home.write("kept.txt", "old");
    let before = home.files();
    let row = &["rows", "attachments", "download", ORDER_GEARS][..];
    let comment = &["rows", "comments", "attachments", "download", ORDER_GEARS][..];
    let export = &["rows", "export", "--to", "csv"][..];
    let on = ["--board", LAUNCH, "--table", TASKS];
    for (command, more) in [
        (&["drive", "download", README][..], &[][..]),
        (&["drive", "download", README], &["-o", "kept.txt"]),
        (&["drive", "download", README], &["-o", "-"]),
        (&["drive", "download", ENGINE_PLANS], &["--recursive"]),
        (
            row,
            &["--column", "Files", "--file", NOWHERE, "-o", "kept.txt"],
        ),
        (
            comment,
            &["--comment", NOWHERE, "--file", NOWHERE, "-o", "kept.txt"],
        ),
        (export, &["-o", "kept.txt"]),
    ] {
        let on = if command[0] == "rows" { &on[..] } else { &[] };
        let line = [command, more, on, &["--dry-run"]].concat();
        let run = home.copera(&line).run();
        assert_eq!(run.fails_with(2), "usage_error", "{line:?}");
        let suggestion = "leave it out; this command changes nothing there";
        assert_eq!(run.error()["suggestion"], suggestion, "{line:?}");
        assert_eq!(home.read("kept.txt"), "old", "{line:?}");
        assert_eq!(home.files(), before, "{line:?}");
    }
    assert!(home.sandbox().requests().is_empty());
    let read = [export, &on, &["--dry-run"]].concat();
    let run = home.copera(read).run();
    assert!(run.succeeds().stdout.contains("Order brass gears"), "{run}");
}

/// What is told to have failed is done again.
#[test]
fn a_field_that_is_not_there() {
    let home = Home::signed_in();
    let run = download(&home, &[README, "-o", "f.txt", "--fields", "size,zz"]);
    let size = serde_json::json!({"size": README_TEXT.len()});
    assert_eq!(run.succeeds().stdout_json(), size);
    assert!(run.stderr.contains("no field `zz` was found"), "{run}");
    assert_eq!(home.read("f.txt"), README_TEXT);
}

/// What breaks off leaves nothing, or what --resume goes on with.
#[test]
fn one_that_breaks_off() {
    const STORE: &str = "/storage/files/{fileId}";
    for (more, left) in [(vec![], 0), (vec!["--resume"], 2)] {
        let home = Home::signed_in();
        let cut = Fault::on("GET", STORE).cut_body_after(1024 * 1024);
        home.sandbox().fault(cut.times(1));
        home.sandbox()
            .fault(Fault::on("GET", STORE).status(404).always());
        let arguments = [&[BLUEPRINT, "-o", "b.bin"], &more[..]].concat();
        let run = download(&home, &arguments);
        assert_eq!(run.fails_with(1), "request_failed", "{run}");
        assert!(!home.path("b.bin").exists());
        let files = home.files();
        let parts = files.iter().filter(|file| file.contains("b.bin"));
        assert_eq!(parts.count(), left, "{files:?}");
        home.sandbox().clear_faults();
        let run = download(&home, &arguments);
        let told = run.succeeds().stderr.contains("was there from before");
        assert_eq!(told, left > 0, "{run}");
        let size = home.path("b.bin").metadata().unwrap().len();
        assert_eq!(size, BLUEPRINT_SIZE as u64);
    }
}

#[test]
fn a_whole_folder() {
    let home = Home::signed_in();
    let shape = download(&home, &[ENGINE_PLANS, "--recursive"])
        .succeeds()
        .stdout_json();
    assert_eq!(
        (
            &shape["fileCount"],
            &shape["folderCount"],
            &shape["totalBytes"]
        ),
        (&json!(2), &json!(3), &json!(LEDGER_SIZE + BLUEPRINT_SIZE))
    );
    assert_eq!(
        home.path("Engine plans/ledger.csv")
            .metadata()
            .unwrap()
            .len(),
        LEDGER_SIZE as u64
    );
    assert!(home.path("Engine plans/Drawings/Details").is_dir());
    let again = download(&home, &[ENGINE_PLANS, "--recursive"])
        .succeeds()
        .stdout_json();
    assert_eq!(
        (
            &again["fileCount"],
            again["alreadyThere"].as_array().unwrap().len()
        ),
        (&json!(0), 2)
    );
    home.write("Engine plans/ledger.csv", "mine");
    let run = download(&home, &[ENGINE_PLANS, "--recursive"]);
    assert_eq!(run.fails_with(5), "file_exists");
    download(
        &home,
        &[ENGINE_PLANS, "--recursive", "--force", "-o", "Engine plans"],
    )
    .succeeds();
    assert_eq!(
        home.path("Engine plans/ledger.csv")
            .metadata()
            .unwrap()
            .len(),
        LEDGER_SIZE as u64
    );
}

/// Names of the service lead nowhere, and no two things get one file.
#[test]
fn names_in_a_folder() {
    let home = Home::signed_in();
    let node = |id: &str, name: &str| json!({"_id": id, "name": name, "type": "file", "owner": "o", "size": 23, "createdAt": "", "updatedAt": "", "hasChildren": false});
    let tree = json!({"root": [node(README, "../../evil"), node(LEDGER, "Evil")], "totalItems": 2, "truncated": false, "nextParentIds": []});
    home.sandbox().fault(
        Fault::on("GET", "/drive/tree")
            .status(200)
            .json(&tree)
            .always(),
    );
    let shape = download(&home, &[ENGINE_PLANS, "--recursive", "-o", "out"])
        .succeeds()
        .stdout_json();
    assert_eq!(shape["fileCount"], 2);
    assert_eq!(home.read("out/evil"), README_TEXT);
    assert!(home.path(&format!("out/{LEDGER}-Evil")).exists(), "{shape}");
}

/// Whoever asked for a file is told of that file, whatever is made beside it meanwhile.
#[test]
fn no_place_for_a_file() {
    let home = Home::signed_in();
    home.write("taken", "");
    for more in [&[][..], &["--resume"]] {
        for (path, why) in [
            (
                "/nonexist/x",
                "create /nonexist/x: No such file or directory",
            ),
            ("missing/x", "create missing/x: No such file or directory"),
            ("taken/x", "look at taken/x: Not a directory"),
        ] {
            let run = download(&home, &[&[README, "-o", path], more].concat());
            assert_eq!(run.fails_with(1), "file_error");
            let told = run.error()["message"].as_str().unwrap().to_owned();
            assert!(told.starts_with(&format!("can't {why}")), "{told}");
            assert!(!told.contains(".copera-"), "{told}");
        }
    }
}

#[test]
fn what_is_refused() {
    let home = Home::signed_in();
    for (arguments, code, word) in [
        (vec![], 2, "missing_id"),
        (vec!["../x"], 2, "invalid_id"),
        (vec![NOWHERE], 3, "api_error"),
        (vec![ENGINE_PLANS], 2, "invalid_operation"),
        (vec![README, "--recursive"], 2, "invalid_operation"),
    ] {
        assert_eq!(
            download(&home, &arguments).fails_with(code),
            word,
            "{arguments:?}"
        );
    }
}
