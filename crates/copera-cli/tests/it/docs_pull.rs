use copera_sandbox::seed::docs::{HANDBOOK, ONBOARDING, RELEASE_NOTES, STYLE_GUIDE};
use copera_sandbox::{Fault, WRITE_DELAY};
use serde_json::{Value, json};

use crate::home::Home;

fn pull(home: &Home, more: &[&str]) -> Value {
    let pull = ["docs", "pull", "notes"];
    home.copera(pull.iter().chain(more))
        .run()
        .succeeds()
        .stdout_json()
}

fn change(home: &Home, arguments: &[&str]) {
    home.copera(["docs"].iter().chain(arguments))
        .run()
        .succeeds();
    home.sandbox().clock().advance(WRITE_DELAY);
}

/// How often texts were read.
fn texts(home: &Home) -> usize {
    let requests = home.sandbox().requests();
    requests
        .iter()
        .filter(|request| request.path().ends_with("/md") && request.method() == "GET")
        .count()
}

#[test]
fn a_tree_as_files() {
    let home = Home::signed_in();
    let done = pull(&home, &[]);
    let mut written: Vec<_> = done["written"]
        .as_array()
        .unwrap()
        .iter()
        .map(|path| path.as_str().unwrap())
        .collect();
    written.sort_unstable();
    assert_eq!(
        written,
        [
            "Handbook.md",
            "Handbook/Onboarding.md",
            "Handbook/Onboarding/First day.md",
            "Handbook/Onboarding/First day/Checklist.md",
            "Handbook/Style guide.md",
            "On computable numbers.md",
            "Release notes.md",
        ]
    );
    let page = home.read("notes/Handbook/Onboarding.md");
    assert_eq!(
        page,
        format!(
            "---\nid: \"{ONBOARDING}\"\ntitle: \"Onboarding\"\nupdated: \"2025-02-09T09:40:00.000Z\"\n---\n\nWelcome to the engine room.\n"
        )
    );
}

/// The next pull reads what changed, and nothing else.
#[test]
fn only_what_changed() {
    let home = Home::signed_in();
    pull(&home, &[]);
    let before = texts(&home);
    assert_eq!(pull(&home, &[])["unchanged"], 7);
    assert_eq!(texts(&home), before);
    change(&home, &["update", ONBOARDING, "--content", "New."]);
    change(&home, &["metadata", RELEASE_NOTES, "--title", "News"]);
    std::fs::remove_file(home.path("notes/Handbook/Style guide.md")).unwrap();
    let done = pull(&home, &[]);
    assert_eq!(
        (
            done["written"].as_array().unwrap().len(),
            &done["unchanged"]
        ),
        (3, &json!(4)),
        "{done}"
    );
    assert!(
        home.read("notes/Handbook/Onboarding.md")
            .ends_with("\n\nNew.\n")
    );
    assert!(home.read("notes/News.md").ends_with("The engine ships.\n"));
    assert!(
        !home.path("notes/Release notes.md").exists(),
        "it has another name now"
    );
    assert!(home.path("notes/Handbook/Style guide.md").exists());
}

/// What a person wrote is theirs: changed files, and files that were there before.
#[test]
fn what_was_changed_here_stays() {
    let home = Home::signed_in();
    std::fs::create_dir(home.path("notes")).unwrap();
    home.write("notes/Release notes.md", "mine");
    assert_eq!(pull(&home, &[])["kept"], json!(["Release notes.md"]));
    home.write("notes/Handbook/Onboarding.md", "changed");
    change(&home, &["update", ONBOARDING, "--content", "New."]);
    change(&home, &["delete", STYLE_GUIDE, "--force"]);
    home.write("notes/Handbook/Style guide.md", "changed as well");
    let run = home.copera(["docs", "pull", "notes", "--prune"]).run();
    let kept = run.succeeds().stdout_json()["kept"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(kept, 3, "{run}");
    for (file, text) in [
        ("Release notes", "mine"),
        ("Handbook/Onboarding", "changed"),
        ("Handbook/Style guide", "changed as well"),
    ] {
        assert_eq!(home.read(&format!("notes/{file}.md")), text);
    }
    assert!(run.stderr.contains("Onboarding.md was left alone"), "{run}");
    // The next step is told, and works.
    assert!(run.stderr.contains("move yours away and pull"), "{run}");
    for file in [
        "Release notes",
        "Handbook/Onboarding",
        "Handbook/Style guide",
    ] {
        std::fs::remove_file(home.path(&format!("notes/{file}.md"))).unwrap();
    }
    let done = pull(&home, &[]);
    assert_eq!(done["kept"], json!([]), "{done}");
    assert!(
        home.read("notes/Handbook/Onboarding.md")
            .ends_with("New.\n")
    );
}

#[test]
fn documents_that_are_gone() {
    let home = Home::signed_in();
    pull(&home, &[]);
    change(&home, &["delete", ONBOARDING, "--force"]);
    let done = pull(&home, &[]);
    assert_eq!(done["gone"].as_array().unwrap().len(), 3, "{done}");
    assert!(home.path("notes/Handbook/Onboarding.md").exists());
    let done = pull(&home, &["--prune"]);
    assert_eq!(done["pruned"].as_array().unwrap().len(), 3, "{done}");
    assert!(
        !home.path("notes/Handbook/Onboarding").exists(),
        "nor the folders"
    );
    assert!(home.path("notes/Handbook/Style guide.md").exists());
}

/// Two documents that swap their names swap their files.
#[test]
fn swapped_names() {
    let home = Home::signed_in();
    pull(&home, &[]);
    change(&home, &["metadata", ONBOARDING, "--title", "Style guide"]);
    change(&home, &["metadata", STYLE_GUIDE, "--title", "Onboarding"]);
    pull(&home, &[]);
    assert!(
        home.read("notes/Handbook/Style guide.md")
            .contains(ONBOARDING)
    );
    assert!(
        home.read("notes/Handbook/Onboarding.md")
            .contains(STYLE_GUIDE)
    );
    assert_eq!(pull(&home, &[])["unchanged"], 7);
}

/// A folder belongs to one tree: another one would count all of its documents as gone.
#[test]
fn a_folder_of_another_tree() {
    let home = Home::signed_in();
    pull(&home, &[]);
    let run = home
        .copera(["docs", "pull", "notes", "--parent", HANDBOOK, "--prune"])
        .run();
    assert_eq!(run.fails_with(5), "conflict");
    let rehearsal = home.copera(["docs", "pull", "notes", "--dry-run"]).run();
    assert_eq!(rehearsal.fails_with(2), "usage_error");
}

/// Titles may be anything, and nothing outside the folder is touched.
#[cfg(unix)]
#[test]
fn nothing_outside_the_folder() {
    let home = Home::signed_in();
    let node = json!({"_id": HANDBOOK, "title": "../../\u{202e}evil", "owner": "o", "createdAt": "", "updatedAt": "", "hasChildren": false});
    let tree = json!({"root": [node], "totalDocs": 1, "truncated": false, "nextParentIds": []});
    home.sandbox().fault(
        Fault::on("GET", "/docs/tree")
            .status(200)
            .json(&tree)
            .times(1),
    );
    assert_eq!(pull(&home, &[])["written"], json!(["_-..-evil.md"]));
    // A link in the place of a folder leads elsewhere.
    let home = Home::signed_in();
    std::fs::create_dir(home.path("elsewhere")).unwrap();
    std::fs::create_dir(home.path("notes")).unwrap();
    std::os::unix::fs::symlink(home.path("elsewhere"), home.path("notes/Handbook")).unwrap();
    let run = home.copera(["docs", "pull", "notes"]).run();
    assert_eq!(run.fails_with(1), "file_error");
    assert_eq!(
        std::fs::read_dir(home.path("elsewhere")).unwrap().count(),
        0
    );
}

/// What can't be made is named as it was asked for.
#[cfg(target_os = "linux")]
#[test]
fn no_place_for_a_file() {
    let home = Home::signed_in();
    let run = home.copera(["docs", "pull", "/proc"]).run();
    assert_eq!(run.fails_with(1), "file_error");
    let told = run.error()["message"].as_str().unwrap().to_owned();
    assert!(told.starts_with("can't pull into /proc"), "{told}");
    assert!(!told.contains(".copera-"), "{told}");
}

/// A failure in the middle leaves what was written, and the next pull goes on behind it.
#[test]
fn a_pull_that_broke_off() {
    let home = Home::signed_in();
    let broken = format!("/docs/{ONBOARDING}/md");
    home.sandbox()
        .fault(Fault::on("GET", &broken).status(404).always());
    let run = home.copera(["docs", "pull", "notes"]).run();
    assert_eq!(run.fails_with(3), "api_error");
    assert!(home.path("notes/Handbook.md").exists());
    home.sandbox().clear_faults();
    let done = pull(&home, &[]);
    let written = done["written"].as_array().unwrap().len() as u64;
    assert!(written < 7, "{done}");
    assert_eq!(written + done["unchanged"].as_u64().unwrap(), 7, "{done}");
}
