//! Files that hang on rows and comments, and what they are called.

use copera_api::{Client, ErrorKind};
use copera_sandbox::seed::{self, comments, files, rows, tables};

use super::Joined;
use crate::scripted::{Scripted, answer, token};

const ID: &str = "65f0a1b2c3d4e5f6a7b8c9d0";

fn row(client: &Client) -> copera_api::rows::RowHandle {
    client
        .board(seed::boards::LAUNCH.parse().unwrap())
        .table(tables::TASKS.parse().unwrap())
        .row(rows::SHIP_THE_ENGINE.parse().unwrap())
}

#[tokio::test]
async fn attachments_of_cells_and_comments() {
    let it = Joined::new().await;
    let client = it.client().with_token(token(seed::KEY));
    let cell = row(&client).cell(tables::tasks::FILES.into());
    let comment = row(&client).comment(comments::WITH_FILE.parse().unwrap());
    for (request, name, content_type, size) in [
        (
            cell.download(&files::SKETCH.into()),
            "Skizze Räder.svg",
            "image/svg+xml",
            41,
        ),
        (
            comment.download(&files::MOTH_PHOTO.into()),
            "moth.jpg",
            "image/jpeg",
            12,
        ),
    ] {
        let download = request.send().await.unwrap();
        assert_eq!(download.name().as_str(), name);
        assert_eq!(download.content_type(), Some(content_type));
        let path = it.folder.path().join(download.name());
        let saved = download.to_path(&path).await.unwrap();
        assert_eq!(saved.bytes, size);
        assert_eq!(path.metadata().unwrap().len(), size);
    }
    let requests = it.sandbox.requests();
    assert!(
        requests
            .iter()
            .all(|request| request.bearer() == Some(seed::KEY))
    );

    let error = cell.download(&ID.into()).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.service_message().is_some());
    let error = cell.download(&"..".into()).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
}

#[tokio::test]
async fn hostile_names() {
    let folder = tempfile::tempdir().unwrap();
    for (disposition, name) in [
        ("attachment; filename=\"../../.bashrc\"", "bashrc"),
        ("attachment; filename=\"..\\\\..\\\\evil.exe\"", "evil.exe"),
        (
            "attachment; filename*=UTF-8''..%2f.ssh%2fauthorized_keys",
            "authorized_keys",
        ),
        ("attachment; filename*=UTF-8''%2e%2e", "f"),
        (
            "attachment; filename*=UTF-8''a%00b%0a%1b.txt; filename=x",
            "ab.txt",
        ),
        (
            "attachment; filename*=UTF-8''exe%e2%80%aefdp.scr",
            "exefdp.scr",
        ),
        ("attachment; filename=\"-rf\"", "_-rf"),
        ("attachment; filename=NUL.txt", "_NUL.txt"),
        ("inline", "f"),
    ] {
        let header = format!("content-disposition: {disposition}\r\n");
        let server = Scripted::start([answer(200, &header, "bytes")]).await;
        let cell = row(&server.client()).cell("c".into());
        let download = cell.download(&"f".into()).send().await.unwrap();
        assert_eq!(download.name().as_str(), name, "{disposition}");
        let path = folder.path().join(download.name());
        let saved = download.to_path(&path).await.unwrap();
        assert_eq!(saved.path.parent(), Some(folder.path()));
        std::fs::remove_file(saved.path).unwrap();
    }
}
