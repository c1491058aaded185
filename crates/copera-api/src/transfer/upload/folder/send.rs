//! A plan, carried out.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use futures_util::{FutureExt, StreamExt, stream::FuturesUnordered};

use super::{EntryOutcome, FolderEntry, FolderOutcome, FolderPlan, IfExists, LeftOut, PlannedFile};
use crate::{
    DriveId,
    transfer::upload::{
        UploadError,
        existing::{Found, Listing},
        file::mime_type,
        job::{Job, Shared},
        journal::Destination,
    },
};

/// A plan on its way.
pub(super) struct Sending {
    shared: Shared,
    root: PathBuf,
    name: String,
    if_exists: IfExists,
    folders: Vec<PathBuf>,
    files: Vec<PlannedFile>,
    left_out: Vec<LeftOut>,
    /// The folders that are in the drive by now, by their paths here.
    places: HashMap<PathBuf, Place>,
    entries: Vec<FolderEntry>,
}

/// A folder of the drive, and what was in it.
struct Place {
    id: DriveId,
    listing: Listing,
}

impl Sending {
    pub(super) fn begin(plan: FolderPlan) -> Self {
        let total = plan.total_bytes();
        Self {
            shared: Shared::new(plan.client, plan.settings, total),
            root: plan.root,
            name: plan.name,
            if_exists: plan.if_exists,
            folders: plan.folders,
            files: plan.files,
            left_out: plan.left_out,
            places: HashMap::new(),
            entries: Vec::new(),
        }
    }

    pub(super) async fn run(mut self) -> FolderOutcome {
        let mut going_on = true;
        let inside = std::mem::take(&mut self.folders);
        for path in [PathBuf::new()].into_iter().chain(inside) {
            let outcome = if going_on {
                self.folder(&path)
                    .await
                    .unwrap_or_else(EntryOutcome::Failed)
            } else {
                EntryOutcome::NotTried
            };
            going_on &= !matches!(outcome, EntryOutcome::Failed(_));
            self.entries.push(FolderEntry { path, outcome });
        }
        let files = self.send_files(going_on).await;
        self.entries.extend(files);
        let left_out = self.left_out.into_iter().map(|left_out| FolderEntry {
            path: left_out.path,
            outcome: EntryOutcome::LeftOut(left_out.why),
        });
        self.entries.extend(left_out);
        FolderOutcome {
            entries: self.entries,
        }
    }

    /// Finds a folder in the drive, or makes it.
    async fn folder(&mut self, path: &Path) -> Result<EntryOutcome, UploadError> {
        let here = self.root.join(path);
        let client = self.shared.client.clone();
        let call = || UploadError::call(&here);
        let (name, parent, known) = if path.as_os_str().is_empty() {
            let parent = self.shared.settings.parent.clone();
            let listing = Listing::read(&client, parent.clone())
                .await
                .map_err(call())?;
            let known = listing.folder(&self.name).await.map_err(call())?;
            (self.name.as_str(), parent, known.first(&here)?)
        } else {
            let name = file_name(&here, path)?;
            let Some(above) = self.place_of(path) else {
                // A folder stands behind the one that it lies in.
                return Ok(EntryOutcome::NotTried);
            };
            let known = above.listing.folder(name).await.map_err(call())?;
            (name, Some(above.id.clone()), known.first(&here)?)
        };
        let (id, listing, outcome) = if let Some(id) = known {
            let listing = Listing::read(&client, Some(id.clone())).await;
            let outcome = EntryOutcome::FolderFound(id.clone());
            (id, listing.map_err(call())?, outcome)
        } else {
            let mut request = client.drive().create_folder(name);
            if let Some(parent) = parent {
                request = request.parent(parent);
            }
            let made = request.send().await.map_err(|source| {
                let path = here.clone();
                UploadError::CreateFolder { path, source }
            })?;
            let id = made.into_value().id;
            let listing = Listing::of_new(&client, id.clone());
            (id.clone(), listing, EntryOutcome::FolderCreated(id))
        };
        self.places.insert(path.to_owned(), Place { id, listing });
        Ok(outcome)
    }

    /// Where in the drive something of the folder lies.
    fn place_of(&self, path: &Path) -> Option<&Place> {
        self.places.get(path.parent()?)
    }

    async fn send_files(&self, mut going_on: bool) -> Vec<FolderEntry> {
        let mut waiting = self.files.iter();
        let mut in_flight = FuturesUnordered::new();
        let mut outcomes = HashMap::new();
        loop {
            while going_on
                && in_flight.len() < self.shared.settings.concurrency.get()
                && let Some(file) = waiting.next()
            {
                let sent = async move { (&file.path, self.file(file).await) };
                // As a type of its own it would keep the whole from being spawned.
                in_flight.push(sent.boxed());
            }
            let Some((path, sent)) = in_flight.next().await else {
                break;
            };
            let outcome = sent.unwrap_or_else(|error| {
                going_on &= error.concerns_one_file();
                EntryOutcome::Failed(error)
            });
            outcomes.insert(path, outcome);
        }
        let files = self.files.iter();
        files
            .map(|file| FolderEntry {
                path: file.path.clone(),
                outcome: outcomes
                    .remove(&file.path)
                    .unwrap_or(EntryOutcome::NotTried),
            })
            .collect()
    }

    async fn file(&self, file: &PlannedFile) -> Result<EntryOutcome, UploadError> {
        let name = file_name(&file.source.path, &file.path)?;
        let Some(place) = self.place_of(&file.path) else {
            return Ok(EntryOutcome::NotTried);
        };
        let destination = Destination {
            parent: Some(place.id.clone()),
            name: name.to_owned(),
            mime_type: mime_type(name),
        };
        let job = Job::new(&self.shared, &file.source, destination)?;
        let job = match (self.if_exists, &self.shared.settings.journals) {
            (IfExists::Add, None) => job,
            (IfExists::Add, Some(_)) => job.beside(self.alike(place, name, file).await?.ids),
            (IfExists::Skip, _) => {
                let found = self.alike(place, name, file).await?;
                if let Some(id) = found.first(&file.source.path)? {
                    self.shared.tally.already_there(file.size());
                    job.forget()?;
                    return Ok(EntryOutcome::AlreadyThere(id));
                }
                job.beside(Vec::new())
            }
        };
        let item = job.run().await?;
        Ok(EntryOutcome::Uploaded(Box::new(item)))
    }

    /// The files of its name and size that lay where it goes when that place was found or made.
    async fn alike(
        &self,
        place: &Place,
        name: &str,
        file: &PlannedFile,
    ) -> Result<Found, UploadError> {
        let _lane = self.shared.lane().await;
        let found = place.listing.files(name, file.size()).await;
        found.map_err(UploadError::call(&file.source.path))
    }
}

/// The last part of a path.
fn file_name<'a>(here: &Path, path: &'a Path) -> Result<&'a str, UploadError> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.ok_or_else(|| UploadError::NoName {
        path: here.to_owned(),
    })
}
