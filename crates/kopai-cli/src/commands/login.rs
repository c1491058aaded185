//! `kopai login`: saves a token.
//!
//! In this order, so that nobody is asked for a token that could not be saved: the file; whether it
//! can be written; the server; what git would do with the file; the token; whether the server takes
//! it; the file.

use std::time::Duration;

use clap::Args;
use copera_auth::{BaseUrl, Expiry, GitGuard, Token};
use copera_term::{ExitCode, Prompter, Record, Report, nobody_to_ask, words};
use serde_json::json;

use crate::account::PREFIXES;
use crate::commands::whoami;
use crate::context::Context;
use crate::failure::{Failure, Result};
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
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode> {
        let prompter = Prompter::new(context.console.output);
        let prompter = prompter.as_ref();
        let flag = context.globals.token.clone();
        let given = self.token.or_else(|| flag.map(Some)).flatten();
        if given.is_none() && prompter.is_none() && context.console.output.stdin_is_terminal() {
            let report = nobody_to_ask("signing in", "the token");
            let next = "pipe the token into `kopai login`, or give it as --token=TOKEN";
            return Err(report.suggest(next).into());
        }
        let stack = self.choice.stack(context);
        let target = Target::of(context, &stack)?;
        let store = stack.store(target.layer);
        store.probe("")?;
        let base = target.address(prompter)?;
        let git = GitGuard::new(&target.layer.path, &context.environment);
        let git = git.settle(|question| match prompter {
            Some(prompter) => Ok(prompter.confirm(question, true).map_err(Report::from)?),
            None => Ok::<_, Failure>(false),
        })?;

        let token = read(context, given, prompter)?;
        if !self.no_verify && !self.choice.otlp {
            verify(context, base.value.clone(), &token)?;
        }
        let ends = |life| stack.expiry_from_today(target.layer, "", &token, life).ok();
        let expiry = context.account.life.and_then(ends);
        if let Some(warning) = git {
            // At once, not with the other notes: the token is not written yet.
            context.console.output.note(&format!("warning: {warning}"));
        }
        // An address that the file has stays to the letter, unless another one was typed.
        let address = base.value.to_string();
        let is_there = target.layer.holds(&base.origin);
        let beside = (!is_there).then_some((context.account.address, &*address));
        store.put_beside("", &token, expiry, beside.as_slice())?;
        tell(target, &token, &address, expiry)?;

        // The saved token is of no use while something goes before it; that must not be a surprise.
        if let Ok(Some(first)) = target.in_force()
            && !target.layer.holds(&first.origin)
        {
            let place = context.environment.display_origin(&first.origin);
            context.console.note(format!(
                "the token from {place} goes before the saved one, here and now"
            ));
        }
        Ok(ExitCode::Success)
    }
}

fn read(context: &Context, given: Option<String>, prompter: Option<&Prompter>) -> Result<Token> {
    let invalid = |message: String| Report::new(words::INVALID_INPUT, message);
    let text = match given {
        Some(text) => text,
        None => Prompter::secret_or_piped(prompter, "Token: ")?,
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
fn verify(context: &Context, base: BaseUrl, token: &Token) -> Result<()> {
    let server = Server::new(context, base, Some(token.clone()), CHECK_LIMIT)?;
    let Err(mut refusal) = whoami::ask(&server) else {
        return Ok(());
    };
    if refusal.problem == Problem::Rejected {
        refusal.message.push_str("; nothing was saved");
        return Err(refusal.into());
    }
    let (.., next) = refusal.problem.told();
    let what = match refusal.problem {
        Problem::NotPermitted => "the token may not read",
        _ => "the token could not be checked",
    };
    context.console.note(format!("{what} ({refusal}); {next}"));
    Ok(())
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
        "file": target.layer.path,
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
