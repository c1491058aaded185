use clap::Args;
use copera_api::model::Row;
use copera_api::{Client, Reply, RowId};
use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Report};

use super::list::show_all;
use super::place::{OnTable, Place};
use super::{options, sheet};
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::each::{self, Words, each};
use crate::ids::{self, Several};
use crate::{failure, fields, links, schema, show};

const READ: Words = Words {
    thing: "row",
    done: "read",
};

/// Show one row, or several
///
/// In JSON one row is an object. Several rows are a list, and so are those of -, even if it is one.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows get 64a1b2c3d4e5f60718293a4e\n  copera rows get --number 12\n  \
                        copera rows list --query engine --output plain | copera rows get -"
)]
pub(crate) struct Get {
    /// The row's id; several are read one after the other; - takes the first word of each line of stdin
    #[arg(conflicts_with = "number")]
    ids: Vec<String>,

    /// The row with this visible number
    #[arg(long, value_name = "NUMBER")]
    number: Option<u64>,

    #[command(flatten)]
    on: OnTable,
}

impl RunWithClient for Get {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let place = self.on.place(context, client)?;
        let request = match self.number {
            Some(number) => place.table.rows().get_by_number(number),
            None => match ids::several(context, "row", &self.ids)? {
                Several::One(id) => place.table.row(id).get(),
                Several::List(ids) => return read_all(context, client, &place, ids).await,
            },
        };
        let row = request
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        one(context, client, &place, &row).await
    }
}

/// Shows one row with its address.
pub(super) async fn one(
    context: &Context,
    client: &Client,
    place: &Place,
    row: &Reply<Row>,
) -> Result<ExitCode, Report> {
    let link = place.link(context, client, &row.id).await;
    if context.output().mode() == Mode::Json {
        let document = links::with_url(row.raw(), link.as_deref());
        return show::as_json(context, &document, Items::One);
    }
    let columns = row.cells.iter().map(|cell| &cell.column_id);
    let schema = match schema::read_with(context, &place.id, &place.table, columns).await {
        // Told of a failure, a program might make the change once more.
        Err(report) if fields::are_of_a_change(context) && report.exit != ExitCode::Interrupted => {
            context.note(format!(
                "the row is shown as JSON, since the columns can't be read: {}",
                report.message
            ));
            return show::as_json(context, row.raw(), Items::One);
        }
        read => read?,
    };
    let only = std::slice::from_ref(row.value());
    let names = options::names_for(context, client, place, &schema, only).await;
    if context.style().fields.is_some() {
        let table = sheet::table(context, &schema, only, &names)?;
        context.print(|output, to| table.write(output, to))?;
    } else {
        let record = sheet::record(&schema, row, link.as_deref(), &names);
        context.print(|output, to| record.write(output, to))?;
    }
    Ok(ExitCode::Success)
}

async fn read_all(
    context: &Context,
    client: &Client,
    place: &Place,
    ids: Vec<RowId>,
) -> Result<ExitCode, Report> {
    let read = async |id: RowId| place.table.row(id).get().send().await;
    let outcome = each(context, READ, Several::List(ids), read).await;
    if outcome.has_result() {
        let document = each::list(outcome.done.iter().map(Reply::raw));
        let rows: Vec<_> = outcome.done.iter().map(|row| row.value().clone()).collect();
        show_all(context, client, place, &document, &rows).await?;
    }
    outcome.end()
}
