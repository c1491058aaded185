//! Setting up a client.

use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use copera_auth::{BaseUrl, Token};

use crate::{
    Client, Error, Observer, Proxies, RetryPolicy,
    client::{Shared, Timeouts},
    clock::{Clock, SystemClock},
    limit::{Limiter, Pacing},
    retry::RetryBudget,
    tls,
};

/// Collects the settings of a [`Client`]; made by [`Client::builder`].
#[must_use = "a builder does nothing before `build`"]
pub struct ClientBuilder {
    base: BaseUrl,
    token: Token,
    user_agent: String,
    timeouts: Timeouts,
    proxies: Proxies,
    retry: RetryPolicy,
    pacing: Pacing,
    clock: Arc<dyn Clock>,
    observer: Option<Arc<dyn Observer>>,
    rehearses: bool,
    longest_answer: usize,
}

/// How much of an answer is held at most, unless that is set: 64 MiB.
const LONGEST_ANSWER: usize = 64 * 1024 * 1024;

impl ClientBuilder {
    /// How long one call waits for rate limits, unless [`max_wait`](Self::max_wait) says otherwise: two
    /// minutes. That is two windows: a call waits for the next one, and if others take all of that, for
    /// one more.
    pub const MAX_WAIT: Duration = Duration::from_secs(120);

    pub(crate) fn new(base: BaseUrl, token: Token) -> Self {
        Self {
            base,
            token,
            user_agent: concat!("copera-api/", env!("CARGO_PKG_VERSION")).to_owned(),
            timeouts: Timeouts {
                connect: Duration::from_secs(10),
                read: Duration::from_secs(30),
                total: Duration::from_secs(30),
            },
            proxies: Proxies::default(),
            retry: RetryPolicy::default(),
            pacing: Pacing::default(),
            clock: Arc::new(SystemClock),
            observer: None,
            rehearses: false,
            longest_answer: LONGEST_ANSWER,
        }
    }

    /// The `User-Agent` header. Default `copera-api/VERSION`.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// How long a connection may take to come about. Default 10 s, and never quite as long as a try
    /// may take: a connection that did not come about is known to have carried nothing.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.timeouts.connect = limit;
        self
    }

    /// How long the service may send nothing while it is waited for. Default 30 s.
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.timeouts.read = limit;
        self
    }

    /// How long one try of a small call may take as a whole, redirects included. Default 30 s.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeouts.total = limit;
        self
    }

    /// The proxies to go through. Default: none.
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// How often, and after which pauses, a call is tried again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How long one call waits for rate limits, all its pauses for them together. A call that would
    /// have to wait longer fails with [`Error::Paced`], or with the service's refusal. Default
    /// [`ClientBuilder::MAX_WAIT`].
    pub fn max_wait(mut self, limit: Duration) -> Self {
        self.pacing.max_wait = limit;
        self
    }

    /// Never waits for a rate limit: a call that would have to fails at once.
    pub fn no_wait(self) -> Self {
        self.max_wait(Duration::ZERO)
    }

    /// Counts nothing, and leaves it to the service to refuse what is too much. Default: requests are
    /// counted by the published limits, and by what the answers say of them.
    pub fn unpaced(mut self) -> Self {
        self.pacing.counts = false;
        self
    }

    /// A file in which clients of the same token count together, in this process and others. It is
    /// made if it is not there, in a folder that is. Default: none.
    ///
    /// It says how much of which limit is used, and names tokens by their fingerprints only. While
    /// it can't be used, this client counts on its own.
    pub fn budget_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.pacing.file = Some(path.into());
        self
    }

    /// Where the time comes from. Default: the system.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Who is told of pauses between tries, and of those for a rate limit. Default: nobody.
    pub fn observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Whether every call that would change something ends with [`Error::Rehearsed`], which holds
    /// the request, instead of being sent. Reads are sent. Default: no.
    pub fn rehearse(mut self, rehearse: bool) -> Self {
        self.rehearses = rehearse;
        self
    }

    /// How many bytes the answer to one call may have that is held as a whole. A longer one ends the
    /// call with [`ProtocolProblem::TooLong`](crate::ProtocolProblem::TooLong); what streams has no
    /// such bound. Default 64 MiB.
    pub fn longest_answer(mut self, bytes: usize) -> Self {
        self.longest_answer = bytes;
        self
    }

    /// Makes the client. Nothing is sent; for an `https` base, the machine's root certificates are
    /// read, by rustls' platform verifier, which alone heeds `SSL_CERT_FILE` and `SSL_CERT_DIR`.
    ///
    /// rustls wants one provider of cryptography in a process. If the host program has installed
    /// one, that is used. Otherwise this installs the one of feature `ring`, else of `aws-lc`.
    ///
    /// A plain `http` base needs no certificates and trusts none, so that a redirect from it to
    /// `https` fails.
    ///
    /// # Errors
    /// [`Error::InvalidProxy`], [`Error::NoTlsProvider`], [`Error::NoRootCertificates`], or
    /// [`Error::Setup`] for what else reqwest refuses, such as a line break in the user agent.
    pub fn build(self) -> Result<Client, Error> {
        tls::ensure_provider()?;
        let mut timeouts = self.timeouts;
        // Where the time for the whole try ran out first, nobody could tell whether a write was sent.
        let most = timeouts.total.saturating_sub(timeouts.total / 10);
        timeouts.connect = timeouts.connect.min(most);
        let mut http = reqwest::Client::builder()
            .user_agent(&self.user_agent)
            .connect_timeout(timeouts.connect)
            // `follow` measures the silence: reqwest's own limit would also end a long upload.
            // Redirects and retries are decided in `redirect` and `retry`.
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never());
        if self.base.is_plain_http() {
            http = http.tls_certs_only([]);
        }
        let http = self
            .proxies
            .apply(http)?
            .build()
            .map_err(Error::from_setup)?;
        let shared = Shared {
            http,
            base: self.base,
            user_agent: self.user_agent,
            timeouts,
            proxies: self.proxies,
            retry: Arc::new(self.retry),
            budget: RetryBudget::full(),
            limiter: Limiter::new(self.pacing, Arc::clone(&self.clock)),
            clock: self.clock,
            observer: self.observer,
            rehearses: self.rehearses,
            longest_answer: self.longest_answer,
        };
        Ok(Client::new(Arc::new(shared), self.token))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base", &self.base.to_string())
            .field("token", &self.token)
            .field("user_agent", &self.user_agent)
            .field("timeouts", &self.timeouts)
            .field("proxies", &self.proxies)
            .field("retry", &self.retry)
            .field("pacing", &self.pacing)
            .finish_non_exhaustive()
    }
}
