//! Files and folders, and the steps of an upload.

use copera_api::{
    SortBy, SortOrder,
    model::{DriveItemKind, Upload},
};
use copera_sandbox::seed::drive;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    Case, case,
    joined::{Joined, id},
};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case!("GET /drive/tree" ? ["depth", "parentId"] {} joined => {
            let tree = joined.client.drive().tree().parent(&id(drive::ENGINE_PLANS)).depth(1);
            let tree = tree.send().await.unwrap();
            assert_eq!(tree.root[0].children.len(), 2);
        }),
        case!("GET /drive/search" ? ["limit", "q", "sortBy", "sortOrder"] {} joined => {
            let search = joined.client.drive().search("ledger").sort_by(SortBy::UpdatedAt);
            let found = search.order(SortOrder::Descending).limit(1).send().await.unwrap();
            assert_eq!(found.hits[0].id.as_str(), drive::LEDGER);
        }),
        case!("GET /drive/files/{fileId}" ? [] {} joined => {
            let file = joined.client.drive_item(id(drive::LEDGER)).get().send().await.unwrap();
            assert_eq!(file.size, Some(drive::LEDGER_SIZE as u64));
        }),
        case!("GET /drive/files/{fileId}/download" ? [] {} joined => {
            let download = joined.client.drive_item(id(drive::README)).download_url();
            let url = download.send().await.unwrap().into_value().url;
            assert!(url.starts_with(&joined.sandbox.web_url()), "{url}");
        }),
        case!("POST /drive/folders" ? [] {"name", "parentId"} joined => {
            let folder = joined.client.drive().create_folder("Sketches");
            let folder = folder.parent(id(drive::ENGINE_PLANS)).send().await.unwrap();
            let parent = folder.parent.as_ref().unwrap();
            assert_eq!((&folder.kind, parent.as_str()), (&DriveItemKind::Folder, drive::ENGINE_PLANS));
        }),
        case!("POST /drive/files/upload/multipart/start" ? []
            {"fileName", "fileSize", "mimeType", "parentId"} joined =>
        {
            let start = joined.client.drive().start_upload("a.txt", 3, "text/plain");
            let upload = start.parent(id(drive::ENGINE_PLANS)).send().await.unwrap();
            assert!(!upload.upload_id.as_str().is_empty() && !upload.file_key.as_str().is_empty());
        }),
        case!("POST /drive/files/upload/multipart/presigned-urls" ? []
            {"fileKey", "parts", "uploadId"} joined =>
        {
            let upload = start(joined).await;
            joined.begin();
            let urls = joined.client.drive().part_urls(&upload, 2).send().await.unwrap();
            let numbers: Vec<_> = urls.parts.iter().map(|part| part.part_number).collect();
            assert_eq!(numbers, [1, 2]);
        }),
        case!("POST /drive/files/upload/multipart/finalize" ? []
            {"fileKey", "parts", "uploadId"} joined =>
        {
            let upload = start(joined).await;
            let urls = joined.client.drive().part_urls(&upload, 1).send().await.unwrap();
            let etag = put(joined, &urls.parts[0].signed_url, "abc").await;
            joined.begin();
            let finalize = joined.client.drive().finalize_upload(&upload).part(1, &etag);
            let file = finalize.send().await.unwrap();
            assert_eq!((&*file.name, file.size), ("a.txt", Some(3)));
        }),
    ]
}

async fn start(joined: &Joined) -> Upload {
    let start = joined.client.drive().start_upload("a.txt", 3, "text/plain");
    start.send().await.unwrap().into_value()
}

/// Puts a part to its signed address, and returns its `ETag`.
async fn put(joined: &Joined, url: &str, part: &str) -> String {
    let path = url.strip_prefix(&joined.sandbox.web_url()).unwrap();
    let mut stream = TcpStream::connect(joined.sandbox.address()).await.unwrap();
    let length = part.len();
    let request = format!(
        "PUT {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{part}"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let mut lines = answer.lines();
    let etag = lines.find_map(|line| line.strip_prefix("etag: "));
    etag.unwrap().to_owned()
}
