//! Bytes of files: between the service and this machine.
//!
//! Files lie in a store that signed addresses lead to, or behind the service itself. The token goes
//! to the service only: never to a signed address, and never along a redirect to another origin.

mod disposition;
mod download;
mod fetch;
mod file_name;
mod head;
mod off_thread;
mod part;
mod place;
mod progress;
mod save;
pub(crate) mod signed_host;
mod signed_url;
mod source;
mod target;
pub mod upload;
mod writing;

pub use self::{
    download::{Download, StartDownload},
    file_name::FileName,
    progress::{Progress, ProgressObserver},
    save::{Overwrite, Partial, Saved},
    signed_url::UnsafeUrl,
};
pub(crate) use signed_url::SignedUrl;
