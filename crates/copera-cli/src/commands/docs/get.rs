//! `copera docs get`.

use clap::Args;
use copera_api::Client;
use copera_api::model::{Doc, DocImage};
use copera_term::{ExitCode, Record, Report};

use super::doc_or_default;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::links::{self, Page};
use crate::{failure, show};

/// Show what is known about a document
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs get 64a1b2c3d4e5f60718293a4b\n  copera docs get --jq .url"
)]
pub(crate) struct Get {
    /// The document's id; without it, doc_id of the profile
    id: Option<String>,
}

impl RunWithClient for Get {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id = doc_or_default(context, self.id.as_deref())?;
        let doc = client
            .doc(id.clone())
            .get()
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let link = links::link(context, client, Page::Doc(&id)).await;
        show::one(
            context,
            &links::with_url(doc.raw(), link.as_deref()),
            || record(&doc, link.as_deref()),
        )
    }
}

pub(super) fn record(doc: &Doc, link: Option<&str>) -> Record {
    let image = |image: &Option<DocImage>| image.as_ref().map(|image| image.value.clone());
    let mut record = Record::new();
    record.field("ID", doc.id.as_str());
    record.field("Title", &doc.title);
    record.field_if("Icon", image(&doc.icon).as_deref());
    record.field_if("Cover", image(&doc.cover).as_deref());
    record.field_if("Parent", doc.parent.as_ref().map(AsRef::as_ref));
    record.field("Owner", doc.owner.as_str());
    record.field_if("Starred", doc.starred.unwrap_or(false).then_some("yes"));
    record.field("Created", &show::time(&doc.created_at));
    record.field("Updated", &show::time(&doc.updated_at));
    links::show(&mut record, link);
    record
}
