//! Everything that the sandbox knows, in one place behind one lock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use indexmap::IndexMap;
use jiff::Timestamp;

use crate::{
    access::IssuedToken,
    clock::Clock,
    exports,
    fault::FaultScript,
    id::Id,
    later::Later,
    limits::Limits,
    model::{
        Attachment, Board, Booking, BookingType, Channel, Comment, Doc, DriveItem, Extra, Member,
        Notification, Row, Table, Team, Time, Upload, Workspace,
    },
    record::RecordedRequest,
    seed::Bulk,
    storage::Spool,
    web::OpenForms,
};

/// The state as the server, the endpoints and the test share it.
#[derive(Debug, Clone)]
pub(crate) struct Shared {
    pub(crate) clock: Clock,
    /// Where the large parts of uploads lie.
    pub(crate) spool: Arc<Spool>,
    state: Arc<Mutex<State>>,
}

impl Shared {
    pub(crate) fn new(state: State) -> Self {
        Self {
            clock: Clock::default(),
            spool: Arc::default(),
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// The state, for as long as one step takes: never across an await.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The workspace, and what has happened to it.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) workspace: Workspace,
    pub(crate) members: Vec<Member>,
    pub(crate) teams: Vec<Team>,
    pub(crate) boards: Vec<Board>,
    pub(crate) tables: Vec<Table>,
    /// In the order in which they were made; found by their id, since links and writes do that for
    /// every cell.
    pub(crate) rows: IndexMap<Id, Row>,
    /// Rows that only lists have.
    pub(crate) bulk: Vec<Bulk>,
    /// Oldest first.
    pub(crate) comments: Vec<Comment>,
    /// What stands in `FILE` cells; the attachments of comments are with the comments.
    pub(crate) cell_files: Vec<Attachment>,
    pub(crate) docs: Vec<Doc>,
    /// Folders stand before what is in them.
    pub(crate) drive: Vec<DriveItem>,
    pub(crate) uploads: Vec<Upload>,
    pub(crate) exports: Vec<exports::Job>,
    pub(crate) extras: Vec<Extra>,
    pub(crate) bookings: Vec<Booking>,
    pub(crate) booking_types: Vec<BookingType>,
    pub(crate) channels: Vec<Channel>,
    /// Of all users, newest first.
    pub(crate) notifications: Vec<Notification>,
    pub(crate) messages: Vec<SentMessage>,
    pub(crate) tokens: Vec<IssuedToken>,
    /// Forms on which a token can be made.
    pub(crate) forms: OpenForms,
    /// `None`: nothing is counted.
    pub(crate) limits: Option<Limits>,
    pub(crate) faults: FaultScript,
    pub(crate) requests: Vec<RecordedRequest>,
    /// Where signed addresses lead: `http://127.0.0.1:PORT`.
    pub(crate) origin: String,
    /// Writes that were accepted and do not show yet.
    pub(crate) later: Later,
    /// How many objects were made since the sandbox began.
    pub(crate) made: u64,
}

impl State {
    /// A workspace with nothing and nobody in it, where nothing is counted.
    pub(crate) fn of(workspace: Workspace) -> Self {
        Self {
            workspace,
            members: Vec::new(),
            teams: Vec::new(),
            boards: Vec::new(),
            tables: Vec::new(),
            rows: IndexMap::new(),
            bulk: Vec::new(),
            comments: Vec::new(),
            cell_files: Vec::new(),
            docs: Vec::new(),
            drive: Vec::new(),
            uploads: Vec::new(),
            exports: Vec::new(),
            extras: Vec::new(),
            bookings: Vec::new(),
            booking_types: Vec::new(),
            channels: Vec::new(),
            notifications: Vec::new(),
            messages: Vec::new(),
            tokens: Vec::new(),
            forms: OpenForms::default(),
            limits: None,
            faults: FaultScript::default(),
            requests: Vec::new(),
            origin: String::new(),
            later: Later::default(),
            made: 0,
        }
    }

    pub(crate) fn member(&self, id: &Id) -> Option<&Member> {
        self.members.iter().find(|member| member.id == *id)
    }

    pub(crate) fn table(&self, id: &Id) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == *id)
    }

    /// The rows of a table, in the order in which they were made.
    pub(crate) fn rows_of(&self, table: &Id) -> impl Iterator<Item = &Row> {
        let rows = self.rows.values();
        rows.filter(move |row| row.table == *table)
    }

    /// Keeps a row.
    pub(crate) fn add_row(&mut self, row: Row) {
        self.rows.insert(row.id.clone(), row);
    }

    /// An id for a new object.
    pub(crate) fn new_id(&mut self) -> Id {
        self.made += 1;
        Id::made(self.made)
    }

    /// Puts a message into its channel.
    pub(crate) fn deliver(&mut self, message: SentMessage) {
        let mut channels = self.channels.iter_mut();
        if let Some(channel) = channels.find(|channel| channel.id.as_str() == message.channel) {
            channel.last_message_at = Some(Time(message.sent_at));
        }
        self.messages.push(message);
    }

    /// Whether a member is in a channel, in person or through a team.
    pub(crate) fn takes_part(&self, member: &Id, channel: &Channel) -> bool {
        channel.participant_user_ids.contains(member)
            || self.teams.iter().any(|team| {
                channel.participant_team_ids.contains(&team.id)
                    && team.participants.contains(member)
            })
    }
}

/// A message that the sandbox has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SentMessage {
    /// The message's own id. No endpoint tells it but search.
    pub id: String,
    /// The channel's id.
    pub channel: String,
    /// The id of the member that the token acts as.
    pub author: String,
    /// The sender's name that the request gave, if it gave one.
    pub name: Option<String>,
    /// The text, as it was sent.
    pub text: String,
    /// When it came in, by the sandbox's clock.
    pub sent_at: Timestamp,
}
