//! Budgets that several processes share: a small JSON file, changed in place under a lock.
//!
//! It is worth nothing but the next minute, so it is never an obstacle: what can't be read in it is
//! as good as absent, and whoever can't have it goes on alone.

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read, Seek, Write},
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use super::window::{Moment, Window};
use crate::Clock;

/// How long a process tries to get the lock, which is held for less than a millisecond.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long it waits before it tries again.
const BETWEEN_TRIES: Duration = Duration::from_millis(1);
/// More than this is no budget file.
const MOST_BYTES: u64 = 256 * 1024;

#[derive(Debug)]
pub(super) struct BudgetFile {
    path: PathBuf,
}

type Windows = BTreeMap<String, Window>;

impl BudgetFile {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Changes a budget while no other process can. Blocks the thread.
    pub(super) fn update<R>(
        &self,
        budget: &str,
        clock: &dyn Clock,
        change: impl FnOnce(&mut Window, Moment) -> R,
    ) -> io::Result<R> {
        let mut file = self.open()?;
        lock(&file)?;
        // Only now: others may have been here for a while, and no window shall begin before theirs.
        let now = Moment::from(clock.now());
        let mut windows = read(&mut file)?;
        let mut window = windows.remove(budget).unwrap_or_default();
        let answer = change(&mut window, now);
        windows.retain(|_, other| !other.is_over(now));
        windows.insert(budget.to_owned(), window);
        let text = serde_json::to_vec(&windows)?;
        file.rewind()?;
        file.write_all(&text)?;
        // Only now: a process that is killed in between leaves more behind, not less.
        file.set_len(text.len() as u64)?;
        // The lock goes with the file.
        Ok(answer)
    }

    fn open(&self) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&self.path)
    }
}

fn lock(file: &File) -> io::Result<()> {
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if begun.elapsed() > PATIENCE => {
                return Err(io::ErrorKind::WouldBlock.into());
            }
            Err(TryLockError::WouldBlock) => thread::sleep(BETWEEN_TRIES),
        }
    }
}

fn read(file: &mut File) -> io::Result<Windows> {
    let mut text = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut text)?;
    Ok(serde_json::from_slice(&text).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::{pin::Pin, time::SystemTime};

    use super::*;
    use crate::{clock::SystemClock, limit::window::Entry};

    fn enter(file: &BudgetFile, budget: &str) -> Entry {
        file.update(budget, &SystemClock, |window, now| {
            window.enter(Some(2), now)
        })
        .unwrap()
    }

    #[test]
    fn two_that_have_the_same_file_share_a_budget() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("budget");
        let [one, other] = [BudgetFile::new(path.clone()), BudgetFile::new(path.clone())];
        assert!(matches!(enter(&one, "a"), Entry::Open(_)));
        assert!(matches!(enter(&other, "a"), Entry::Open(_)));
        assert!(matches!(enter(&one, "a"), Entry::Full(_)));
        assert!(matches!(enter(&one, "b"), Entry::Open(_)));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = path.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn garbage_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("budget");
        let long = vec![b'['; 300_000];
        for garbage in [
            &b"{\"a\":"[..],
            b"[]",
            b"\xff\x00",
            b"{\"a\":{\"used\":-1}}",
            &long,
        ] {
            std::fs::write(&path, garbage).unwrap();
            let file = BudgetFile::new(path.clone());
            assert!(matches!(enter(&file, "a"), Entry::Open(_)));
            assert!(matches!(enter(&file, "a"), Entry::Open(_)));
            assert!(matches!(enter(&file, "a"), Entry::Full(_)));
        }
    }

    #[test]
    fn who_holds_the_lock_for_too_long_is_passed_by() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("budget");
        let holder = File::create(&path).unwrap();
        holder.lock().unwrap();
        let error = BudgetFile::new(path)
            .update("a", &SystemClock, |_, _| ())
            .unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
    }

    /// The system's time, for whoever has the file.
    struct OfTheHolder(PathBuf);

    impl Clock for OfTheHolder {
        fn now(&self) -> SystemTime {
            let taken = File::open(&self.0).unwrap().try_lock();
            assert!(matches!(taken, Err(TryLockError::WouldBlock)), "{taken:?}");
            SystemClock.now()
        }

        fn sleep(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
            SystemClock.sleep(span)
        }
    }

    /// Who looked at the clock before would come to windows that opened ahead of that.
    #[test]
    fn what_time_it_is_is_asked_with_the_file_in_hand() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("budget");
        let clock = OfTheHolder(path.clone());
        let entry = BudgetFile::new(path).update("a", &clock, |window, now| {
            window.enter(None, now);
        });
        assert!(entry.is_ok());
    }
}
