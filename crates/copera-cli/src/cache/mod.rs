//! What the service said before, kept so that it need not be asked again.
//!
//! A cache is a help, never a condition: what can't be kept is not kept, and what can't be read was
//! never there. Nobody else's word is read, though, and nothing is written where somebody else
//! could read it: see [`folder`].

pub(crate) mod everything;
mod folder;
#[cfg(all(test, unix))]
mod tests;

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::time::Duration;

use copera_auth::{BaseUrl, Token};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use self::folder::Folder;

/// The largest entry that is read, in bytes.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// What is kept about one token at one host.
#[derive(Debug)]
pub(crate) struct Cache {
    root: PathBuf,
    /// The folder below the root: the host and the token's fingerprint.
    folder: String,
    user: Option<u32>,
    now: Timestamp,
    ttl: Duration,
}

/// An entry as it lies on the disk.
#[derive(Serialize, Deserialize)]
struct Entry<T> {
    /// In seconds since 1970.
    saved_at: i64,
    value: T,
}

impl Cache {
    /// The cache below `root` for this token at this host. Nothing is read or made yet.
    pub(crate) fn new(
        root: PathBuf,
        base: &BaseUrl,
        token: &Token,
        user: Option<u32>,
        now: Timestamp,
        ttl: Duration,
    ) -> Self {
        Self {
            root,
            // Windows has no colons in names.
            folder: format!("{}-{}", base.host().replace(':', "+"), token.fingerprint()),
            user,
            now,
            ttl,
        }
    }

    /// How long an entry counts by the configuration: `[cache] ttl`.
    pub(crate) fn ttl(&self) -> Duration {
        self.ttl
    }

    /// What was kept under this name, unless it is older than `ttl`.
    pub(crate) fn get<T: DeserializeOwned>(&self, name: &str, ttl: Duration) -> Option<T> {
        let bytes = self.read(&file_name(name)?).ok()?;
        let entry: Entry<T> = serde_json::from_slice(&bytes).ok()?;
        // One from the future, by a clock that was wrong, is as good as none.
        let age = u64::try_from(self.now.as_second() - entry.saved_at).ok()?;
        (Duration::from_secs(age) < ttl).then_some(entry.value)
    }

    /// Keeps a value under a name of ASCII letters, digits, `-` and `_`, in place of an older one.
    pub(crate) fn put(&self, name: &str, value: &impl Serialize) {
        let entry = Entry {
            saved_at: self.now.as_second(),
            value,
        };
        if let (Some(name), Ok(bytes)) = (file_name(name), serde_json::to_vec(&entry)) {
            let _ = self.replace(&name, &bytes);
        }
    }

    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let folder = Folder::open(&self.root, self.user)?.below(&self.folder)?;
        let file = folder.open_file(name)?;
        if !file.metadata()?.is_file() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut bytes = Vec::new();
        file.take(MAX_BYTES).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// In one step: a reader sees the old entry or the new one. Not synced to the disk: what a crash
    /// leaves half-written is no entry.
    fn replace(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let folder = Folder::create(&self.root, self.user)?.create_below(&self.folder)?;
        let new = format!("{name}.{:016x}.new", fastrand::u64(..));
        let mut file = folder.create_file(&new)?;
        let replaced = file
            .write_all(bytes)
            .and_then(|()| folder.rename(&new, name));
        if replaced.is_err() {
            let _ = folder.remove_file(&new);
        }
        replaced
    }
}

/// The file of an entry. A name may hold an id that somebody typed: what could lead elsewhere is not
/// looked up.
fn file_name(name: &str) -> Option<String> {
    const LONGEST: usize = 128;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let fits = !name.is_empty() && name.len() <= LONGEST && name.bytes().all(plain);
    fits.then(|| format!("{name}.json"))
}
