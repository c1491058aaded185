//! The Rust SDK for the [Copera](https://copera.ai) Public API.
//!
//! ```
//! use copera_api::{Client, auth::{BaseUrl, Token, TokenKind}};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = copera_sandbox::Sandbox::start().await?;
//! // Here a sandbox; Copera itself is at `https://api.copera.ai/public/v1`.
//! let base: BaseUrl = sandbox.base_url().parse()?;
//! let token = Token::parse(copera_sandbox::seed::FULL_PAT, TokenKind::PREFIXES)?;
//! let client = Client::builder(base, token).build()?;
//!
//! let boards = client.boards().list().query("launch").send().await?;
//! assert_eq!(boards[0].name, "Product Launch");
//!
//! # let channel = copera_sandbox::seed::channels::DEPLOYMENTS;
//! client
//!     .channel(channel.parse()?)
//!     .send_message("Version 2 is **out**")
//!     .name("Deploy bot")
//!     .send()
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! - A [`Client`] is cheap to clone; what it gives out are handles ([`Client::boards`],
//!   [`Client::board`], …), whose methods make requests, which do nothing before `send`.
//! - A [`Reply`] keeps the bytes that the service sent beside the typed view of them.
//! - An [`Error`] says in words what failed; [`Error::kind`] says it for programs, and
//!   [`Error::may_have_happened`] whether a failed write may have worked all the same.
//! - Failures that pass are tried again as [`RetryPolicy`] says, and never so that a write could be
//!   done twice. An [`Observer`] learns of the pauses. Whoever keeps a journal of a long series of writes
//!   sends them [`stepwise`].
//! - Requests keep to the published limits, and to what answers say of them: see
//!   [`ClientBuilder::max_wait`] and [`ClientBuilder::budget_file`].
//! - A list that comes in pages has `pages` and `items`; see [`pages`].
//! - A file is fetched by [`DriveItemHandle::download`](drive::DriveItemHandle::download) and its
//!   like, to a path in one step or to any writer; see [`transfer`].
//! - A list that may be long comes element by element; see [`stream`].
//! - [`webhook::verify`] reads what Copera sends of its own accord.
//! - [`Client::request`] reaches what this crate does not model.
//!
//! A token whose kind never reaches an endpoint is refused before anything is sent. It goes to the
//! base address alone: a redirect to another origin is followed without it, and never from `https`
//! to `http`.
//!
//! # What is read from outside
//!
//! No configuration and no environment: base address, token and [`Proxies`] are handed in. The one
//! exception is rustls' platform verifier, which looks for the machine's root certificates where
//! `SSL_CERT_FILE` and `SSL_CERT_DIR` say.
//!
//! # Features
//!
//! - `ring` (default), `aws-lc`: the cryptography behind TLS where the host program has installed
//!   none; see [`ClientBuilder::build`]. With neither, the host program must install one.
//!
//! # Logs
//!
//! With `tracing`, target `copera_api`, level debug: one span a call and a request of a file's bytes,
//! with OpenTelemetry's names for HTTP clients, and events for tries, redirects and pauses. No query
//! of an address, no header value and no body is ever logged, nor the token.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod answer;
pub mod boards;
pub mod bookings;
mod builder;
mod call;
pub mod channels;
mod client;
mod clock;
pub mod comments;
mod decode;
pub mod direct_messages;
pub mod docs;
pub mod drive;
pub mod endpoint;
mod error;
mod exchange;
pub mod export;
mod failed;
pub mod filter;
mod flight;
mod follow;
mod identity;
mod ids;
mod limit;
mod markdown;
mod message;
pub mod model;
pub mod notifications;
mod observer;
mod opaque_ids;
pub mod pages;
mod path;
mod probe;
mod proxy;
mod raw;
mod redirect;
mod rehearsal;
mod reply;
mod request;
mod retry;
pub mod rows;
pub mod search;
mod send;
mod sort;
mod span;
pub mod stepwise;
pub mod stream;
pub mod tables;
mod tls;
pub mod transfer;
pub mod tree;
mod verify;
pub mod webhook;
mod wire;
pub mod workspace;

/// Tokens, scopes and base addresses.
pub use copera_auth as auth;
pub use reqwest::{Method, StatusCode, header::HeaderMap};

pub use self::{
    builder::ClientBuilder,
    client::Client,
    clock::Clock,
    error::{Error, ErrorKind, Explanation, Phase, ProtocolProblem, Refusal, RequestLine},
    identity::{Identity, IntegrationIdentity, KnownBy, NotTold, UserIdentity},
    ids::{
        BoardId, ChannelId, CommentId, DocId, DriveId, ID_DIGITS, IdProblem, InvalidId,
        NotificationId, RowId, TableId, TeamId, UserId, ViewId, WorkspaceId,
    },
    markdown::{WriteMarkdown, WriteMode},
    message::{InvalidMessage, MAX_MESSAGE_CHARACTERS},
    observer::{Observer, Wait},
    opaque_ids::{
        AttachmentId, BookingTypeId, BookingUid, ColumnId, EntityId, FileKey, JobId, OptionId,
        QuestionId, UploadId,
    },
    path::InvalidPath,
    probe::Reach,
    proxy::{Proxies, Proxy},
    raw::{HeaderProblem, InvalidHeader, RawReply, RawRequest},
    redirect::RedirectProblem,
    rehearsal::Unsent,
    reply::Reply,
    retry::{RetryPolicy, WaitReason},
    sort::{SortBy, SortOrder},
    verify::Verification,
    wire::{InvalidJson, InvalidNumber, Json, Number, Timestamp},
};

/// The guides for programs that use the SDK: their examples are compiled and run.
#[cfg(doctest)]
mod guides {
    #[doc = include_str!("../../../docs/guides/copera-api.md")]
    struct Api;

    #[doc = include_str!("../../../docs/guides/copera-sandbox.md")]
    struct Sandbox;
}
