//! Folders.

use std::{collections::BTreeMap, path::Path};

use copera_api::{
    DriveId, ErrorKind,
    model::DriveItemKind,
    transfer::upload::{
        EntryOutcome, FolderOutcome, IfExists, PlannedFile, UploadError, UploadFolder, WhyLeftOut,
    },
};
use copera_sandbox::{Fault, seed};

use super::{ADDRESSES, Bench, FINALIZE, MIB, PUT, START, noise, when};

const FOLDERS: (&str, &str) = ("POST", "/drive/folders");

impl Bench {
    fn upload_folder(&self) -> UploadFolder {
        self.client
            .drive()
            .upload_folder(self.folder.path().join("tree"))
    }

    fn make_folder(&self, name: &str) {
        std::fs::create_dir_all(self.folder.path().join(name)).unwrap();
    }

    #[cfg(unix)]
    fn link(&self, target: &str, name: &str) {
        let link = self.folder.path().join(name);
        std::os::unix::fs::symlink(target, link).unwrap();
    }

    /// What lies below a folder of the drive: paths, with the sizes of files.
    async fn below(&self, folder: &DriveId) -> BTreeMap<String, Option<u64>> {
        let mut items = self.client.drive().tree().parent(folder).items();
        let mut nodes = BTreeMap::new();
        while let Some(node) = items.next().await {
            let node = node.unwrap();
            nodes.insert(node.id.clone(), node);
        }
        let path = |id: &DriveId| {
            let mut id = id.clone();
            let mut names = Vec::new();
            while id != *folder {
                names.insert(0, nodes[&id].name.as_str());
                id = nodes[&id].parent.clone().unwrap();
            }
            names.join("/")
        };
        let inside = nodes.values().filter(|node| node.id != *folder);
        inside
            .map(|node| {
                let size = node.size.filter(|_| node.kind == DriveItemKind::File);
                (path(&node.id), size)
            })
            .collect()
    }
}

/// Each entry by its path, in a word.
fn words(outcome: &FolderOutcome) -> Vec<(String, &'static str)> {
    let entries = outcome.entries.iter();
    entries
        .map(|entry| {
            let word = match &entry.outcome {
                EntryOutcome::FolderCreated(_) => "made",
                EntryOutcome::FolderFound(_) => "found",
                EntryOutcome::Uploaded(_) => "sent",
                EntryOutcome::AlreadyThere(_) => "there",
                EntryOutcome::LeftOut(WhyLeftOut::LinkOutside) => "outside",
                EntryOutcome::LeftOut(WhyLeftOut::LinkToNothing) => "nothing",
                EntryOutcome::LeftOut(WhyLeftOut::LinkLoop) => "loop",
                EntryOutcome::LeftOut(WhyLeftOut::NeitherFileNorFolder) => "neither",
                EntryOutcome::LeftOut(WhyLeftOut::NameNotUnicode) => "name",
                EntryOutcome::LeftOut(_) => "left out",
                EntryOutcome::Failed(_) => "failed",
                EntryOutcome::NotTried => "not tried",
                _ => "else",
            };
            (entry.path.to_string_lossy().into_owned(), word)
        })
        .collect()
}

fn expected(list: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    list.iter()
        .map(|(path, word)| ((*path).to_owned(), *word))
        .collect()
}

#[tokio::test]
async fn a_tree_with_all_kinds_of_names() {
    let bench = Bench::start().await;
    for (name, size) in [
        ("tree/.hidden", 1),
        ("tree/empty", 0),
        ("tree/Zürich/日本語 🗼.txt", 2),
        ("tree/Zürich/deep/er/file", 6 * MIB),
    ] {
        bench.file(name, size);
    }
    bench.make_folder("tree/nothing inside");
    let parent = seed::drive::DETAILS.parse().unwrap();
    let plan = bench.upload_folder().parent(parent).plan().await.unwrap();
    assert!(bench.sandbox.requests().is_empty());
    assert_eq!((plan.name(), plan.files().len()), ("tree", 4));
    assert_eq!(plan.total_bytes(), 6 * MIB + 3);

    let outcome = plan.send().await;
    assert!(outcome.is_complete(), "{outcome:?}");
    let folder = outcome.folder().unwrap();
    let item = bench
        .client
        .drive_item(folder.clone())
        .get()
        .send()
        .await
        .unwrap();
    assert_eq!(item.name, "tree");
    assert_eq!(
        item.parent.as_ref().map(AsRef::as_ref),
        Some(seed::drive::DETAILS)
    );
    let found = bench.below(folder).await;
    let expected = [
        (".hidden", Some(1)),
        ("Zürich", None),
        ("Zürich/deep", None),
        ("Zürich/deep/er", None),
        ("Zürich/deep/er/file", Some(6 * MIB)),
        ("Zürich/日本語 🗼.txt", Some(2)),
        ("empty", Some(0)),
        ("nothing inside", None),
    ];
    assert_eq!(
        found,
        expected.map(|(path, size)| (path.to_owned(), size)).into()
    );
}

#[tokio::test]
#[cfg(unix)]
async fn links_stay_inside() {
    use std::os::unix::ffi::OsStrExt;

    let bench = Bench::start().await;
    bench.file("tree/a/file", 7 * MIB);
    bench.file("outside", 3);
    bench.make_folder("tree/b");
    bench.link("../outside", "tree/out");
    bench.make_folder("elsewhere");
    bench.link("../elsewhere", "tree/folder out");
    bench.link("..", "tree/up");
    bench.link("gone", "tree/dangling");
    bench.link("self", "tree/self");
    bench.link(".", "tree/a/loop");
    bench.link("../a/file", "tree/b/other name");
    bench.link("a", "tree/c");
    let name = std::ffi::OsStr::from_bytes(b"tree/\xff");
    std::fs::write(bench.folder.path().join(name), "x").unwrap();
    let _socket =
        std::os::unix::net::UnixListener::bind(bench.folder.path().join("tree/socket")).unwrap();

    let outcome = bench.upload_folder().send().await.unwrap();
    assert!(!outcome.is_complete());
    #[rustfmt::skip]
    let all = [
        ("", "made"), ("a", "made"), ("b", "made"), ("c", "made"),
        ("a/file", "sent"), ("b/other name", "sent"), ("c/file", "sent"),
        ("a/loop", "loop"), ("c/loop", "loop"), ("dangling", "nothing"),
        ("folder out", "outside"), ("out", "outside"),
        ("self", "left out"), ("socket", "neither"), ("up", "loop"), ("\u{fffd}", "name"),
    ];
    assert_eq!(words(&outcome), expected(&all));
    for entry in &outcome.entries {
        if let EntryOutcome::Uploaded(item) = &entry.outcome {
            assert!(bench.download(&item.id).await == noise(7 * MIB, 7));
        }
    }
}

#[tokio::test]
async fn rules_leave_things_out() {
    let bench = Bench::start().await;
    for name in [
        "a.tmp",
        "keep.tmp",
        "sub/b.tmp",
        "sub/c.log",
        "target/x",
        "z",
    ] {
        bench.file(&format!("tree/{name}"), 1);
    }
    let rules = |name: &str, text: &str| {
        std::fs::write(bench.folder.path().join(name), text).unwrap();
    };
    rules("tree/.coperaignore", "*.tmp\n!keep.tmp\n.coperaignore\n");
    rules("tree/sub/.coperaignore", "c.*\n");
    // These are for others to heed.
    rules("tree/.gitignore", "z\n");
    rules(".coperaignore", "z\n");
    let plan = bench
        .upload_folder()
        .exclude("target/")
        .plan()
        .await
        .unwrap();
    let files: Vec<_> = plan.files().iter().map(PlannedFile::path).collect();
    assert_eq!(files, [".gitignore", "keep.tmp", "z"].map(Path::new));
    assert!(plan.left_out().is_empty());

    // A rule that can't be understood might have been meant for anything.
    let error = bench.upload_folder().exclude("{a").plan().await;
    assert!(
        matches!(error, Err(UploadError::IgnoreRule { .. })),
        "{error:?}"
    );
    rules("tree/sub/.coperaignore", "{a\n");
    let error = bench.upload_folder().plan().await;
    assert!(
        matches!(error, Err(UploadError::IgnoreRule { .. })),
        "{error:?}"
    );
}

#[tokio::test]
async fn what_is_there_is_found_again() {
    let bench = Bench::start().await;
    bench.file("tree/sub/same", 3);
    bench.file("tree/sub/other size", 3);
    let upload = || bench.upload_folder().if_exists(IfExists::Skip);
    let first = upload().send().await.unwrap();
    bench.file("tree/sub/other size", 4);
    bench.file("tree/sub/new", 1);
    let second = upload().send().await.unwrap();
    assert_eq!(first.folder(), second.folder());
    #[rustfmt::skip]
    let all = [
        ("", "found"), ("sub", "found"),
        ("sub/new", "sent"), ("sub/other size", "sent"), ("sub/same", "there"),
    ];
    assert_eq!(words(&second), expected(&all));
    assert!(second.is_complete());

    // Unless told otherwise, files are added.
    let third = bench.upload_folder().send().await.unwrap();
    assert_eq!(bench.count(FOLDERS), 2);
    assert_eq!(third.folder(), first.folder());
    assert_eq!(bench.named("same").await, 2);
}

#[tokio::test]
async fn what_is_wrong_with_one_file_does_not_stop_the_others() {
    let bench = Bench::start().await;
    for name in ["a", "b", "c"] {
        bench.file(&format!("tree/{name}"), 9);
    }
    let b = bench.folder.path().join("tree/b");
    let remove = when(|_| true, move || std::fs::remove_file(b).unwrap());
    // The service does not take the third.
    bench
        .sandbox
        .fault(Fault::on(START.0, START.1).delay(std::time::Duration::ZERO));
    bench
        .sandbox
        .fault(Fault::on(START.0, START.1).delay(std::time::Duration::ZERO));
    bench.sandbox.fault(Fault::on(START.0, START.1).status(400));
    let upload = bench.upload_folder().concurrency(1.try_into().unwrap());
    let outcome = upload.progress(remove).send().await.unwrap();
    let all = [
        ("", "made"),
        ("a", "sent"),
        ("b", "failed"),
        ("c", "failed"),
    ];
    assert_eq!(words(&outcome), expected(&all));
    let kinds: Vec<_> = outcome.failures().map(|(_, error)| error.kind()).collect();
    assert_eq!(kinds, [ErrorKind::File, ErrorKind::Invalid]);
}

#[tokio::test]
async fn the_first_hard_failure_stops_new_work() {
    let bench = Bench::start().await;
    for name in ["a", "b", "c", "d"] {
        bench.file(&format!("tree/{name}"), 9);
    }
    let upload = || bench.upload_folder().concurrency(1.try_into().unwrap());
    let second = Fault::on(FINALIZE.0, FINALIZE.1);
    bench
        .sandbox
        .fault(second.clone().delay(std::time::Duration::ZERO));
    bench.sandbox.fault(second.status(503));
    let outcome = upload().send().await.unwrap();
    #[rustfmt::skip]
    let all = [("", "made"), ("a", "sent"), ("b", "failed"), ("c", "not tried"), ("d", "not tried")];
    assert_eq!(words(&outcome), expected(&all));
    let (entry, error) = outcome.failures().next().unwrap();
    assert_eq!(entry.path, Path::new("b"));
    assert!(error.may_have_happened());
    assert_eq!(bench.count(START), 2);

    // Also where a folder can't be made.
    let bench = Bench::start().await;
    bench.file("tree/sub/a", 9);
    bench
        .sandbox
        .fault(Fault::on(FOLDERS.0, FOLDERS.1).status(503));
    let outcome = bench.upload_folder().send().await.unwrap();
    let all = [("", "failed"), ("sub", "not tried"), ("sub/a", "not tried")];
    assert_eq!(words(&outcome), expected(&all));
    assert_eq!(outcome.folder(), None);
}

#[tokio::test]
async fn a_folder_goes_on_where_it_was() {
    let bench = Bench::start().await;
    bench.file("tree/a", 3);
    bench.file("tree/b", 11 * MIB);
    bench.file("tree/c", 3);
    let upload = || {
        let upload = bench.upload_folder().journals(bench.journals());
        let upload = upload.part_size(5_242_880.try_into().unwrap());
        upload
            .concurrency(1.try_into().unwrap())
            .if_exists(IfExists::Skip)
    };
    let second = "/storage/uploads/{uploadId}/parts/2";
    bench
        .sandbox
        .fault(Fault::on(PUT.0, second).status(503).times(4));
    let first = upload().send().await.unwrap();
    let all = [
        ("", "made"),
        ("a", "sent"),
        ("b", "failed"),
        ("c", "not tried"),
    ];
    assert_eq!(words(&first), expected(&all));
    let before = bench.parts_sent().len();
    let outcome = upload().send().await.unwrap();
    let all = [("", "found"), ("a", "there"), ("b", "sent"), ("c", "sent")];
    assert_eq!(words(&outcome), expected(&all));
    assert_eq!(bench.parts_sent()[before..], [2, 3, 1]);
    assert_eq!(bench.journal_count(), 0);
}

#[tokio::test]
async fn many_small_files() {
    let bench = Bench::start().await;
    for number in 0..60 {
        bench.file(&format!("tree/{}/{number}", number % 3), 10);
    }
    let upload = bench.upload_folder().concurrency(16.try_into().unwrap());
    let outcome = upload.send().await.unwrap();
    assert!(outcome.is_complete());
    assert_eq!(bench.below(outcome.folder().unwrap()).await.len(), 63);
    assert_eq!((bench.count(PUT), bench.count(ADDRESSES)), (60, 60));
}
