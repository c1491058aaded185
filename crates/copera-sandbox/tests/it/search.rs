//! `/search`.

use copera_sandbox::{
    Sandbox, WRITE_DELAY,
    seed::{
        self, channels,
        docs::{CHECKLIST, ONBOARDING, RELEASE_NOTES},
        extras, people,
    },
};
use serde_json::{Value, json};

use crate::http::{each, get, post, sandbox};

fn search(sandbox: &Sandbox, query: &str, token: &str) -> Value {
    get(sandbox, &format!("/search?{query}"), token).json()
}

fn types(found: &Value) -> Vec<String> {
    let mut types: Vec<_> = each(&found["hits"], "entityType")
        .into_iter()
        .map(str::to_owned)
        .collect();
    types.sort();
    types.dedup();
    types
}

#[test]
fn what_a_token_can_not_see_is_left_out() {
    let sandbox = sandbox();
    let personal = ["aiChat", "aiChatMessage", "todo", "todoItem"];
    let all = search(&sandbox, "q=engine", seed::FULL_PAT);
    let seen = types(&all);
    assert!(
        personal
            .iter()
            .all(|name| seen.contains(&(*name).to_owned())),
        "{seen:?}"
    );
    assert!(seen.contains(&"voiceTranscription".to_owned()), "{seen:?}");
    let docs_only = search(&sandbox, "q=engine", seed::DOCS_ONLY_PAT);
    assert_eq!(
        types(&docs_only),
        ["aiChat", "aiChatMessage", "document", "todo", "todoItem"]
    );
    let some = search(
        &sandbox,
        "q=engine&types=document,voiceTranscription",
        seed::DOCS_ONLY_PAT,
    );
    assert_eq!(types(&some), ["document"]);
    let twice = search(&sandbox, "q=engine&types=todo&types=aiChat", seed::FULL_PAT);
    assert_eq!(types(&twice), ["aiChat", "todo"]);
    for (query, token, status, message) in [
        (
            "types=channel,channelMessage",
            seed::DOCS_ONLY_PAT,
            403,
            "You are not allowed to search these types",
        ),
        (
            "types=board",
            seed::FULL_PAT,
            400,
            "Invalid parameter: types",
        ),
        ("limit=101", seed::FULL_PAT, 400, "Invalid parameter: limit"),
        (
            "sortBy=name",
            seed::FULL_PAT,
            400,
            "Invalid parameter: sortBy",
        ),
        ("", seed::KEY, 403, "You are not allowed to access search"),
        (
            "",
            seed::EXTERNAL_PAT,
            403,
            "External users are not allowed to access search",
        ),
    ] {
        let answer = get(&sandbox, &format!("/search?q=a&{query}"), token);
        assert_eq!(answer.refusal(), (status, message.to_owned()), "{query}");
    }
    for query in ["", "?q="] {
        let answer = get(&sandbox, &format!("/search{query}"), seed::FULL_PAT);
        assert_eq!(answer.refusal(), (400, "Invalid parameter: q".to_owned()));
    }
}

#[test]
fn hits_have_their_fields_and_their_order() {
    let sandbox = sandbox();
    let found = search(&sandbox, "q=charles&types=todoItem", seed::FULL_PAT);
    assert!(found["processingTimeMs"].is_number());
    assert_eq!(
        (&found["query"], &found["totalHits"]),
        (&"charles".into(), &1.into())
    );
    assert_eq!(
        found["hits"][0],
        json!({
            "entityType": "todoItem",
            "_id": extras::TODO_ITEM,
            "workspace": seed::WORKSPACE,
            "title": "Ask Charles about the engine",
            "completed": false,
            "list": extras::TODO_LIST,
            "dueDate": 1_742_198_400_000_u64,
            "createdAt": 1_737_972_000_000_u64,
            "updatedAt": 1_737_972_000_000_u64,
        })
    );
    for (query, ids, total) in [
        ("", [RELEASE_NOTES, CHECKLIST, ONBOARDING].as_slice(), 3),
        (
            "&sortBy=createdAt&sortOrder=asc",
            &[ONBOARDING, CHECKLIST, RELEASE_NOTES],
            3,
        ),
        ("&limit=1", &[RELEASE_NOTES], 3),
    ] {
        let query = format!("q=engine&types=document{query}");
        let found = search(&sandbox, &query, seed::FULL_PAT);
        assert_eq!(each(&found["hits"], "_id"), ids, "{query}");
        assert_eq!(found["totalHits"], total, "{query}");
    }
}

#[test]
fn what_was_written_is_found_by_those_who_may_read_it() {
    let sandbox = sandbox();
    let message = r#"{"message":"The **zeppelin** has landed"}"#;
    let channel = channels::DEPLOYMENTS;
    post(
        &sandbox,
        &format!("/chat/channel/{channel}/send-message"),
        seed::KEY,
        message,
    );
    let found = search(&sandbox, "q=ZEPPELIN", seed::FULL_PAT);
    let hit = &found["hits"][0];
    assert_eq!(
        (&hit["entityType"], &hit["channel"]),
        (&"channelMessage".into(), &channel.into())
    );
    assert_eq!(hit["author"], people::BUILD_BOT);
    assert_eq!(hit["content"], "The **zeppelin** has landed");
    assert_eq!(
        search(&sandbox, "q=zeppelin", seed::DOCS_ONLY_PAT)["totalHits"],
        0
    );

    post(
        &sandbox,
        "/docs/",
        seed::FULL_PAT,
        r#"{"title":"Zeppelins"}"#,
    );
    assert_eq!(
        types(&search(&sandbox, "q=zeppelin", seed::OAT)),
        ["channelMessage", "document"]
    );
    // A direct message, once it is there.
    let body = json!({"userId": people::GRACE, "message": "a dirigible"}).to_string();
    post(
        &sandbox,
        "/chat/direct-message/send-message",
        seed::FULL_PAT,
        &body,
    );
    assert_eq!(
        search(&sandbox, "q=dirigible", seed::FULL_PAT)["totalHits"],
        0
    );
    sandbox.clock().advance(WRITE_DELAY);
    assert_eq!(
        search(&sandbox, "q=dirigible", seed::FULL_PAT)["totalHits"],
        1
    );
    // Channels by name, the unnamed by their reader's view of them.
    assert_eq!(
        search(&sandbox, "q=alan&types=channel", seed::FULL_PAT)["hits"][0]["kind"],
        "dm"
    );
    assert_eq!(
        search(&sandbox, "q=compilers&types=channel", seed::FULL_PAT)["totalHits"],
        0
    );
}
