//! A server that answers one connection after the other from a script, and keeps what it was sent.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use copera_api::{
    Client, ClientBuilder, RetryPolicy,
    auth::{Token, TokenKind},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

pub(crate) const PAT: &str = "cp_pat_0123456789abcdefghijklmnop";
pub(crate) const KEY: &str = "cp_key_0123456789abcdefghijklmnop";

/// What happens on one connection after the request was read.
#[derive(Clone)]
pub(crate) enum Step {
    /// These bytes are written, then the connection is closed.
    Write(String),
    /// Nothing is written; the connection is reset.
    Reset,
    /// These bytes are written, then nothing more comes.
    Hang(String),
    /// The connection is reset before anything is read.
    Refuse,
    /// These bytes are written one by one, with a pause after each; then the connection is closed.
    Drip(Vec<u8>, Duration),
    /// As `Drip`, after what is written at once.
    DripAfter(String, Vec<u8>, Duration),
    /// As `Write`, for what is no text.
    WriteBytes(Vec<u8>),
}

/// An answer with this status, these header lines and this body.
pub(crate) fn answer(status: u16, headers: &str, body: &str) -> Step {
    let length = body.len();
    Step::Write(format!(
        "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    ))
}

pub(crate) fn json(status: u16, body: &str) -> Step {
    answer(status, "content-type: application/json\r\n", body)
}

pub(crate) struct Scripted {
    pub(crate) address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Scripted {
    /// Follows the script; a request beyond its end is a failure of the test.
    pub(crate) async fn start(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps: Vec<_> = steps.into_iter().collect();
        Self::run(steps.into_iter()).await
    }

    /// Does the same with every connection.
    pub(crate) async fn always(step: impl FnMut() -> Step + Send + 'static) -> Self {
        Self::run(std::iter::repeat_with(step)).await
    }

    async fn run(mut steps: impl Iterator<Item = Step> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        tokio::spawn(async move {
            let mut hanging = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                let step = steps.next();
                if matches!(step, Some(Step::Refuse)) {
                    kept.lock().unwrap().push(String::new());
                    stream.set_zero_linger().unwrap();
                    continue;
                }
                let request = read(&mut stream).await;
                kept.lock().unwrap().push(request);
                match step {
                    Some(Step::Write(text)) => {
                        stream.write_all(text.as_bytes()).await.unwrap();
                        stream.shutdown().await.unwrap();
                    }
                    Some(Step::Reset) => stream.set_zero_linger().unwrap(),
                    Some(Step::Hang(text)) => {
                        stream.write_all(text.as_bytes()).await.unwrap();
                        hanging.push(stream);
                    }
                    Some(Step::WriteBytes(bytes)) => {
                        stream.write_all(&bytes).await.unwrap();
                        stream.shutdown().await.unwrap();
                    }
                    Some(Step::Drip(bytes, pause)) => drip(&mut stream, bytes, pause).await,
                    Some(Step::DripAfter(text, bytes, pause)) => {
                        stream.write_all(text.as_bytes()).await.unwrap();
                        drip(&mut stream, bytes, pause).await;
                    }
                    Some(Step::Refuse) | None => {
                        panic!("a request that the script does not expect")
                    }
                }
            }
        });
        Self { address, requests }
    }

    /// The requests so far, each as it came.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.requests().len()
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        builder(&self.address, PAT).retry(quick())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }
}

pub(crate) fn token(text: &str) -> Token {
    Token::parse(text, TokenKind::PREFIXES).unwrap()
}

pub(crate) fn builder(address: &str, secret: &str) -> ClientBuilder {
    let base = format!("http://{address}/v1").parse().unwrap();
    Client::builder(base, token(secret))
}

/// The usual rules with pauses that a test can wait for.
pub(crate) fn quick() -> RetryPolicy {
    let mut policy = RetryPolicy::default();
    policy.blip_delay = Duration::from_millis(1);
    policy.limit_delay = Duration::from_millis(1);
    policy
}

async fn drip(stream: &mut TcpStream, bytes: Vec<u8>, pause: Duration) {
    for byte in bytes {
        // Whoever listened may be gone.
        if stream.write_all(&[byte]).await.is_err() {
            break;
        }
        tokio::time::sleep(pause).await;
    }
}

async fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().unwrap());
            if body.len() >= length {
                return text;
            }
        }
        if stream.read_buf(&mut bytes).await.unwrap() == 0 {
            return text;
        }
    }
}
