//! Downloads, joined with the sandbox.

mod names;
mod redirects;
mod resume;
mod save;
mod writer;

use std::{
    fs,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use copera_api::{
    Client, ClientBuilder, RetryPolicy,
    transfer::{Download, Progress, ProgressObserver},
};
use copera_sandbox::{Fault, Sandbox, seed};
use tempfile::TempDir;

use crate::scripted::{quick, token};

/// Where the sandbox's signed addresses lead.
const STORE: &str = "/storage/files/{fileId}";

struct Joined {
    sandbox: Arc<Sandbox>,
    folder: TempDir,
}

impl Joined {
    async fn new() -> Self {
        Self {
            sandbox: Arc::new(Sandbox::start().await.unwrap()),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn builder(&self) -> ClientBuilder {
        let base = self.sandbox.base_url().parse().unwrap();
        Client::builder(base, token(seed::FULL_PAT)).retry(quick())
    }

    fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// A client that tries once.
    fn hasty(&self) -> Client {
        self.builder().retry(RetryPolicy::never()).build().unwrap()
    }

    async fn download(&self, client: &Client, file: &str) -> Result<Download, copera_api::Error> {
        let item = client.drive_item(file.parse().unwrap());
        item.download().send().await
    }

    fn target(&self) -> PathBuf {
        self.folder.path().join("target")
    }

    /// The names in the folder.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The `Range` headers of the requests to the store; empty where there was none.
    fn ranges(&self) -> Vec<String> {
        let requests = self.sandbox.requests().into_iter();
        requests
            .filter(|request| request.path().starts_with("/storage/files/"))
            .inspect(|request| assert_eq!(request.bearer(), None))
            .map(|request| request.header("range").unwrap_or_default().to_owned())
            .collect()
    }

    /// How often a signed address was asked for.
    fn addresses(&self) -> usize {
        let requests = self.sandbox.requests();
        let asked = requests
            .iter()
            .filter(|request| request.path().ends_with("/download"));
        asked.count()
    }
}

/// The answer of the store breaks off after so many bytes.
fn cut(bytes: usize) -> Fault {
    Fault::on("GET", STORE).cut_body_after(bytes)
}

/// Does something when the first byte has come, and keeps all that it is told.
struct OnFirst<F> {
    act: Mutex<Option<F>>,
    seen: Mutex<Vec<(u64, Option<u64>)>>,
}

impl<F: FnOnce() + Send + 'static> OnFirst<F> {
    fn act(act: F) -> Arc<Self> {
        Arc::new(Self {
            act: Mutex::new(Some(act)),
            seen: Mutex::default(),
        })
    }
}

impl<F: FnOnce() + Send> ProgressObserver for OnFirst<F> {
    fn advanced(&self, progress: Progress) {
        self.seen
            .lock()
            .unwrap()
            .push((progress.done, progress.total));
        if progress.done > 0
            && let Some(act) = self.act.lock().unwrap().take()
        {
            act();
        }
    }
}
