//! Requests to Kopai's query API, and what each way of failing means.

use std::time::Duration;

use copera_auth::{BaseUrl, Origin, Token};
use copera_term::{ErrorWord, Report, root_cause, words};
use reqwest::{StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::Value;
use thiserror::Error;

use crate::context::Context;
use crate::failure::{self, Result};

/// How long an answer may take where nothing else is said.
pub(crate) const LIMIT: Duration = Duration::from_secs(30);

/// A server, and the token that it is asked with.
pub(crate) struct Server {
    http: reqwest::Client,
    runtime: tokio::runtime::Runtime,
    base: BaseUrl,
    token: Option<Token>,
}

/// Why there is no answer that counts, and what happened.
#[derive(Debug, Error)]
#[error("{message}")]
pub(crate) struct Refusal {
    pub(crate) problem: Problem,
    pub(crate) message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    NoToken,
    Rejected,
    NotPermitted,
    RateLimited,
    NotFound,
    Invalid,
    ServerError,
    Unreachable,
    NotKopai,
}

const RENEW: &str = "it may have expired (a CLI token lives 90 days) or been revoked: make a new one \
                     under Settings → Access Tokens, then run `kopai login`";
const KIND: &str = "reading takes a token of the type CLI; one that sends telemetry is saved with \
                    `kopai login --otlp`";
const LATER: &str = "try again in a minute";
const ADDRESS: &str = "check the address: `kopai whoami` shows where it is from";
const NETWORK: &str = "check the network and the address";
const PROXY: &str = "check the address: does a proxy or another server answer there?";

impl Problem {
    /// Its word, and what to do next.
    pub(crate) const fn told(self) -> (ErrorWord, &'static str) {
        match self {
            Self::NoToken => (words::AUTH_REQUIRED, "run `kopai login`"),
            Self::Rejected => (words::server::REJECTED, RENEW),
            Self::NotPermitted => (words::server::NOT_PERMITTED, KIND),
            Self::RateLimited => (words::server::RATE_LIMITED, LATER),
            Self::NotFound => (words::server::NOT_FOUND, ADDRESS),
            Self::Invalid => (words::server::INVALID_REQUEST, "check the filters"),
            Self::ServerError => (words::server::SERVER_ERROR, LATER),
            Self::Unreachable => (words::server::UNREACHABLE, NETWORK),
            Self::NotKopai => (words::server::NOT_KOPAI, PROXY),
        }
    }

    fn of(status: StatusCode) -> Option<Self> {
        Some(match status.as_u16() {
            200..300 => return None,
            401 => Self::Rejected,
            403 => Self::NotPermitted,
            404 => Self::NotFound,
            429 => Self::RateLimited,
            400..500 => Self::Invalid,
            500.. => Self::ServerError,
            _ => Self::NotKopai,
        })
    }
}

impl From<Refusal> for Report {
    fn from(Refusal { problem, message }: Refusal) -> Self {
        let (word, next) = problem.told();
        let mut report = Self::new(word, message).suggest(next);
        report.transient = [LATER, NETWORK].contains(&next);
        report
    }
}

impl Server {
    /// The server of this call, with the token in force. Only a server that somebody named may be
    /// asked without one: one's own may check none.
    pub(crate) fn open(context: &Context) -> Result<Self> {
        let access = context.access()?;
        if access.held.is_none() && access.base.origin == Origin::Default {
            return Err(failure::not_signed_in(context.account).into());
        }
        let token = access.held.map(|held| held.token);
        Ok(Self::new(context, access.base.value, token, LIMIT)?)
    }

    /// A server that has so long to answer, unless a time limit was typed.
    pub(crate) fn new(
        context: &Context,
        base: BaseUrl,
        token: Option<Token>,
        limit: Duration,
    ) -> Result<Self, Report> {
        let failed = |why| {
            let message = format!("can't prepare a connection: {why}");
            Report::new(words::REQUEST_FAILED, message)
        };
        // Whoever is first has installed one all the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut http = reqwest::Client::builder()
            .user_agent(concat!("kopai-cli/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .timeout(context.globals.timeout.unwrap_or(limit));
        if base.is_loopback() {
            http = http.no_proxy();
        }
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.enable_all().build();
        Ok(Self {
            http: http.build().map_err(|error| failed(cause(&error)))?,
            runtime: runtime.map_err(|error| failed(error.to_string()))?,
            // Old files have an address with the first part of every path at its end.
            base: base.above("signals"),
            token,
        })
    }

    /// Asks without the token from now on.
    pub(crate) fn without_token(mut self) -> Self {
        self.token = None;
        self
    }

    /// Asks for a document of this shape.
    pub(crate) fn read<T: DeserializeOwned>(
        &self,
        path: &[&str],
        filters: Option<&Value>,
    ) -> Result<T, Refusal> {
        let answer = self.ask(path, filters)?;
        serde_json::from_slice(&answer).map_err(|error| {
            let what = format!("answers with another document: {error}");
            self.refusal(Problem::NotKopai, &what)
        })
    }

    /// Asks for a document; filters, where there are any, are posted. A web page is none: a wrong
    /// path leads to the web app.
    pub(crate) fn ask(&self, path: &[&str], filters: Option<&Value>) -> Result<Vec<u8>, Refusal> {
        let url = self.base.join(path);
        let mut request = match filters {
            Some(filters) => self.http.post(url).json(filters),
            None => self.http.get(url),
        };
        if let Some(token) = &self.token {
            request = request.bearer_auth(token.expose());
        }
        let answer = self.runtime.block_on(async {
            let response = request.send().await?;
            let (status, headers) = (response.status(), response.headers().clone());
            Ok((status, headers, response.bytes().await?))
        });
        let (status, headers, bytes) = answer.map_err(|error: reqwest::Error| {
            let what = format!("gives no answer: {}", cause(&error));
            self.refusal(Problem::Unreachable, &what)
        })?;
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        if let Some(problem) = Problem::of(status) {
            let said = header(header::LOCATION).map(|to| format!(": it points to {to}"));
            let said = said.or_else(|| reason(&bytes)).unwrap_or_default();
            let wait = header(header::RETRY_AFTER).map(|wait| format!(" (Retry-After: {wait})"));
            let wait = wait.unwrap_or_default();
            return Err(self.refusal(problem, &format!("answers with {status}{said}{wait}")));
        }
        if header(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html")) {
            return Err(self.refusal(Problem::NotKopai, "answers with a web page"));
        }
        Ok(bytes.to_vec())
    }

    fn refusal(&self, problem: Problem, what: &str) -> Refusal {
        let missing = self.token.is_none() && problem == Problem::Rejected;
        let problem = if missing { Problem::NoToken } else { problem };
        let message = format!("{} {what}", self.base);
        let message = match &self.token {
            Some(token) => token.redact_in(&message),
            None => message,
        };
        Refusal { problem, message }
    }
}

/// What the server says is wrong, the most precise of it.
fn reason(body: &[u8]) -> Option<String> {
    let said: Value = serde_json::from_slice(body).ok()?;
    let mut fields = ["detail", "title", "message"].iter();
    let said = fields.find_map(|field| said[*field].as_str())?;
    Some(format!(": {said}"))
}

/// Why there is no answer.
fn cause(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "the time limit is over".to_owned();
    }
    root_cause(error)
}
