//! `/docs`.

use copera_sandbox::{
    Sandbox, WRITE_DELAY,
    seed::{
        self,
        docs::{
            CHECKLIST, COMPUTABLE, FIRST_DAY, HANDBOOK, ONBOARDING, PRIVATE, RELEASE_NOTES,
            STYLE_GUIDE,
        },
        people,
    },
};
use serde_json::{Value, json};

use crate::{
    http::{Answer, each, get, post, sandbox, send},
    paths::NOBODY,
};

fn read(sandbox: &Sandbox, path: &str) -> Value {
    get(sandbox, &format!("/docs/{path}"), seed::DOCS_ONLY_PAT).json()
}

fn change(sandbox: &Sandbox, method: &str, path: &str, body: &Value) -> Answer {
    let path = format!("/docs/{path}");
    send(sandbox, method, &path, seed::FULL_PAT, &body.to_string()).unwrap()
}

/// Ids with those below them in brackets.
fn outline(nodes: &Value) -> Vec<(String, Vec<String>)> {
    let nodes = nodes.as_array().unwrap().iter();
    nodes
        .map(|node| {
            let below = each(&node["children"], "_id");
            let id = node["_id"].as_str().unwrap().to_owned();
            (id, below.into_iter().map(str::to_owned).collect())
        })
        .collect()
}

#[test]
fn trees() {
    let sandbox = sandbox();
    // query, roots, nodes, where it goes on
    for (query, roots, total, next) in [
        (
            String::new(),
            [HANDBOOK, RELEASE_NOTES, COMPUTABLE].as_slice(),
            6,
            [FIRST_DAY].as_slice(),
        ),
        (
            "?depth=1".to_owned(),
            &[HANDBOOK, RELEASE_NOTES, COMPUTABLE],
            3,
            &[HANDBOOK],
        ),
        (
            "?depth=4".to_owned(),
            &[HANDBOOK, RELEASE_NOTES, COMPUTABLE],
            7,
            &[],
        ),
        (format!("?parentId={FIRST_DAY}"), &[FIRST_DAY], 2, &[]),
        (
            format!("?parentId={HANDBOOK}&depth=1"),
            &[HANDBOOK],
            3,
            &[ONBOARDING],
        ),
        (format!("?parentId={CHECKLIST}"), &[CHECKLIST], 1, &[]),
    ] {
        let tree = read(&sandbox, &format!("tree{query}"));
        assert_eq!(each(&tree["root"], "_id"), roots, "{query}");
        assert_eq!(tree["totalDocs"], total, "{query}");
        assert_eq!(tree["nextParentIds"], json!(next), "{query}");
        assert_eq!(tree["truncated"], !next.is_empty(), "{query}");
    }
    let tree = read(&sandbox, "tree");
    assert_eq!(
        outline(&tree["root"])[0],
        (
            HANDBOOK.to_owned(),
            vec![ONBOARDING.to_owned(), STYLE_GUIDE.to_owned()]
        )
    );
    let cut = &tree["root"][0]["children"][0]["children"][0];
    assert_eq!(
        (&cut["_id"], &cut["hasChildren"]),
        (&FIRST_DAY.into(), &true.into())
    );
    assert_eq!(cut["children"], json!([]));
    // Who else sees what.
    let shared = get(&sandbox, "/docs/tree", seed::EXTERNAL_PAT).json();
    assert_eq!(each(&shared["root"], "_id"), [RELEASE_NOTES]);
    for (query, status) in [
        ("depth=0", 400),
        ("depth=11", 400),
        ("parentId=x", 400),
        (&format!("parentId={NOBODY}"), 404),
        (&format!("parentId={PRIVATE}"), 404),
    ] {
        let answer = get(
            &sandbox,
            &format!("/docs/tree?{query}"),
            seed::DOCS_ONLY_PAT,
        );
        assert_eq!(answer.refusal().0, status, "{query}");
    }
}

#[test]
fn searches() {
    let sandbox = sandbox();
    for (query, ids, total) in [
        (
            "q=ENGINE",
            [RELEASE_NOTES, CHECKLIST, ONBOARDING].as_slice(),
            3,
        ),
        (
            "q=engine&sortOrder=asc",
            &[ONBOARDING, CHECKLIST, RELEASE_NOTES],
            3,
        ),
        ("q=engine&sortBy=createdAt&limit=1", &[RELEASE_NOTES], 3),
        ("q=moth", &[], 0),
        ("q=style", &[STYLE_GUIDE], 1),
    ] {
        let found = read(&sandbox, &format!("search?{query}"));
        assert_eq!(each(&found["hits"], "_id"), ids, "{query}");
        assert_eq!(found["totalHits"], total, "{query}");
    }
    let found = read(&sandbox, "search?q=gloves");
    assert_eq!(
        found,
        json!({
            "hits": [{
                "_id": CHECKLIST,
                "title": "Checklist",
                "parents": [
                    {"_id": HANDBOOK, "title": "Handbook"},
                    {"_id": ONBOARDING, "title": "Onboarding"},
                    {"_id": FIRST_DAY, "title": "First day"},
                ],
                "highlight": {
                    "title": "Checklist",
                    "mdBody": "- keys\n- <em>gloves</em>\n- a map of the engine",
                },
                "createdAt": "1736674800000",
                "updatedAt": "1739266800000",
            }],
            "totalHits": 1,
            "query": "gloves",
        })
    );
    for query in [
        "",
        "q=",
        "q=a&limit=0",
        "q=a&limit=51",
        "q=a&sortBy=title",
        "q=a&sortOrder=up",
    ] {
        let answer = get(
            &sandbox,
            &format!("/docs/search?{query}"),
            seed::DOCS_ONLY_PAT,
        );
        assert_eq!(answer.refusal().0, 400, "{query}");
    }
}

#[test]
fn one_document_and_its_text() {
    let sandbox = sandbox();
    assert_eq!(
        read(&sandbox, HANDBOOK),
        json!({
            "_id": HANDBOOK,
            "title": "Handbook",
            "owner": people::ADA,
            "icon": {"type": "emoji", "value": "📖"},
            "starred": true,
            "createdAt": "2025-01-09T09:40:00.000Z",
            "updatedAt": "2025-02-08T09:40:00.000Z",
        })
    );
    assert_eq!(read(&sandbox, ONBOARDING)["parent"], HANDBOOK);
    assert_eq!(
        read(&sandbox, &format!("{STYLE_GUIDE}/md")),
        json!({"content": ""})
    );
    let path = format!("{STYLE_GUIDE}/md");
    let body = json!({"operation": "append", "content": "Be *brief*."});
    let queued = change(&sandbox, "POST", &path, &body);
    assert_eq!(
        (queued.status, &queued.json()["success"]),
        (202, &true.into())
    );
    assert_eq!(read(&sandbox, &path)["content"], "");
    assert_eq!(read(&sandbox, "search?q=brief")["totalHits"], 0);
    sandbox.clock().advance(WRITE_DELAY);
    assert_eq!(read(&sandbox, &path)["content"], "Be *brief*.");
    assert_eq!(read(&sandbox, "search?q=brief")["totalHits"], 1);
}

#[test]
fn made_changed_deleted() {
    let sandbox = sandbox();
    let body = json!({"title": "Tools", "parent": HANDBOOK, "content": "A spanner."});
    let made = change(&sandbox, "POST", "", &body);
    assert_eq!(made.status, 200);
    let made = made.json();
    let id = made["_id"].as_str().unwrap();
    assert_eq!(
        (&made["owner"], &made["parent"]),
        (&people::ADA.into(), &HANDBOOK.into())
    );
    assert_eq!(read(&sandbox, &format!("{id}/md"))["content"], "A spanner.");
    // Without the slash too.
    assert_eq!(
        post(&sandbox, "/docs", seed::FULL_PAT, r#"{"title":"x"}"#).status,
        200
    );

    let icon = json!({"icon": {"type": "icon", "value": "wrench"}});
    let changed = change(&sandbox, "PATCH", id, &icon).json();
    assert_eq!(
        (&changed["title"], &changed["icon"]["value"]),
        (&"Tools".into(), &"wrench".into())
    );
    let changed = change(&sandbox, "PATCH", id, &json!({"title": "Tool box"})).json();
    assert_eq!(
        (&changed["title"], &changed["icon"]["value"]),
        (&"Tool box".into(), &"wrench".into())
    );

    let gone = change(&sandbox, "DELETE", HANDBOOK, &json!({}));
    assert_eq!((gone.status, gone.json()), (200, json!({"success": true})));
    for id in [HANDBOOK, CHECKLIST, id] {
        let answer = get(&sandbox, &format!("/docs/{id}"), seed::FULL_PAT);
        assert_eq!(answer.refusal(), (404, "Document not found".to_owned()));
    }
}

#[test]
fn what_is_refused() {
    let sandbox = sandbox();
    let text = json!({"operation": "append", "content": "x"});
    for (method, path, body, status) in [
        ("GET", "x".to_owned(), json!({}), 400),
        ("GET", NOBODY.to_owned(), json!({}), 404),
        ("GET", format!("{PRIVATE}/md"), json!({}), 404),
        ("POST", format!("{PRIVATE}/md"), text, 404),
        (
            "POST",
            format!("{HANDBOOK}/md"),
            json!({"operation": "x", "content": "x"}),
            400,
        ),
        ("POST", String::new(), json!({}), 400),
        ("POST", String::new(), json!({"title": ""}), 400),
        (
            "POST",
            String::new(),
            json!({"title": "x", "parent": "x"}),
            400,
        ),
        (
            "POST",
            String::new(),
            json!({"title": "x", "parent": PRIVATE}),
            404,
        ),
        ("PATCH", HANDBOOK.to_owned(), json!({}), 400),
        ("PATCH", HANDBOOK.to_owned(), json!({"title": ""}), 400),
        ("PATCH", HANDBOOK.to_owned(), json!({"icon": "x"}), 400),
        ("PATCH", PRIVATE.to_owned(), json!({"title": "x"}), 404),
        // Shared with Ada, but not hers.
        (
            "PATCH",
            COMPUTABLE.to_owned(),
            json!({"title": "Numbers"}),
            200,
        ),
        ("DELETE", COMPUTABLE.to_owned(), json!({}), 403),
        ("DELETE", PRIVATE.to_owned(), json!({}), 404),
    ] {
        let answer = change(&sandbox, method, &path, &body);
        assert_eq!(answer.status, status, "{method} {path} {body}");
    }
    let answer = get(&sandbox, "/docs/tree", seed::KEY);
    assert_eq!(
        answer.refusal(),
        (403, "You are not allowed to access docs".to_owned())
    );
}
