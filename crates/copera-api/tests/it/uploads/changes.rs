//! A file that is not left alone.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use copera_api::{
    ErrorKind,
    transfer::{
        Progress,
        upload::{FileChange, UploadError},
    },
};

use super::{Bench, FINALIZE, MIB, noise, when};

/// What somebody does to a file.
type Change = fn(&Path);

fn grow(path: &Path) {
    let mut file = File::options().append(true).open(path).unwrap();
    file.write_all(b"more").unwrap();
}

fn shrink(path: &Path) {
    let file = File::options().write(true).open(path).unwrap();
    file.set_len(MIB).unwrap();
}

fn replace(path: &Path) {
    let other = path.with_extension("other");
    fs::write(&other, noise(11 * MIB, 8)).unwrap();
    fs::rename(other, path).unwrap();
}

fn touch(path: &Path) {
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH)
        .unwrap();
}

fn remove(path: &Path) {
    fs::remove_file(path).unwrap();
}

/// In the middle of a part, after one, and when all have arrived.
const MOMENTS: [fn(Progress) -> bool; 3] = [
    |progress| progress.moved > MIB,
    |progress| progress.done > 0,
    |progress| Some(progress.done) == progress.total,
];

async fn upload_while(change: Change, moment: fn(Progress) -> bool) -> UploadError {
    let bench = Bench::start().await;
    let path: PathBuf = bench.file("data", 11 * MIB);
    let changed = path.clone();
    let observer = when(moment, move || change(&changed));
    let upload = bench.upload(&path).progress(observer);
    let error = upload.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(!error.may_have_happened());
    assert_eq!(bench.count(FINALIZE), 0);
    error
}

#[tokio::test]
async fn a_changed_file_is_not_finished() {
    let mut table: Vec<(Change, FileChange)> = vec![
        (grow, FileChange::Grew),
        (shrink, FileChange::Shrank),
        (touch, FileChange::Written),
    ];
    if cfg!(unix) {
        table.push((replace, FileChange::Replaced));
    }
    for (change, expected) in table {
        for moment in MOMENTS {
            let error = upload_while(change, moment).await;
            let UploadError::Changed { change, .. } = error else {
                panic!("{error:?}");
            };
            assert_eq!(change, expected);
        }
    }
}

#[tokio::test]
async fn a_removed_file_is_not_finished() {
    for moment in MOMENTS {
        let error = upload_while(remove, moment).await;
        assert!(matches!(error, UploadError::Local { .. }), "{error:?}");
    }
}
