//! `--jq` and `--fields` choose of a result: whether there is one to choose of.

use copera_term::Report;
use copera_term::document::Choice;

use crate::context::Context;
use crate::reference::{Contract, Output};
use crate::words;

/// Whether something is to be chosen of the result.
pub(crate) fn is_asked_for(context: &Context) -> bool {
    context.style().choices().next().is_some()
}

/// Before anything is done: refuses a flag that the command would pass over.
///
/// # Errors
/// The command has no result that the flag could choose of.
pub(crate) fn check(context: &Context) -> Result<(), Report> {
    let Some(contract) = context.contract() else {
        return Ok(());
    };
    // A rehearsal has requests to choose of, whatever the command prints otherwise.
    let rehearses = context.globals().dry_run && contract.writes();
    let passed_over = |choice: &Choice| !rehearses && !heeds(contract, *choice);
    match context.style().choices().find(passed_over) {
        Some(choice) => Err(refusal(contract, choice)),
        None => Ok(()),
    }
}

/// Where a file goes to stdout as it is.
///
/// # Errors
/// Something is to be chosen of it.
pub(crate) fn check_file(context: &Context) -> Result<(), Report> {
    match context.style().choices().next() {
        Some(choice) => Err(choice.refused("the file itself goes to stdout")),
        None => Ok(()),
    }
}

/// Where the service answers with something else than JSON.
///
/// # Errors
/// Something is to be chosen of it.
pub(crate) fn check_answer(context: &Context) -> Result<(), Report> {
    match context.style().choices().next() {
        Some(choice) => {
            let mut report = choice.refused("the service answered with something else");
            report.word = words::REQUEST_FAILED;
            report.exit = words::REQUEST_FAILED.exit();
            Err(report)
        }
        None => Ok(()),
    }
}

fn heeds(contract: &Contract, choice: Choice) -> bool {
    match contract.output {
        Output::Json(_) | Output::Raw | Output::TextOf(_) => true,
        Output::TextOfFields => choice == Choice::Fields,
        Output::Text | Output::Nothing => false,
    }
}

fn refusal(contract: &Contract, choice: Choice) -> Report {
    let prints = match contract.output {
        Output::Nothing => "prints no result",
        _ => "prints a plain text",
    };
    let report = choice.refused(&format!("`copera {}` {prints}", contract.command));
    if contract.writes() {
        let flag = choice.flag();
        return report.suggest(format!(
            "leave {flag} out; with --dry-run it chooses of the request"
        ));
    }
    report
}
