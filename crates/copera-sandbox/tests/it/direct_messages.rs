//! `/chat/direct-message/send-message`.

use copera_sandbox::{
    Sandbox, WRITE_DELAY,
    seed::{self, channels, people},
};
use serde_json::{Value, json};

use crate::{
    http::{Answer, get, post, sandbox},
    paths::NOBODY,
};

fn send(sandbox: &Sandbox, token: &str, body: &Value) -> Answer {
    post(
        sandbox,
        "/chat/direct-message/send-message",
        token,
        &body.to_string(),
    )
}

#[test]
fn the_channel_is_found_again_and_the_message_comes_later() {
    let sandbox = sandbox();
    let body = json!({"userId": people::ALAN, "message": "Hello ✓"});
    let answer = send(&sandbox, seed::FULL_PAT, &body);
    assert_eq!(answer.status, 202);
    assert_eq!(
        answer.json(),
        json!({"channelId": channels::ADA_AND_ALAN, "queued": true})
    );
    assert!(sandbox.messages(channels::ADA_AND_ALAN).is_empty());
    sandbox.clock().advance(WRITE_DELAY);
    let messages = sandbox.messages(channels::ADA_AND_ALAN);
    assert_eq!(messages.len(), 1);
    assert_eq!(
        (messages[0].text.as_str(), messages[0].author.as_str()),
        ("Hello ✓", people::ADA)
    );
}

#[test]
fn a_first_message_makes_the_channel() {
    let sandbox = sandbox();
    let body = json!({"userId": people::EMILIE, "message": "x"});
    let made = send(&sandbox, seed::FULL_PAT, &body).json();
    let again = send(&sandbox, seed::FULL_PAT, &body).json();
    // From the other side it is the same one.
    let back = send(
        &sandbox,
        seed::EXTERNAL_PAT,
        &json!({"userId": people::ADA, "message": "y"}),
    );
    assert_eq!((&made, &made), (&again, &back.json()));
    let list = get(&sandbox, "/chat/channels?kind=dm", seed::EXTERNAL_PAT).json();
    assert_eq!(
        (&list["total"], &list["channels"][0]["name"]),
        (&1.into(), &"Ada Lovelace".into())
    );
    assert_eq!(list["channels"][0]["_id"], made["channelId"]);
}

#[test]
fn what_is_refused() {
    let sandbox = sandbox();
    let to = |user: &str, message: &str| json!({"userId": user, "message": message});
    for (token, body, status) in [
        (seed::FULL_PAT, to(people::GRACE, ""), 400),
        (seed::FULL_PAT, to(people::GRACE, &"é".repeat(10_000)), 202),
        (seed::FULL_PAT, to(people::GRACE, &"é".repeat(10_001)), 400),
        (seed::FULL_PAT, to("grace", "x"), 400),
        (seed::FULL_PAT, to(people::ADA, "x"), 400),
        (seed::FULL_PAT, to(NOBODY, "x"), 404),
        (seed::FULL_PAT, json!({"message": "x"}), 400),
        (seed::FULL_PAT, json!({"userId": people::GRACE}), 400),
        (seed::DOCS_ONLY_PAT, to(people::GRACE, "x"), 403),
        // The documents leave it open whether keys may.
        (seed::KEY, to(people::GRACE, "x"), 202),
    ] {
        assert_eq!(
            send(&sandbox, token, &body).status,
            status,
            "{token} {body:.60}"
        );
    }
}
