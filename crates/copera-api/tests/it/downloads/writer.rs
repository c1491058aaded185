//! Into any writer, where nothing can be taken back.

use std::sync::Arc;

use copera_api::{Error, ErrorKind, ProtocolProblem};
use copera_sandbox::{
    Fault,
    seed::{
        self,
        drive::{BLUEPRINT, BLUEPRINT_SIZE, LINE, README, README_TEXT},
        files::PACKING_LIST,
    },
};

use super::{Joined, OnFirst, cut};

const CELL_FILE: &str = "/board/{b}/table/{t}/row/{r}/column/{c}/file/{f}/download";

#[tokio::test]
async fn it_goes_on_at_exactly_the_place() {
    let it = Joined::new().await;
    it.sandbox.fault(cut(10_000));
    let mut written = Vec::new();
    let download = it.download(&it.client(), BLUEPRINT).await.unwrap();
    let bytes = download.to_writer(&mut written).await.unwrap();
    assert_eq!(bytes, BLUEPRINT_SIZE as u64);
    assert!(written == LINE.repeat(BLUEPRINT_SIZE / LINE.len()).as_bytes());
    assert_eq!(it.ranges(), ["", "bytes=10000-"]);
}

#[tokio::test]
async fn a_changed_file_ends_it() {
    let it = Joined::new().await;
    it.sandbox.fault(cut(5));
    let sandbox = Arc::clone(&it.sandbox);
    let progress = OnFirst::act(move || assert!(sandbox.replace_file(README, "other")));
    // What a writer still holds is written out, too.
    let mut written = tokio::io::BufWriter::new(Vec::new());
    let download = it.download(&it.client(), README).await.unwrap();
    let download = download.progress(progress);
    let error = download.to_writer(&mut written).await.unwrap_err();
    assert!(matches!(
        error,
        Error::Protocol {
            problem: ProtocolProblem::Changed,
            ..
        }
    ));
    assert!(error.is_transient());
    assert_eq!(written.get_ref(), &README_TEXT.as_bytes()[..5]);
}

fn attachment(it: &Joined) -> copera_api::transfer::StartDownload {
    let board = it.client().board(seed::boards::LAUNCH.parse().unwrap());
    let row = board
        .table(seed::tables::TASKS.parse().unwrap())
        .row(seed::rows::SHIP_THE_ENGINE.parse().unwrap());
    row.cell(seed::tables::tasks::FILES.into())
        .download(&PACKING_LIST.into())
}

/// The sandbox sends attachments without an `ETag`, as the service may.
#[tokio::test]
async fn without_a_tag_only_a_file_can_begin_again() {
    let it = Joined::new().await;
    it.sandbox
        .fault(Fault::on("GET", CELL_FILE).cut_body_after(7));
    let mut written = Vec::new();
    let download = attachment(&it).send().await.unwrap();
    let error = download.to_writer(&mut written).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert_eq!(written, b"1 mill\n");
    assert_eq!(it.sandbox.requests().len(), 1);

    it.sandbox
        .fault(Fault::on("GET", CELL_FILE).cut_body_after(7));
    let download = attachment(&it).send().await.unwrap();
    let saved = download.to_path(it.target()).await.unwrap();
    assert_eq!(saved.bytes, 24);
    assert_eq!(it.sandbox.requests().len(), 3);
}

#[tokio::test]
async fn a_writer_that_takes_no_more() {
    let it = Joined::new().await;
    let download = it.download(&it.client(), README).await.unwrap();
    let (near, mut far) = tokio::io::duplex(4);
    drop(near);
    let error = download.to_writer(&mut far).await.unwrap_err();
    let Error::Output { source } = &error else {
        panic!("{error}");
    };
    assert_eq!(source.kind(), std::io::ErrorKind::BrokenPipe);
    assert_eq!(error.kind(), ErrorKind::File);
}
