mod writer;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use copera_api::model::{Row, Table};
use copera_api::stream::{Body, RawElements};
use copera_api::{Client, Error, Reply};
use copera_term::document::DocumentError;
use copera_term::escape::Shown;
use copera_term::{ExitCode, Report};

use self::writer::RowWriter;
use super::list::Which;
use super::options;
use super::place::{OnTable, Place};
use super::sheet::{self, Field};
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::names::Names;
use crate::save::{Delivery, Target};
use crate::{failure, save, schema, show};

/// The format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Values with commas between them, below a line of column names
    Csv,
    /// One JSON object a line
    Ndjson,
    /// A JSON list of objects
    Json,
    /// A Markdown table
    Md,
}

/// Write rows into a file, under the names of their columns
///
/// Options are written by label and everything else as the service has it, so that `copera rows import` can
/// read it back. Without --fields there are the row's id and number, and all columns. To have the service
/// make the file as a view shows it, see `copera tables export`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows export --to csv -o tasks.csv\n  \
                        copera rows export --to md --fields Name,Status,Due --sort Due:asc\n  \
                        copera rows export --to ndjson --query engine | jq -r .Name"
)]
pub(crate) struct Export {
    #[command(flatten)]
    on: OnTable,

    #[command(flatten)]
    which: Which,

    /// The format
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Format,

    /// Write the file here; - is stdout, as it is without the flag
    #[arg(long, short, value_name = "PATH")]
    output_file: Option<PathBuf>,
}

impl RunWithClient for Export {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let target = self.output_file.as_deref();
        let target = target.map_or(Target::Stdout, Target::of);
        if target != Target::Stdout {
            save::check_rehearsal(context)?;
        }
        let place = self.on.place(context, client)?;
        let rows = self.which.send(context, &place).await?;
        let schema = match &rows {
            Body::Whole(rows) => {
                let columns = rows.iter().flat_map(|row| &row.cells);
                let columns = columns.map(|cell| &cell.column_id);
                schema::read_with(context, &place.id, &place.table, columns).await?
            }
            // What was kept could lack a column that shows up late.
            Body::Streaming(_) => schema::fresh(context, &place.id, &place.table).await?,
        };
        let fields = match &context.style().fields {
            Some(asked) => sheet::named(&schema, asked)?,
            None => sheet::all(&schema),
        };
        let labels = self
            .labels(context, client, &place, &schema, &fields, &rows)
            .await;
        let export = Writing {
            context,
            format: self.to,
            schema: &schema,
            fields,
            labels: &labels,
            target,
        };
        match rows {
            Body::Whole(rows) => {
                let mut rows = rows.into_value().into_iter();
                export.write(async || rows.next().map(Ok)).await
            }
            Body::Streaming(rows) => {
                let mut rows = RawElements::typed::<Row>(rows);
                export.write(async || rows.next().await).await
            }
        }
    }
}

impl Export {
    /// The labels of what is looked up in other tables. Objects have the value as the service has it, and
    /// wait for nothing.
    async fn labels(
        &self,
        context: &Context,
        client: &Client,
        place: &Place,
        schema: &Table,
        fields: &[Field<'_>],
        rows: &Body<Reply<Vec<Row>>>,
    ) -> Names {
        let has_lookups = fields.iter().any(Field::is_lookup);
        match (self.to, rows) {
            (Format::Csv | Format::Md, Body::Whole(rows)) if has_lookups => {
                options::names_for(context, client, place, schema, rows).await
            }
            (Format::Csv | Format::Md, Body::Streaming(_)) if has_lookups => {
                options::names_for_any(context, client, place, schema).await
            }
            _ => Names::default(),
        }
    }
}

/// Rows on their way into a file.
struct Writing<'a> {
    context: &'a Context,
    format: Format,
    schema: &'a Table,
    fields: Vec<Field<'a>>,
    labels: &'a Names,
    target: Target<'a>,
}

/// Why no more rows are written.
enum Stopped {
    /// They don't come any more.
    Source(Error),
    Written(DocumentError),
}

impl From<DocumentError> for Stopped {
    fn from(error: DocumentError) -> Self {
        Self::Written(error)
    }
}

impl Writing<'_> {
    async fn write(
        self,
        next: impl AsyncFnMut() -> Option<Result<Row, Error>>,
    ) -> Result<ExitCode, Report> {
        let (context, target) = (self.context, self.target);
        let shown = match self.format {
            Format::Json | Format::Ndjson => Shown::documents,
            Format::Csv | Format::Md => Shown::text,
        };
        let mut delivery = Delivery::begin(context, target, shown)?;
        match self.rows(next, &mut delivery).await {
            Ok(rows) => {
                delivery.finish()?;
                if let Target::File(path) = target {
                    let rows = show::count(rows, "row");
                    let told = format!("Wrote {rows} to {}.", path.display());
                    context.output().note(&told);
                }
            }
            // Of a file nothing is left, but what went to stdout is there.
            Err(Stopped::Source(error)) => {
                return Err(match target {
                    Target::Stdout => failure::incomplete(context, &error),
                    Target::File(_) => failure::api(context, &error),
                });
            }
            Err(Stopped::Written(DocumentError::Write(error))) => delivery.broken(error)?,
            Err(Stopped::Written(error)) => return Err(error.report()),
        }
        Ok(ExitCode::Success)
    }

    /// Says how many rows there were.
    async fn rows(
        self,
        mut next: impl AsyncFnMut() -> Option<Result<Row, Error>>,
        to: &mut Delivery<'_>,
    ) -> Result<u64, Stopped> {
        let writer = RowWriter::begin(self.format, self.schema, self.fields, self.labels, to);
        let mut writer = writer.map_err(DocumentError::from)?;
        let mut written = 0;
        while let Some(row) = next().await {
            writer.row(&row.map_err(Stopped::Source)?)?;
            written += 1;
        }
        writer.finish()?;
        Ok(written)
    }
}
