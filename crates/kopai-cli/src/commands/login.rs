//! `kopai login`: saves a token.
//!
//! In this order, so that nobody is asked for a token that could not be saved: the file; whether it
//! can be written; the server; what git would do with the file; the token; whether the server takes
//! it; the file.

use std::time::Duration;

use clap::Args;
use copera_auth::{
    BaseUrl, Expiry, GitStatus, Layer, Location, Stack, Token, git_status, ignore_beside,
};
use copera_term::{ExitCode, Prompter, Record, Report, stdin};

use crate::account::{Account, PREFIXES, ignore_line};
use crate::commands::{until, whoami};
use crate::context::Context;
use crate::failure;
use crate::server::{Failure, Server};
use crate::target::{self, Choice};

/// How long signing in waits for the server to say whether it takes the token.
const CHECK_LIMIT: Duration = Duration::from_secs(3);

/// Save a token
///
/// Asks for the token, or reads it from what is piped in. It goes into ./.kopairc, for this folder;
/// with --global into ~/.kopairc, for everywhere. Tokens are made in the web app under Settings →
/// Access Tokens: one of the type CLI reads, any other sends.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kopai login\n  kopai login --global --url https://kopai.example.com\n  \
                  pass show kopai | kopai login\n  kopai login --otlp --global"
)]
pub(crate) struct Login {
    #[command(flatten)]
    choice: Choice,

    /// Save this token; without a value, ask for it or read it from stdin
    // The same id as the global flag, which it stands in for here.
    #[arg(id = "token", long = "token", value_name = "TOKEN", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "absent, without a value, with one")]
    token: Option<Option<String>>,

    /// Don't ask the server whether it takes the token
    #[arg(long)]
    no_verify: bool,
}

impl Login {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let account = self.choice.account();
        let prompter = Prompter::new(context.console.output);
        let given = self
            .token
            .or_else(|| context.globals.token.clone().map(Some));
        let given = given.flatten();
        if given.is_none() && prompter.is_none() && context.console.output.stdin_is_terminal() {
            return Err(cannot_ask());
        }
        let stack = self.choice.stack(context);
        let layer = target::layer(&stack)?;
        let store = stack.store(layer);
        store.probe("").map_err(|error| failure::store(&error))?;
        let base = target::address(context, account, &stack, layer, prompter.as_ref())?;
        let git = settle_git(context, layer, prompter.as_ref())?;

        let token = read(context, given, prompter.as_ref())?;
        if !self.no_verify && !self.choice.otlp() {
            verify(context, base.value.clone(), &token)?;
        }
        let expiry = expiry(context, account, &stack, layer, &token);
        warn_of_git(context, layer, git);
        // An address that the file has stays to the letter, unless another one was typed.
        let address = base.value.to_string();
        let beside = [(account.address, address.as_str())];
        let position = base.origin.position();
        let is_stored = position.is_some_and(|position| *position.path == *layer.path);
        let beside = if is_stored { &[][..] } else { &beside[..] };
        store
            .put_beside("", &token, expiry, beside)
            .map_err(|error| failure::store(&error))?;
        tell(context, layer, &token, &base.value, expiry)?;
        note_what_goes_before(context, account, layer);
        Ok(ExitCode::Success)
    }
}

fn cannot_ask() -> Report {
    let message = "signing in would have to ask for the token, and can't: \
                   there is no terminal, or CI or --no-input forbids it";
    Report::new("non_interactive", ExitCode::Usage, message)
        .suggest("pipe the token into `kopai login`, or give it as --token=TOKEN")
}

fn read(
    context: &Context,
    given: Option<String>,
    prompter: Option<&Prompter>,
) -> Result<Token, Report> {
    let invalid = |message: String| Report::new("invalid_input", ExitCode::Usage, message);
    let text = match (given, prompter) {
        (Some(text), _) => text,
        (None, Some(prompter)) => prompter
            .secret("Token: ")
            .map_err(|error| failure::prompt(&error))?,
        (None, None) => stdin::read_line()
            .map_err(|error| invalid(format!("can't read the token from stdin: {error}")))?,
    };
    let (token, remark) = Token::parse_with_remark(&text, PREFIXES)
        .map_err(|error| invalid(format!("{error}; nothing was saved")))?;
    if let Some(remark) = remark {
        context.console.note(remark.to_string());
    }
    if token.prefix().is_empty() {
        let known = PREFIXES.join(", ");
        context.console.note(format!(
            "Kopai's own tokens begin with {known}, and this one does not"
        ));
    }
    Ok(token)
}

/// Asks the server whether it takes the token.
fn verify(context: &Context, base: BaseUrl, token: &Token) -> Result<(), Report> {
    let limit = context.globals.timeout.unwrap_or(CHECK_LIMIT);
    match whoami::ask(&Server::new(base, Some(token.clone()), limit)?) {
        Err(mut refusal) if refusal.failure == Failure::Rejected => {
            refusal.message.push_str("; nothing was saved");
            Err(refusal.into())
        }
        Err(refusal) => {
            let (message, next) = (refusal.message, refusal.failure.told().2);
            context.console.note(format!(
                "the token could not be checked ({message}); {next}"
            ));
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// The service tells no date, so the day of signing in stands in for the day the token was made. The
/// same token once more is no younger for it.
fn expiry(
    context: &Context,
    account: &Account,
    stack: &Stack,
    layer: &Layer,
    token: &Token,
) -> Option<Expiry> {
    let life = account.life?;
    let stored = stack.credential("").ok().flatten().filter(|stored| {
        let position = stored.origin.position();
        position.is_some_and(|position| *position.path == *layer.path)
            && matches!(&stored.location, Location::Inline(same) if same == token)
    });
    let known = stored.and_then(|stored| stack.expiry("", &stored).ok().flatten());
    known.or_else(|| Expiry::parse(life, context.environment.now()).ok())
}

/// Finds out what git would do with the file, and offers to keep it from that.
fn settle_git(
    context: &Context,
    layer: &Layer,
    prompter: Option<&Prompter>,
) -> Result<GitStatus, Report> {
    let status = git_status(&layer.path, &context.environment);
    let Some(prompter) = prompter.filter(|_| status == GitStatus::NotIgnored) else {
        return Ok(status);
    };
    let (path, line) = (
        context.environment.display_path(&layer.path),
        ignore_line(&layer.path),
    );
    let question = format!("git does not ignore {path}. Add `{line}` to the .gitignore beside it?");
    if !prompter
        .confirm(&question, true)
        .map_err(|error| failure::prompt(&error))?
    {
        return Ok(status);
    }
    ignore_beside(&layer.path, &line).map_err(|error| failure::store(&error))?;
    Ok(git_status(&layer.path, &context.environment))
}

/// Said at once, not with the other notes: the token is not written yet.
fn warn_of_git(context: &Context, layer: &Layer, git: GitStatus) {
    let path = context.environment.display_path(&layer.path);
    let line = ignore_line(&layer.path);
    let warning = match git {
        GitStatus::Tracked => format!(
            "git tracks {path}: run `git rm --cached` on it before the next commit, or the token goes along"
        ),
        GitStatus::NotIgnored => format!("git does not ignore {path}: add `{line}` to .gitignore"),
        GitStatus::Unknown => format!("git could not be asked whether it tracks {path}"),
        _ => return,
    };
    context.console.output.note(&format!("warning: {warning}"));
}

fn tell(
    context: &Context,
    layer: &Layer,
    token: &Token,
    base: &BaseUrl,
    expiry: Option<Expiry>,
) -> Result<(), Report> {
    let path = context.environment.display_path(&layer.path);
    let shape = serde_json::json!({
        "status": "logged_in",
        "token": token.redacted(),
        "address": base.to_string(),
        "file": layer.path,
        "expires_at": expiry.map(|expiry| expiry.to_string()),
    });
    let sentence = format!("Logged in. Token: {token}");
    context.console.one(&shape, &Record::new(), &sentence)?;
    let ends = expiry.map(|expiry| format!(", until {}", until(expiry, &context.environment)));
    let saved = format!("Saved in {path} for {base}{}.", ends.unwrap_or_default());
    context.console.output.note(&saved);
    Ok(())
}

/// The saved token is of no use while something goes before it; that must not be a surprise.
fn note_what_goes_before(context: &Context, account: &Account, saved: &Layer) {
    let stack = Stack::load(
        account.layout,
        &context.environment,
        context.flags_for_files(account),
    );
    let Ok(Some(credential)) = stack.credential("") else {
        return;
    };
    let position = credential.origin.position();
    if position.is_none_or(|position| *position.path != *saved.path) {
        let place = context.place(&credential.origin);
        context.console.note(format!(
            "the token from {place} goes before the saved one, here and now"
        ));
    }
}
