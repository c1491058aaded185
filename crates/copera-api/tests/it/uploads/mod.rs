//! Files and folders on their way into the drive, against the sandbox.

mod changes;
mod crowded;
mod early;
mod files;
mod folders;
mod parts;
mod resuming;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use copera_api::{
    Client, DriveId,
    transfer::{
        Progress, ProgressObserver,
        upload::{Concurrency, PartSize, UploadFile},
    },
};
use copera_sandbox::{Sandbox, seed};
use tempfile::TempDir;

use crate::scripted::{quick, token};

const MIB: u64 = 1024 * 1024;
const START: (&str, &str) = ("POST", "/drive/files/upload/multipart/start");
const ADDRESSES: (&str, &str) = ("POST", "/drive/files/upload/multipart/presigned-urls");
const FINALIZE: (&str, &str) = ("POST", "/drive/files/upload/multipart/finalize");
const PUT: (&str, &str) = ("PUT", "/storage/uploads/{uploadId}/parts/{partNumber}");

/// A sandbox, a client for it, and a folder to upload from.
struct Bench {
    sandbox: Sandbox,
    client: Client,
    folder: TempDir,
}

impl Bench {
    async fn start() -> Self {
        let sandbox = Sandbox::builder().unlimited().start().await.unwrap();
        let base = sandbox.base_url().parse().unwrap();
        let client = Client::builder(base, token(seed::FULL_PAT))
            .retry(quick())
            .build()
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        Self {
            sandbox,
            client,
            folder,
        }
    }

    /// A file with bytes of which no two stretches are alike.
    fn file(&self, name: &str, size: u64) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, noise(size, 7)).unwrap();
        path
    }

    /// The upload of a file in the smallest parts, one at a time.
    fn upload(&self, path: &Path) -> UploadFile {
        self.client
            .drive()
            .upload(path)
            .part_size(PartSize::MIN)
            .concurrency(Concurrency::MIN)
    }

    fn journals(&self) -> PathBuf {
        self.folder.path().join("journals")
    }

    /// How many journals there are.
    fn journal_count(&self) -> usize {
        std::fs::read_dir(self.journals()).map_or(0, Iterator::count)
    }

    /// How many requests of this kind came.
    fn count(&self, (method, path): (&str, &str)) -> usize {
        let requests = self.sandbox.requests();
        let prefix = path.split('{').next().unwrap();
        requests
            .iter()
            .filter(|request| request.method() == method && request.path().contains(prefix))
            .count()
    }

    /// The numbers of the parts that came, in order.
    fn parts_sent(&self) -> Vec<u32> {
        let requests = self.sandbox.requests();
        requests
            .iter()
            .filter(|request| request.method() == "PUT")
            .map(|request| {
                assert_eq!(request.bearer(), None);
                let path = request.path().split('?').next().unwrap();
                path.rsplit('/').next().unwrap().parse().unwrap()
            })
            .collect()
    }

    async fn download(&self, id: &DriveId) -> Vec<u8> {
        let handle = self.client.drive_item(id.clone());
        let url = handle.download_url().send().await.unwrap().into_value().url;
        let answer = reqwest::get(url).await.unwrap();
        answer.bytes().await.unwrap().to_vec()
    }

    /// The names of all files in the drive that have this name.
    async fn named(&self, name: &str) -> usize {
        let found = self.client.drive().search(name).send().await.unwrap();
        found.hits.iter().filter(|item| item.name == name).count()
    }
}

fn noise(size: u64, seed: u64) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut bytes = vec![0; usize::try_from(size).unwrap()];
    random.fill(&mut bytes);
    bytes
}

/// Does something once, when an upload has got so far.
struct When<C, A> {
    reached: C,
    act: std::sync::Mutex<Option<A>>,
}

fn when<C, A>(reached: C, act: A) -> Arc<When<C, A>>
where
    C: Fn(Progress) -> bool + Send + Sync,
    A: FnOnce() + Send,
{
    Arc::new(When {
        reached,
        act: std::sync::Mutex::new(Some(act)),
    })
}

impl<C, A> ProgressObserver for When<C, A>
where
    C: Fn(Progress) -> bool + Send + Sync,
    A: FnOnce() + Send,
{
    fn advanced(&self, progress: Progress) {
        if (self.reached)(progress)
            && let Some(act) = self.act.lock().unwrap().take()
        {
            act();
        }
    }
}
