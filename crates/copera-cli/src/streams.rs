//! Lists that come whole from the service: held while they are short, element by element when not.

use std::io;

use copera_api::stream::{Body, RawElements};
use copera_api::{Error, Reply};
use copera_term::document::{self, DocumentError, Items, Sought};
use copera_term::json::Reindenter;
use copera_term::{ExitCode, Mode, Report, Table};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::context::Context;
use crate::links::{Known, Page};
use crate::{failure, fields, show};

/// A list: JSON for programs, a table of `words` under the headings of `blank` for people, where each
/// thing leads to its `page`; a list too long to be held leads nowhere.
pub(crate) async fn list<T: DeserializeOwned, const N: usize>(
    context: &Context,
    body: Body<Reply<Vec<T>>>,
    nothing: &str,
    blank: impl FnOnce() -> Table,
    words: impl Fn(&T) -> [String; N],
    page: impl Fn(&T) -> Page<'_>,
) -> Result<ExitCode, Report> {
    let mut elements = match body {
        Body::Whole(list) => {
            return show::list(context, list.raw(), Items::Bare, nothing, || {
                let mut table = blank();
                let known = Known::read(context);
                for element in list.value() {
                    table.row(words(element).iter().map(String::as_str));
                    let link = known.as_ref().map(|known| known.link(page(element)));
                    table.link(link.as_deref());
                }
                table
            });
        }
        Body::Streaming(elements) => elements,
    };
    if context.output().mode() == Mode::Json {
        return as_json(context, elements).await;
    }
    if let Some(fields) = &context.style().fields {
        let next = async || elements.next().await;
        let mut sought = Sought::new(fields);
        let written = write_table(context, next, show::blank(fields), |element| {
            chosen(&mut sought, &element)
        });
        if written.await? {
            fields::told(context, sought.missing())?;
        }
        return Ok(ExitCode::Success);
    }
    let mut elements = elements.typed();
    let next = async || elements.next().await;
    as_table(context, next, blank(), |element| Ok(words(&element).into())).await
}

/// A long list as JSON. What was printed when it breaks off stays, and the run fails.
pub(crate) async fn as_json(
    context: &Context,
    mut elements: RawElements,
) -> Result<ExitCode, Report> {
    if context.style().is_plain() {
        return as_it_came(context, elements).await;
    }
    let mut writer = context.style().list(context.output().documents());
    while let Some(element) = elements.next().await {
        let element = element.map_err(|error| {
            if writer.writes_early() {
                failure::incomplete(context, &error)
            } else {
                failure::api(context, &error)
            }
        })?;
        if let Err(error) = writer.element(&element) {
            Context::written(Err::<(), _>(error))?;
            return Ok(ExitCode::Success);
        }
    }
    fields::told(context, Context::written(writer.finish())?)?;
    Ok(ExitCode::Success)
}

/// A long list that changes in nothing but its white space: it need not be taken apart for that.
async fn as_it_came(context: &Context, elements: RawElements) -> Result<ExitCode, Report> {
    let text = elements.into_text().await;
    let mut to = Reindenter::new(context.output().long_documents());
    if let Some(mut text) = text.map_err(|error| failure::api(context, &error))? {
        while let Some(piece) = text.next().await {
            let piece = piece.map_err(|error| failure::incomplete(context, &error))?;
            if let Err(error) = to.push(&piece) {
                return passed_on(&error);
            }
        }
    }
    to.finish()
        .map_or_else(|error| passed_on(&error), |()| Ok(ExitCode::Success))
}

/// Why a text was not passed on, if that is a failure at all.
fn passed_on(error: &io::Error) -> Result<ExitCode, Report> {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(ExitCode::Success),
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Err(failure::broken_off(
            &format!("the answer can't be read: {error}"),
        )),
        _ => Err(failure::output(error)),
    }
}

/// A long list as a table; `words` says what stands in the line of an element.
pub(crate) async fn as_table<T>(
    context: &Context,
    next: impl AsyncFnMut() -> Option<Result<T, Error>>,
    blank: Table,
    words: impl FnMut(T) -> Result<Vec<String>, DocumentError>,
) -> Result<ExitCode, Report> {
    write_table(context, next, blank, words).await?;
    Ok(ExitCode::Success)
}

/// Says whether all of it went by: a reader may have gone before.
async fn write_table<T>(
    context: &Context,
    mut next: impl AsyncFnMut() -> Option<Result<T, Error>>,
    blank: Table,
    mut words: impl FnMut(T) -> Result<Vec<String>, DocumentError>,
) -> Result<bool, Report> {
    let mut stdout = context.output().stdout();
    let mut table = blank.stream(*context.output());
    let mut broke = None;
    while let Some(element) = next().await {
        let element = match element {
            Ok(element) => element,
            Err(error) => {
                broke = Some(failure::incomplete(context, &error));
                break;
            }
        };
        let written = words(element).and_then(|words| {
            let cells = words.iter().map(String::as_str);
            Ok(table.row(cells, &mut stdout)?)
        });
        if let Err(error) = written {
            Context::written(Err::<(), _>(error))?;
            return Ok(false);
        }
    }
    Context::written(table.finish(&mut stdout).map_err(DocumentError::from))?;
    broke.map_or(Ok(true), Err)
}

fn chosen(sought: &mut Sought<'_>, element: &[u8]) -> Result<Vec<String>, DocumentError> {
    let values = sought.values(serde_json::from_slice::<&RawValue>(element)?)?;
    Ok(values
        .into_iter()
        .map(|value| document::cell(value).into_owned())
        .collect())
}
