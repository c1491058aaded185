//! From the configuration to a client that may be used: token, host, trust, time-outs, proxies.

use std::future::{pending, poll_fn};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use copera_api::{Client, Proxies, Proxy};
use copera_auth::{
    Access, BaseUrl, COPERA, Config, ConfigError, Credential, Environment, Origin, Patience,
    Surface, Token, TokenKind,
};
use copera_term::{Orderly, Report, Signal, terminate};
use tokio::sync::oneshot;

use crate::cache::Cache;
use crate::commands::auth::note_overruled;
use crate::context::Context;
use crate::words;
use crate::{failure, state};

/// How long signing in waits for the service to say whether it takes the token.
pub(crate) const VERIFY_TIMEOUT: Duration = Duration::from_secs(3);

const USER_AGENT: &str = concat!("copera-cli/", env!("CARGO_PKG_VERSION"));

/// The client for this run, with the credential in force.
pub(crate) fn open(context: &Context) -> Result<Client, Report> {
    let config = context.config();
    let failed = |error| failure::config(&context.environment, error);
    let (profile, credential) = config.credential().map_err(failed)?;
    let Some(credential) = credential else {
        return Err(failure::not_signed_in());
    };
    note_overruled(context, profile.as_ref(), &credential);
    if let Some(remark) = &credential.remark {
        context.note(remark.to_string());
    }
    if let Some(exposed) = config.stack().exposure(&credential) {
        context.note(exposed);
    }
    if let Some(profile) = &profile {
        context.remember_expiry(
            config
                .stack()
                .expiry(&profile.value, &credential)
                .map_err(failed)?,
        );
    }
    let base = config.base_url().map_err(failed)?;
    config.check_host(&base, &credential).map_err(failed)?;
    if base.origin == Origin::Default && config.stack().unreadable().next().is_some() {
        context.note(format!(
            "using {}, since a configuration file can't be read",
            base.value
        ));
    }
    let token = open_credential(context, &credential)?;
    context.remember_cache(cache(context, &base.value, &token).map_err(failed)?);
    build(context, config, base.value, token)
}

/// The cache for this token at this host; `None` where there is no place for one.
fn cache(context: &Context, base: &BaseUrl, token: &Token) -> Result<Option<Cache>, ConfigError> {
    let (config, environment) = (context.config(), &context.environment);
    let ttl = config.cache_ttl()?.value;
    let folder = config.cache_dir()?.map(|folder| folder.value);
    let (user, now) = (environment.user(), environment.now());
    Ok(folder.map(|folder| Cache::new(folder, base, token, user, now, ttl)))
}

/// Fetches the secret from where it is.
pub(crate) fn open_credential(context: &Context, credential: &Credential) -> Result<Token, Report> {
    let layout = context.config().stack().layout();
    with_patience(context, |patience| {
        credential.open(layout, &context.environment, patience)
    })
    .map_err(|error| failure::open(&error))
}

/// Does something with the keyring. A person at a terminal may be asked to unlock it, and is waited
/// for; anybody else is not there.
pub(crate) fn with_patience<T>(context: &Context, ask: impl FnOnce(Patience<'_>) -> T) -> T {
    let output = *context.output();
    let say = move || output.say("The keyring is locked. Please unlock it; Ctrl-C gives up.");
    ask(if output.can_prompt() {
        Patience::ForAPerson(&say)
    } else {
        Patience::Short
    })
}

/// A client for this base address and token.
pub(crate) fn build(
    context: &Context,
    config: &Config,
    base: BaseUrl,
    token: Token,
) -> Result<Client, Report> {
    let timeout = config
        .timeout()
        .map_err(|error| failure::config(&context.environment, error))?;
    let globals = context.globals();
    let mut builder = Client::builder(base, token)
        .user_agent(USER_AGENT)
        .timeout(timeout.value)
        .proxies(proxies(&context.environment))
        .observer(Arc::new(context.pauses().clone()))
        .rehearse(globals.dry_run);
    if let Some(limit) = globals.max_wait {
        builder = builder.max_wait(limit);
    }
    if globals.no_wait {
        builder = builder.no_wait();
    }
    if let Some(path) = budget_file(&context.environment) {
        builder = builder.budget_file(path);
    }
    builder
        .build()
        .map_err(|error| failure::api(context, &error))
}

/// Where runs of this user count their requests together. Without such a place each counts alone.
fn budget_file(environment: &Environment) -> Option<PathBuf> {
    let folder = state::folder(environment, COPERA.tool()).ok()?;
    Some(folder.join("limits.json"))
}

/// Says so where nobody knows beforehand whether an integration key reaches a part of the service.
pub(crate) fn note_unsettled(context: &Context, client: &Client, surface: Surface) {
    let kind = client.token_kind();
    if kind == TokenKind::Integration && surface.access(kind) == Access::Unsettled {
        context.note(format!(
            "whether an {kind} reaches {surface} is not documented: the service decides"
        ));
    }
}

/// Runs a future to its end on this thread, or up to a signal that asks the process to end: then it
/// is dropped, and what it had begun is cleaned up.
///
/// # Errors
/// No runtime can be started; Ctrl-C.
pub(crate) fn block_on<T>(context: &Context, work: impl Future<Output = T>) -> Result<T, Report> {
    let failed = |error| {
        let message = format!("can't start the network runtime: {error}");
        Report::new(words::REQUEST_FAILED, message)
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(failed)?;
    let (tell, told) = oneshot::channel();
    let tell = move |signal| {
        // Nobody listens when the work has just ended.
        let _ = tell.send(signal);
    };
    let _orderly = Orderly::begin(tell).map_err(failed)?;
    let ended = runtime.block_on(async {
        let mut work = pin!(work);
        let mut pauses = pin!(context.pauses().show(*context.output()));
        let mut signal = pin!(async {
            match told.await {
                Ok(signal) => signal,
                Err(_) => pending().await,
            }
        });
        poll_fn(|task| {
            // First, so that the line of a pause is gone when its work goes on; and once more for a
            // pause that has just begun.
            let _ = pauses.as_mut().poll(task);
            if let Poll::Ready(done) = work.as_mut().poll(task) {
                return Poll::Ready(Ok(done));
            }
            let _ = pauses.as_mut().poll(task);
            signal.as_mut().poll(task).map(Err)
        })
        .await
    });
    ended.map_err(|signal| {
        // A thread that still reads or writes is not waited for.
        runtime.shutdown_background();
        if signal == Signal::Termination {
            terminate();
        }
        failure::interrupted(context)
    })
}

/// The variables that most tools take their proxies from, in either letter case.
fn proxies(environment: &Environment) -> Proxies {
    let either = |name: &str| {
        let mut names = [name.to_lowercase(), name.to_owned()].into_iter();
        names.find_map(|name| Some((environment.variable(&name)?, name)))
    };
    let proxy = |name| either(name).map(|(address, name)| Proxy::new(address).named_by(name));
    let all = proxy("ALL_PROXY");
    Proxies {
        http: proxy("HTTP_PROXY").or_else(|| all.clone()),
        https: proxy("HTTPS_PROXY").or(all),
        no_proxy: either("NO_PROXY").map(|(hosts, _)| hosts),
    }
}
