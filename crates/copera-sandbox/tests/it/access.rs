//! Who reaches what.

use copera_sandbox::seed;

use crate::http::{exchange, get, sandbox, send};

const BOARDS: &str = "/board/list-boards";
const CHANNELS: &str = "/chat/channels";
const NOTIFICATIONS: &str = "/notifications/";
const WORKSPACE: &str = "/workspace/info";

#[test]
fn tokens_against_surfaces() {
    let sandbox = sandbox();
    // token, then the statuses of the four surfaces
    for (token, statuses) in [
        (seed::FULL_PAT, [200, 200, 200, 200]),
        (seed::OAT, [200, 200, 200, 200]),
        (seed::KEY, [200, 200, 403, 403]),
        (seed::DOCS_ONLY_PAT, [403, 403, 403, 200]),
        (seed::EXTERNAL_PAT, [200, 200, 200, 403]),
        (seed::EXPIRED_PAT, [401, 401, 401, 401]),
        ("cp_pat_never0issued00000000000000000", [401, 401, 401, 401]),
        ("no-token-of-copera", [401, 401, 401, 401]),
        ("", [401, 401, 401, 401]),
    ] {
        let got = [BOARDS, CHANNELS, NOTIFICATIONS, WORKSPACE]
            .map(|path| get(&sandbox, path, token).status);
        assert_eq!(got, statuses, "{token}");
    }
}

#[test]
fn refusals_say_why() {
    let sandbox = sandbox();
    for (path, token, status, message) in [
        (BOARDS, "", 401, "Missing token"),
        (BOARDS, "cp_pat_nobody", 401, "Invalid token"),
        (BOARDS, seed::EXPIRED_PAT, 401, "Token expired"),
        (
            BOARDS,
            seed::DOCS_ONLY_PAT,
            403,
            "You are not allowed to access boards",
        ),
        (
            NOTIFICATIONS,
            seed::KEY,
            403,
            "You are not allowed to access notifications",
        ),
        (
            WORKSPACE,
            seed::EXTERNAL_PAT,
            403,
            "External users are not allowed to access workspace",
        ),
        (
            "/nowhere",
            seed::FULL_PAT,
            404,
            "Route /public/v1/nowhere not found",
        ),
    ] {
        let answer = get(&sandbox, path, token);
        assert_eq!(answer.refusal(), (status, message.to_owned()));
    }
    let answer = get(&sandbox, BOARDS, seed::DOCS_ONLY_PAT);
    assert_eq!(answer.json()["error"], "Forbidden");
}

#[test]
fn wrong_methods_and_other_schemes() {
    let sandbox = sandbox();
    let answer = send(&sandbox, "PUT", BOARDS, seed::FULL_PAT, "").unwrap();
    assert_eq!(answer.refusal().0, 405);
    assert!(answer.header("allow").unwrap().contains("GET"));
    let request = |header: &str| {
        format!(
            "GET /public/v1{BOARDS} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{header}\r\n\r\n"
        )
    };
    let basic = request("authorization: Basic YWRhOmFkYQ==");
    assert_eq!(exchange(&sandbox, &basic).unwrap().refusal().0, 401);
    let lower = request(&format!("authorization: bearer {}", seed::FULL_PAT));
    assert_eq!(exchange(&sandbox, &lower).unwrap().status, 200);
}

#[test]
fn every_request_is_logged_and_no_log_shows_a_token() {
    let sandbox = sandbox();
    get(&sandbox, "/board/list-boards?q=launch", seed::FULL_PAT);
    get(&sandbox, "/nowhere", "");
    let requests = sandbox.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].method(), "GET");
    assert_eq!(requests[0].path(), "/public/v1/board/list-boards?q=launch");
    assert_eq!(requests[0].bearer(), Some(seed::FULL_PAT));
    assert_eq!(requests[0].header("Host"), Some("sandbox"));
    assert_eq!(requests[0].header("authorization"), None);
    assert_eq!(requests[1].bearer(), None);
    let shown = format!("{requests:?}");
    assert!(shown.contains("cp_pat_…a1f3"), "{shown}");
    assert!(!shown.contains(seed::FULL_PAT), "{shown}");
}
