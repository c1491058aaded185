use clap::Args;
use copera_api::model::Row;
use copera_api::rows::ListRows;
use copera_api::stream::{Body, RawElements};
use copera_api::{Client, Json, Reply, SortOrder};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Report};

use super::place::{OnTable, Place};
use super::{options, sheet};
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::words;
use crate::{content, failure, schema, show, streams};

/// Which rows of a table, and in which order.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// Only rows that hold this text
    #[arg(long, value_name = "TEXT")]
    query: Option<String>,

    /// Only rows that this filter lets through: JSON, or @FILE, or - for stdin
    #[arg(long, value_name = "JSON")]
    filter: Option<String>,

    /// The order, such as Due:asc,Name:desc; columns by id or label
    #[arg(long, value_name = "COLUMNS")]
    sort: Option<String>,
}

impl Which {
    /// All of them: held, where they are few.
    pub(super) async fn send(
        &self,
        context: &Context,
        place: &Place,
    ) -> Result<Body<Reply<Vec<Row>>>, Report> {
        let request = self.request(context, place).await?;
        request
            .send_streaming()
            .await
            .map_err(|error| failure::api(context, &error))
    }

    async fn request(&self, context: &Context, place: &Place) -> Result<ListRows, Report> {
        let mut request = place.table.rows().list();
        if let Some(query) = self.query.as_deref().filter(|query| !query.is_empty()) {
            request = request.query(query);
        }
        if let Some(filter) = self.filter.as_deref().filter(|filter| !filter.is_empty()) {
            request = request.filter_json(&filter_json(context, filter)?);
        }
        if let Some(sort) = self.sort.as_deref().filter(|sort| !sort.trim().is_empty()) {
            for key in sort.split(',') {
                let (name, order) = sort_key(key)?;
                let column = schema::column_id(context, &place.id, &place.table, name).await?;
                request = request.sort_by(&column, order);
            }
        }
        Ok(request)
    }
}

fn filter_json(context: &Context, given: &str) -> Result<Json, Report> {
    let text = content::required(context, "--filter", Some(given))?;
    text.parse().map_err(|error| {
        let message = format!("--filter is {error}");
        Report::new(words::INPUT_ERROR, message).suggest(
            r#"it looks like {"match":"and","conditions":[{"column_id":"ID","operator":"equals","value":"x"}]}"#,
        )
    })
}

/// A label may have colons in it: only the last one can part it from its direction.
fn sort_key(key: &str) -> Result<(&str, SortOrder), Report> {
    match key.rsplit_once(':') {
        None => Ok((key, SortOrder::Ascending)),
        Some((name, "asc")) => Ok((name, SortOrder::Ascending)),
        Some((name, "desc")) => Ok((name, SortOrder::Descending)),
        Some((_, word)) => {
            let message = format!("--sort: `{word}` is no direction");
            Err(Report::new(words::INPUT_ERROR, message)
                .suggest("write COLUMN:asc or COLUMN:desc, with commas between several"))
        }
    }
}

/// List the rows of a table
///
/// In tables --fields takes labels or ids of columns, and _id, rowId, owner, description, createdAt and
/// updatedAt. In JSON it takes the names that the JSON has.
///
/// In tables people are shown by name as long as the names that `copera workspace members` showed are in the
/// cache.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows list --board 64a1b2c3d4e5f60718293a4b --table 64a1b2c3d4e5f60718293a4d\n  \
                        copera rows list --query engine --sort Due:desc --fields _id,Name,Due --output table\n  \
                        copera rows list --filter @open.json --jq '.[]._id'"
)]
pub(crate) struct List {
    #[command(flatten)]
    on: OnTable,

    #[command(flatten)]
    which: Which,
}

impl RunWithClient for List {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let place = self.on.place(context, client)?;
        match self.which.send(context, &place).await? {
            Body::Whole(rows) => show_all(context, client, &place, rows.raw(), &rows).await,
            Body::Streaming(rows) if context.output().mode() == Mode::Json => {
                streams::as_json(context, rows).await
            }
            Body::Streaming(rows) => show_long(context, client, &place, rows).await,
        }
    }
}

/// So many rows that they are not held. Which columns they have is asked anew: what was kept could
/// lack one that shows up late.
async fn show_long(
    context: &Context,
    client: &Client,
    place: &Place,
    rows: RawElements,
) -> Result<ExitCode, Report> {
    let schema = schema::fresh(context, &place.id, &place.table).await?;
    let columns = sheet::columns(context, &schema)?;
    let mut rows = rows.typed::<Row>();
    let next = async || rows.next().await;
    let names = options::names_for_any(context, client, place, &schema).await;
    let words = |row| {
        let words = columns.iter().map(|column| column.words(&row, &names));
        Ok(words.collect())
    };
    streams::as_table(context, next, sheet::blank(&columns), words).await
}

/// Rows: their document for programs, a table for people.
pub(super) async fn show_all(
    context: &Context,
    client: &Client,
    place: &Place,
    document: &[u8],
    rows: &[Row],
) -> Result<ExitCode, Report> {
    if context.output().mode() == Mode::Json {
        return show::as_json(context, document, Items::Bare);
    }
    if rows.is_empty() {
        context.output().note("No rows found.");
        return Ok(ExitCode::Success);
    }
    let columns = rows.iter().flat_map(|row| &row.cells);
    let columns = columns.map(|cell| &cell.column_id);
    let schema = schema::read_with(context, &place.id, &place.table, columns).await?;
    let names = options::names_for(context, client, place, &schema, rows).await;
    let table = sheet::table(context, &schema, rows, &names)?;
    context.print(|output, to| table.write(output, to))?;
    Ok(ExitCode::Success)
}
