//! Bytes of files: from the service to this machine.
//!
//! Files lie in a store that signed addresses lead to, or behind the service itself. The token goes
//! to the service only: never to a signed address, and never along a redirect to another origin.

mod progress;
pub(crate) mod signed_host;
mod signed_url;

pub use self::{
    progress::{Progress, ProgressObserver},
    signed_url::UnsafeUrl,
};
pub(crate) use signed_url::SignedUrl;
