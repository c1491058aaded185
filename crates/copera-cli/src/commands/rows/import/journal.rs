//! What an import did so far, on the disk: a line before each request and one after it, so that an
//! import that was cut off anywhere can go on, and never makes a row twice unasked.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use copera_api::{RowId, TableId};
use serde::{Deserialize, Serialize};

/// How far a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// A request was on the point of being sent, with no wait left before it. As a record's last
    /// state: nobody knows whether it arrived.
    Sent,
    /// The row was made.
    Done,
    /// The service refused the record.
    Rejected,
    /// The request failed, and certainly made no row.
    Failed,
}

/// A record, told from others by where it stands and what is sent for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) place: u64,
    pub(super) digest: String,
}

/// A line of the file. The first one names the table alone.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Step {
        place: u64,
        digest: String,
        state: State,
        #[serde(skip_serializing_if = "Option::is_none")]
        row: Option<RowId>,
    },
    Begin {
        table: TableId,
    },
}

/// Why a journal can't be used.
#[derive(Debug)]
pub(super) enum Problem {
    /// There is one already, with so many rows made.
    Begun(usize),
    /// Another process writes it.
    Busy,
    /// It is of an import into another table.
    OtherTable(TableId),
    /// It is no journal.
    Unreadable,
    Io(io::Error),
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The journal of a running import.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    /// The last state of each record, by its place.
    states: BTreeMap<u64, (String, State)>,
}

impl Journal {
    /// Opens the journal at `path` and locks it; one that holds anything is to be resumed.
    pub(super) fn open(path: &Path, table: &TableId, resume: bool) -> Result<Self, Problem> {
        let mut file = OpenOptions::new()
            .create(true)
            .read(true)
            .append(true)
            .open(path)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => Problem::Busy,
            TryLockError::Error(error) => Problem::Io(error),
        })?;
        let mut text = String::new();
        file.read_to_string(&mut text)
            .map_err(|_| Problem::Unreadable)?;
        let mut journal = Self {
            path: path.to_owned(),
            file,
            states: BTreeMap::new(),
        };
        if text.is_empty() {
            journal.append(&Line::Begin {
                table: table.clone(),
            })?;
            return Ok(journal);
        }
        journal.states = states(&text, table)?;
        if resume {
            // A line that was cut off is not to be continued.
            if !text.ends_with('\n') {
                journal.file.write_all(b"\n")?;
            }
            return Ok(journal);
        }
        Err(Problem::Begun(journal.count(State::Done)))
    }

    /// How far the record is; `Err` if another record stood in its place.
    pub(super) fn state(&self, key: &Key) -> Result<Option<State>, ()> {
        match self.states.get(&key.place) {
            None => Ok(None),
            Some((digest, state)) if *digest == key.digest => Ok(Some(*state)),
            Some(_) => Err(()),
        }
    }

    /// Notes how far a record is. It is on the disk when this returns.
    pub(super) fn note(&mut self, key: &Key, state: State, row: Option<&RowId>) -> io::Result<()> {
        self.append(&Line::Step {
            place: key.place,
            digest: key.digest.clone(),
            state,
            row: row.cloned(),
        })?;
        self.states.insert(key.place, (key.digest.clone(), state));
        Ok(())
    }

    /// Removes the file of an import that came to its end.
    pub(super) fn finish(self) -> io::Result<()> {
        std::fs::remove_file(&self.path)
    }

    fn count(&self, wanted: State) -> usize {
        let states = self.states.values();
        states.filter(|(_, state)| *state == wanted).count()
    }

    fn append(&mut self, line: &Line) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.file.write_all(&bytes)?;
        self.file.sync_data()
    }
}

fn states(text: &str, table: &TableId) -> Result<BTreeMap<u64, (String, State)>, Problem> {
    let mut lines = text.lines().map(serde_json::from_str::<Line>);
    match lines.next() {
        Some(Ok(Line::Begin { table: other })) if other == *table => {}
        Some(Ok(Line::Begin { table: other })) => return Err(Problem::OtherTable(other)),
        _ => return Err(Problem::Unreadable),
    }
    let mut states = BTreeMap::new();
    // A line that can't be read was cut off: what it would have said is not known.
    for line in lines.flatten() {
        if let Line::Step {
            place,
            digest,
            state,
            ..
        } = line
        {
            states.insert(place, (digest, state));
        }
    }
    Ok(states)
}
