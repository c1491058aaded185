//! Folders of the drive that have more than one answer lists.

use copera_api::{
    DriveId, ErrorKind,
    transfer::upload::{EntryOutcome, IfExists, UploadError},
};

use super::Bench;

/// As many as one answer has at most.
const LISTED: usize = 500;

impl Bench {
    async fn new_folder(&self, name: &str, parent: Option<&DriveId>) -> DriveId {
        let mut request = self.client.drive().create_folder(name);
        if let Some(parent) = parent {
            request = request.parent(parent.clone());
        }
        request.send().await.unwrap().into_value().id
    }

    async fn fill(&self, parent: Option<&DriveId>, name: &str, count: usize) {
        for number in 0..count {
            self.new_folder(&format!("{name}{number}"), parent).await;
        }
    }
}

/// At the top and in a folder: what stands behind what is listed is found by a search.
#[tokio::test]
async fn what_is_not_listed_is_found_again() {
    let bench = Bench::start().await;
    bench.file("tree/sub/inside", 3);
    bench.file("tree/here", 3);
    bench.fill(None, "n", LISTED).await;
    let tree = bench.new_folder("tree", None).await;
    // Where others have the name as a part of theirs, as well.
    bench.fill(Some(&tree), "sub ", LISTED).await;
    let sub = bench.new_folder("sub", Some(&tree)).await;

    let upload = || {
        let path = bench.folder.path().join("tree");
        let upload = bench.client.drive().upload_folder(path);
        upload.if_exists(IfExists::Skip)
    };
    let first = upload().send().await.unwrap();
    assert!(first.is_complete(), "{first:?}");
    assert_eq!(first.folder(), Some(&tree));
    let of_sub = &first.entries[1].outcome;
    assert!(
        matches!(of_sub, EntryOutcome::FolderFound(id) if *id == sub),
        "{of_sub:?}"
    );

    let second = upload().send().await.unwrap();
    let there = second
        .entries
        .iter()
        .filter(|entry| matches!(entry.outcome, EntryOutcome::AlreadyThere(_)));
    assert_eq!(there.count(), 2, "{second:?}");
}

/// Neither listed nor among the hits of any search: whether it is there, nobody can tell, and a
/// second one might come beside it.
#[tokio::test]
async fn what_can_not_be_found_is_not_made_once_more() {
    let bench = Bench::start().await;
    bench.file("sub/inside", 3);
    let parent = bench.new_folder("parent", None).await;
    bench.fill(Some(&parent), "sub ", LISTED).await;
    bench.new_folder("sub", Some(&parent)).await;
    bench.fill(Some(&parent), "sub b", 60).await;

    let path = bench.folder.path().join("sub");
    let upload = bench.client.drive().upload_folder(path).parent(parent);
    let outcome = upload.send().await.unwrap();
    let (entry, error) = outcome.failures().next().unwrap();
    assert_eq!(entry.path.as_os_str(), "");
    assert!(matches!(error, UploadError::Untold { .. }), "{error:?}");
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(!error.may_have_happened());
    assert_eq!(bench.named("sub").await, 0, "the search can't show it");
}
