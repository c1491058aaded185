//! `/chat`.

use copera_sandbox::{
    Sandbox,
    seed::{self, channels, people},
};

use crate::http::{Answer, each, get, post, sandbox};

fn names(sandbox: &Sandbox, query: &str, token: &str) -> Vec<String> {
    let answer = get(sandbox, &format!("/chat/channels{query}"), token).json();
    let names = each(&answer["channels"], "name").into_iter();
    names.map(str::to_owned).collect()
}

#[test]
fn list_is_what_the_caller_takes_part_in() {
    let sandbox = sandbox();
    assert_eq!(
        names(&sandbox, "", seed::FULL_PAT),
        ["general", "deployments", "Alan Turing"]
    );
    assert_eq!(names(&sandbox, "", seed::KEY), ["deployments"]);
    assert!(names(&sandbox, "", seed::EXTERNAL_PAT).is_empty());
}

#[test]
fn filters_and_paging() {
    let sandbox = sandbox();
    for (query, found) in [
        ("?q=DEPLOY".to_owned(), ["deployments"].as_slice()),
        ("?q=everyone".to_owned(), &["general"]),
        ("?q=alan@".to_owned(), &["deployments", "Alan Turing"]),
        ("?kind=dm".to_owned(), &["Alan Turing"]),
        ("?type=voice".to_owned(), &[]),
        (
            format!("?participantId={}", people::BUILD_BOT),
            &["deployments"],
        ),
        (format!("?participantId={}", people::EVERYONE), &["general"]),
        ("?limit=1&offset=1".to_owned(), &["deployments"]),
        ("?offset=9".to_owned(), &[]),
    ] {
        assert_eq!(names(&sandbox, &query, seed::FULL_PAT), found, "{query}");
    }
    let page = get(&sandbox, "/chat/channels?limit=1", seed::FULL_PAT).json();
    assert_eq!(
        (&page["total"], &page["limit"], &page["offset"]),
        (&3.into(), &1.into(), &0.into())
    );
    let long = format!("q={}", "x".repeat(201));
    for (query, parameter) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("offset=-1", "offset"),
        ("type=board", "type"),
        ("kind=DM", "kind"),
        ("participantId=ada", "participantId"),
        (&long, "q"),
    ] {
        let answer = get(&sandbox, &format!("/chat/channels?{query}"), seed::FULL_PAT);
        let message = format!("Invalid parameter: {parameter}");
        assert_eq!(answer.refusal(), (400, message), "{query}");
    }
}

fn send(sandbox: &Sandbox, channel: &str, token: &str, body: &str) -> Answer {
    let path = format!("/chat/channel/{channel}/send-message");
    post(sandbox, &path, token, body)
}

#[test]
fn a_sent_message_is_kept_to_the_letter() {
    let sandbox = sandbox();
    let before = sandbox.clock().now();
    let body = r##"{"message":"# Done\n\nv1.2 is out ✓","name":"CI"}"##;
    let answer = send(&sandbox, channels::DEPLOYMENTS, seed::KEY, body);
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert_eq!(
        send(
            &sandbox,
            channels::GENERAL,
            seed::FULL_PAT,
            r#"{"message":"x"}"#
        )
        .status,
        204
    );

    let messages = sandbox.messages(channels::DEPLOYMENTS);
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].text, "# Done\n\nv1.2 is out ✓");
    assert_eq!(messages[0].name.as_deref(), Some("CI"));
    assert_eq!(messages[0].author, people::BUILD_BOT);
    assert!(messages[0].sent_at >= before);
    assert_eq!(sandbox.messages(channels::GENERAL)[0].name, None);
    // The channel says when.
    let list = get(&sandbox, "/chat/channels", seed::KEY).json();
    assert!(list["channels"][0]["lastMessageAt"].is_string(), "{list}");
}

#[test]
fn messages_that_are_refused() {
    let sandbox = sandbox();
    let of_length = |length| format!(r#"{{"message":"{}"}}"#, "é".repeat(length));
    for (channel, token, body, status) in [
        (channels::DEPLOYMENTS, seed::KEY, of_length(10_000), 204),
        (channels::DEPLOYMENTS, seed::KEY, of_length(10_001), 400),
        (channels::DEPLOYMENTS, seed::KEY, of_length(0), 400),
        (channels::DEPLOYMENTS, seed::KEY, "{}".to_owned(), 400),
        (channels::DEPLOYMENTS, seed::KEY, "not json".to_owned(), 400),
        (
            channels::DEPLOYMENTS,
            seed::KEY,
            r#"{"message":1}"#.to_owned(),
            400,
        ),
        ("deployments", seed::KEY, of_length(1), 400),
        ("5eed00050000000000000099", seed::KEY, of_length(1), 404),
        (channels::GENERAL, seed::KEY, of_length(1), 403),
        (channels::COMPILERS, seed::FULL_PAT, of_length(1), 403),
        (channels::GENERAL, seed::DOCS_ONLY_PAT, of_length(1), 403),
        (channels::GENERAL, "", of_length(1), 401),
    ] {
        let answer = send(&sandbox, channel, token, &body);
        assert_eq!(answer.status, status, "{channel} {token} {answer:?}");
    }
    assert_eq!(sandbox.messages(channels::DEPLOYMENTS).len(), 1);
    assert!(sandbox.messages(channels::GENERAL).is_empty());
    // One byte too many, so that the sandbox has read it all when it refuses.
    let huge = "x".repeat(1024 * 1024 + 1);
    let answer = send(&sandbox, channels::DEPLOYMENTS, seed::KEY, &huge);
    assert_eq!(answer.refusal().0, 413);
}
