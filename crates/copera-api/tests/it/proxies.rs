//! Through a proxy, and never through one.

use copera_api::{Client, ErrorKind, Proxies};

use crate::scripted::{PAT, Scripted, answer, json, quick, token};

fn through(address: &str) -> Proxies {
    Proxies {
        http: Some(format!("http://user:secret@{address}")),
        https: Some(format!("http://user:secret@{address}")),
        no_proxy: None,
    }
}

#[tokio::test]
async fn loopback_goes_directly() {
    let proxy = Scripted::start([]).await;
    let server = Scripted::start([json(200, "[]")]).await;
    let client = server.builder().proxies(through(&proxy.address)).build();
    client.unwrap().boards().list().send().await.unwrap();
    assert_eq!((proxy.count(), server.count()), (0, 1));
}

#[tokio::test]
async fn anything_else_goes_through() {
    let proxy = Scripted::start((0..4).map(|_| answer(502, "", ""))).await;
    let base = "https://copera.invalid/v1".parse().unwrap();
    let builder = Client::builder(base, token(PAT)).retry(quick());
    // A machine without root certificates can't make a client for https at all.
    let Ok(client) = builder.proxies(through(&proxy.address)).build() else {
        return;
    };
    let error = client.boards().list().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreachable);
    assert!(
        !format!("{error} {error:?}").contains("secret"),
        "{error:?}"
    );
    for request in proxy.requests() {
        assert!(
            request.starts_with("CONNECT copera.invalid:443 "),
            "{request}"
        );
        assert!(!request.contains("cp_pat_"), "{request}");
    }
    assert_eq!(proxy.count(), 4);
}

#[test]
fn a_wrong_address_is_not_repeated() {
    let base = "http://127.0.0.1:1".parse().unwrap();
    let proxies = through("[secret");
    assert!(!format!("{proxies:?}").contains("secret"));
    let builder = Client::builder(base, token(PAT)).proxies(proxies);
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Setup);
    assert!(
        !format!("{error} {error:?}").contains("secret"),
        "{error:?}"
    );
}
