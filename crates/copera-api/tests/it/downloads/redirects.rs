//! Where the token goes, and which addresses are used at all.

use copera_api::{Client, ErrorKind};
use copera_sandbox::{Fault, seed::drive::README};

use super::{Joined, STORE};
use crate::scripted::{Scripted, answer};

fn cell(client: &Client) -> copera_api::rows::CellHandle {
    let id = "65f0a1b2c3d4e5f6a7b8c9d0";
    let table = client.board(id.parse().unwrap()).table(id.parse().unwrap());
    table.row(id.parse().unwrap()).cell("c".into())
}

fn elsewhere(location: &str) -> crate::scripted::Step {
    answer(302, &format!("location: {location}\r\n"), "")
}

#[tokio::test]
async fn an_attachment_elsewhere_comes_without_the_token() {
    let store = Scripted::start([answer(200, "", "bytes")]).await;
    let there = format!("http://{}/object?signature=1", store.address);
    let server = Scripted::start([elsewhere("/v1/moved"), elsewhere(&there)]).await;
    let cell = cell(&server.client());
    let download = cell.download(&"f".into()).send().await.unwrap();
    let mut written = Vec::new();
    download.to_writer(&mut written).await.unwrap();
    assert_eq!(written, b"bytes");
    for request in server.requests() {
        assert!(request.contains("authorization: Bearer cp_pat_"));
    }
    assert!(!store.requests()[0].contains("cp_pat_"));
    assert!(store.requests()[0].starts_with("GET /object?signature=1 "));
}

#[tokio::test]
async fn a_store_that_sends_elsewhere() {
    let it = Joined::new().await;
    let other = Scripted::start([answer(200, "", "A file in the drive.\n..")]).await;
    let location = format!("http://{}/there", other.address);
    let fault = Fault::on("GET", STORE).status(307);
    it.sandbox.fault(fault.header("location", &location));
    assert!(it.sandbox.replace_file(README, "A file in the drive.\n.."));
    let download = it.download(&it.client(), README).await.unwrap();
    let mut written = Vec::new();
    download.to_writer(&mut written).await.unwrap();
    assert!(!other.requests()[0].contains("authorization"));
    assert_eq!(it.ranges().len(), 1);
}

#[tokio::test]
async fn addresses_that_are_not_used() {
    let it = Joined::new().await;
    let client = it.client();
    for address in [
        "https://10.0.0.1/a?signature=secret",
        "https://169.254.169.254/latest/meta-data?signature=secret",
        "https://[::ffff:127.0.0.1]/a?signature=secret",
        "https://user:secret@example.com/a",
        "http://example.com/a?signature=secret",
    ] {
        let asked = Fault::on("GET", "/drive/files/{id}/download");
        let json = serde_json::json!({ "url": address });
        it.sandbox.fault(asked.json(&json));
        let named = it.download(&client, README).await;
        let fault = Fault::on("GET", STORE).status(302);
        it.sandbox.fault(fault.header("location", address));
        let redirected = it.download(&client, README).await;
        let server = Scripted::start([elsewhere(address)]).await;
        let attached = cell(&server.client()).download(&"f".into()).send().await;
        for error in [named, redirected, attached].map(Result::unwrap_err) {
            assert_eq!(error.kind(), ErrorKind::UnsafeUrl, "{address} {error}");
            let told = format!("{error} {error:?}");
            assert!(!told.contains("secret"), "{told}");
            assert!(!error.may_have_happened() && !error.is_transient());
        }
    }
    assert_eq!(it.ranges().len(), 5, "only the redirects were met there");
}
