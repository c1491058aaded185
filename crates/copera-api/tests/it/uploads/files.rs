//! One file, when nothing goes wrong.

use std::sync::{Arc, Mutex};

use copera_api::{
    ErrorKind,
    transfer::{Progress, ProgressObserver, upload::UploadError},
};
use copera_sandbox::{Fault, seed};

use super::{ADDRESSES, Bench, FINALIZE, MIB, PUT, START, noise};
use crate::scripted::token;

#[tokio::test]
async fn sizes_around_the_borders_of_parts() {
    let bench = Bench::start().await;
    for (size, parts) in [
        (0, 1),
        (1, 1),
        (5 * MIB - 1, 1),
        (5 * MIB, 1),
        (5 * MIB + 1, 2),
        (10 * MIB, 2),
        (10 * MIB + 1, 3),
    ] {
        let path = bench.file("data.bin", size);
        let before = bench.parts_sent().len();
        let item = bench.upload(&path).send().await.unwrap();
        assert_eq!((item.name.as_str(), item.size), ("data.bin", Some(size)));
        assert_eq!(item.mime_type.as_deref(), Some("application/octet-stream"));
        assert_eq!(bench.parts_sent().len() - before, parts, "{size}");
        assert!(bench.download(&item.id).await == noise(size, 7), "{size}");
    }
    assert_eq!(bench.count(START), bench.count(FINALIZE));
    assert_eq!(bench.count(START), bench.count(ADDRESSES));
}

#[tokio::test]
async fn name_type_and_place() {
    let bench = Bench::start().await;
    let path = bench.file("Überblick.PDF", 3);
    let item = bench.upload(&path).send().await.unwrap();
    assert_eq!((item.name.as_str(), &item.parent), ("Überblick.PDF", &None));
    assert_eq!(item.mime_type.as_deref(), Some("application/pdf"));

    let drawings = seed::drive::DRAWINGS.parse().unwrap();
    let upload = bench.upload(&path).parent(drawings).name("page.html");
    let item = upload.send().await.unwrap();
    let parent = item.parent.as_ref().map(AsRef::as_ref);
    assert_eq!(parent, Some(seed::drive::DRAWINGS));
    assert_eq!(item.name, "page.html");
    assert_eq!(item.mime_type.as_deref(), Some("text/html"));

    let upload = bench.upload(&path).mime_type("text/x-mine");
    let item = upload.send().await.unwrap();
    assert_eq!(item.mime_type.as_deref(), Some("text/x-mine"));
}

#[tokio::test]
#[cfg(unix)]
async fn a_link_has_its_own_name_and_the_bytes_of_what_it_leads_to() {
    let bench = Bench::start().await;
    let path = bench.file("long name of the target", 6 * MIB);
    let link = bench.folder.path().join("l.txt");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let item = bench.upload(&link).send().await.unwrap();
    assert_eq!((item.name.as_str(), item.size), ("l.txt", Some(6 * MIB)));
    assert!(bench.download(&item.id).await == noise(6 * MIB, 7));
}

#[tokio::test]
async fn parts_may_overtake_each_other() {
    let bench = Bench::start().await;
    let path = bench.file("data", 22 * MIB);
    // The first part comes in last.
    let slow = Fault::on(PUT.0, "/storage/uploads/{uploadId}/parts/1");
    bench
        .sandbox
        .fault(slow.delay(std::time::Duration::from_millis(500)));
    let upload = bench.upload(&path).concurrency(4.try_into().unwrap());
    let item = upload.send().await.unwrap();
    assert!(bench.download(&item.id).await == noise(22 * MIB, 7));
    let mut parts = bench.parts_sent();
    parts.sort_unstable();
    assert_eq!(parts, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn progress_ends_at_the_total() {
    #[derive(Default)]
    struct Steps(Mutex<Vec<Progress>>);

    impl ProgressObserver for Steps {
        fn advanced(&self, progress: Progress) {
            self.0.lock().unwrap().push(progress);
        }
    }

    let bench = Bench::start().await;
    let path = bench.file("data", 11 * MIB);
    bench.sandbox.fault(Fault::on(PUT.0, PUT.1).status(503));
    let steps = Arc::new(Steps::default());
    let upload = bench.upload(&path).progress(steps.clone());
    upload.send().await.unwrap();
    let steps = steps.0.lock().unwrap();
    let total = 11 * MIB;
    for step in steps.iter() {
        assert_eq!(step.total, Some(total));
        assert!(step.done <= step.moved && step.moved <= total, "{step:?}");
    }
    let last = steps.last().unwrap();
    assert_eq!((last.moved, last.done), (total, total));
    // The part that was refused does not count any more.
    assert!(steps.windows(2).any(|pair| pair[1].moved < pair[0].moved));
}

#[tokio::test]
async fn what_is_no_file_is_refused_before_anything_is_sent() {
    let bench = Bench::start().await;
    let folder = bench.folder.path();
    let error = bench.upload(folder).send().await.unwrap_err();
    assert!(matches!(error, UploadError::NotAFile { .. }), "{error:?}");
    let error = bench.upload(&folder.join("no")).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(!error.may_have_happened());
    assert!(bench.sandbox.requests().is_empty());
}

#[tokio::test]
async fn no_integration_key() {
    let bench = Bench::start().await;
    let path = bench.file("data", 3);
    let client = bench.client.with_token(token(seed::KEY));
    let error = client.drive().upload(path).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Denied);
    assert!(bench.sandbox.requests().is_empty());
}
