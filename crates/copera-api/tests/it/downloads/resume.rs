//! Going on where it stopped.

use std::{fs, sync::Arc, time::Duration};

use copera_api::{
    ErrorKind,
    transfer::{Overwrite, Partial},
};
use copera_sandbox::{
    Fault, SIGNED_URL_LIFE,
    seed::drive::{BLUEPRINT, BLUEPRINT_SIZE, LEDGER, LINE, README, README_TEXT},
};

use super::{Joined, OnFirst, STORE, cut};

const PART: &str = "target.copera-part";
const JOURNAL: &str = "target.copera-part.json";

fn blueprint() -> String {
    LINE.repeat(BLUEPRINT_SIZE / LINE.len())
}

#[tokio::test]
async fn a_broken_answer_is_continued() {
    let it = Joined::new().await;
    for at in [10_000, 20_000, 0, 30_000, 1, 1, 1] {
        it.sandbox.fault(cut(at));
    }
    let download = it.download(&it.client(), BLUEPRINT).await.unwrap();
    download.to_path(it.target()).await.unwrap();
    assert!(fs::read_to_string(it.target()).unwrap() == blueprint());
    // More breaks than tries: each of them brought something, but for one.
    assert_eq!(
        it.ranges(),
        [
            "",
            "bytes=10000-",
            "bytes=30000-",
            "bytes=30000-",
            "bytes=60000-",
            "bytes=60001-",
            "bytes=60002-",
            "bytes=60003-"
        ]
    );
    assert_eq!(it.addresses(), 1);
    let requests = it.sandbox.requests();
    let last = requests.last().unwrap();
    assert!(last.header("if-range").unwrap().starts_with('"'));
    assert_eq!(last.header("accept-encoding"), Some("identity"));
}

#[tokio::test]
async fn without_progress_it_ends() {
    let it = Joined::new().await;
    it.sandbox.fault(cut(5));
    it.sandbox.fault(cut(0).always());
    let download = it.download(&it.client(), README).await.unwrap();
    let error = download.to_path(it.target()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert_eq!(it.ranges().len(), 4);
    assert_eq!(it.names(), [""; 0]);
}

#[tokio::test]
async fn silence_is_broken_off_and_continued() {
    let it = Joined::new().await;
    let pause = Duration::from_secs(60);
    it.sandbox.fault(cut(5));
    it.sandbox.fault(Fault::on("GET", STORE).drip(5, pause));
    let client = it.builder().read_timeout(Duration::from_millis(200));
    let download = it.download(&client.build().unwrap(), README).await.unwrap();
    download.to_path(it.target()).await.unwrap();
    assert_eq!(fs::read_to_string(it.target()).unwrap(), README_TEXT);
    assert_eq!(it.ranges(), ["", "bytes=5-", "bytes=5-"]);
}

#[tokio::test]
async fn a_changed_file_begins_again() {
    let it = Joined::new().await;
    it.sandbox.fault(cut(5));
    let sandbox = Arc::clone(&it.sandbox);
    let progress = OnFirst::act(move || assert!(sandbox.replace_file(README, "other")));
    let download = it.download(&it.client(), README).await.unwrap();
    let download = download.progress(progress.clone());
    let saved = download.to_path(it.target()).await.unwrap();
    assert_eq!((saved.bytes, saved.kept), (5, 0));
    assert_eq!(fs::read(it.target()).unwrap(), b"other");
    assert_eq!(it.ranges(), ["", "bytes=5-"]);
    let seen = progress.seen.lock().unwrap();
    assert_eq!(
        *seen,
        [(0, Some(23)), (5, Some(23)), (0, Some(5)), (5, Some(5))]
    );
}

/// What was written already must be gone.
#[tokio::test]
async fn a_large_file_that_becomes_small_begins_again() {
    let it = Joined::new().await;
    it.sandbox.fault(cut(2_000_000));
    let sandbox = Arc::clone(&it.sandbox);
    let progress = OnFirst::act(move || assert!(sandbox.replace_file(BLUEPRINT, "other")));
    let download = it.download(&it.client(), BLUEPRINT).await.unwrap();
    let saved = download.progress(progress).to_path(it.target()).await;
    assert_eq!(saved.unwrap().bytes, 5);
    assert_eq!(fs::read(it.target()).unwrap(), b"other");
    assert_eq!(it.ranges(), ["", "bytes=2000000-"]);
}

#[tokio::test]
async fn no_such_range_begins_again() {
    let it = Joined::new().await;
    it.sandbox.fault(cut(5));
    let fault = Fault::on("GET", STORE).status(416);
    it.sandbox.fault(fault.header("content-range", "bytes */4"));
    let download = it.download(&it.client(), README).await.unwrap();
    download.to_path(it.target()).await.unwrap();
    assert_eq!(fs::read_to_string(it.target()).unwrap(), README_TEXT);
    assert_eq!(it.ranges(), ["", "bytes=5-", ""]);
}

#[tokio::test]
async fn another_range_is_refused() {
    let it = Joined::new().await;
    for range in ["bytes 4-22/23", "bytes 5-21/23", "nonsense"] {
        it.sandbox.fault(cut(5));
        let fault = Fault::on("GET", STORE).status(206).body("text/plain", "x");
        it.sandbox.fault(fault.header("content-range", range));
        let download = it.download(&it.client(), README).await.unwrap();
        let error = download.to_path(it.target()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol, "{range}");
        assert_eq!(it.names(), [""; 0]);
    }
}

#[tokio::test]
async fn an_expired_address_is_replaced() {
    let it = Joined::new().await;
    it.sandbox.fault(cut(5));
    let clock = it.sandbox.clock();
    let progress = OnFirst::act(move || clock.advance(SIGNED_URL_LIFE));
    let download = it.download(&it.client(), README).await.unwrap();
    let download = download.progress(progress);
    download.to_path(it.target()).await.unwrap();
    assert_eq!(fs::read_to_string(it.target()).unwrap(), README_TEXT);
    assert_eq!(it.ranges(), ["", "bytes=5-", "bytes=5-"]);
    assert_eq!(it.addresses(), 2);
}

/// Breaks a download off that keeps its bytes.
async fn keep(it: &Joined, file: &str, bytes: usize) {
    it.sandbox.fault(cut(bytes));
    let download = it.download(&it.hasty(), file).await.unwrap();
    let download = download.partial(Partial::Keep);
    download.to_path(it.target()).await.unwrap_err();
    assert_eq!(it.names(), [PART, JOURNAL]);
    let kept = it.folder.path().join(PART).metadata().unwrap();
    assert_eq!(kept.len(), bytes as u64);
}

#[tokio::test]
async fn a_later_download_goes_on() {
    goes_on_after(50_000).await;
    // So many that some of them were written before it broke off.
    goes_on_after(2_000_000).await;
}

async fn goes_on_after(bytes: usize) {
    let it = Joined::new().await;
    keep(&it, BLUEPRINT, bytes).await;
    #[cfg(unix)]
    for name in [PART, JOURNAL] {
        use std::os::unix::fs::MetadataExt;
        let kept = it.folder.path().join(name).metadata().unwrap();
        assert_eq!(kept.mode() & 0o777, 0o600, "{name}");
    }
    let download = it.download(&it.client(), BLUEPRINT).await.unwrap();
    let download = download.partial(Partial::Keep);
    let saved = download.to_path(it.target()).await.unwrap();
    assert_eq!(
        (saved.bytes, saved.kept),
        (BLUEPRINT_SIZE as u64, bytes as u64)
    );
    assert!(fs::read_to_string(it.target()).unwrap() == blueprint());
    assert_eq!(it.names(), ["target"]);
    assert_eq!(it.ranges(), ["", "", &format!("bytes={bytes}-")]);
}

#[tokio::test]
async fn a_part_of_another_file_is_not_continued() {
    let it = Joined::new().await;
    let save = async |file: &str| {
        let download = it.download(&it.client(), file).await.unwrap();
        let download = download.partial(Partial::Keep);
        let download = download.overwrite(Overwrite::Replace);
        let saved = download.to_path(it.target()).await.unwrap();
        assert_eq!(it.names(), ["target"]);
        (saved.kept, fs::read_to_string(it.target()).unwrap())
    };
    keep(&it, BLUEPRINT, 5).await;
    assert_eq!(save(README).await, (0, README_TEXT.to_owned()));
    fs::remove_file(it.target()).unwrap();

    keep(&it, README, 5).await;
    assert!(it.sandbox.replace_file(README, README_TEXT.to_uppercase()));
    assert_eq!(save(README).await, (0, README_TEXT.to_uppercase()));
    fs::remove_file(it.target()).unwrap();

    // The same bytes under another id.
    assert!(it.sandbox.replace_file(LEDGER, README_TEXT.to_uppercase()));
    keep(&it, README, 5).await;
    assert_eq!(save(LEDGER).await, (0, README_TEXT.to_uppercase()));
    fs::remove_file(it.target()).unwrap();

    keep(&it, README, 5).await;
    fs::write(it.folder.path().join(JOURNAL), "{").unwrap();
    assert_eq!(save(README).await.0, 0);
}

#[tokio::test]
async fn a_part_that_is_whole_needs_no_more() {
    let it = Joined::new().await;
    keep(&it, README, 5).await;
    fs::write(it.folder.path().join(PART), README_TEXT).unwrap();
    let download = it.download(&it.client(), README).await.unwrap();
    let download = download.partial(Partial::Keep);
    let saved = download.to_path(it.target()).await.unwrap();
    assert_eq!((saved.bytes, saved.kept), (23, 23));
    assert_eq!(it.ranges(), ["", ""]);
}

#[tokio::test]
async fn a_part_is_written_by_one_at_a_time() {
    let it = Joined::new().await;
    keep(&it, README, 5).await;
    let part = fs::File::open(it.folder.path().join(PART)).unwrap();
    part.lock().unwrap();
    let download = it.download(&it.client(), README).await.unwrap();
    let error = download.partial(Partial::Keep).to_path(it.target()).await;
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(
        error
            .to_string()
            .ends_with("another download is writing it")
    );
    assert_eq!(it.names(), [PART, JOURNAL]);
}
