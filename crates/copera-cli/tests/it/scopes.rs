//! `auth scopes`.

use copera_sandbox::{Fault, seed};
use serde_json::json;

use crate::home::{Home, Program};

fn scopes<'a>(home: &'a Home, token: &str, arguments: &[&str]) -> Program<'a> {
    let arguments = ["auth", "scopes"].iter().chain(arguments);
    home.copera(arguments).env("COPERA_CLI_AUTH_TOKEN", token)
}

#[test]
fn from_the_kind_alone() {
    let home = Home::new();
    insta::assert_snapshot!(
        "personal",
        scopes(&home, seed::FULL_PAT, &["--output", "table"]).run()
    );
    insta::assert_snapshot!(
        "integration",
        scopes(&home, seed::KEY, &["--output", "table"]).run()
    );
    insta::assert_snapshot!("integration_json", scopes(&home, seed::KEY, &[]).run());
    assert!(home.sandbox().requests().is_empty());
    assert_eq!(
        home.copera(["auth", "scopes"]).run().fails_with(4),
        "auth_required"
    );
}

/// The sandbox has no docs, drive, search and bookings: what the service would say is scripted.
#[test]
fn probed() {
    let home = Home::new();
    for (path, status) in [
        ("/docs/tree", 200),
        ("/drive/tree", 403),
        ("/search", 403),
        ("/bookings", 500),
    ] {
        let fault = Fault::on("GET", path).status(status).always();
        let fault = if status == 200 {
            fault.json(&json!({}))
        } else {
            fault
        };
        home.sandbox().fault(fault);
    }
    let probe = ["--probe", "--output", "plain"];
    insta::assert_snapshot!("probed", scopes(&home, seed::FULL_PAT, &probe).run());
    assert_eq!(home.sandbox().requests().len(), 8, "one request a surface");
    insta::assert_snapshot!(
        "probed_docs_only",
        scopes(&home, seed::DOCS_ONLY_PAT, &probe).run()
    );
    let asked = home.sandbox().requests().len();
    insta::assert_snapshot!(
        "probed_integration",
        scopes(&home, seed::KEY, &["--probe"]).run()
    );
    assert_eq!(
        home.sandbox().requests().len() - asked,
        3,
        "closed surfaces are not asked"
    );
}

#[test]
fn a_token_that_the_service_does_not_know() {
    let home = Home::new();
    let run = scopes(&home, seed::EXPIRED_PAT, &["--probe"]).run();
    assert_eq!(run.fails_with(4), "api_error");
    assert_eq!(
        home.sandbox().requests().len(),
        1,
        "asking on would tell no more"
    );
}

/// The trust rule holds for what is sent.
#[test]
fn a_planted_host_is_not_asked() {
    let home = Home::signed_in();
    home.write(
        ".copera.toml",
        "[api]\nbase_url = \"https://evil.example\"\n",
    );
    let text = home.read("~/.copera.toml");
    home.write("~/.copera.toml", &text[text.find("[profiles").unwrap()..]);
    assert_eq!(
        home.copera(["auth", "scopes", "--probe"])
            .run()
            .fails_with(1),
        "untrusted_host"
    );
    home.copera(["auth", "scopes"]).run().succeeds();
}

/// Where a probe has asked before, a refusal says whether it is the scope.
#[test]
fn a_refusal_after_a_probe_says_whether_the_scope_is_missing() {
    let home = Home::new();
    let boards = |token| {
        let run = home.copera(["boards", "list"]);
        let run = run.env("COPERA_CLI_AUTH_TOKEN", token).run();
        assert_eq!(run.fails_with(4), "api_error");
        run.error()["suggestion"].as_str().unwrap().to_owned()
    };
    let needs = "boards needs a token with the scope access_boards";
    assert!(boards(seed::DOCS_ONLY_PAT).starts_with(needs));
    for token in [seed::DOCS_ONLY_PAT, seed::FULL_PAT] {
        scopes(&home, token, &["--probe"]).run().succeeds();
    }
    let lacks = "the token lacks the scope access_boards";
    assert!(boards(seed::DOCS_ONLY_PAT).starts_with(lacks));
    let refused = Fault::on("GET", "/board/list-boards").status(403).always();
    home.sandbox().fault(refused);
    let has = "the token has the scope access_boards";
    assert!(boards(seed::FULL_PAT).starts_with(has));
    assert!(boards(seed::KEY).starts_with(needs), "a token of its own");
}

#[test]
fn what_a_probe_found_is_kept_where_and_as_long_as_the_home_file_says() {
    let home = Home::new();
    let caches = |home: &Home| -> Vec<String> {
        let files = home.files().into_iter();
        files
            .filter(|file| file.ends_with("/scopes.json"))
            .collect()
    };
    scopes(&home, seed::FULL_PAT, &[]).run().succeeds();
    assert!(caches(&home).is_empty(), "nothing was asked");
    scopes(&home, seed::FULL_PAT, &["--probe"]).run().succeeds();
    let kept = caches(&home);
    assert_eq!(kept.len(), 1);
    assert!(
        kept[0].starts_with("home/.cache/copera/127.0.0.1+"),
        "{kept:?}"
    );
    let settings = "[cache]\ndir = \"~/mine\"\nttl = \"15m\"\n";
    home.write("~/.copera.toml", &format!("{}{settings}", home.api()));
    scopes(&home, seed::FULL_PAT, &["--probe"]).run().succeeds();
    assert_eq!(
        caches(&home)[1].replace("home/mine", "home/.cache/copera"),
        kept[0]
    );
    let wrong = "[cache]\nttl = \"long\"\n";
    home.write("~/.copera.toml", &format!("{}{wrong}", home.api()));
    let run = scopes(&home, seed::FULL_PAT, &["--probe"]).run();
    assert_eq!(run.fails_with(1), "config_error");
}
