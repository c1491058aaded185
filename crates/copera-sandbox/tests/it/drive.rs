//! `/drive`: what is there, and downloads.

use copera_sandbox::{
    SIGNED_URL_LIFE, Sandbox,
    seed::{
        self,
        drive::{
            BLUEPRINT, BLUEPRINT_SIZE, DETAILS, DRAWINGS, EMPTY, ENGINE_PLANS, LEDGER, LINE,
            README, README_TEXT, SECRET, SHARED_BY_ALAN,
        },
        people,
    },
};
use serde_json::{Value, json};

use crate::{
    http::{Answer, each, fetch, get, post, sandbox},
    paths::NOBODY,
};

fn read(sandbox: &Sandbox, path: &str) -> Value {
    get(sandbox, &format!("/drive/{path}"), seed::FULL_PAT).json()
}

fn url(sandbox: &Sandbox, file: &str) -> String {
    let answer = read(sandbox, &format!("files/{file}/download"));
    answer["url"].as_str().unwrap().to_owned()
}

fn mkdir(sandbox: &Sandbox, token: &str, body: &Value) -> Answer {
    post(sandbox, "/drive/folders", token, &body.to_string())
}

#[test]
fn trees() {
    let sandbox = sandbox();
    let roots = [ENGINE_PLANS, SHARED_BY_ALAN, README, EMPTY].as_slice();
    for (query, roots, total, next) in [
        (String::new(), roots, 8, [].as_slice()),
        ("?depth=1".to_owned(), roots, 4, &[ENGINE_PLANS]),
        ("?depth=2".to_owned(), roots, 6, &[DRAWINGS]),
        (format!("?parentId={DRAWINGS}&depth=1"), &[DRAWINGS], 3, &[]),
        (format!("?parentId={DETAILS}"), &[DETAILS], 1, &[]),
    ] {
        let tree = read(&sandbox, &format!("tree{query}"));
        assert_eq!(each(&tree["root"], "_id"), roots, "{query}");
        assert_eq!(tree["totalItems"], total, "{query}");
        assert_eq!(tree["nextParentIds"], json!(next), "{query}");
        assert_eq!(tree["truncated"], !next.is_empty(), "{query}");
    }
    // What is shared brings along what is in it.
    let shared = get(&sandbox, "/drive/tree", seed::EXTERNAL_PAT).json();
    assert_eq!(
        (each(&shared["root"], "_id"), &shared["totalItems"]),
        (vec![ENGINE_PLANS], &5.into())
    );
    for (query, status) in [
        ("depth=0", 400),
        ("parentId=x", 400),
        (&format!("parentId={NOBODY}"), 404),
        (&format!("parentId={SECRET}"), 404),
    ] {
        let answer = get(&sandbox, &format!("/drive/tree?{query}"), seed::FULL_PAT);
        assert_eq!(answer.refusal().0, status, "{query}");
    }
}

#[test]
fn items_and_search() {
    let sandbox = sandbox();
    assert_eq!(
        read(&sandbox, &format!("files/{BLUEPRINT}")),
        json!({
            "_id": BLUEPRINT,
            "name": "Blaupause Nº 1.bin",
            "type": "file",
            "owner": people::ADA,
            "parent": DRAWINGS,
            "mimeType": "application/octet-stream",
            "size": BLUEPRINT_SIZE,
            "createdAt": "2025-01-17T09:50:00.000Z",
            "updatedAt": "2025-02-06T09:50:00.000Z",
        })
    );
    assert!(
        read(&sandbox, &format!("files/{DETAILS}"))
            .get("size")
            .is_none()
    );
    for (query, ids, total) in [
        ("q=READ", [README].as_slice(), 1),
        (
            "q=e&sortBy=createdAt&sortOrder=asc&limit=2",
            &[ENGINE_PLANS, DETAILS],
            7,
        ),
        ("q=secret", &[], 0),
    ] {
        let found = read(&sandbox, &format!("search?{query}"));
        assert_eq!(each(&found["hits"], "_id"), ids, "{query}");
        assert_eq!(found["totalHits"], total, "{query}");
    }
    for (path, token, status) in [
        ("search", seed::FULL_PAT, 400),
        ("search?q=a&limit=51", seed::FULL_PAT, 400),
        ("files/x", seed::FULL_PAT, 400),
        (&format!("files/{NOBODY}"), seed::FULL_PAT, 404),
        (&format!("files/{SECRET}"), seed::FULL_PAT, 404),
        (&format!("files/{SECRET}/download"), seed::FULL_PAT, 404),
        (&format!("files/{DRAWINGS}/download"), seed::FULL_PAT, 400),
        ("tree", seed::KEY, 403),
        ("tree", seed::DOCS_ONLY_PAT, 403),
    ] {
        let answer = get(&sandbox, &format!("/drive/{path}"), token);
        assert_eq!(answer.refusal().0, status, "{path}");
    }
    let found = get(
        &sandbox,
        "/search?q=ledger&types=driveContent",
        seed::FULL_PAT,
    )
    .json();
    assert_eq!(each(&found["hits"], "_id"), [LEDGER]);
}

#[test]
fn folders() {
    let sandbox = sandbox();
    let made = mkdir(
        &sandbox,
        seed::FULL_PAT,
        &json!({"name": "New", "parentId": DRAWINGS}),
    );
    assert_eq!(made.status, 200);
    let made = made.json();
    assert_eq!(
        (&made["type"], &made["parent"]),
        (&"folder".into(), &DRAWINGS.into())
    );
    let tree = read(&sandbox, &format!("tree?parentId={DRAWINGS}"));
    assert_eq!(
        each(&tree["root"][0]["children"], "name"),
        ["Details", "Blaupause Nº 1.bin", "New"]
    );
    for (token, body, status) in [
        (
            seed::FULL_PAT,
            json!({"name": "New", "parentId": DRAWINGS}),
            200,
        ),
        (
            seed::FULL_PAT,
            json!({"name": "Mine", "parentId": SHARED_BY_ALAN}),
            200,
        ),
        (seed::FULL_PAT, json!({"name": ""}), 400),
        (seed::FULL_PAT, json!({}), 400),
        (seed::FULL_PAT, json!({"name": "x", "parentId": "x"}), 400),
        (
            seed::FULL_PAT,
            json!({"name": "x", "parentId": README}),
            400,
        ),
        (
            seed::FULL_PAT,
            json!({"name": "x", "parentId": NOBODY}),
            404,
        ),
        // A viewer looks on.
        (
            seed::EXTERNAL_PAT,
            json!({"name": "x", "parentId": DRAWINGS}),
            403,
        ),
        (seed::KEY, json!({"name": "x"}), 403),
    ] {
        assert_eq!(mkdir(&sandbox, token, &body).status, status, "{body}");
    }
}

#[test]
fn a_signed_address_gives_the_bytes() {
    let sandbox = sandbox();
    let address = url(&sandbox, README);
    let answer = fetch(&sandbox, "GET", &address, &[], b"");
    assert_eq!((answer.status, answer.body.as_str()), (200, README_TEXT));
    assert_eq!(answer.header("content-type"), Some("text/plain"));
    assert_eq!(
        answer.header("content-disposition"),
        Some("attachment; filename=\"read me.txt\"; filename*=UTF-8''read%20me.txt")
    );
    let large = fetch(&sandbox, "GET", &url(&sandbox, BLUEPRINT), &[], b"");
    assert_eq!(
        large.header("content-length"),
        Some(&*BLUEPRINT_SIZE.to_string())
    );
    assert!(large.body == LINE.repeat(BLUEPRINT_SIZE / LINE.len()));
    let empty = fetch(&sandbox, "GET", &url(&sandbox, EMPTY), &[], b"");
    assert_eq!(
        (empty.status, empty.header("content-length")),
        (200, Some("0"))
    );
}

#[test]
fn other_bytes() {
    let sandbox = sandbox();
    let before = fetch(&sandbox, "GET", &url(&sandbox, README), &[], b"");
    assert!(sandbox.replace_file(README, "other"));
    let after = fetch(&sandbox, "GET", &url(&sandbox, README), &[], b"");
    assert_eq!(after.body, "other");
    assert_ne!(after.header("etag"), before.header("etag"));
    assert_eq!(read(&sandbox, &format!("files/{README}"))["size"], 5);
    assert!(sandbox.replace_file_with_zeros(README, 1 << 40).unwrap());
    let range = [("range", "bytes=1099511627770-")];
    let zeros = fetch(&sandbox, "GET", &url(&sandbox, README), &range, b"");
    assert_eq!((zeros.status, zeros.body.as_str()), (206, "\0\0\0\0\0\0"));
    assert!(!sandbox.replace_file(ENGINE_PLANS, "a folder"));
    assert!(!sandbox.replace_file(NOBODY, "nobody"));
}

#[test]
fn ranges() {
    let sandbox = sandbox();
    let address = url(&sandbox, README);
    let ask = |headers: &[(&str, &str)]| fetch(&sandbox, "GET", &address, headers, b"");
    let etag = ask(&[]).header("etag").unwrap().to_owned();
    let rest = ask(&[("range", "bytes=6-"), ("if-range", &etag)]);
    assert_eq!((rest.status, rest.body.as_str()), (206, &README_TEXT[6..]));
    assert_eq!(rest.header("content-range"), Some("bytes 6-22/23"));
    assert_eq!(rest.header("etag"), Some(&*etag));
    let changed = ask(&[("range", "bytes=6-"), ("if-range", "\"other\"")]);
    assert_eq!((changed.status, changed.body.as_str()), (200, README_TEXT));
    let past = ask(&[("range", "bytes=23-")]);
    assert_eq!(
        (past.status, past.header("content-range")),
        (416, Some("bytes */23"))
    );
}

#[test]
fn addresses_that_open_nothing() {
    let sandbox = sandbox();
    let address = url(&sandbox, README);
    let bearer = format!("Bearer {}", seed::FULL_PAT);
    let bare = address.split('?').next().unwrap();
    for (address, headers, status, code) in [
        (
            address.clone(),
            [("authorization", bearer.as_str())].as_slice(),
            400,
            "InvalidArgument",
        ),
        (bare.to_owned(), &[], 403, "SignatureDoesNotMatch"),
        (
            address.replace(README, LEDGER),
            &[],
            403,
            "SignatureDoesNotMatch",
        ),
        (
            address.replace("expires=", "expires=9"),
            &[],
            403,
            "SignatureDoesNotMatch",
        ),
    ] {
        let answer = fetch(&sandbox, "GET", &address, headers, b"");
        assert_eq!(answer.status, status, "{address}");
        assert!(
            answer.body.contains(&format!("<Code>{code}</Code>")),
            "{}",
            answer.body
        );
    }
    sandbox.clock().advance(SIGNED_URL_LIFE);
    let late = fetch(&sandbox, "GET", &address, &[], b"");
    assert_eq!(late.status, 403);
    assert!(late.body.contains("Request has expired"), "{}", late.body);
    assert_eq!(
        fetch(&sandbox, "GET", &url(&sandbox, README), &[], b"").status,
        200
    );
}
