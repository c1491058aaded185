use futures_util::FutureExt;

use super::*;
use crate::transfer::upload::PartSize;

#[tokio::test]
async fn what_a_crash_leaves_is_continued() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large");
    File::create(&path).unwrap().set_len(12 << 20).unwrap();
    let source = LocalFile::inspect(&path).unwrap();
    let base: BaseUrl = "https://api.example.com/v1".parse().unwrap();
    let destination = Destination {
        parent: None,
        name: "large".to_owned(),
        mime_type: "text/plain".to_owned(),
    };
    let upload = Upload::new("u".into(), "k".into());
    let parts = Parts::new(source.identity.size, PartSize::MIN).unwrap();
    let open = |source: &LocalFile, destination: &Destination| {
        Journal::open(&folder.path().join("j"), &base, source, destination).unwrap()
    };

    let (mut journal, earlier) = open(&source, &destination);
    assert_eq!(earlier, None);
    let twins: Vec<DriveId> = vec!["65f0a1b2c3d4e5f6a7b8c9d0".parse().unwrap()];
    journal
        .begin(&source, &destination, &upload, parts, twins.clone())
        .unwrap();
    journal.part(3, "c").unwrap();
    journal.part(99, "x").unwrap();
    journal.file.write_all(b"\n{\"part\":{\"num").unwrap();
    drop(journal);

    let (mut journal, earlier) = open(&source, &destination);
    let mut expected = Earlier {
        upload: upload.clone(),
        parts,
        etags: BTreeMap::from([(3, "c".to_owned())]),
        twins,
        may_be_finished: false,
    };
    assert_eq!(earlier.as_ref(), Some(&expected));
    let error = Journal::open(&folder.path().join("j"), &base, &source, &destination);
    assert!(matches!(error, Err(UploadError::InUse { .. })), "{error:?}");
    journal.part(1, "a").unwrap();
    journal.finalize().await.unwrap();
    drop(journal);
    expected.etags.insert(1, "a".to_owned());
    expected.may_be_finished = true;
    let (journal, earlier) = open(&source, &destination);
    assert_eq!(earlier, Some(expected));
    drop(journal);

    // Another type, or a changed file, is another upload.
    let other = Destination {
        mime_type: "image/png".to_owned(),
        ..destination.clone()
    };
    assert_eq!(open(&source, &other).1, None);
    File::options()
        .append(true)
        .open(&path)
        .unwrap()
        .write_all(b"x")
        .unwrap();
    let changed = LocalFile::inspect(&path).unwrap();
    let (journal, earlier) = open(&changed, &destination);
    assert_eq!(earlier, None);
    journal.remove().unwrap();
    assert_eq!(
        std::fs::read_dir(folder.path().join("j")).unwrap().count(),
        0
    );
}

/// The thread that drives everything else does not wait for the disk.
#[test]
fn the_disk_is_waited_for_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut journal = Journal {
        file: open_private(&path).unwrap(),
        path,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(1)
        .build()
        .unwrap();
    runtime.block_on(async {
        // As long as this one is not done, no other work that may block begins.
        let (release, released) = std::sync::mpsc::channel::<()>();
        let before = tokio::task::spawn_blocking(move || released.recv());
        let mut noted = std::pin::pin!(journal.finalize());
        assert!(noted.as_mut().now_or_never().is_none());
        release.send(()).unwrap();
        noted.await.unwrap();
        before.await.unwrap().unwrap();
    });
}

/// Between the opening and the lock of one upload, another may come to its end, and a third begin.
#[test]
#[cfg(unix)]
fn a_journal_that_another_upload_removed_is_not_locked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let other = Journal {
        file: open_private(&path).unwrap(),
        path: path.clone(),
    };
    assert!(lock(&other.file, &path).unwrap());
    let late = open_private(&path).unwrap();
    assert!(!lock(&late, &path).unwrap());
    other.remove().unwrap();
    assert!(!lock(&late, &path).unwrap());
    let third = open_private(&path).unwrap();
    assert!(lock(&third, &path).unwrap());
    assert!(!lock(&late, &path).unwrap());
}

#[test]
#[cfg(unix)]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let (folder, file) = (folder.path().join("a/b"), folder.path().join("a/b/c"));
    create_private_folder(&folder).unwrap();
    drop(open_private(&file).unwrap());
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
}
