//! Through a proxy, and never through one.

use copera_api::{Client, Error, ErrorKind, Proxies, Proxy};

use crate::scripted::{PAT, Scripted, answer, json, quick, token};

fn through(address: &str) -> Proxies {
    Proxies {
        http: Some(Proxy::new(format!("http://user:secret@{address}"))),
        https: Some(Proxy::new(format!("http://user:secret@{address}")).named_by("HTTPS_PROXY")),
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
    let told = format!(
        "through the proxy http://{} (from HTTPS_PROXY)",
        proxy.address
    );
    assert!(error.to_string().contains(&told), "{error}");
    for request in proxy.requests() {
        assert!(
            request.starts_with("CONNECT copera.invalid:443 "),
            "{request}"
        );
        assert!(!request.contains("cp_pat_"), "{request}");
    }
    assert_eq!(proxy.count(), 4);
}

/// The service is not to blame for a proxy that is not there; nor a proxy for what it is not asked.
#[tokio::test]
async fn a_proxy_that_is_not_there_is_named() {
    let gone = Scripted::start([]).await.address;
    for (no_proxy, named) in [(None, true), (Some("invalid"), false)] {
        let mut proxies = through(&gone);
        proxies.no_proxy = no_proxy.map(str::to_owned);
        let base = "https://copera.invalid/v1".parse().unwrap();
        let builder = Client::builder(base, token(PAT)).retry(quick());
        let Ok(client) = builder.proxies(proxies).build() else {
            return;
        };
        let error = client.boards().list().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unreachable);
        let is_proxy = matches!(error, Error::ProxyUnreachable { .. });
        assert_eq!(is_proxy, named, "{error}");
        let told =
            format!("can't reach the proxy http://{gone} (from HTTPS_PROXY): connection refused");
        assert_eq!(error.to_string().ends_with(&told), named, "{error}");
        assert!(
            !format!("{error} {error:?}").contains("secret"),
            "{error:?}"
        );
    }
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
