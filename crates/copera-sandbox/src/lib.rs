//! An in-memory Copera on loopback, for tests and demonstrations.
//!
//! A [`Sandbox`] answers the public API as its documentation describes it, all 49 endpoints from one
//! seeded workspace that lives as long as the value: token kinds and scopes, participants, external
//! users, limits with their headers, paging, search over what was written, writes that show only
//! [`WRITE_DELAY`] after their 202, and signed addresses that expire after [`SIGNED_URL_LIFE`].
//!
//! A person can make a token as on the real service: on the page `/oauth/cli` of
//! [`Sandbox::web_url`].
//!
//! Another workspace than the seeded one is a [`Seed`] read from a file.
//!
//! What the real service does at its worst can be scripted with a [`Fault`], time can be turned
//! forward with the [`Clock`], and a test can ask afterwards what was sent ([`Sandbox::requests`])
//! and what came of it ([`Sandbox::messages`], [`Sandbox::exports`]). The objects of the workspace have names in [`seed`].
//!
//! ```
//! use copera_sandbox::{Fault, Sandbox, seed};
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let sandbox = Sandbox::start().await?;
//! sandbox.fault(Fault::on("GET", "/board/list-boards").status(503).times(2));
//!
//! // Point a client at `sandbox.base_url()` with the token `seed::FULL_PAT` …
//! assert!(sandbox.base_url().starts_with("http://127.0.0.1:"));
//! assert!(seed::FULL_PAT.starts_with("cp_pat_"));
//! // … and see what it sent.
//! assert!(sandbox.requests().is_empty());
//! # Ok::<(), copera_sandbox::StartError>(()) }).unwrap();
//! ```
//!
//! It is not Copera's hosted development service, and where the documents are silent it chooses:
//! each such choice is written down where it is made.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod access;
mod answer;
mod call;
mod cells;
mod clock;
mod cursor;
mod disposition;
mod drain;
mod exports;
mod fault;
mod highlight;
mod id;
mod later;
mod limits;
mod model;
mod pace;
mod paging;
mod pipeline;
mod random;
mod ranking;
mod record;
mod render;
mod routes;
mod sandbox;
pub mod seed;
mod seed_file;
mod server;
mod state;
mod storage;
mod tree;
mod web;
mod wire;

pub use clock::Clock;
pub use exports::{ExportJob, ExportStatus};
pub use fault::{Fault, FaultRuleError, FaultRuleProblem};
pub use later::WRITE_DELAY;
pub use record::RecordedRequest;
pub use sandbox::{Sandbox, SandboxBuilder};
pub use seed_file::{NamedToken, Seed, SeedError};
pub use server::StartError;
pub use state::SentMessage;
pub use storage::SIGNED_URL_LIFE;
