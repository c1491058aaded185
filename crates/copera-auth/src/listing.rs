//! Every profile of every file, whichever is in force.

use crate::document::Document;
use crate::error::ConfigError;
use crate::layout::ReadFrom;
use crate::origin::{Origin, Position};
use crate::profile::{self, ProfileMatch};
use crate::stack::Stack;
use crate::walk::{Winner, is_blank};
use crate::{Expiry, Layer, Location, credential};

/// A profile as one file has it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StoredProfile {
    /// Its name, as the file spells it.
    pub name: String,
    /// Where its token stands, or what says where the token is; the profile itself, if there is none.
    pub position: Position,
    /// Where its token is; `None` if this file says nothing of one. What is no token is an error.
    pub location: Option<Result<Location, ConfigError>>,
    /// When the token ends, if this file says so in a way that can be read.
    pub expiry: Option<Expiry>,
    /// Whether it is the profile in force.
    pub active: bool,
}

impl Stack {
    /// The profiles of the files that can be read, in the order of the files.
    ///
    /// Touches no keyring and runs no command.
    pub fn stored_profiles(&self) -> Vec<StoredProfile> {
        let active = self.profile().ok().map(|profile| profile.value);
        let read = self
            .layers()
            .iter()
            .filter_map(|layer| Some((layer, layer.document()?)));
        read.flat_map(|(layer, document)| self.profiles_of(layer, document, active.as_deref()))
            .collect()
    }

    fn profiles_of(
        &self,
        layer: &Layer,
        document: &Document,
        active: Option<&str>,
    ) -> Vec<StoredProfile> {
        let names = document.profiles();
        let active = active.map(|active| profile::find(active, names.iter().copied()));
        let places = document.profile_places();
        places
            .into_iter()
            .map(|(name, position)| {
                let found = self.stored_credential(layer, document, name);
                StoredProfile {
                    name: name.to_owned(),
                    position: found.as_ref().map_or(position, |found| found.0.clone()),
                    location: found.map(|found| found.1),
                    expiry: self.stored_expiry(document, name),
                    active: active == Some(ProfileMatch::One(name)),
                }
            })
            .collect()
    }

    fn stored_expiry(&self, document: &Document, name: &str) -> Option<Expiry> {
        let key = self.layout().key(self.layout().expiry?)?;
        let entry = document.get(key, name).ok()??;
        entry.value.as_str()?.parse().ok()
    }

    /// What this file says of the profile's token.
    fn stored_credential(
        &self,
        layer: &Layer,
        document: &Document,
        name: &str,
    ) -> Option<(Position, Result<Location, ConfigError>)> {
        let mut keys = self.layout().credential_keys().into_iter();
        keys.find_map(|key| {
            if key.read_from == ReadFrom::HomeOnly && !layer.rule.place.is_home() {
                return None;
            }
            let entry = document.get(key, name).ok()??;
            if is_blank(&entry.value) {
                return None;
            }
            let position = entry.position;
            let winner = Winner {
                key,
                value: entry.value,
                origin: Origin::File(position.clone()),
                profile: entry.profile,
            };
            let located = credential::locate(self.layout(), winner, name);
            Some((position, located.map(|(location, _)| location)))
        })
    }
}
