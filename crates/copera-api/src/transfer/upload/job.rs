//! One file, from the first call to the last.

use std::{collections::BTreeMap, sync::Arc};

use futures_util::{FutureExt, StreamExt, stream::FuturesUnordered};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{
    UploadError,
    addresses::Addresses,
    buffers::Buffers,
    existing::{Found, Listing},
    journal::{Destination, Earlier, Journal},
    parts::Parts,
    put::Sender,
    settings::Settings,
    source::LocalFile,
    tally::Tally,
    tries::repeat,
};
use crate::{
    Client, DriveId, Reply,
    model::{DriveItem, Upload},
};

/// What all files of one upload share.
pub(super) struct Shared {
    pub(super) client: Client,
    pub(super) settings: Settings,
    /// One permit for each request in flight.
    pub(super) lanes: Semaphore,
    pub(super) tally: Arc<Tally>,
    pub(super) buffers: Buffers,
}

impl Shared {
    pub(super) fn new(client: Client, settings: Settings, total: u64) -> Self {
        Self {
            lanes: Semaphore::new(settings.concurrency.get()),
            tally: Tally::new(total, settings.progress.clone()),
            buffers: Buffers::default(),
            client,
            settings,
        }
    }

    /// Waits until one more request may be in flight.
    pub(super) async fn lane(&self) -> Option<SemaphorePermit<'_>> {
        // The semaphore is never closed, which is what an error would mean.
        self.lanes.acquire().await.ok()
    }
}

/// One file and where it goes.
pub(super) struct Job<'a> {
    shared: &'a Shared,
    source: &'a LocalFile,
    destination: Destination,
    parts: Parts,
    /// The files of this name and size that lie where it goes; `None` where nobody has looked yet.
    twins: Option<Vec<DriveId>>,
}

/// An upload that was begun, and what of it has arrived.
struct Begun {
    upload: Upload,
    parts: Parts,
    etags: BTreeMap<u32, String>,
}

impl<'a> Job<'a> {
    pub(super) fn new(
        shared: &'a Shared,
        source: &'a LocalFile,
        destination: Destination,
    ) -> Result<Self, UploadError> {
        let size = source.identity.size;
        let parts = Parts::new(size, shared.settings.part_size).ok_or_else(|| {
            let path = source.path.clone();
            UploadError::TooLarge { path, size }
        })?;
        Ok(Self {
            shared,
            source,
            destination,
            parts,
            twins: None,
        })
    }

    /// For whoever has looked: the files of this name and size that lie where it goes.
    pub(super) fn beside(mut self, twins: Vec<DriveId>) -> Self {
        self.twins = Some(twins);
        self
    }

    /// Sends the file, or what an earlier run has left of it.
    pub(super) async fn run(&self) -> Result<Reply<DriveItem>, UploadError> {
        let (mut journal, earlier) = match &self.shared.settings.journals {
            None => (None, None),
            Some(folder) => {
                let base = self.shared.client.base_url();
                let (journal, earlier) =
                    Journal::open(folder, base, self.source, &self.destination)?;
                (Some(journal), earlier)
            }
        };
        let continued = match earlier {
            None => None,
            Some(earlier) => self.go_on(&mut journal, earlier).await?,
        };
        let item = match continued {
            Some(item) => item,
            None => self.begin(&mut journal).await?,
        };
        if let Some(journal) = journal {
            journal.remove()?;
        }
        Ok(item)
    }

    /// The drive has the file already: nothing of an earlier run is needed any more.
    pub(super) fn forget(&self) -> Result<(), UploadError> {
        match &self.shared.settings.journals {
            None => Ok(()),
            Some(folder) => {
                let base = self.shared.client.base_url();
                Journal::forget(folder, base, self.source, &self.destination)
            }
        }
    }

    /// Goes on with an earlier run; `None` where the service does not know its upload any more.
    async fn go_on(
        &self,
        journal: &mut Option<Journal>,
        earlier: Earlier,
    ) -> Result<Option<Reply<DriveItem>>, UploadError> {
        if earlier.may_be_finished
            && let Some(item) = self.made_before(&earlier).await?
        {
            self.shared.tally.already_there(self.source.identity.size);
            return Ok(Some(item));
        }
        let begun = Begun {
            upload: earlier.upload,
            parts: earlier.parts,
            etags: earlier.etags,
        };
        let numbers = begun.etags.keys();
        let arrived = numbers.map(|number| begun.parts.len(*number)).sum();
        self.shared.tally.already_there(arrived);
        match self.finish(journal, begun).await {
            Ok(item) => Ok(Some(item)),
            Err(error) if error.upload_is_gone() => {
                self.shared.tally.lost(arrived);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The file that an earlier run has made without learning of it.
    async fn made_before(
        &self,
        earlier: &Earlier,
    ) -> Result<Option<Reply<DriveItem>>, UploadError> {
        let mut found = self.look().await?;
        found.ids.retain(|id| !earlier.twins.contains(id));
        let Some(id) = found.first(&self.source.path)? else {
            return Ok(None);
        };
        let _lane = self.shared.lane().await;
        let item = self.shared.client.drive_item(id).get().send().await;
        item.map(Some).map_err(UploadError::call(&self.source.path))
    }

    /// The files of this name and size that lie where this one goes by now.
    async fn look(&self) -> Result<Found, UploadError> {
        let _lane = self.shared.lane().await;
        let (client, parent) = (&self.shared.client, self.destination.parent.clone());
        let listing = Listing::read(client, parent).await;
        let listing = listing.map_err(UploadError::call(&self.source.path))?;
        let (name, size) = (&self.destination.name, self.source.identity.size);
        let twins = listing.files(name, size).await;
        twins.map_err(UploadError::call(&self.source.path))
    }

    /// Sends the file from its beginning.
    async fn begin(&self, journal: &mut Option<Journal>) -> Result<Reply<DriveItem>, UploadError> {
        let twins = match (&journal, &self.twins) {
            (None, _) => Vec::new(),
            (Some(_), Some(known)) => known.clone(),
            (Some(_), None) => self.look().await?.ids,
        };
        let upload = {
            let _lane = self.shared.lane().await;
            let client = &self.shared.client;
            let destination = &self.destination;
            let mut request = client.drive().start_upload(
                destination.name.as_str(),
                self.source.identity.size,
                destination.mime_type.as_str(),
            );
            if let Some(parent) = &destination.parent {
                request = request.parent(parent.clone());
            }
            repeat(client, || request.clone().send())
                .await
                .map_err(UploadError::call(&self.source.path))?
                .into_value()
        };
        if let Some(journal) = journal {
            journal.begin(self.source, &self.destination, &upload, self.parts, twins)?;
        }
        let begun = Begun {
            upload,
            parts: self.parts,
            etags: BTreeMap::new(),
        };
        self.finish(journal, begun).await
    }

    /// Sends the parts that are missing, and has a file made of all.
    async fn finish(
        &self,
        journal: &mut Option<Journal>,
        mut begun: Begun,
    ) -> Result<Reply<DriveItem>, UploadError> {
        self.send_missing(journal, &mut begun).await?;
        self.source.check().await?;
        if let Some(journal) = journal {
            journal.finalize().await?;
        }
        let _lane = self.shared.lane().await;
        let mut request = self.shared.client.drive().finalize_upload(&begun.upload);
        for (number, etag) in &begun.etags {
            request = request.part(*number, etag);
        }
        request
            .send()
            .await
            .map_err(|source| UploadError::Finalize {
                path: self.source.path.clone(),
                source,
            })
    }

    async fn send_missing(
        &self,
        journal: &mut Option<Journal>,
        begun: &mut Begun,
    ) -> Result<(), UploadError> {
        let count = begun.parts.count();
        let numbers = 1..=count;
        let missing: Vec<_> = numbers.filter(|it| !begun.etags.contains_key(it)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let addresses = {
            let _lane = self.shared.lane().await;
            let (client, path) = (&self.shared.client, &self.source.path);
            Addresses::ask(client, path, &begun.upload, count).await?
        };
        let sender = Sender {
            shared: self.shared,
            source: self.source,
            parts: begun.parts,
            addresses: &addresses,
        };
        let mut missing = missing.into_iter();
        let mut in_flight = FuturesUnordered::new();
        loop {
            while in_flight.len() < self.shared.settings.concurrency.get()
                && let Some(number) = missing.next()
            {
                // As a type of its own it would keep the whole from being spawned.
                in_flight.push(sender.send(number).boxed());
            }
            let Some(arrived) = in_flight.next().await else {
                return Ok(());
            };
            let (number, etag) = arrived?;
            if let Some(journal) = journal {
                journal.part(number, &etag)?;
            }
            begun.etags.insert(number, etag);
        }
    }
}
