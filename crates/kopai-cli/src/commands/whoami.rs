//! `kopai whoami`: which token, from where, and whether the server takes it.

use copera_auth::{Origin, Verdict};
use copera_term::{ExitCode, Record};
use serde_json::json;

use super::search::{Page, SPANS};
use crate::context::{Access, Context};
use crate::failure::Failure;
use crate::server::{LIMIT, Problem, Refusal, Server};

pub(crate) const EXAMPLES: &str =
    "Examples:\n  kopai whoami\n  kopai whoami --json\n  kopai whoami || kopai login";

/// Asks for one span: what the shipped tool asks, too.
pub(crate) fn ask(server: &Server) -> Result<(), Refusal> {
    let asked = server.search::<Page>(SPANS, &json!({ "limit": 1 }));
    asked.map(drop).map_err(|mut refusal| {
        // Every Kopai server has this path.
        if refusal.problem == Problem::NotFound {
            refusal.problem = Problem::NotKopai;
        }
        refusal
    })
}

/// What the server says: a word, a sentence, and how the process ends.
fn verdict(server: Server) -> (&'static str, String, ExitCode) {
    let Err(refusal) = ask(&server) else {
        let (word, sentence) = match ask(&server.without_token()) {
            Ok(()) => (
                "not_checked",
                "The server answers without a token too: it does not check tokens.",
            ),
            Err(_) => ("accepted", "Token is valid."),
        };
        return (word, sentence.to_owned(), ExitCode::Success);
    };
    let sentence = match refusal.problem {
        Problem::Rejected => "Token is invalid or expired.",
        Problem::NotPermitted => "Token is valid, but may not read.",
        Problem::RateLimited => "Too many requests: the token was not looked at.",
        Problem::NotKopai => "This is not a Kopai server.",
        _ => "Could not reach server to validate token.",
    };
    let (word, exit, next) = refusal.problem.told();
    (word, format!("{sentence} {refusal}; {next}"), exit)
}

pub(crate) fn run(context: &Context) -> Result<ExitCode, Failure> {
    let console = &context.console;
    let Access { stack, base, held } = context.access()?;
    let Some((credential, token)) = held else {
        let shape = json!({ "configured": false });
        console.one(&shape, &Record::new(), "Not logged in.")?;
        console.output.note("Run `kopai login`.");
        return Ok(ExitCode::Auth);
    };
    let expiry = stack.expiry("", &credential)?;
    let server = Server::new(context, base.value.clone(), Some(token), LIMIT)?;
    let (word, sentence, exit) = verdict(server);

    let (token, url) = (credential.redacted(), base.value.to_string());
    let source = context.place(&credential.origin);
    let url_source = match &base.origin {
        Origin::Default => "default".to_owned(),
        origin => context.place(origin),
    };
    let candidates = credential.candidates.iter();
    let shadowed = candidates.filter(|candidate| candidate.verdict == Verdict::Shadowed);
    let shadowed = shadowed.map(|candidate| context.place(&candidate.origin));
    let shadowed: Vec<_> = shadowed.collect();
    let ends = expiry.map(|expiry| context.until(expiry));
    let mut record = Record::new();
    record.field("Token", &token);
    record.field("URL", &format!("{url} ({url_source})"));
    record.field("Source", &source);
    record.field_if("Not used", Some(&shadowed.join(", ")));
    record.field_if("Ends", ends.as_deref());
    let shape = json!({
        "configured": true,
        "token": token,
        "source": source,
        "shadowed": shadowed,
        "url": url,
        "url_source": url_source,
        "expires_at": expiry.map(|expiry| expiry.to_string()),
        "days_left": expiry.map(|expiry| expiry.days_left(context.environment.now())),
        "verdict": word,
        "message": sentence,
    });
    console.one(&shape, &record, &sentence)?;
    Ok(exit)
}
