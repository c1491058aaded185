//! `kopai login`: saves a token.
//!
//! In this order, so that nobody is asked for a token that could not be saved: the file; whether it
//! can be written; the server; what git would do with the file; the token; whether the server takes
//! it; the file.

use std::time::Duration;

use clap::Args;
use copera_auth::{BaseUrl, Expiry, GitStatus, Location, Token, git_status, ignore_beside};
use copera_term::{ExitCode, Prompter, Record, Report, stdin};
use serde_json::json;

use crate::account::PREFIXES;
use crate::commands::whoami;
use crate::context::Context;
use crate::failure::Failure;
use crate::server::{Problem, Server};
use crate::target::{Choice, Target};

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
    pub(crate) choice: Choice,

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
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let prompter = Prompter::new(context.console.output);
        let prompter = prompter.as_ref();
        let flag = context.globals.token.clone();
        let given = self.token.or_else(|| flag.map(Some)).flatten();
        if given.is_none() && prompter.is_none() && context.console.output.stdin_is_terminal() {
            return Err(cannot_ask().into());
        }
        let stack = self.choice.stack(context);
        let target = Target::of(context, &stack)?;
        let store = stack.store(target.layer);
        store.probe("")?;
        let base = target.address(prompter)?;
        let git = settle_git(target, prompter)?;

        let token = read(context, given, prompter)?;
        if !self.no_verify && !self.choice.otlp {
            verify(context, base.value.clone(), &token)?;
        }
        let expiry = expiry(target, &token);
        warn_of_git(target, git);
        // An address that the file has stays to the letter, unless another one was typed.
        let address = base.value.to_string();
        let beside = (!target.holds(&base.origin)).then_some((context.account.address, &*address));
        store.put_beside("", &token, expiry, beside.as_slice())?;
        tell(target, &token, &address, expiry)?;

        // The saved token is of no use while something goes before it; that must not be a surprise.
        if let Ok(Some(first)) = target.in_force()
            && !target.holds(&first.origin)
        {
            let place = context.place(&first.origin);
            context.console.note(format!(
                "the token from {place} goes before the saved one, here and now"
            ));
        }
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
) -> Result<Token, Failure> {
    let invalid = |message: String| Report::new("invalid_input", ExitCode::Usage, message);
    let text = match (given, prompter) {
        (Some(text), _) => text,
        (None, Some(prompter)) => prompter.secret("Token: ")?,
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
fn verify(context: &Context, base: BaseUrl, token: &Token) -> Result<(), Failure> {
    let server = Server::new(context, base, Some(token.clone()), CHECK_LIMIT)?;
    let Err(mut refusal) = whoami::ask(&server) else {
        return Ok(());
    };
    if refusal.problem == Problem::Rejected {
        refusal.message.push_str("; nothing was saved");
        return Err(refusal.into());
    }
    let (.., next) = refusal.problem.told();
    let note = format!("the token could not be checked ({refusal}); {next}");
    context.console.note(note);
    Ok(())
}

/// The service tells no date, so the day of signing in stands in for the day the token was made. The
/// same token once more is no younger for it.
fn expiry(target: Target<'_>, token: &Token) -> Option<Expiry> {
    let (stack, context) = (target.stack, target.context);
    let life = context.account.life?;
    let stored = stack.credential("").ok().flatten().filter(|stored| {
        target.holds(&stored.origin)
            && matches!(&stored.location, Location::Inline(same) if same == token)
    });
    let known = stored.and_then(|stored| stack.expiry("", &stored).ok().flatten());
    known.or_else(|| Expiry::parse(life, context.environment.now()).ok())
}

/// Finds out what git would do with the file, and offers to keep it from that.
fn settle_git(target: Target<'_>, prompter: Option<&Prompter>) -> Result<GitStatus, Failure> {
    let (path, line) = (target.shown(), target.ignore_line());
    let status = || git_status(target.path(), &target.context.environment);
    let found = status();
    let question = format!("git does not ignore {path}. Add `{line}` to the .gitignore beside it?");
    match prompter {
        Some(prompter)
            if found == GitStatus::NotIgnored && prompter.confirm(&question, true)? =>
        {
            ignore_beside(target.path(), &line)?;
            Ok(status())
        }
        _ => Ok(found),
    }
}

/// Said at once, not with the other notes: the token is not written yet.
fn warn_of_git(target: Target<'_>, git: GitStatus) {
    let (path, line) = (target.shown(), target.ignore_line());
    let warning = match git {
        GitStatus::Tracked => format!(
            "git tracks {path}: run `git rm --cached` on it before the next commit, or the token goes along"
        ),
        GitStatus::NotIgnored => format!("git does not ignore {path}: add `{line}` to .gitignore"),
        GitStatus::Unknown => format!("git could not be asked whether it tracks {path}"),
        _ => return,
    };
    let output = target.context.console.output;
    output.note(&format!("warning: {warning}"));
}

fn tell(
    target: Target<'_>,
    token: &Token,
    address: &str,
    expiry: Option<Expiry>,
) -> Result<(), Report> {
    let console = &target.context.console;
    let shape = json!({
        "status": "logged_in",
        "token": token.redacted(),
        "address": address,
        "file": target.path(),
        "expires_at": expiry.map(|expiry| expiry.to_string()),
    });
    let sentence = format!("Logged in. Token: {token}");
    console.one(&shape, &Record::new(), &sentence)?;
    let ends = expiry.map(|expiry| format!(", until {}", target.context.until(expiry)));
    let (path, ends) = (target.shown(), ends.unwrap_or_default());
    let saved = format!("Saved in {path} for {address}{ends}.");
    console.output.note(&saved);
    Ok(())
}
