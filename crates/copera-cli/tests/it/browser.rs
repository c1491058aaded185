//! Signing in as a person does: the page where tokens are made, in a real browser.

use std::time::Duration;

use crate::home::Home;
use crate::webdriver::{self, Browser};

/// From the first click to a list of boards, and on to the end of the token.
#[test]
fn from_the_first_click_to_the_boards() {
    if !webdriver::ready("from_the_first_click_to_the_boards") {
        return;
    }
    let home = Home::new();
    let page = format!("{}/oauth/cli", home.sandbox().web_url());
    let browser = Browser::start(&home.root().join("browser"));
    browser.go(&page);
    // Everything can be found by its name.
    for (selector, label) in [
        ("#workspace", "Workspace"),
        ("#access_boards", "access_boards boards, export"),
        ("#lifetime", "How long it lives"),
        ("#create", "Create token"),
    ] {
        assert_eq!(browser.label(selector), label);
    }
    browser.click("#access_boards");
    browser.click("#lifetime option[value='7']");
    browser.click("#create");
    let token = browser.text("#token");
    assert!(token.starts_with("cp_pat_"), "{token}");
    assert_eq!(browser.address(), page, "no token in an address");
    browser.click("#copy:not([hidden])");
    assert_eq!(browser.text("#copied:not(:empty)"), "Copied");

    let login = home
        .copera(["auth", "login", "--token"])
        .stdin(&format!("{token}\n"))
        .run();
    login.succeeds();
    let boards = home.copera(["boards", "list"]).run();
    assert_eq!(boards.succeeds().stdout_json().as_array().unwrap().len(), 3);
    // Nothing but what was chosen.
    let probe = ["auth", "scopes", "--probe", "--output", "plain"];
    let scopes = home.copera(probe).run();
    for (surface, state) in [
        ("boards", "granted"),
        ("docs", "scope missing: access_docs"),
        ("channels", "scope missing: access_channels"),
        ("workspace", "granted"),
    ] {
        let line = format!("{surface}\t{state}\t");
        assert!(scopes.succeeds().stdout.contains(&line), "{scopes}");
    }
    for run in [&login, &boards, &scopes] {
        assert!(
            !run.stdout.contains(&token) && !run.stderr.contains(&token),
            "{run}"
        );
    }

    browser.reload();
    assert!(!browser.source().contains(&token), "shown twice");
    browser.go(&page);
    assert!(!browser.source().contains(&token));
    let logged = home.sandbox().requests();
    assert!(
        logged
            .iter()
            .all(|request| !request.path().contains(&token))
    );

    home.sandbox()
        .clock()
        .advance(Duration::from_secs(7 * 24 * 60 * 60));
    let ended = home.copera(["boards", "list"]).run();
    assert_eq!(ended.fails_with(4), "api_error");
}
