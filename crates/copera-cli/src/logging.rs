//! The log of a run: which events are shown.

use copera_term::Report;
use copera_term::log::{self, Filter};

use crate::context::Context;
use crate::words;

/// The variable that says what is logged.
pub(crate) const VARIABLE: &str = "COPERA_LOG";
/// What --verbose is short for.
const VERBOSE: &str = "copera_api=debug";
/// What the whole address says as well.
const LEFT_OUT: &[&str] = &["server.address", "server.port", "url.template"];

/// Begins to show what was asked for, if anything was: by --verbose, else by the variable.
///
/// # Errors
/// The variable holds no filter.
pub(crate) fn begin(context: &Context) -> Result<(), Report> {
    let variable = context.environment.variable(VARIABLE);
    let asked = if context.globals().verbose {
        VERBOSE
    } else if let Some(filter) = &variable {
        filter
    } else {
        return Ok(());
    };
    let filter: Filter = asked
        .parse()
        .map_err(|error| Report::new(words::INPUT_ERROR, format!("{VARIABLE}: {error}")))?;
    log::install(*context.output(), filter.without(LEFT_OUT));
    Ok(())
}
