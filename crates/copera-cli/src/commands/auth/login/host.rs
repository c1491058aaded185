//! Which host a token that is about to be saved will be sent to, and whether that is meant.

use copera_auth::{BaseUrl, HostDoubt};
use copera_term::{Prompter, Report};

use super::super::place;
use super::target::Target;
use crate::context::Context;
use crate::failure;
use crate::words;

/// The host that the saved token will be used with.
///
/// A token that is saved into a project is sent where the project's files say. A planted file must
/// not get it that way: a host that the user's own settings don't name is shown and confirmed.
pub(super) fn settle(
    context: &Context,
    target: &Target<'_>,
    allowed: Option<&str>,
    prompter: Option<&Prompter>,
) -> Result<BaseUrl, Report> {
    let failed = |error| failure::config(&context.environment, error);
    let base = target.config.base_url().map_err(failed)?;
    if target.config.needs_no_confirmation(&base).map_err(failed)? {
        return Ok(base.value);
    }
    let host = base.value.host();
    if base.origin.trust() < target.place.trust() {
        let origin = place(&context.environment, &base.origin);
        let file = context.environment.display_path(&target.layer.path);
        let message = format!(
            "the host {host} is named by {origin}, which may not choose where a token in {file} is sent"
        );
        return Err(untrusted(message).suggest(format!(
            "if you trust it, add `hosts = [\"{host}\"]` under [trust] in ~/.copera.toml"
        )));
    }
    let same = |allowed: &str| {
        allowed
            .trim()
            .trim_end_matches(":443")
            .eq_ignore_ascii_case(&host)
    };
    if allowed.is_some_and(same) {
        return Ok(base.value);
    }
    let doubt = HostDoubt::new(&base, &context.environment);
    Prompter::consent_or(prompter, &doubt.question(), || {
        untrusted(doubt.refusal()).suggest(format!("if that is meant, add --allow-host {host}"))
    })?;
    Ok(base.value)
}

fn untrusted(message: String) -> Report {
    Report::new(words::UNTRUSTED_HOST, message)
}
