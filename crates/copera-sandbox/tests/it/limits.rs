//! Rate limits, and time that a test turns.

use std::time::Duration;

use copera_sandbox::{
    Sandbox,
    seed::{self, boards},
};

use crate::{
    http::{Answer, get, post, sandbox, start},
    paths,
};

fn boards(sandbox: &Sandbox) -> Answer {
    get(sandbox, "/board/list-boards", seed::FULL_PAT)
}

#[test]
fn a_spent_budget_comes_back_with_time() {
    let sandbox = sandbox();
    let first = boards(&sandbox);
    assert_eq!(first.header("x-ratelimit-limit"), Some("50"));
    assert_eq!(first.header("x-ratelimit-remaining"), Some("49"));
    assert_eq!(first.header("x-ratelimit-reset"), Some("60"));
    // The other board endpoint draws on the same budget, and a 404 counts too.
    get(
        &sandbox,
        &format!("/board/{}", boards::BUGS),
        seed::FULL_PAT,
    );
    get(&sandbox, "/board/5eed00040000000000000099", seed::FULL_PAT);
    for remaining in (0..47).rev() {
        let answer = boards(&sandbox);
        let told = answer.header("x-ratelimit-remaining").unwrap();
        assert_eq!((answer.status, told), (200, &*remaining.to_string()));
    }
    sandbox.clock().advance(Duration::from_secs(20));
    let refused = boards(&sandbox);
    assert_eq!(refused.refusal(), (429, "Rate limit exceeded".to_owned()));
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((35..=40).contains(&wait), "{wait}");
    assert_eq!(refused.json()["retryAfter"], wait);
    assert_eq!(refused.header("x-ratelimit-remaining"), Some("0"));
    // Another token and another family are not concerned.
    assert_eq!(get(&sandbox, "/board/list-boards", seed::KEY).status, 200);
    assert_eq!(get(&sandbox, "/chat/channels", seed::FULL_PAT).status, 200);

    sandbox.clock().advance(Duration::from_secs(wait));
    assert_eq!(boards(&sandbox).status, 200);
}

#[test]
fn every_reply_to_a_valid_token_tells_the_limit() {
    let sandbox = sandbox();
    for (path, token, limit) in [
        ("/chat/channels", seed::FULL_PAT, Some("50")),
        ("/workspace/info", seed::FULL_PAT, Some("60")),
        ("/notifications/", seed::FULL_PAT, Some("60")),
        ("/board/x", seed::FULL_PAT, Some("50")),
        ("/board/list-boards", seed::DOCS_ONLY_PAT, Some("50")),
        ("/board/list-boards", "cp_pat_nobody", None),
    ] {
        let answer = get(&sandbox, path, token);
        assert_eq!(answer.header("x-ratelimit-limit"), limit, "{path}");
    }
}

#[test]
fn an_unlimited_sandbox_counts_nothing() {
    let sandbox = start(Sandbox::builder().unlimited());
    for _ in 0..60 {
        let answer = boards(&sandbox);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("x-ratelimit-limit"), None);
    }
}

#[test]
fn making_rows_has_a_limit_of_its_own() {
    let sandbox = sandbox();
    let create = || {
        let path = format!("{}/row", paths::tasks());
        post(&sandbox, &path, seed::KEY, r#"{"columns":[]}"#)
    };
    for _ in 0..30 {
        assert_eq!(create().status, 200);
    }
    let refused = create();
    assert_eq!(refused.refusal().0, 429);
    assert_eq!(refused.header("x-ratelimit-limit"), Some("30"));
    let list = get(&sandbox, &format!("{}/rows", paths::tasks()), seed::KEY);
    assert_eq!(list.json().as_array().unwrap().len(), 36);
}
