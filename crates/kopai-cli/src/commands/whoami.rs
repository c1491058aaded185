//! `kopai whoami`: which token, from where, and whether the server takes it.

use clap::Args;
use copera_auth::{Origin, Token, Verdict};
use copera_term::{ExitCode, Record, Report};
use reqwest::Method;
use serde_json::json;

use super::search::{Page, SPANS};
use super::until;
use crate::account::READING;
use crate::context::Context;
use crate::failure;
use crate::server::{Failure, LIMIT, Refusal, Server};

/// Show which token is used, where it comes from, and whether the server takes it
///
/// Exit codes: 0 accepted; 4 no token, rejected, or not permitted to read; 6 rate limited;
/// 1 unreachable, or not a Kopai server.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kopai whoami\n  kopai whoami --json\n  kopai whoami || kopai login"
)]
pub(crate) struct Whoami {}

/// Asks for one span: what the shipped tool asks, too.
pub(crate) fn ask(server: &Server) -> Result<(), Refusal> {
    let body = json!({ "limit": 1 });
    let asked = server.json::<Page>(Method::POST, SPANS, Some(&body));
    asked.map(drop).map_err(|refusal| Refusal {
        // Every Kopai server has this path.
        failure: match refusal.failure {
            Failure::NotFound => Failure::NotKopai,
            failure => failure,
        },
        ..refusal
    })
}

/// What the server says: a word, a sentence, and how the process ends.
fn verdict(asked: Result<Server, Refusal>) -> (&'static str, String, ExitCode) {
    match asked {
        Ok(server) => match ask(&server.without_token()) {
            Ok(()) => (
                "not_checked",
                "The server answers without a token too: it does not check tokens.".to_owned(),
                ExitCode::Success,
            ),
            Err(_) => ("accepted", "Token is valid.".to_owned(), ExitCode::Success),
        },
        Err(refusal) => {
            let (word, exit, next) = refusal.failure.told();
            let sentence = match refusal.failure {
                Failure::Rejected => "Token is invalid or expired.",
                Failure::NotPermitted => "Token is valid, but may not read.",
                Failure::RateLimited => "Too many requests: the token was not looked at.",
                Failure::NotKopai => "This is not a Kopai server.",
                _ => "Could not reach server to validate token.",
            };
            (
                word,
                format!("{sentence} {}; {next}", refusal.message),
                exit,
            )
        }
    }
}

impl Whoami {
    pub(crate) fn run(context: &Context) -> Result<ExitCode, Report> {
        let console = &context.console;
        let stack = context.stack(&READING)?;
        let failed = |error| failure::config(error, &READING);
        let Some(credential) = stack.credential("").map_err(failed)? else {
            console.one(
                &json!({ "configured": false }),
                &Record::new(),
                "Not logged in.",
            )?;
            console.output.note("Run `kopai login`.");
            return Ok(ExitCode::Auth);
        };
        let expiry = stack.expiry("", &credential).map_err(failed)?;
        let base = READING.address_in(&stack)?;
        let token: Token = context.open(&READING, &stack, &base, &credential)?;
        let limit = context.globals.timeout.unwrap_or(LIMIT);
        let server = Server::new(base.value.clone(), Some(token), limit)?;
        let (word, sentence, exit) = verdict(ask(&server).map(|()| server));

        let (token, address) = (credential.redacted(), base.value.to_string());
        let (source, address_source) = match &base.origin {
            Origin::Default => (context.place(&credential.origin), "default".to_owned()),
            origin => (context.place(&credential.origin), context.place(origin)),
        };
        let candidates = credential.candidates.iter();
        let shadowed: Vec<_> = candidates
            .filter(|candidate| candidate.verdict == Verdict::Shadowed)
            .map(|candidate| context.place(&candidate.origin))
            .collect();
        let mut record = Record::new();
        record.field("Token", &token);
        record.field("URL", &format!("{address} ({address_source})"));
        record.field("Source", &source);
        record.field_if("Not used", Some(&shadowed.join(", ")));
        let ends = expiry.map(|expiry| until(expiry, &context.environment));
        record.field_if("Ends", ends.as_deref());
        let shape = json!({
            "configured": true,
            "token": token,
            "source": source,
            "shadowed": shadowed,
            "url": address,
            "url_source": address_source,
            "expires_at": expiry.map(|expiry| expiry.to_string()),
            "days_left": expiry.map(|expiry| expiry.days_left(context.environment.now())),
            "verdict": word,
            "message": sentence,
        });
        console.one(&shape, &record, &sentence)?;
        Ok(exit)
    }
}
