//! Into a file: whole, or not at all.

use std::{fs, sync::Arc, time::Duration};

use copera_api::{Error, ErrorKind, transfer::Overwrite};
use copera_sandbox::{
    Fault,
    seed::drive::{BLUEPRINT, BLUEPRINT_SIZE, EMPTY, ENGINE_PLANS, LINE, README, README_TEXT},
};
use tokio::sync::Notify;

use super::{Joined, OnFirst, STORE, cut};

#[tokio::test]
async fn a_file_arrives_whole() {
    let it = Joined::new().await;
    let client = it.client();
    let blueprint = LINE.repeat(BLUEPRINT_SIZE / LINE.len());
    for (file, name, content) in [
        (README, "read me.txt", README_TEXT),
        (EMPTY, "Empty.txt", ""),
        (BLUEPRINT, "Blaupause Nº 1.bin", &*blueprint),
    ] {
        let download = it.download(&client, file).await.unwrap();
        let name_told = download.name().as_str().to_owned();
        let size = content.len() as u64;
        assert_eq!(download.size(), Some(size));
        let progress = OnFirst::act(|| {});
        let download = download.progress(progress.clone());
        let path = it.folder.path().join(&name_told);
        let saved = download.to_path(&path).await.unwrap();
        assert_eq!(
            (saved.path, saved.bytes, saved.kept),
            (path.clone(), size, 0)
        );
        assert!(fs::read(&path).unwrap() == content.as_bytes());
        let seen = progress.seen.lock().unwrap();
        assert_eq!(seen.first(), Some(&(0, Some(size))));
        assert_eq!(seen.last(), Some(&(size, Some(size))));
        assert_eq!(name_told, name);
    }
    assert_eq!(it.names().len(), 3, "{:?}", it.names());
    assert_eq!(it.ranges(), ["", "", ""]);
}

/// So large that much of it is written while more of it comes.
#[tokio::test]
async fn a_large_file_arrives_whole() {
    let it = Joined::new().await;
    let content: Vec<u8> = (0..80 * 1024 * 1024 / 8_u64)
        .flat_map(u64::to_le_bytes)
        .collect();
    assert!(it.sandbox.replace_file(README, content.clone()));
    let download = it.download(&it.client(), README).await.unwrap();
    let saved = download.to_path(it.target()).await.unwrap();
    assert_eq!(saved.bytes, content.len() as u64);
    assert!(fs::read(it.target()).unwrap() == content);
    assert_eq!(it.names(), ["target"]);
}

#[cfg(unix)]
#[tokio::test]
async fn private_until_it_is_whole() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let it = Joined::new().await;
    let mode = |path: &std::path::Path| path.metadata().unwrap().mode() & 0o777;
    fs::write(it.folder.path().join("usual"), "").unwrap();
    let usual = mode(&it.folder.path().join("usual"));

    let folder = it.folder.path().to_owned();
    let progress = OnFirst::act(move || {
        let incomplete = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        let modes: Vec<_> = incomplete
            .filter(|entry| entry.file_name() != "usual")
            .map(|entry| mode(&entry.path()))
            .collect();
        assert_eq!(modes, [0o600]);
    });
    let download = it.download(&it.client(), README).await.unwrap();
    let download = download.progress(progress.clone());
    download.to_path(it.target()).await.unwrap();
    assert!(progress.act.lock().unwrap().is_none(), "it was looked at");
    assert_eq!(mode(&it.target()), usual);

    let restricted = fs::Permissions::from_mode(0o640);
    fs::set_permissions(it.target(), restricted).unwrap();
    let link = it.folder.path().join("link");
    std::os::unix::fs::symlink("target", &link).unwrap();
    let download = it.download(&it.client(), BLUEPRINT).await.unwrap();
    let download = download.overwrite(Overwrite::Replace);
    download.to_path(&link).await.unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(mode(&it.target()), 0o640);
    assert_eq!(it.target().metadata().unwrap().len(), BLUEPRINT_SIZE as u64);
}

#[tokio::test]
async fn what_is_there_stays() {
    let it = Joined::new().await;
    let client = it.client();
    fs::write(it.target(), "mine").unwrap();
    let download = it.download(&client, README).await.unwrap();
    let error = download.to_path(it.target()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Exists);
    let told = format!("{} exists already", it.target().display());
    assert_eq!(error.to_string(), told);
    assert_eq!(fs::read(it.target()).unwrap(), b"mine");

    // It came about meanwhile.
    let late = it.folder.path().join("late");
    let path = late.clone();
    let progress = OnFirst::act(move || fs::write(path, "mine").unwrap());
    let download = it.download(&client, README).await.unwrap();
    let error = download.progress(progress).to_path(&late).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Exists);
    assert_eq!(fs::read(&late).unwrap(), b"mine");

    for (path, overwrite, kind) in [
        (
            it.folder.path().to_owned(),
            Overwrite::Refuse,
            ErrorKind::Exists,
        ),
        (
            it.folder.path().to_owned(),
            Overwrite::Replace,
            ErrorKind::File,
        ),
        (
            it.folder.path().join("no/where"),
            Overwrite::Replace,
            ErrorKind::File,
        ),
        ("/dev/null".into(), Overwrite::Replace, ErrorKind::File),
    ] {
        let download = it.download(&client, README).await.unwrap();
        let error = download.overwrite(overwrite).to_path(&path).await;
        assert_eq!(error.unwrap_err().kind(), kind, "{}", path.display());
    }
    assert_eq!(it.names(), ["late", "target"]);
}

/// What a store announces has not come yet.
#[tokio::test]
async fn a_length_that_was_announced() {
    let it = Joined::new().await;
    it.sandbox.fault(Fault::on("GET", STORE).claim_length(99));
    let error = match it.download(&it.hasty(), README).await {
        Ok(download) => download.to_path(it.target()).await.unwrap_err(),
        Err(error) => error,
    };
    let told = error.to_string();
    let end = "the file should have 23 bytes, but has 99";
    assert!(told.ends_with(end), "{told}");
}

#[tokio::test]
async fn a_failure_leaves_nothing() {
    let it = Joined::new().await;
    let on_store = || Fault::on("GET", STORE);
    for (fault, kind, transient) in [
        (on_store().status(500), ErrorKind::Storage, true),
        (on_store().status(404), ErrorKind::Storage, false),
        (on_store().status(403), ErrorKind::Storage, false),
        (on_store().reset(), ErrorKind::Interrupted, true),
        (cut(5), ErrorKind::Interrupted, true),
        (on_store().claim_length(5), ErrorKind::Protocol, false),
        (on_store().claim_length(99), ErrorKind::Protocol, false),
        (
            on_store().body("text/plain", "other"),
            ErrorKind::Protocol,
            false,
        ),
        (
            on_store().header("content-encoding", "gzip"),
            ErrorKind::Protocol,
            false,
        ),
        (
            Fault::on("GET", "/drive/files/{id}/download").status(404),
            ErrorKind::NotFound,
            false,
        ),
    ] {
        let told = format!("{fault:?}");
        it.sandbox.fault(fault);
        let error = match it.download(&it.hasty(), README).await {
            Ok(download) => download.to_path(it.target()).await.unwrap_err(),
            Err(error) => error,
        };
        assert_eq!(error.kind(), kind, "{told} {error}");
        assert_eq!(error.is_transient(), transient, "{told} {error}");
        assert!(!error.may_have_happened());
        assert!(
            !format!("{error} {error:?}").contains("signature="),
            "{error:?}"
        );
        assert_eq!(it.names(), [""; 0], "{told}");
    }
}

#[tokio::test]
async fn what_a_refusal_of_the_store_says() {
    let it = Joined::new().await;
    let xml = "<Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>";
    let fault = Fault::on("GET", STORE).status(503);
    it.sandbox.fault(fault.body("application/xml", xml));
    let error = it.download(&it.hasty(), README).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "GET /drive/files/{README}/download: the file store {} answered \
             503 Service Unavailable: Reduce your rate",
            it.sandbox.address()
        )
    );
}

#[tokio::test]
async fn a_dropped_download_leaves_nothing() {
    let it = Joined::new().await;
    let drip = Fault::on("GET", STORE).drip(5, Duration::from_millis(1));
    it.sandbox.fault(drip);
    let begun = Arc::new(Notify::new());
    let tell = Arc::clone(&begun);
    let download = it.download(&it.client(), BLUEPRINT).await.unwrap();
    let download = download.progress(OnFirst::act(move || tell.notify_one()));
    let mut saving = Box::pin(download.to_path(it.target()));
    tokio::select! {
        _ = &mut saving => panic!("it can't be whole so soon"),
        () = begun.notified() => assert_eq!(it.names().len(), 1),
    }
    drop(saving);
    assert_eq!(it.names(), [""; 0]);
}

#[tokio::test]
async fn a_folder_has_no_bytes() {
    let it = Joined::new().await;
    let error = it.download(&it.client(), ENGINE_PLANS).await.unwrap_err();
    assert!(matches!(error, Error::Folder { .. }));
    assert_eq!(error.kind(), ErrorKind::Input);
    assert_eq!(it.addresses(), 0);
}
