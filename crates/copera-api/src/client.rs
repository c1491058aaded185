//! The client, and the handles that it gives out.

use std::{fmt, sync::Arc, time::Duration};

use copera_auth::{BaseUrl, Token, TokenKind};
use reqwest::Method;

use crate::{
    BoardId, BookingUid, ChannelId, ClientBuilder, DocId, DriveId, NotificationId, Observer,
    Proxies, RetryPolicy, UserId,
    boards::{BoardHandle, Boards},
    bookings::{BookingHandle, BookingsHandle},
    call::Call,
    channels::{ChannelHandle, ChannelsHandle},
    clock::Clock,
    direct_messages::UserHandle,
    docs::{DocHandle, Docs},
    drive::{Drive, DriveItemHandle},
    endpoint::SEARCH,
    limit::Limiter,
    notifications::{NotificationHandle, NotificationsHandle},
    raw::RawRequest,
    retry::RetryBudget,
    search::Search,
    workspace::WorkspaceHandle,
};

/// A connection to Copera with one token.
///
/// Cheap to clone; clones share connections, the budget of retries and what is known of limits. Calls need a tokio runtime
/// of either flavour, with I/O and time enabled.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
    holder: Arc<Holder>,
}

/// A token, and what the service's limits count its requests under.
struct Holder {
    token: Token,
    account: Arc<str>,
}

/// What all clones of a client share, whatever their token.
pub(crate) struct Shared {
    pub(crate) http: reqwest::Client,
    pub(crate) base: BaseUrl,
    /// As it is sent, to be told.
    pub(crate) user_agent: String,
    pub(crate) timeouts: Timeouts,
    pub(crate) proxies: Proxies,
    pub(crate) retry: Arc<RetryPolicy>,
    pub(crate) budget: RetryBudget,
    pub(crate) limiter: Limiter,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) observer: Option<Arc<dyn Observer>>,
    pub(crate) rehearses: bool,
    /// How many bytes of an answer are held at most.
    pub(crate) longest_answer: usize,
}

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timeouts {
    pub(crate) connect: Duration,
    /// Between two reads.
    pub(crate) read: Duration,
    /// One try of a small call.
    pub(crate) total: Duration,
}

impl Client {
    /// Begins a client that sends `token` to `base`, and to no other origin.
    pub fn builder(base: BaseUrl, token: Token) -> ClientBuilder {
        ClientBuilder::new(base, token)
    }

    pub(crate) fn new(shared: Arc<Shared>, token: Token) -> Self {
        let origin = shared.base.as_url().origin().ascii_serialization();
        let account = format!("{origin} {}", token.fingerprint()).into();
        Self {
            shared,
            holder: Arc::new(Holder { token, account }),
        }
    }

    /// The same client with another token.
    #[must_use = "the client itself keeps its token"]
    pub fn with_token(&self, token: Token) -> Self {
        Self::new(Arc::clone(&self.shared), token)
    }

    /// The token.
    pub fn token(&self) -> &Token {
        &self.holder.token
    }

    /// Names the token at this service, without telling it.
    pub(crate) fn account(&self) -> &Arc<str> {
        &self.holder.account
    }

    /// The kind of the token.
    pub fn token_kind(&self) -> TokenKind {
        TokenKind::of(self.token())
    }

    /// The address that requests are made relative to.
    pub fn base_url(&self) -> &BaseUrl {
        &self.shared.base
    }

    /// The boards that the token can reach.
    pub fn boards(&self) -> Boards {
        Boards::new(self.clone())
    }

    /// One board.
    pub fn board(&self, id: BoardId) -> BoardHandle {
        BoardHandle::new(self.clone(), id)
    }

    /// The bookings of the workspace.
    pub fn bookings(&self) -> BookingsHandle {
        BookingsHandle::new(self.clone())
    }

    /// One booking.
    pub fn booking(&self, uid: BookingUid) -> BookingHandle {
        BookingHandle::new(self.clone(), uid)
    }

    /// The channels that the token can reach.
    pub fn channels(&self) -> ChannelsHandle {
        ChannelsHandle::new(self.clone())
    }

    /// One channel.
    pub fn channel(&self, id: ChannelId) -> ChannelHandle {
        ChannelHandle::new(self.clone(), id)
    }

    /// The documents that the token's user can reach.
    pub fn docs(&self) -> Docs {
        Docs::new(self.clone())
    }

    /// One document.
    pub fn doc(&self, id: DocId) -> DocHandle {
        DocHandle::new(self.clone(), id)
    }

    /// The files and folders that the token's user can reach.
    pub fn drive(&self) -> Drive {
        Drive::new(self.clone())
    }

    /// One file or folder.
    pub fn drive_item(&self, id: DriveId) -> DriveItemHandle {
        DriveItemHandle::new(self.clone(), id)
    }

    /// The notifications of the token's user.
    pub fn notifications(&self) -> NotificationsHandle {
        NotificationsHandle::new(self.clone())
    }

    /// One notification.
    pub fn notification(&self, id: NotificationId) -> NotificationHandle {
        NotificationHandle::new(self.clone(), id)
    }

    /// Looks for words everywhere: `GET /search`.
    ///
    /// Users' tokens only (not external users'); which kinds of things are found depends on the
    /// token's scopes. Rows, bookings and notifications are not searched. Integration keys are
    /// refused before anything is sent.
    pub fn search(&self, text: impl Into<String>) -> Search {
        Search::new(Call::new(self.clone(), &SEARCH), text.into())
    }

    /// One member of the workspace, to write to.
    pub fn user(&self, id: UserId) -> UserHandle {
        UserHandle::new(self.clone(), id)
    }

    /// The workspace that the token belongs to.
    pub fn workspace(&self) -> WorkspaceHandle {
        WorkspaceHandle::new(self.clone())
    }

    /// Any request below the base address, for what this crate does not model.
    ///
    /// What is odd in the `path` is percent-encoded, and what is encoded already stays; what follows
    /// a `?` is read as `name=value&…`. No token kind is refused beforehand; limits, retries, redirects and
    /// time-outs are as for any other call.
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(self.clone(), method, path.into())
    }
}

/// Shows the address alone: proxies may hold a password.
impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared")
            .field("base", &self.base.to_string())
            .finish_non_exhaustive()
    }
}

/// Shows the address and the token's redaction: reqwest's own text could show a proxy's password.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.shared.base.to_string())
            .field("token", self.token())
            .finish_non_exhaustive()
    }
}
