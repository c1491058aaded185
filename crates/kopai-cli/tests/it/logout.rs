//! `kopai logout`.

use crate::home::{Home, SENDER, TOKEN, file};

#[test]
fn what_is_in_force_afterwards_is_named() {
    let home = Home::signed_in(TOKEN, "https://kopai.app");
    home.write(".kopairc", &file("kpi_here", "https://kopai.app"));
    let logout = home.kopai(["logout"]).run();
    assert!(
        logout
            .succeeds()
            .stderr
            .contains("In force: kpi_…mnop from ~/.kopairc:3:12."),
        "{logout}"
    );
    // The home token was hidden by the file here; what logout leaves of that hides nothing.
    let whoami = home
        .kopai(["whoami", "--json", "--url", "http://127.0.0.1:9"])
        .run();
    assert!(
        whoami.json()["source"]
            .as_str()
            .unwrap()
            .starts_with("~/.kopairc")
    );

    let logout = home.kopai(["logout", "--global", "--json"]).run();
    assert_eq!(
        logout.succeeds().json()["in_force"],
        serde_json::Value::Null
    );
}

#[test]
fn nothing_to_remove() {
    let home = Home::signed_in(TOKEN, "https://kopai.app");
    let logout = home.kopai(["logout"]).run();
    assert_eq!(
        (logout.code, logout.stdout.as_str()),
        (2, "Not logged in.\n")
    );
    assert!(
        logout
            .stderr
            .contains("In force: kpi_…mnop from ~/.kopairc"),
        "{logout}"
    );
    assert_eq!(home.files(), ["home/.kopairc"]);
}

#[test]
fn a_file_that_can_not_be_read_is_an_error() {
    let home = Home::empty();
    let text = format!("{{ \"token\": \"{TOKEN}\", }}");
    home.write(".kopairc", &text);
    assert_eq!(home.kopai(["logout"]).run().fails_with(1), "config_error");
    assert_eq!(home.read(".kopairc"), text);
}

#[test]
fn each_token_goes_alone() {
    let home = Home::signed_in(TOKEN, "https://kopai.app");
    home.kopai(["login", "--otlp", "--global"])
        .stdin(SENDER)
        .run()
        .succeeds();
    home.kopai(["logout", "--global"]).run().succeeds();
    let text = home.read("~/.kopairc");
    assert!(text.contains(SENDER) && !text.contains(TOKEN), "{text}");
    home.kopai(["logout", "--global", "--otlp"])
        .run()
        .succeeds();
    assert!(!home.read("~/.kopairc").contains(SENDER));
}
