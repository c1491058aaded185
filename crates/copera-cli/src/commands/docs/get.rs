//! `copera docs get`.

use clap::Args;
use copera_api::model::{Doc, DocImage};
use copera_api::{Client, DocId, Error};
use copera_term::document::Items;
use copera_term::{ExitCode, Record, Report, Table};

use super::docs_or_default;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::each::{self, Words, each};
use crate::ids::Several;
use crate::links::{self, Page};
use crate::show;

/// Show what is known about a document, or several
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs get 64a1b2c3d4e5f60718293a4b\n  copera docs get --jq .url\n  \
                        copera docs search engine --jq '.[]._id' | copera docs get -\n\n\
                        One document is printed as an object, several (or those of -) as a list."
)]
pub(crate) struct Get {
    /// The document's id; several are read one after the other; - takes the first word of each line of
    /// stdin; without it, doc_id of the profile
    #[arg(value_name = "ID")]
    ids: Vec<String>,
}

const READ: Words = Words {
    thing: "document",
    done: "read",
};

impl RunWithClient for Get {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let ids = docs_or_default(context, &self.ids)?;
        let is_list = matches!(ids, Several::List(_));
        let read = async |id: DocId| -> Result<_, Error> {
            let doc = client.doc(id.clone()).get().send().await?;
            let link = links::link(context, client, Page::Doc(&id)).await;
            let document = links::with_url(doc.raw(), link.as_deref());
            Ok((document, doc.into_value(), link))
        };
        let outcome = each(context, READ, ids, read).await;
        match outcome.done.as_slice() {
            [(document, doc, link)] if !is_list => {
                show::one(context, document, || record(doc, link.as_deref()))?;
            }
            docs if outcome.has_result() => {
                let document = each::list(docs.iter().map(|(document, ..)| document));
                show::list(context, &document, Items::Bare, "No documents.", || {
                    table(docs)
                })?;
            }
            _ => {}
        }
        outcome.end()
    }
}

fn table(docs: &[(Vec<u8>, Doc, Option<String>)]) -> Table {
    let mut table = Table::new(&["ID", "TITLE", "OWNER", "UPDATED"]).whole(&[2, 3]);
    for (_, doc, link) in docs {
        let updated = show::time(&doc.updated_at);
        table.row([doc.id.as_str(), &doc.title, doc.owner.as_str(), &updated]);
        table.link(link.as_deref());
    }
    table
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
