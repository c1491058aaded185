//! Which thing a command acts on: named on the command line, else the profile's default.

use std::str::FromStr;

use copera_api::InvalidId;
use copera_auth::copera::DefaultId;
use copera_term::Report;

use crate::commands::auth::place;
use crate::context::Context;
use crate::words;
use crate::{content, failure};

/// An id that was typed, checked.
pub(crate) fn typed<T: FromStr<Err = InvalidId>>(text: &str) -> Result<T, Report> {
    text.trim().parse().map_err(|error: InvalidId| {
        Report::new(words::INVALID_ID, format!("{error}")).suggest(WHERE_IDS_ARE)
    })
}

/// An id that may be typed; what is empty was not.
pub(crate) fn given<T: FromStr<Err = InvalidId>>(text: Option<&str>) -> Result<Option<T>, Report> {
    let given = text.filter(|text| !text.trim().is_empty());
    given.map(typed).transpose()
}

/// An id that was typed, or `missing_id`.
pub(crate) fn required<T: FromStr<Err = InvalidId>>(
    what: &str,
    text: Option<&str>,
) -> Result<T, Report> {
    given(text)?.ok_or_else(|| missing(what, &format!("name the {what} on the command line")))
}

/// One thing, or a list of them, even of one or none.
#[derive(Debug)]
pub(crate) enum Several<T> {
    One(T),
    List(Vec<T>),
}

/// The ids that were typed; for `-` alone, the first word of each line that is piped in. All are
/// checked before anything is done with one.
pub(crate) fn several<T: FromStr<Err = InvalidId>>(
    context: &Context,
    what: &str,
    texts: &[String],
) -> Result<Several<T>, Report> {
    match texts {
        [] => required(what, None).map(Several::One),
        [dash] if dash == "-" => {
            content::hint_at_terminal(context);
            let piped = content::piped_in()?;
            let words = (1..).zip(piped.lines());
            let words =
                words.filter_map(|(line, text)| Some((line, text.split_whitespace().next()?)));
            words
                .map(|(line, word)| {
                    typed(word).map_err(|mut report: Report| {
                        report.message = format!("line {line} of stdin: {}", report.message);
                        report
                    })
                })
                .collect::<Result<_, _>>()
                .map(Several::List)
        }
        [id] => required(what, Some(id)).map(Several::One),
        texts => texts
            .iter()
            .map(|text| typed(text))
            .collect::<Result<_, _>>()
            .map(Several::List),
    }
}

/// As [`several`]; without a word, the one that the profile in force has.
pub(crate) fn several_or_default<T: FromStr<Err = InvalidId>>(
    context: &Context,
    id: DefaultId,
    what: &str,
    texts: &[String],
) -> Result<Several<T>, Report> {
    match texts {
        [] => or_default(context, id, what, "its id", None).map(Several::One),
        texts => several(context, what, texts),
    }
}

/// An id that was typed, else the one that the profile in force has for it, or `missing_id`.
pub(crate) fn or_default<T: FromStr<Err = InvalidId>>(
    context: &Context,
    id: DefaultId,
    what: &str,
    flag: &str,
    text: Option<&str>,
) -> Result<T, Report> {
    if let Some(id) = given(text)? {
        return Ok(id);
    }
    let default = context.config().default_id(id);
    match default.map_err(|error| failure::config(&context.environment, error))? {
        Some(default) => typed(&default.value).map_err(|mut report| {
            let place = place(&context.environment, &default.origin);
            report.message = format!("{} of the profile: {} ({place})", id.name(), report.message);
            report
        }),
        None => Err(missing(
            what,
            &format!("add {flag}, or set {} in the profile", id.name()),
        )),
    }
}

fn missing(what: &str, way: &str) -> Report {
    Report::new(words::MISSING_ID, format!("no {what} id given"))
        .suggest(format!("{way}; {WHERE_IDS_ARE}"))
}

const WHERE_IDS_ARE: &str = "ids can be copied in the Copera app once Developer Mode is on";
