use copera_sandbox::{Fault, seed};
use seed::comments::WITH_FILE;
use seed::files::{MOTH_PHOTO, PACKING_LIST, SKETCH};
use seed::rows::SHIP_THE_ENGINE;

use super::home;

const OF_CELL: [&str; 8] = [
    "rows",
    "attachments",
    "download",
    SHIP_THE_ENGINE,
    "--column",
    "Files",
    "--file",
    PACKING_LIST,
];
const OF_COMMENT: [&str; 9] = [
    "rows",
    "comments",
    "attachments",
    "download",
    SHIP_THE_ENGINE,
    "--comment",
    WITH_FILE,
    "--file",
    MOTH_PHOTO,
];

#[test]
fn under_the_name_that_the_service_has() {
    let home = home();
    for (command, name) in [
        (&OF_CELL[..], "packing list.txt"),
        (&OF_COMMENT[..], "moth.jpg"),
    ] {
        let run = home.copera(command).run();
        let saved = run.succeeds().stdout_json();
        let size = std::fs::metadata(home.path(name)).unwrap().len();
        assert_eq!(
            (&saved["file"], &saved["size"]),
            (&name.into(), &size.into())
        );
        assert!(saved["path"].as_str().unwrap().ends_with(name), "{run}");
        // It is not overwritten unasked.
        home.write(name, "mine");
        let again = home.copera(command).run();
        assert_eq!(again.fails_with(5), "file_exists");
        assert!(
            again.error()["suggestion"]
                .as_str()
                .unwrap()
                .contains("--force"),
            "{again}"
        );
        assert_eq!(home.read(name), "mine");
        home.copera(command.iter().chain(&["--force"]))
            .run()
            .succeeds();
        assert_eq!(std::fs::metadata(home.path(name)).unwrap().len(), size);
    }
}

#[test]
fn where_it_was_asked_for() {
    let home = home();
    home.write("a.txt", "old");
    home.copera(OF_CELL.iter().chain(&["-o", "a.txt"]))
        .run()
        .succeeds();
    let text = home.read("a.txt");
    assert_ne!(text, "old");
    let stdout = home.copera(OF_CELL.iter().chain(&["-o", "-"])).run();
    assert_eq!(stdout.succeeds().stdout, text);
    std::fs::create_dir(home.path("folder")).unwrap();
    let into = home
        .copera(OF_CELL.iter().chain(&["-o", "folder", "--output", "table"]))
        .run();
    assert!(into.succeeds().stderr.starts_with("Saved "), "{into}");
    assert_eq!(home.read("folder/packing list.txt"), text);
    let other = [
        "rows",
        "attachments",
        "download",
        SHIP_THE_ENGINE,
        "--column",
        "files",
        "--file",
        SKETCH,
    ];
    home.copera(other).run().succeeds();
    assert!(home.path("Skizze Räder.svg").exists());
}

/// A bar for a person, as for the files of the drive; none beside the file itself.
#[cfg(unix)]
#[test]
fn progress_on_a_terminal() {
    use crate::pty::{end, on_terminal};
    let home = home();
    for (command, name) in [
        (&OF_CELL[..], "packing list.txt"),
        (&OF_COMMENT, "moth.jpg"),
    ] {
        let (seen, code) = end(on_terminal(home.copera(command)));
        assert_eq!(code, 0, "{seen}");
        assert!(seen.contains(&format!("{name} [")), "{seen:?}");
        let quiet = command.iter().chain(&["--force", "--quiet"]);
        let (seen, code) = end(on_terminal(home.copera(quiet)));
        assert_eq!(code, 0, "{seen}");
        assert!(!seen.contains(&format!("{name} [")), "{seen:?}");
    }
    let stdout = OF_CELL.iter().chain(&["-o", "-"]);
    let (seen, code) = end(on_terminal(home.copera(stdout)));
    assert_eq!(code, 0, "{seen}");
    assert!(!seen.contains("packing list.txt ["), "{seen:?}");
}

/// Nothing is left of it.
#[test]
fn a_download_that_breaks() {
    let home = home();
    let file = "/board/{board}/table/{table}/row/{row}/column/{column}/file/{file}/download";
    let broken = Fault::on("GET", file).cut_body_after(10);
    home.sandbox().fault(broken.always());
    let run = home.copera(OF_CELL).run();
    assert_eq!(run.fails_with(1), "request_failed");
    assert!(run.stderr.contains("after 10 bytes of the answer"), "{run}");
    let left = std::fs::read_dir(home.project()).unwrap().count();
    assert_eq!(left, 1, "{:?}", home.files());
}

#[test]
fn what_can_not_be_had() {
    let home = home();
    let cell = ["rows", "attachments", "download", SHIP_THE_ENGINE];
    let comment = [
        "rows",
        "comments",
        "attachments",
        "download",
        SHIP_THE_ENGINE,
    ];
    for (command, arguments, code, word) in [
        (&cell[..3], vec![], 2, "missing_id"),
        (&cell[..], vec!["--file", "x"], 2, "missing_id"),
        (&cell[..], vec!["--column", "Files"], 2, "missing_id"),
        (
            &cell[..],
            vec!["--column", "Nothing", "--file", "x"],
            2,
            "input_error",
        ),
        (
            &cell[..],
            vec!["--column", "Files", "--file", MOTH_PHOTO],
            3,
            "api_error",
        ),
        (&comment[..], vec!["--file", "x"], 2, "missing_id"),
        (
            &comment[..],
            vec!["--comment", "x", "--file", "x"],
            2,
            "invalid_id",
        ),
        (
            &comment[..],
            vec!["--comment", WITH_FILE, "--file", PACKING_LIST],
            3,
            "api_error",
        ),
    ] {
        let run = home.copera(command.iter().chain(&arguments)).run();
        assert_eq!(run.fails_with(code), word, "{command:?} {arguments:?}");
    }
    let mut files = home.files();
    files.retain(|file| !file.starts_with("home/.cache"));
    assert_eq!(files, ["home/.copera.toml", "project/.copera.toml"]);
}
