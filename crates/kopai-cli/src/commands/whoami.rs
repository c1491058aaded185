//! `kopai whoami`: which token, from where, and whether the server takes it.

use copera_auth::Origin;
use copera_term::request::Page;
use copera_term::{ExitCode, Record};
use serde_json::json;

use super::search::SPANS;
use crate::context::{Access, Context};
use crate::failure::Result;
use crate::server::{LIMIT, Problem, Refusal, Server};

pub(crate) const EXAMPLES: &str =
    "Examples:\n  kopai whoami\n  kopai whoami --json\n  kopai whoami || kopai login";

/// Asks for one span: what the shipped tool asks, too.
pub(crate) fn ask(server: &Server) -> Result<(), Refusal> {
    let asked = server.read::<Page>(SPANS, Some(&json!({ "limit": 1 })));
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
    let (word, next) = refusal.problem.told();
    let sentence = format!("{sentence} {refusal}; {next}");
    (word.name(), sentence, word.exit())
}

pub(crate) fn run(context: &Context) -> Result<ExitCode> {
    let console = &context.console;
    let Access { base, held } = context.access()?;
    let Some(held) = held else {
        let shape = json!({ "configured": false, "verdict": "auth_required" });
        console.one(&shape, &Record::new(), "Not logged in.")?;
        console.output.note("Run `kopai login`.");
        return Ok(ExitCode::Auth);
    };
    let (credential, expiry) = (held.credential, held.expiry);
    let server = Server::new(context, base.value.clone(), Some(held.token), LIMIT)?;
    let (word, sentence, exit) = verdict(server);
    let (token, url) = (credential.redacted(), base.value.to_string());
    let place = |origin: &Origin| context.environment.display_origin(origin);
    let source = place(&credential.origin);
    let url_source = match &base.origin {
        Origin::Default => "default".to_owned(),
        origin => place(origin),
    };
    let shadowed = credential.shadowed().map(|other| place(&other.origin));
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
