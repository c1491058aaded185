use clap::Args;
use copera_api::{Client, ColumnId, ErrorKind};
use copera_term::{ExitCode, Mode, Report};

use super::place::{OnTable, Place};
use super::{options, sheet};
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::words;
use crate::{content, failure, schema, show};

/// Check the password that a row holds
///
/// Finds the row by a column such as an e-mail address, and checks a password column of it. A wrong
/// password is exit code 4, and so is a token that the service does not know.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  printf %s \"$PASSWORD\" | copera rows authenticate --identifier-column Email \\\n    \
                        --identifier-value ada@example.com --password-column Password --password-value -"
)]
pub(crate) struct Authenticate {
    #[command(flatten)]
    on: OnTable,

    /// The column to find the row by: id or label
    #[arg(long, value_name = "COLUMN")]
    identifier_column: Option<String>,

    /// What that column holds
    #[arg(long, value_name = "TEXT")]
    identifier_value: Option<String>,

    /// The column of the password: id or label
    #[arg(long, value_name = "COLUMN")]
    password_column: Option<String>,

    /// The password; - reads it from stdin, which other users of the machine can't see
    #[arg(long, value_name = "TEXT")]
    password_value: Option<String>,
}

impl RunWithClient for Authenticate {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let place = self.on.place(context, client)?;
        let given = [
            ("--identifier-column", self.identifier_column),
            ("--identifier-value", self.identifier_value),
            ("--password-column", self.password_column),
            ("--password-value", self.password_value),
        ];
        let [identifier_column, identifier, password_column, password] = all(given)?;
        let password = if password == "-" {
            content::hint_at_terminal(context);
            let piped = content::piped_in()?;
            piped.trim_end_matches(['\r', '\n']).to_owned()
        } else {
            password
        };
        let row = place
            .table
            .rows()
            .authenticate(
                (
                    column(context, &place, &identifier_column).await?,
                    identifier,
                ),
                (column(context, &place, &password_column).await?, password),
            )
            .send()
            .await
            .map_err(|error| {
                let mut report = failure::api(context, &error);
                if error.kind() == ErrorKind::Invalid {
                    report.suggestion = Some(
                        "most likely no row has that identifier, or a column is not of the right type"
                            .to_owned(),
                    );
                }
                report
            })?;
        if context.output().mode() == Mode::Json {
            return show::as_json(context, row.raw(), copera_term::document::Items::One);
        }
        let columns = row.cells.iter().map(|cell| &cell.column_id);
        let schema = schema::read_with(context, &place.id, &place.table, columns).await?;
        let only = std::slice::from_ref(row.value());
        let names = options::names_for(context, client, &place, &schema, only).await;
        show::one(context, row.raw(), || {
            sheet::record(&schema, &row, None, &names)
        })
    }
}

/// All four, or which of them is missing.
fn all(given: [(&'static str, Option<String>); 4]) -> Result<[String; 4], Report> {
    let empty = |text: &Option<String>| text.as_deref().unwrap_or_default().is_empty();
    let missing: Vec<_> = given
        .iter()
        .filter(|(_, text)| empty(text))
        .map(|(flag, _)| *flag)
        .collect();
    if missing.is_empty() {
        return Ok(given.map(|(_, text)| text.unwrap_or_default()));
    }
    let message = format!("no value for {}", missing.join(", "));
    Err(Report::new(words::MISSING_INPUT, message).suggest("all four flags are needed; see --help"))
}

async fn column(context: &Context, place: &Place, name: &str) -> Result<ColumnId, Report> {
    schema::column_id(context, &place.id, &place.table, name).await
}
