//! The handle that a test holds.

use std::{io, net::SocketAddr};

use crate::{
    clock::Clock,
    exports::ExportJob,
    fault::Fault,
    later::Later,
    limits::Limits,
    model::{DriveType, Time},
    record::RecordedRequest,
    routes::API_PREFIX,
    seed::Bulk,
    seed_file::Seed,
    server::{Server, StartError},
    state::{SentMessage, Shared},
    storage::{Blob, Content},
};

/// A running sandbox with its own seeded workspace. Dropping it stops the server.
#[derive(Debug)]
pub struct Sandbox {
    shared: Shared,
    server: Server,
}

impl Sandbox {
    /// Starts a sandbox on a free port of 127.0.0.1.
    ///
    /// The server runs on a thread of its own, so the runtime that awaits this need not live on.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// A sandbox to be started with other than the default settings.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }

    /// The API's base URL: `http://127.0.0.1:PORT/public/v1`.
    pub fn base_url(&self) -> String {
        format!("{}{API_PREFIX}", self.web_url())
    }

    /// Where the web app would be: `http://127.0.0.1:PORT`.
    pub fn web_url(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// The address that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.server.address
    }

    /// The sandbox's clock.
    pub fn clock(&self) -> Clock {
        self.shared.clock.clone()
    }

    /// Scripts a fault, behind those that are already scripted.
    pub fn fault(&self, fault: Fault) {
        self.shared.lock().faults.add(fault);
    }

    /// Forgets all scripted faults.
    pub fn clear_faults(&self) {
        self.shared.lock().faults.clear();
    }

    /// Every request so far, in the order of arrival, refused and faulted ones too.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.lock().requests.clone()
    }

    /// Gives a file of the drive other bytes, and so another size and `ETag`. False if there is no
    /// such file.
    pub fn replace_file(&self, file_id: &str, bytes: impl Into<Vec<u8>>) -> bool {
        let blob = Blob::of(bytes.into().into());
        self.replace_content(file_id, Content::of(vec![blob]))
    }

    /// Gives a file of the drive so many zeros, which take no room on the disk. False if there is no
    /// such file.
    pub fn replace_file_with_zeros(&self, file_id: &str, size: u64) -> io::Result<bool> {
        let blob = Blob::zeros(&self.shared.spool, size)?;
        Ok(self.replace_content(file_id, Content::of(vec![blob])))
    }

    fn replace_content(&self, file_id: &str, content: Content) -> bool {
        let mut state = self.shared.lock();
        let mut files = state.drive.iter_mut();
        let file = files.find(|item| item.r#type == DriveType::File && item.id.as_str() == file_id);
        let Some(file) = file else {
            return false;
        };
        file.size = Some(content.len());
        file.updated_at = Time(self.shared.clock.now());
        file.content = content;
        true
    }

    /// The messages that the channel with this id has taken, oldest first.
    pub fn messages(&self, channel_id: &str) -> Vec<SentMessage> {
        let mut state = self.shared.lock();
        Later::settle(&mut state, self.shared.clock.now());
        let messages = state.messages.iter();
        messages
            .filter(|message| message.channel == channel_id)
            .cloned()
            .collect()
    }

    /// The exports that were made in the background, oldest first.
    pub fn exports(&self) -> Vec<ExportJob> {
        let state = self.shared.lock();
        let (origin, now) = (&state.origin, self.shared.clock.now());
        let jobs = state.exports.iter();
        jobs.map(|job| job.seen(origin, now)).collect()
    }
}

/// Settings of a sandbox that is not started yet.
#[derive(Debug, Clone, Default)]
#[must_use = "nothing runs until `start`"]
pub struct SandboxBuilder {
    port: u16,
    unlimited: bool,
    seed: Seed,
    bulk: Vec<Bulk>,
}

impl SandboxBuilder {
    /// Listens on this port; 0, the default, takes any free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Counts nothing: no 429, and no `x-ratelimit-*` headers either.
    pub fn unlimited(mut self) -> Self {
        self.unlimited = true;
        self
    }

    /// Begins with this workspace in place of the built-in one.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = seed;
        self
    }

    /// Puts so many rows at the end of the table with this id. They are made up while the table is
    /// listed, so that a hundred thousand cost nothing before; the list alone has them, and sorting
    /// leaves them at the end.
    pub fn rows(mut self, table: &str, count: u64) -> Self {
        let table = table.to_owned();
        self.bulk.push(Bulk { table, count });
        self
    }

    /// Starts the sandbox on 127.0.0.1.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        let mut state = self.seed.into_state();
        state.limits = (!self.unlimited).then(Limits::default);
        state.bulk = self.bulk;
        let shared = Shared::new(state);
        let server = Server::start(self.port, shared.clone()).await?;
        Ok(Sandbox { shared, server })
    }
}
