use copera_sandbox::{Fault, seed};

use crate::home::Home;

#[test]
fn a_user_known_by_their_notifications() {
    let home = Home::signed_in();
    insta::assert_snapshot!(home.copera(["auth", "whoami"]).run());
    insta::assert_snapshot!(
        "as_a_table",
        home.copera(["auth", "whoami", "--output", "table"]).run()
    );
}

#[test]
fn a_user_who_is_not_told() {
    let home = Home::signed_in();
    home.sandbox().fault(
        Fault::on("GET", "/notifications/")
            .json(&serde_json::json!({"notifications": [], "unreadCount": 0, "count": 0}))
            .always(),
    );
    let whoami = home
        .copera(["auth", "whoami"])
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(whoami["user"], serde_json::Value::Null);
    assert_eq!(
        whoami["unknown_because"],
        "the token's user has no notifications"
    );
    assert_eq!(whoami["workspace"], "Analytical Engines");
}

#[test]
fn an_integration_key() {
    let home = Home::new();
    let run = |format: &str| {
        home.copera(["auth", "whoami", "--output", format])
            .env("COPERA_CLI_AUTH_TOKEN", seed::KEY)
            .run()
    };
    insta::assert_snapshot!(run("json"));
    insta::assert_snapshot!("an_integration_key_as_a_table", run("table"));
    assert!(
        home.sandbox()
            .requests()
            .iter()
            .all(|request| request.path() == "/public/v1/board/list-boards")
    );
}

#[test]
fn an_expired_token() {
    let home = Home::new();
    let run = home
        .copera(["auth", "whoami"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::EXPIRED_PAT)
        .run();
    assert_eq!(run.fails_with(4), "api_error");
    insta::assert_snapshot!(run);
}

#[test]
fn an_external_user() {
    let home = Home::new();
    let run = home
        .copera(["auth", "whoami"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::EXTERNAL_PAT)
        .run();
    let told = run.succeeds().stdout_json();
    assert_eq!(told["kind"], "personal_access");
    assert!(
        told["user"].is_null() && told["workspace"].is_null(),
        "{told}"
    );
    let why = told["unknown_because"].as_str().unwrap();
    assert!(why.contains("internal users only"), "{why}");
    assert!(
        told["token_source"]
            .as_str()
            .unwrap()
            .contains("COPERA_CLI_AUTH_TOKEN"),
        "{told}"
    );
    assert!(
        told["expires_at"].is_null() && told["days_left"].is_null(),
        "{told}"
    );
    // What is kept in a file is told as `auth status` tells it.
    let token = seed::EXTERNAL_PAT;
    let kept = format!(
        "{}[profiles.default]\ntoken = \"{token}\"\nexpires_at = \"2999-01-01\"\n",
        home.api()
    );
    home.write("~/.copera.toml", &kept);
    let run = |command, output| {
        let run = home.copera(["auth", command, "--output", output]).run();
        run.succeeds().stdout.clone()
    };
    let json = |command| serde_json::from_str::<serde_json::Value>(&run(command, "json")).unwrap();
    let (told, status) = (json("whoami"), json("status"));
    for field in [
        "profile",
        "token",
        "kind",
        "token_source",
        "expires_at",
        "days_left",
    ] {
        assert!(!status[field].is_null(), "{field} {status}");
        assert_eq!(told[field], status[field], "{field}");
    }
    let (told, status) = (run("whoami", "table"), run("status", "table"));
    for name in ["Token", "Kind", "Source", "Expires"] {
        let line = |text: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.map(|line| line.trim().to_owned())
        };
        assert!(line(&told).is_some(), "{name}: {told}");
        assert_eq!(line(&told), line(&status), "{name}");
    }
    // A token that the service does not know is another matter.
    let unknown = home
        .copera(["auth", "whoami"])
        .env("COPERA_CLI_AUTH_TOKEN", "cp_pat_0123456789abcdefghij");
    assert_eq!(unknown.run().fails_with(4), "api_error");
}
