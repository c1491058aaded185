//! `copera docs metadata`.

use clap::Args;
use copera_api::{Client, DocId};
use copera_term::{ExitCode, Record, Report};

use crate::commands::RunWithClient;
use crate::context::Context;
use crate::words;
use crate::{failure, ids, show};

/// Change title, icon or cover of a document
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs metadata 64a1b2c3d4e5f60718293a4b --title 'Plan B'\n  \
                        copera docs metadata 64a1b2c3d4e5f60718293a4b --icon-type emoji --icon-value 🚀\n  \
                        copera docs metadata 64a1b2c3d4e5f60718293a4b --cover-type color --cover-value BLUE"
)]
pub(crate) struct Metadata {
    /// The document's id
    id: Option<String>,

    /// Another title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// What the icon is, such as emoji or icon
    #[arg(long, value_name = "KIND")]
    icon_type: Option<String>,

    /// The emoji, or the name of the icon
    #[arg(long, value_name = "VALUE")]
    icon_value: Option<String>,

    /// What the cover is, such as color, image or url
    #[arg(long, value_name = "KIND")]
    cover_type: Option<String>,

    /// The colour or the address
    #[arg(long, value_name = "VALUE")]
    cover_value: Option<String>,
}

impl RunWithClient for Metadata {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id: DocId = ids::required("document", self.id.as_deref())?;
        let icon = pair("icon", self.icon_type, self.icon_value)?;
        let cover = pair("cover", self.cover_type, self.cover_value)?;
        let title = self.title.filter(|title| !title.is_empty());
        if title.is_none() && icon.is_none() && cover.is_none() {
            let message = format!("nothing to change in document {id} was given");
            return Err(Report::new(words::MISSING_INPUT, message).suggest(
                "add --title, --icon-type with --icon-value, or --cover-type with --cover-value",
            ));
        }
        let mut request = client.doc(id).update();
        if let Some(title) = title {
            request = request.title(title);
        }
        if let Some((kind, value)) = icon {
            request = request.icon(kind, value);
        }
        if let Some((kind, value)) = cover {
            request = request.cover(kind, value);
        }
        let doc = request
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        show::one(context, doc.raw(), || {
            let mut record = Record::new();
            record.field("ID", doc.id.as_str());
            record.field("Title", &doc.title);
            record.field("Updated", &show::time(&doc.updated_at));
            record
        })
    }
}

/// A kind with its value: both or none.
fn pair(
    what: &str,
    kind: Option<String>,
    value: Option<String>,
) -> Result<Option<(String, String)>, Report> {
    let given = |text: Option<String>| text.filter(|text| !text.is_empty());
    match (given(kind), given(value)) {
        (None, None) => Ok(None),
        (Some(kind), Some(value)) => Ok(Some((kind, value))),
        _ => {
            let message = format!("--{what}-type and --{what}-value go together");
            Err(Report::new(words::INPUT_ERROR, message).suggest("give both"))
        }
    }
}
