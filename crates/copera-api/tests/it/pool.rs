//! Connections that clients share.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::scripted::{KEY, PAT, builder, token};

/// What a server saw.
#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    tokens: Mutex<Vec<String>>,
}

/// A server that keeps its connections open.
async fn serve(seen: Arc<Seen>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            seen.connections.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(answer(stream, Arc::clone(&seen)));
        }
    });
    address
}

async fn answer(mut stream: TcpStream, seen: Arc<Seen>) {
    let mut bytes = Vec::new();
    while stream.read_buf(&mut bytes).await.is_ok_and(|read| read > 0) {
        while let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8(bytes.drain(..end + 4).collect()).unwrap();
            let bearer = head
                .lines()
                .find_map(|line| line.strip_prefix("authorization: Bearer "));
            seen.tokens.lock().unwrap().push(bearer.unwrap().to_owned());
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]";
            stream.write_all(answer).await.unwrap();
        }
    }
}

#[tokio::test]
async fn another_token_goes_over_the_same_connection() {
    let seen = Arc::new(Seen::default());
    let address = serve(Arc::clone(&seen)).await;
    let one = builder(&address, PAT).build().unwrap();
    let other = one.with_token(token(KEY));
    for client in [&one, &other, &one.clone()] {
        client.boards().list().send().await.unwrap();
    }
    assert_eq!(*seen.tokens.lock().unwrap(), [PAT, KEY, PAT]);
    assert_eq!(seen.connections.load(Ordering::Relaxed), 1);
}
