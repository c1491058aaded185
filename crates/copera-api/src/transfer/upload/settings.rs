//! What an upload can be told.

use std::{path::PathBuf, sync::Arc};

use thiserror::Error;

use crate::{DriveId, transfer::ProgressObserver};

const MIB: u64 = 1024 * 1024;

/// How large the parts are that a file is sent in: from 5 MiB to 5 GiB. Default 10 MiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartSize(u64);

impl PartSize {
    /// The smallest.
    pub const MIN: Self = Self(5 * MIB);
    /// The largest.
    pub const MAX: Self = Self(5 * 1024 * MIB);

    /// The size in bytes.
    pub fn bytes(self) -> u64 {
        self.0
    }
}

impl Default for PartSize {
    fn default() -> Self {
        Self(10 * MIB)
    }
}

impl TryFrom<u64> for PartSize {
    type Error = InvalidUploadSetting;

    fn try_from(bytes: u64) -> Result<Self, InvalidUploadSetting> {
        if (Self::MIN.0..=Self::MAX.0).contains(&bytes) {
            Ok(Self(bytes))
        } else {
            Err(InvalidUploadSetting::PartSize(bytes))
        }
    }
}

/// How many requests an upload has in flight at once: from 1 to 32. Default 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Concurrency(u8);

impl Concurrency {
    /// The fewest.
    pub const MIN: Self = Self(1);
    /// The most.
    pub const MAX: Self = Self(32);

    /// The number.
    pub fn get(self) -> usize {
        usize::from(self.0)
    }
}

impl Default for Concurrency {
    fn default() -> Self {
        Self(4)
    }
}

impl TryFrom<u64> for Concurrency {
    type Error = InvalidUploadSetting;

    fn try_from(number: u64) -> Result<Self, InvalidUploadSetting> {
        match u8::try_from(number) {
            Ok(small) if (Self::MIN.0..=Self::MAX.0).contains(&small) => Ok(Self(small)),
            _ => Err(InvalidUploadSetting::Concurrency(number)),
        }
    }
}

/// A number that is out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidUploadSetting {
    /// The size of a part.
    #[error("a part has from 5 MiB (5242880 bytes) to 5 GiB (5368709120 bytes), not {0} bytes")]
    PartSize(u64),
    /// The number of requests at once.
    #[error("an upload has from 1 to 32 requests in flight, not {0}")]
    Concurrency(u64),
}

/// What uploads of files and of folders have in common.
#[derive(Clone, Default)]
pub(super) struct Settings {
    /// `None`: the top of the drive.
    pub(super) parent: Option<DriveId>,
    pub(super) part_size: PartSize,
    pub(super) concurrency: Concurrency,
    /// The folder that journals are kept in.
    pub(super) journals: Option<PathBuf>,
    pub(super) progress: Option<Arc<dyn ProgressObserver>>,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("parent", &self.parent)
            .field("part_size", &self.part_size)
            .field("concurrency", &self.concurrency)
            .field("journals", &self.journals)
            .finish_non_exhaustive()
    }
}

/// Gives a builder the settings that all uploads have.
macro_rules! settings {
    ($builder:ident) => {
        impl $builder {
            /// The folder of the drive that it goes into. Default: none, it goes to the top.
            pub fn parent(mut self, id: crate::DriveId) -> Self {
                self.settings.parent = Some(id);
                self
            }

            /// How large parts are. They are larger where a file would have more than 10,000.
            pub fn part_size(mut self, size: crate::transfer::upload::PartSize) -> Self {
                self.settings.part_size = size;
                self
            }

            /// How many requests are in flight at once.
            pub fn concurrency(mut self, requests: crate::transfer::upload::Concurrency) -> Self {
                self.settings.concurrency = requests;
                self
            }

            /// The folder on this machine where the journals of unfinished uploads are kept, made
            /// if need be. An upload that broke off goes on where it was when the same file is
            /// sent to the same place once more, and one that may have become a file is looked for
            /// there first. Default: none, it begins anew.
            ///
            /// With journals, the place in the drive is listed before a file is begun, to tell it
            /// later from others of its name and size; each folder of a folder's upload is listed
            /// once. One that had more than 500 things before is searched for each file, besides.
            ///
            /// Where the answer to the last call got lost, a file of the same name and size that
            /// somebody else put there between that listing and the next run is taken for the one
            /// that was sent: where others may do so, use a name of your own, or download what the
            /// next run returns and compare its bytes before you trust that it is yours.
            pub fn journals(mut self, folder: impl Into<std::path::PathBuf>) -> Self {
                self.settings.journals = Some(folder.into());
                self
            }

            /// Who is told how far it is. Default: nobody.
            pub fn progress(
                mut self,
                observer: std::sync::Arc<dyn crate::transfer::ProgressObserver>,
            ) -> Self {
                self.settings.progress = Some(observer);
                self
            }
        }
    };
}

pub(super) use settings;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_in_range() {
        for (bytes, fits) in [
            (5 * MIB - 1, false),
            (5 * MIB, true),
            (5 * 1024 * MIB, true),
            (5 * 1024 * MIB + 1, false),
        ] {
            assert_eq!(PartSize::try_from(bytes).is_ok(), fits, "{bytes}");
        }
        for (number, fits) in [(0, false), (1, true), (32, true), (33, false), (257, false)] {
            assert_eq!(Concurrency::try_from(number).is_ok(), fits, "{number}");
        }
    }
}
