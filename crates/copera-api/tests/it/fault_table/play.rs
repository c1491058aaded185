//! Each call, made while the service or its file store does as the fault says.

use std::{
    fmt::Write as _,
    future::Future,
    net::TcpListener,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime},
};

use copera_api::{
    Client, ClientBuilder, Clock, Error, ErrorKind, Observer, Wait, transfer::upload::UploadError,
};
use serde_json::json;

use super::faults::Fault;
use crate::scripted::{PAT, Scripted, answer, builder, json as json_answer, token};

const ID: &str = "65f0a1b2c3d4e5f6a7b8c9d0";
/// What is uploaded and downloaded.
const CONTENT: &str = "hello";
const FINALIZE: &str = "POST /v1/drive/files/upload/multipart/finalize ";

/// What is asked while something goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Read,
    Write,
    /// A part of an upload: the fault is the store's.
    Part,
    /// The bytes of a file: the fault is the store's.
    Download,
}

pub(super) const ALL: [Asked; 4] = [Asked::Read, Asked::Write, Asked::Part, Asked::Download];

/// Time that passes only where somebody waits. It begins at 08:49:37.
struct Still(Mutex<SystemTime>);

impl Clock for Still {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        *self.0.lock().unwrap() += span;
        Box::pin(std::future::ready(()))
    }
}

#[derive(Default)]
struct Tries(AtomicUsize);

impl Observer for Tries {
    fn waiting(&self, wait: &Wait<'_>) {
        self.0.store(wait.failed as usize, Ordering::Relaxed);
    }
}

/// Why a call failed, and whether it may have done its work.
type Failure = (ErrorKind, bool);

fn of_call(error: &Error) -> Failure {
    (error.kind(), error.may_have_happened())
}

fn of_upload(error: &UploadError) -> Failure {
    (error.kind(), error.may_have_happened())
}

/// Plays a fault, and says what came of it; `None` where this machine can't.
pub(super) async fn play(fault: &Fault, asked: Asked) -> Option<String> {
    let begun = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
    let clock = Arc::new(Still(Mutex::new(begun)));
    let failed = Arc::new(Tries::default());
    let (origin, server) = faulty(fault, asked).await;
    let set = |builder: ClientBuilder| {
        let builder = builder.clock(clock.clone()).observer(failed.clone());
        match fault {
            Fault::Slow(_) => builder
                .read_timeout(Duration::from_millis(500))
                .timeout(Duration::from_secs(1)),
            _ => builder,
        }
    };
    let result = match asked {
        Asked::Read | Asked::Write => {
            let base = format!("{origin}/v1").parse().unwrap();
            // Without root certificates there is no client for https.
            let client = set(Client::builder(base, token(PAT))).build().ok()?;
            call(&client, asked).await
        }
        Asked::Part | Asked::Download => {
            let api = service(&origin).await;
            let client = set(builder(&api.address, PAT)).build().unwrap();
            let result = transfer(&client, asked).await;
            let requests = api.requests();
            let finalized = requests.iter().filter(|it| it.starts_with(FINALIZE));
            let wanted = usize::from(asked == Asked::Part && result.is_ok());
            assert_eq!(
                finalized.count(),
                wanted,
                "a file is made once, of all its parts"
            );
            result
        }
    };
    let tries = match &server {
        Some(server) => server.count(),
        None => failed.0.load(Ordering::Relaxed) + 1,
    };
    let waited = clock.now().duration_since(begun).unwrap().as_secs();
    Some(tell(result, tries, waited))
}

/// Where the fault happens: its origin, and the server if there is any.
async fn faulty(fault: &Fault, asked: Asked) -> (String, Option<Scripted>) {
    let step = match fault {
        Fault::NobodyListens => {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            return (format!("http://{}", listener.local_addr().unwrap()), None);
        }
        Fault::UnknownName => return ("https://copera.invalid".to_owned(), None),
        Fault::Step(step) | Fault::Slow(step) => step(),
    };
    let good = match asked {
        Asked::Read => json_answer(200, "[]"),
        Asked::Write => answer(204, "", ""),
        Asked::Part => answer(200, "etag: \"t\"\r\n", ""),
        Asked::Download => answer(200, "", CONTENT),
    };
    let server = Scripted::start([step, good]).await;
    (format!("http://{}", server.address), Some(server))
}

/// A service that is well, and keeps its files in the store at `origin`.
async fn service(origin: &str) -> Scripted {
    let address = format!("{origin}/file?signature=secret");
    // All that its answers need, in one.
    let body = json!({
        "uploadId": "upload", "fileKey": "key", "url": address,
        "parts": [{"PartNumber": 1, "signedUrl": address}],
        "_id": ID, "name": "a.txt", "type": "file", "owner": ID, "size": CONTENT.len(),
        "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z",
    })
    .to_string();
    Scripted::always(move || json_answer(200, &body)).await
}

async fn call(client: &Client, asked: Asked) -> Result<(), Failure> {
    let sent = if asked == Asked::Write {
        let channel = client.channel(ID.parse().unwrap());
        channel.send_message("hello").send().await
    } else {
        client.boards().list().send().await.map(drop)
    };
    sent.map_err(|error| of_call(&error))
}

async fn transfer(client: &Client, asked: Asked) -> Result<(), Failure> {
    let folder = tempfile::tempdir().unwrap();
    if asked == Asked::Part {
        let path = folder.path().join("a.txt");
        std::fs::write(&path, CONTENT).unwrap();
        let sent = client.drive().upload(path).send().await;
        return sent.map(drop).map_err(|error| of_upload(&error));
    }
    let fetched = async {
        let download = client.drive_item(ID.parse().unwrap()).download();
        download
            .send()
            .await?
            .to_path(folder.path().join("a.txt"))
            .await
    };
    fetched.await.map(drop).map_err(|error| of_call(&error))
}

fn tell(result: Result<(), Failure>, tries: usize, waited: u64) -> String {
    let (mut text, may_have_happened) = match result {
        Ok(()) => ("works".to_owned(), false),
        Err((kind, may_have_happened)) => (format!("{kind:?}"), may_have_happened),
    };
    if tries > 1 {
        write!(text, ", {tries} tries").unwrap();
    }
    // What was told, not what was drawn by lot.
    if waited >= 30 {
        write!(text, ", after {waited} s").unwrap();
    }
    if may_have_happened {
        text.push_str(", may have happened");
    }
    text
}
