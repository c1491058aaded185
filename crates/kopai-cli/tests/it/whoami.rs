//! `kopai whoami`: each answer of a server has a word and an exit code of its own.

use serde_json::Value;

use crate::home::{BREAKING, EXPIRED, Home, LIMITED, SENDER, TOKEN, file};
use crate::stub::Stub;

#[test]
fn every_verdict() {
    let stub = Stub::start();
    let local = Stub::open();
    let here = stub.url();
    for (token, url, verdict, code) in [
        (TOKEN, here.clone(), "accepted", 0),
        (TOKEN, local.url(), "not_checked", 0),
        (EXPIRED, here.clone(), "rejected", 4),
        (SENDER, here.clone(), "not_permitted", 4),
        (LIMITED, here.clone(), "rate_limited", 6),
        (BREAKING, here.clone(), "server_error", 1),
        (TOKEN, format!("{here}/elsewhere"), "not_kopai", 1),
        (TOKEN, "http://127.0.0.1:9".to_owned(), "unreachable", 1),
    ] {
        let home = Home::signed_in(token, &url);
        let whoami = home.kopai(["whoami", "--json"]).run();
        assert_eq!(whoami.json()["verdict"], verdict, "{whoami}");
        assert_eq!(whoami.code, code, "{whoami}");
    }
}

/// Every spelling of an address that old files have, for every command alike.
#[test]
fn addresses_with_slashes_and_signals() {
    let stub = Stub::start();
    for end in ["", "/", "///", "/signals", "/signals/"] {
        let home = Home::signed_in(TOKEN, &format!("{}{end}", stub.url()));
        home.kopai(["whoami"]).run().succeeds();
        home.kopai(["traces", "search"]).run().succeeds();
    }
}

#[test]
fn without_a_token() {
    let home = Home::empty();
    let whoami = home.kopai(["whoami"]).run();
    assert_eq!(
        (whoami.code, whoami.stdout.as_str()),
        (4, "Not logged in.\n")
    );
    let whoami = home.kopai(["whoami", "--json"]).run();
    assert_eq!(
        (whoami.code, &whoami.json()["configured"]),
        (4, &Value::Bool(false))
    );
    assert_eq!(whoami.json()["verdict"], "auth_required");
}

#[test]
fn what_is_shadowed_is_shown_and_no_token_whole() {
    let home = Home::signed_in(TOKEN, "https://kopai.app");
    home.write(".kopairc", &file("kpi_short", "http://127.0.0.1:9"));
    let whoami = home.kopai(["whoami"]).run();
    assert_eq!(whoami.code, 1);
    assert!(!whoami.stdout.contains("short"), "{whoami}");
    assert!(whoami.stdout.contains("/project/.kopairc:3:12"), "{whoami}");
    assert!(
        whoami.stdout.contains("Not used  ~/.kopairc:3:12"),
        "{whoami}"
    );
}

#[test]
fn a_token_of_the_variable() {
    let stub = Stub::start();
    let home = Home::signed_in("kpi_stored", &stub.url());
    let whoami = home
        .kopai(["whoami", "--json"])
        .env("KOPAI_TOKEN", TOKEN)
        .run();
    assert_eq!(
        whoami.succeeds().json()["source"],
        "environment variable KOPAI_TOKEN"
    );
}
