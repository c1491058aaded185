//! Multipart uploads, from start to the downloaded file.

use copera_sandbox::{
    Fault, SIGNED_URL_LIFE, Sandbox,
    seed::{
        self,
        drive::{DRAWINGS, README},
        people,
    },
};
use serde_json::{Value, json};

use crate::{
    http::{Answer, fetch, get, post, sandbox},
    paths::NOBODY,
};

fn call(sandbox: &Sandbox, step: &str, token: &str, body: &Value) -> Answer {
    let path = format!("/drive/files/upload/multipart/{step}");
    post(sandbox, &path, token, &body.to_string())
}

/// An upload that was started.
struct Upload<'a> {
    sandbox: &'a Sandbox,
    id: Value,
    key: Value,
}

impl<'a> Upload<'a> {
    fn start(sandbox: &'a Sandbox, size: usize) -> Self {
        let body = json!({
            "fileName": "Überblick.bin",
            "fileSize": size,
            "mimeType": "application/x-blob",
            "parentId": DRAWINGS,
        });
        let started = call(sandbox, "start", seed::FULL_PAT, &body);
        assert_eq!(started.status, 200);
        let started = started.json();
        let (id, key) = (started["uploadId"].clone(), started["fileKey"].clone());
        Self { sandbox, id, key }
    }

    fn step(&self, step: &str, parts: &Value) -> Answer {
        let body = json!({"uploadId": self.id, "fileKey": self.key, "parts": parts});
        call(self.sandbox, step, seed::FULL_PAT, &body)
    }

    fn urls(&self, parts: usize) -> Vec<String> {
        let answer = self.step("presigned-urls", &parts.into()).json();
        let parts = answer["parts"].as_array().unwrap().iter();
        (1..)
            .zip(parts)
            .map(|(number, part)| {
                assert_eq!(part["PartNumber"], number);
                part["signedUrl"].as_str().unwrap().to_owned()
            })
            .collect()
    }

    fn put(&self, url: &str, bytes: &[u8]) -> Answer {
        let length = [("content-length", "0")];
        let headers = if bytes.is_empty() { &length[..] } else { &[] };
        fetch(self.sandbox, "PUT", url, headers, bytes)
    }

    /// Puts all parts; answers what finalize wants to know of them.
    fn put_all(&self, parts: &[&[u8]]) -> Value {
        let urls = self.urls(parts.len());
        let etag = |(number, (url, part)): (u32, (&String, &&[u8]))| {
            let answer = self.put(url, part);
            assert_eq!(answer.status, 200, "{answer:?}");
            json!({"partNumber": number, "eTag": answer.header("etag").unwrap()})
        };
        (1..).zip(urls.iter().zip(parts)).map(etag).collect()
    }
}

fn download(sandbox: &Sandbox, file: &Value) -> Vec<u8> {
    let path = format!("/drive/files/{}/download", file["_id"].as_str().unwrap());
    let url = get(sandbox, &path, seed::FULL_PAT).json();
    fetch(sandbox, "GET", url["url"].as_str().unwrap(), &[], b"").bytes
}

#[test]
fn what_goes_up_comes_down() {
    let sandbox = sandbox();
    // Over 1 MiB, so in a file; zeros in the middle and at the end, where holes could go wrong.
    let mut large: Vec<u8> = (0..2 * 1024 * 1024_u32).map(|n| (n % 251) as u8).collect();
    large[1_200_000..1_900_000].fill(0);
    let zeros = vec![0; 1024 * 1024 + 1];
    for parts in [
        [large.as_slice(), &zeros, b"\xff\x00 the end"].as_slice(),
        &[b"small"],
        &[b""],
    ] {
        let whole = parts.concat();
        let upload = Upload::start(&sandbox, whole.len());
        let etags = upload.put_all(parts);
        let finalized = upload.step("finalize", &etags);
        assert_eq!(finalized.status, 200, "{finalized:?}");
        let file = finalized.json();
        assert_eq!(
            (&file["name"], &file["size"]),
            (&"Überblick.bin".into(), &whole.len().into())
        );
        assert_eq!(
            (&file["type"], &file["parent"]),
            (&"file".into(), &DRAWINGS.into())
        );
        assert_eq!(
            (&file["owner"], &file["mimeType"]),
            (&people::ADA.into(), &"application/x-blob".into())
        );
        assert!(download(&sandbox, &file) == whole, "{}", whole.len());
        // It is no upload any more.
        assert_eq!(
            upload.step("finalize", &etags).refusal(),
            (404, "Upload not found".to_owned())
        );
    }
}

#[test]
fn a_range_may_cross_parts() {
    let sandbox = sandbox();
    let large = vec![7; 1024 * 1024 + 1];
    let upload = Upload::start(&sandbox, large.len() + 6);
    let etags = upload.put_all(&[b"abc", &large, b"xyz"]);
    let file = upload.step("finalize", &etags).json();
    let path = format!("/drive/files/{}/download", file["_id"].as_str().unwrap());
    let url = get(&sandbox, &path, seed::FULL_PAT).json();
    let url = url["url"].as_str().unwrap();
    let some = |range: &str| fetch(&sandbox, "GET", url, &[("range", range)], b"").bytes;
    assert_eq!(some("bytes=1-4"), b"bc\x07\x07");
    assert_eq!(some("bytes=-4"), b"\x07xyz");
}

#[test]
fn a_part_may_come_again_and_the_quotes_may_go() {
    let sandbox = sandbox();
    let upload = Upload::start(&sandbox, 6);
    let urls = upload.urls(2);
    let first = upload.put(&urls[0], b"bad");
    let second = upload.put(&urls[0], b"abc");
    assert_ne!(first.header("etag"), second.header("etag"));
    let third = upload.put(&urls[1], b"def");
    let bare = |answer: &Answer| answer.header("etag").unwrap().trim_matches('"').to_owned();
    let parts = json!([
        {"partNumber": 1, "eTag": bare(&second)},
        {"partNumber": 2, "eTag": bare(&third)},
    ]);
    let file = upload.step("finalize", &parts).json();
    assert_eq!(download(&sandbox, &file), b"abcdef");
}

#[test]
fn finalize_wants_what_arrived() {
    let sandbox = sandbox();
    let upload = Upload::start(&sandbox, 6);
    let good = upload.put_all(&[b"abc", b"def"]);
    let with = |index: usize, field: &str, value: Value| {
        let mut parts = good.clone();
        parts[index][field] = value;
        parts
    };
    for parts in [
        json!([]),
        json!([good[0]]),
        json!([good[1], good[0]]),
        json!([good[0], good[1], good[1]]),
        json!([{"partNumber": 1}, good[1]]),
        with(0, "eTag", "wrong".into()),
        with(0, "eTag", good[1]["eTag"].clone()),
        with(1, "partNumber", 3.into()),
    ] {
        assert_eq!(upload.step("finalize", &parts).refusal().0, 400, "{parts}");
    }
    assert_eq!(upload.step("finalize", &good).status, 200);
    let short = Upload::start(&sandbox, 7);
    let parts = short.put_all(&[b"abc", b"def"]);
    assert_eq!(
        short.step("finalize", &parts).refusal(),
        (400, "6 bytes arrived, fileSize was 7".to_owned())
    );
}

#[test]
fn part_addresses_expire_and_check_what_arrives() {
    let sandbox = sandbox();
    let upload = Upload::start(&sandbox, 3);
    let url = upload.urls(2).remove(0);
    let bearer = format!("Bearer {}", seed::FULL_PAT);
    let put = |url: &str, headers: &[(&str, &str)], body: &[u8]| {
        let answer = fetch(&sandbox, "PUT", url, headers, body);
        (answer.status, answer.header("etag").is_some())
    };
    assert_eq!(
        put(&url, &[("authorization", &bearer)], b"abc"),
        (400, false)
    );
    assert_eq!(put(&url, &[], b"abcd"), (400, false));
    assert_eq!(put(&url, &[], b""), (411, false));
    assert_eq!(
        put(&url.replace("parts/1", "parts/2"), &[], b"abc"),
        (403, false)
    );
    assert_eq!(
        put(url.split('?').next().unwrap(), &[], b"abc"),
        (403, false)
    );
    assert_eq!(put(&url, &[], b"abc"), (200, true));

    sandbox.clock().advance(SIGNED_URL_LIFE);
    // Longer than any buffer on the way, so that a server that does not read it would show.
    assert_eq!(put(&url, &[], &vec![1; 4 * 1024 * 1024]), (403, false));
    // What arrived is still there, and a fresh address opens the same part.
    let fresh = upload.urls(1).remove(0);
    assert_eq!(put(&fresh, &[], b"abc"), (200, true));
}

#[test]
fn parts_can_fail_on_demand() {
    let sandbox = sandbox();
    let upload = Upload::start(&sandbox, 3);
    let url = upload.urls(1).remove(0);
    sandbox.fault(Fault::on("PUT", "/storage/uploads/{uploadId}/parts/{partNumber}").status(503));
    assert_eq!(upload.put(&url, &vec![1; 3 * 1024 * 1024]).status, 503);
    assert_eq!(upload.put(&url, b"abc").status, 200);
    let put = &sandbox.requests()[2];
    assert_eq!((put.method(), put.bearer()), ("PUT", None));
}

#[test]
fn what_is_refused() {
    let sandbox = sandbox();
    let new = |field: &str, value: Value| {
        let mut body = json!({"fileName": "a", "fileSize": 1, "mimeType": "text/plain"});
        body[field] = value;
        body
    };
    for (token, body, status) in [
        (seed::FULL_PAT, new("fileName", "".into()), 400),
        (seed::FULL_PAT, new("fileSize", (-1).into()), 400),
        (seed::FULL_PAT, new("mimeType", Value::Null), 400),
        (seed::FULL_PAT, new("parentId", README.into()), 400),
        (seed::FULL_PAT, new("parentId", NOBODY.into()), 404),
        (seed::EXTERNAL_PAT, new("parentId", DRAWINGS.into()), 403),
        (seed::KEY, new("fileName", "b".into()), 403),
        (seed::DOCS_ONLY_PAT, new("fileName", "b".into()), 403),
    ] {
        assert_eq!(
            call(&sandbox, "start", token, &body).refusal().0,
            status,
            "{body}"
        );
    }
    let upload = Upload::start(&sandbox, 3);
    for parts in [json!(0), json!(10_001), json!("1"), json!([1])] {
        assert_eq!(
            upload.step("presigned-urls", &parts).refusal().0,
            400,
            "{parts}"
        );
    }
    for (id, key, token, status) in [
        (&upload.id, &json!("other"), seed::FULL_PAT, 400),
        (&json!("upload-x"), &upload.key, seed::FULL_PAT, 404),
        // Somebody else's.
        (&upload.id, &upload.key, seed::EXTERNAL_PAT, 404),
    ] {
        for (step, parts) in [("presigned-urls", json!(1)), ("finalize", json!([]))] {
            let body = json!({"uploadId": id, "fileKey": key, "parts": parts});
            assert_eq!(
                call(&sandbox, step, token, &body).refusal().0,
                status,
                "{step} {body}"
            );
        }
    }
}
