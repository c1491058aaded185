use std::path::PathBuf;

use clap::Args;
use copera_api::model::{self, ExportFormat, ExportJob};
use copera_api::{Client, RowId, TableId, ViewId};
use copera_term::{ExitCode, Mode, Record, Report};

use super::OnBoard;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::save::{self, Target};
use crate::words;
use crate::{choosing, failure, ids, schema, show};

/// What `--format` takes.
pub(crate) static FORMATS: [ExportFormat; 8] = [
    ExportFormat::Csv,
    ExportFormat::Xlsx,
    ExportFormat::Json,
    ExportFormat::Markdown,
    ExportFormat::Html,
    ExportFormat::Pdf,
    ExportFormat::Zip,
    ExportFormat::Ics,
];

/// Export a table as one of its views shows it
///
/// The service makes small text and spreadsheet exports at once. A PDF, a ZIP or a large export it makes in
/// the background, and it can't be asked when that is done, so this command does not wait for it. The file is
/// then found among the table's exports in the app, and with --save-to-drive in the drive too.
///
/// To export rows without a view, see `copera rows export`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera tables export 64a1b2c3d4e5f60718293a4d --view 64a1b2c3d4e5f60718293a4f\n  \
                        copera tables export 64a1b2c3d4e5f60718293a4d --view 64a1b2c3d4e5f60718293a4f --format MARKDOWN -o tasks.md"
)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Export {
    /// The table's id
    id: Option<String>,

    #[command(flatten)]
    on: OnBoard,

    /// The view's id, which stands last in the view's address in the app
    #[arg(long, value_name = "ID")]
    view: Option<String>,

    /// CSV, XLSX, JSON, MARKDOWN, HTML, PDF, ZIP or ICS; without it, the service's choice
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,

    /// Write the file here; - is stdout
    #[arg(long, short, value_name = "PATH")]
    output_file: Option<PathBuf>,

    /// Only this column, by id or label; may be repeated, or be several with commas between them
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    column: Vec<String>,

    /// Only this row; may be repeated, or be several with commas between them
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    row: Vec<String>,

    /// Columns that the view hides as well
    #[arg(long)]
    include_hidden: bool,

    /// The columns that the service keeps of itself as well
    #[arg(long)]
    include_system: bool,

    /// Put the file into the drive
    #[arg(long)]
    save_to_drive: bool,

    /// Make it in the background, however small it is
    #[arg(long)]
    force_async: bool,
}

impl RunWithClient for Export {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id: TableId = ids::required("table", self.id.as_deref())?;
        let board = self.on.id(context)?;
        let view: ViewId = match self.view.as_deref().filter(|view| !view.trim().is_empty()) {
            Some(view) => ids::typed(view)?,
            None => return Err(no_view()),
        };
        let format = self.format.as_deref().filter(|format| !format.is_empty());
        let format = format.map(known).transpose()?;
        let rows: Vec<RowId> = given(&self.row).map(ids::typed).collect::<Result<_, _>>()?;
        let table = client.board(board).table(id.clone());
        let mut export = table.export(view);
        for name in given(&self.column) {
            export = export.column(schema::column_id(context, &id, &table, name).await?);
        }
        for row in rows {
            export = export.row(row);
        }
        if let Some(format) = format {
            export = export.format(format);
        }
        // What is not asked for is left to the service.
        if self.include_hidden {
            export = export.include_hidden(true);
        }
        if self.include_system {
            export = export.include_system_columns(true);
        }
        if self.save_to_drive {
            export = export.save_to_drive(true);
        }
        if self.force_async {
            export = export.force_async(true);
        }
        let target = self.output_file.as_deref().map(Target::of);
        if target == Some(Target::Stdout) {
            choosing::check_file(context)?;
        }
        let export = export
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        match export.value() {
            model::Export::Inline(file) => {
                deliver(context, export.raw(), &file.payload, target)?;
                let rows = file
                    .row_count
                    .map(|rows| format!(" ({})", show::count(rows, "row")));
                let from = format!("{}{}", file.file_name, rows.unwrap_or_default());
                context.output().note(&match target {
                    Some(Target::File(path)) => format!("Wrote {from} to {}.", path.display()),
                    _ => format!("Exported {from}."),
                });
                Ok(ExitCode::Success)
            }
            model::Export::Queued(job) => {
                let place = if self.save_to_drive {
                    "in the drive, where `copera drive tree` shows it"
                } else {
                    "among the table's exports in the app"
                };
                queued(context, export.raw(), job, target, place)
            }
            _ => show::one(context, export.raw(), Record::new),
        }
    }
}

/// Puts the payload where it was asked for, and prints the service's document for programs.
fn deliver(
    context: &Context,
    document: &[u8],
    payload: &str,
    target: Option<Target<'_>>,
) -> Result<(), Report> {
    match target {
        Some(target @ Target::File(_)) => save::deliver(context, target, payload.as_bytes())?,
        Some(Target::Stdout) => return print(context, payload),
        None => {}
    }
    match (context.output().mode(), target) {
        (Mode::Json, _) => show::one(context, document, Record::new).map(drop),
        _ if choosing::is_asked_for(context) => show::one(context, document, Record::new).map(drop),
        (Mode::Table | Mode::Plain, None) => print(context, payload),
        (Mode::Table | Mode::Plain, Some(_)) => Ok(()),
    }
}

/// The official tool ends it with a line break, whatever it ends with.
fn print(context: &Context, payload: &str) -> Result<(), Report> {
    save::deliver(context, Target::Stdout, format!("{payload}\n").as_bytes())
}

fn queued(
    context: &Context,
    document: &[u8],
    job: &ExportJob,
    target: Option<Target<'_>>,
    place: &str,
) -> Result<ExitCode, Report> {
    show::one(context, document, || {
        let mut record = Record::new();
        record.field("Job", job.id.as_str());
        record.field("Status", &job.status);
        record.field("Format", &job.format);
        record.field_if("File", job.file_name.as_deref());
        record.field_if(
            "Expires",
            job.expires_at.as_deref().map(show::time).as_deref(),
        );
        record.field_if("URL", job.download_url.as_deref());
        record
    })?;
    let told = format!("the service makes it in the background; later it is {place}");
    let Some(Target::File(path)) = target else {
        context.output().note(&format!("Queued: {told}."));
        return Ok(ExitCode::Success);
    };
    context.note(format!("{} was not written: {told}", path.display()));
    Ok(ExitCode::Failure)
}

fn given(texts: &[String]) -> impl Iterator<Item = &str> {
    let texts = texts.iter().map(|text| text.trim());
    texts.filter(|text| !text.is_empty())
}

fn known(word: &str) -> Result<ExportFormat, Report> {
    let mut formats = FORMATS.iter();
    formats
        .find(|format| format.eq_ignore_ascii_case(word))
        .cloned()
        .ok_or_else(|| {
            let names: Vec<_> = FORMATS.iter().map(ExportFormat::as_str).collect();
            let message = format!("`{word}` is no export format");
            Report::new(words::INPUT_ERROR, message)
                .suggest(format!("there are: {}", names.join(", ")))
        })
}

fn no_view() -> Report {
    Report::new(words::MISSING_FLAG, "no view id given")
        .suggest("add --view ID; it stands last in the view's address in the app")
}
