//! A store that answers before it has read the part.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::{MIB, noise};
use crate::scripted::{Scripted, json};

const ID: &str = "65f0a1b2c3d4e5f6a7b8c9d0";
/// More than lies in the buffers between two programs.
const SIZE: u64 = 9 * MIB;

/// Answers so to its first connection when it has seen the head of the request, and reads no more;
/// takes in what comes on any other.
async fn store(first: &'static str) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let taken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&taken);
    tokio::spawn(async move {
        let (mut refused, _) = listener.accept().await.unwrap();
        read_head(&mut refused).await;
        let answer = format!("HTTP/1.1 {first}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
        refused.write_all(answer.as_bytes()).await.unwrap();
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut left = usize::try_from(SIZE).unwrap() - read_head(&mut stream).await;
            let mut buffer = vec![0; 64 * 1024];
            while left > 0 {
                left -= stream.read(&mut buffer).await.unwrap();
            }
            count.fetch_add(1, Ordering::Relaxed);
            let answer = b"HTTP/1.1 200 OK\r\netag: \"t\"\r\ncontent-length: 0\r\n\r\n";
            stream.write_all(answer).await.unwrap();
        }
    });
    (address, taken)
}

/// Reads up to the body, and says how much of that came along.
async fn read_head(stream: &mut TcpStream) -> usize {
    let mut bytes = Vec::new();
    loop {
        assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0);
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            return bytes.len() - end - 4;
        }
    }
}

#[tokio::test]
async fn an_answer_that_comes_early_is_heeded() {
    for first in ["403 Forbidden", "503 Slow Down"] {
        let (store, taken) = store(first).await;
        let answer = serde_json::json!({
            "uploadId": "u", "fileKey": "k",
            "parts": [{"PartNumber": 1, "signedUrl": format!("http://{store}/part?signature=s")}],
            "_id": ID, "name": "a", "type": "file", "owner": ID, "size": SIZE,
            "createdAt": "c", "updatedAt": "u",
        })
        .to_string();
        let service = Scripted::always(move || json(200, &answer)).await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, noise(SIZE, 3)).unwrap();
        let sent = service.client().drive().upload(path).send().await;
        assert_eq!(sent.unwrap().name, "a", "{first}");
        assert_eq!(taken.load(Ordering::Relaxed), 1, "{first}");
        // Only what is too old is signed anew.
        let asked = service.requests();
        let asked = asked.iter().filter(|it| it.contains("/presigned-urls "));
        assert_eq!(asked.count(), if first.starts_with("403") { 2 } else { 1 });
    }
}
