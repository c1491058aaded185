use copera_sandbox::seed;

use crate::home::Home;

#[test]
fn info_and_members() {
    let home = Home::signed_in();
    insta::assert_snapshot!(
        home.copera(["workspace", "info", "--output", "table"])
            .run()
    );
    insta::assert_snapshot!(
        "members",
        home.copera(["workspace", "members", "--output", "table"])
            .run()
    );
    let page = home
        .copera(["workspace", "members", "--limit", "2", "--offset", "1"])
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(page["members"].as_array().unwrap().len(), 2);
    assert_eq!(
        (page["limit"].as_u64(), page["offset"].as_u64()),
        (Some(2), Some(1))
    );
    let cut = home
        .copera(["workspace", "members", "--limit", "2", "--output", "table"])
        .run();
    assert!(cut.succeeds().stderr.contains("2 of 6 members"), "{cut}");
}

/// The kind of token is checked against the surface before anything is sent.
#[test]
fn an_integration_key_is_refused_before_the_network() {
    let home = Home::new();
    let run = home
        .copera(["workspace", "members"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::KEY)
        .run();
    assert_eq!(run.fails_with(4), "api_error");
    insta::assert_snapshot!(run);
    assert!(home.sandbox().requests().is_empty());
}
