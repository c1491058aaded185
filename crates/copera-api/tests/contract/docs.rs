//! Documents.

use copera_api::{ErrorKind, SortBy, SortOrder, WriteMode, model::DocImage};
use copera_sandbox::{WRITE_DELAY, seed::docs};

use crate::{Case, case, joined::id};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case!("GET /docs/tree" ? ["depth", "parentId"] {} joined => {
            let tree = joined.client.docs().tree().parent(&id(docs::HANDBOOK)).depth(1);
            let tree = tree.send().await.unwrap();
            assert_eq!((tree.root[0].children.len(), tree.truncated), (2, true));
        }),
        case!("GET /docs/search" ? ["limit", "q", "sortBy", "sortOrder"] {} joined => {
            let search = joined.client.docs().search("engine").sort_by(SortBy::CreatedAt);
            let found = search.order(SortOrder::Ascending).limit(1).send().await.unwrap();
            assert_eq!(found.hits[0].id.as_str(), docs::ONBOARDING);
        }),
        case!("POST /docs/" ? [] {"content", "parent", "title"} joined => {
            let doc = joined.client.docs().create("Gloves").parent(id(docs::HANDBOOK));
            let doc = doc.content("Wear them.").send().await.unwrap();
            assert_eq!(doc.parent.as_ref().unwrap().as_str(), docs::HANDBOOK);
        }),
        case!("GET /docs/{docId}" ? [] {} joined => {
            let doc = joined.client.doc(id(docs::HANDBOOK)).get().send().await.unwrap();
            assert_eq!((&*doc.title, doc.starred), ("Handbook", Some(true)));
        }),
        case!("PATCH /docs/{docId}" ? [] {"cover", "icon", "title"} joined => {
            let update = joined.client.doc(id(docs::HANDBOOK)).update().title("Manual");
            let update = update.icon("emoji", "x").cover("color", "RED");
            let doc = update.send().await.unwrap();
            let value = |image: &Option<DocImage>| image.as_ref().unwrap().value.clone();
            let images = (value(&doc.icon), value(&doc.cover));
            assert_eq!((&*doc.title, images), ("Manual", ("x".to_owned(), "RED".to_owned())));
        }),
        case!("DELETE /docs/{docId}" ? [] {} joined => {
            let told = joined.client.doc(id(docs::HANDBOOK)).delete().send().await.unwrap();
            assert_eq!(told.success, Some(true));
            joined.end();
            let error = joined.client.doc(id(docs::HANDBOOK)).get().send().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::NotFound);
        }),
        case!("GET /docs/{docId}/md" ? [] {} joined => {
            let doc = joined.client.doc(id(docs::STYLE_GUIDE));
            doc.write(WriteMode::Replace, "Be brief.").send().await.unwrap();
            assert_eq!(doc.content().send().await.unwrap().content, "");
            joined.sandbox.clock().advance(WRITE_DELAY);
            joined.begin();
            assert_eq!(doc.content().send().await.unwrap().content, "Be brief.");
        }),
        case!("POST /docs/{docId}/md" ? [] {"content", "operation"} joined => {
            let write = joined.client.doc(id(docs::HANDBOOK)).write(WriteMode::Append, "More.");
            assert_eq!(write.send().await.unwrap().success, Some(true));
        }),
    ]
}
