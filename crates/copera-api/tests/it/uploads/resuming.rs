//! Uploads that broke off, and go on.

use copera_api::transfer::upload::{IfExists, PartSize, UploadError};
use copera_sandbox::Fault;

use super::{ADDRESSES, Bench, FINALIZE, MIB, PUT, START, noise, when};

/// A bench with an upload of four parts of which the third never arrives.
async fn broken_off() -> (Bench, std::path::PathBuf) {
    let bench = Bench::start().await;
    let path = bench.file("data", 16 * MIB);
    let third = "/storage/uploads/{uploadId}/parts/3";
    bench
        .sandbox
        .fault(Fault::on(PUT.0, third).status(400).always());
    let upload = bench.upload(&path).journals(bench.journals());
    let error = upload.send().await.unwrap_err();
    assert!(
        matches!(error, UploadError::Part { number: 3, .. }),
        "{error:?}"
    );
    assert_eq!(bench.journal_count(), 1);
    bench.sandbox.clear_faults();
    (bench, path)
}

#[tokio::test]
async fn only_what_is_missing_is_sent() {
    let (bench, path) = broken_off().await;
    let upload = bench.upload(&path).journals(bench.journals());
    // The parts are those of the first run, whatever the second asks for.
    let upload = upload.part_size(PartSize::default());
    let item = upload.send().await.unwrap();
    assert_eq!(bench.parts_sent(), [1, 2, 3, 3, 4]);
    assert_eq!((bench.count(START), bench.count(FINALIZE)), (1, 1));
    assert!(bench.download(&item.id).await == noise(16 * MIB, 7));
    assert_eq!(bench.journal_count(), 0);
}

#[tokio::test]
async fn progress_begins_where_it_was() {
    let (bench, path) = broken_off().await;
    let first = std::sync::Arc::new(std::sync::OnceLock::new());
    let noted = first.clone();
    let observer = when(move |progress| noted.set(progress).is_ok(), || ());
    let upload = bench.upload(&path).journals(bench.journals());
    upload.progress(observer).send().await.unwrap();
    let first = first.get().unwrap();
    assert_eq!((first.moved, first.done), (10 * MIB, 10 * MIB));
}

#[tokio::test]
async fn another_place_or_file_is_another_upload() {
    let (bench, path) = broken_off().await;
    let upload = bench.upload(&path).journals(bench.journals());
    upload.name("other").send().await.unwrap();
    assert_eq!(bench.parts_sent(), [1, 2, 3, 1, 2, 3, 4]);

    std::fs::write(&path, noise(11 * MIB, 9)).unwrap();
    let upload = bench.upload(&path).journals(bench.journals());
    let item = upload.send().await.unwrap();
    assert_eq!(bench.parts_sent()[7..], [1, 2, 3]);
    assert!(bench.download(&item.id).await == noise(11 * MIB, 9));
    assert_eq!(bench.journal_count(), 0);
}

#[tokio::test]
async fn an_upload_that_the_service_forgot_begins_anew() {
    for (method, route, status) in [
        (ADDRESSES.0, ADDRESSES.1, 404),
        (ADDRESSES.0, ADDRESSES.1, 400),
        (PUT.0, PUT.1, 404),
        (FINALIZE.0, FINALIZE.1, 404),
    ] {
        let (bench, path) = broken_off().await;
        bench.sandbox.fault(Fault::on(method, route).status(status));
        let upload = bench.upload(&path).journals(bench.journals());
        let item = upload.send().await.unwrap();
        assert!(bench.download(&item.id).await == noise(16 * MIB, 7));
        assert_eq!(bench.count(START), 2, "{route} {status}");
        assert_eq!(bench.named("data").await, 1);
        assert_eq!(bench.journal_count(), 0);
    }
}

#[tokio::test]
async fn a_failure_that_passes_does_not_cost_the_journal() {
    let (bench, path) = broken_off().await;
    let fault = Fault::on(ADDRESSES.0, ADDRESSES.1).status(503).always();
    bench.sandbox.fault(fault);
    let upload = bench.upload(&path).journals(bench.journals());
    assert!(upload.send().await.unwrap_err().is_transient());
    bench.sandbox.clear_faults();
    let upload = bench.upload(&path).journals(bench.journals());
    upload.send().await.unwrap();
    assert_eq!(bench.parts_sent(), [1, 2, 3, 3, 4]);
}

#[tokio::test]
async fn a_file_that_may_have_been_made_is_looked_for() {
    for (size, parts) in [(6 * MIB, 2), (1000, 1), (0, 1)] {
        // The fault of the last call, and how often it is made in both runs together.
        for (fault, finalized) in [
            // It was made, and the answer got lost.
            (Fault::on(FINALIZE.0, FINALIZE.1).cut_body_after(0), 1),
            // It was not made.
            (Fault::on(FINALIZE.0, FINALIZE.1).reset(), 2),
        ] {
            let bench = Bench::start().await;
            let path = bench.file("data", size);
            // One of the same name and size that is not ours.
            bench.upload(&path).send().await.unwrap();
            let before = (bench.parts_sent().len(), bench.count(FINALIZE));

            bench.sandbox.fault(fault);
            let upload = bench.upload(&path).journals(bench.journals());
            let error = upload.send().await.unwrap_err();
            assert!(error.may_have_happened());
            assert_eq!(bench.journal_count(), 1, "{size}");
            let upload = bench.upload(&path).journals(bench.journals());
            let item = upload.send().await.unwrap();
            assert!(bench.download(&item.id).await == noise(size, 7));
            assert_eq!(bench.parts_sent().len() - before.0, parts, "{size}");
            assert_eq!(bench.count(FINALIZE) - before.1, finalized, "{size}");
            assert_eq!(bench.named("data").await, 2, "{size}");
            assert_eq!(bench.journal_count(), 0);
        }
    }
}

/// Small files of a folder, whether the second run passes over what is there or not.
#[tokio::test]
async fn nothing_in_a_folder_is_made_twice() {
    for policy in [IfExists::Skip, IfExists::Add] {
        let bench = Bench::start().await;
        bench.file("tree/note", 1000);
        let upload = || {
            let path = bench.folder.path().join("tree");
            let upload = bench.client.drive().upload_folder(path);
            upload.if_exists(policy).journals(bench.journals()).send()
        };
        let lost = Fault::on(FINALIZE.0, FINALIZE.1).cut_body_after(0);
        bench.sandbox.fault(lost);
        let first = upload().await.unwrap();
        assert!(first.failures().any(|(_, error)| error.may_have_happened()));
        assert_eq!(bench.journal_count(), 1);

        let second = upload().await.unwrap();
        assert!(second.is_complete(), "{second:?}");
        assert_eq!((bench.named("note").await, bench.journal_count()), (1, 0));
        assert_eq!((bench.parts_sent(), bench.count(FINALIZE)), (vec![1], 1));
    }
}

/// What is there is known from one look, and not taken for what a lost call made.
#[tokio::test]
async fn what_lay_in_the_folder_is_not_taken_for_ours() {
    for (fault, finalized) in [
        (Fault::on(FINALIZE.0, FINALIZE.1).cut_body_after(0), 1),
        (Fault::on(FINALIZE.0, FINALIZE.1).reset(), 2),
    ] {
        let bench = Bench::start().await;
        bench.file("tree/note", 1000);
        let upload = || {
            let path = bench.folder.path().join("tree");
            bench.client.drive().upload_folder(path)
        };
        assert!(upload().send().await.unwrap().is_complete());
        let before = bench.count(FINALIZE);

        bench.sandbox.fault(fault);
        let first = upload().journals(bench.journals()).send().await.unwrap();
        assert!(first.failures().any(|(_, error)| error.may_have_happened()));
        let second = upload().journals(bench.journals()).send().await.unwrap();
        assert!(second.is_complete(), "{second:?}");
        assert_eq!(bench.count(FINALIZE) - before, finalized);
        assert_eq!((bench.named("note").await, bench.journal_count()), (2, 0));
    }
}

/// What was listed to find folders is not listed again for each of their files.
#[tokio::test]
async fn journals_cost_no_call_for_each_file_of_a_folder() {
    for policy in [IfExists::Skip, IfExists::Add] {
        let bench = Bench::start().await;
        for number in 0..5 {
            bench.file(&format!("tree/{number}"), 10);
        }
        // The second run lists the folder as well, which the first one made.
        for listed in [1, 3] {
            let path = bench.folder.path().join("tree");
            let upload = bench.client.drive().upload_folder(path);
            let upload = upload.if_exists(policy).journals(bench.journals());
            assert!(upload.send().await.unwrap().is_complete());
            assert_eq!(bench.count(("GET", "/drive/tree")), listed, "{policy:?}");
            assert_eq!(bench.journal_count(), 0);
        }
    }
}
