//! What Kopai's page on authentication promises, sentence by sentence.

use serde_json::{Value, json};

use crate::home::{Home, SENDER, TOKEN, file};
use crate::stub::Stub;

fn parsed(home: &Home, name: &str) -> Value {
    serde_json::from_str(&home.read(name)).unwrap()
}

#[test]
fn the_token_is_saved_to_kopairc_in_the_current_directory() {
    let home = Home::empty();
    let login = home.kopai(["login", "--no-verify"]).stdin(TOKEN).run();
    assert!(login.succeeds().stdout.starts_with("Logged in."), "{login}");
    let saved = parsed(&home, ".kopairc");
    assert_eq!(saved["token"], TOKEN);
    assert_eq!(saved["url"], "https://kopai.app", "the documented default");
    assert_eq!(home.mode(".kopairc"), 0o600);
    assert_eq!(home.files(), ["project/.kopairc"]);
}

#[test]
fn url_sets_the_server() {
    let stub = Stub::start();
    let home = Home::empty();
    let login = home
        .kopai(["login", "--url", &stub.url()])
        .stdin(TOKEN)
        .run();
    login.succeeds();
    assert_eq!(parsed(&home, ".kopairc")["url"], stub.url());
    assert_eq!(
        stub.received()[0].authorization(),
        format!("Bearer {TOKEN}")
    );
}

#[test]
fn global_saves_to_the_home_directory() {
    let home = Home::empty();
    let login = home
        .kopai(["login", "--no-verify", "--global"])
        .stdin(TOKEN);
    login.run().succeeds();
    assert_eq!(parsed(&home, "~/.kopairc")["token"], TOKEN);
    assert_eq!(home.files(), ["home/.kopairc"]);
}

#[test]
fn config_uses_a_custom_file() {
    let home = Home::empty();
    let login = home
        .kopai(["login", "--no-verify", "--config", "my.json"])
        .stdin(TOKEN);
    login.run().succeeds();
    assert_eq!(home.files(), ["project/my.json"]);
    home.kopai(["logout", "--config", "my.json"])
        .run()
        .succeeds();
    assert_eq!(
        parsed(&home, "my.json"),
        json!({ "url": "https://kopai.app" })
    );
}

#[test]
fn logout_removes_the_token_and_preserves_other_fields() {
    for (name, flag) in [(".kopairc", None), ("~/.kopairc", Some("--global"))] {
        let home = Home::empty();
        home.write(
            name,
            "{ \"url\": \"https://kopai.example\",\r\n\t\"token\": \"kpi_x\", \"n\": 1.50 }",
        );
        let logout = home.kopai(["logout"].into_iter().chain(flag)).run();
        assert!(
            logout.succeeds().stdout.starts_with("Logged out."),
            "{logout}"
        );
        assert_eq!(
            home.read(name),
            "{ \"url\": \"https://kopai.example\", \"n\": 1.50 }"
        );
    }
}

#[test]
fn whoami_displays_prefix_and_server_and_validates() {
    let stub = Stub::start();
    let home = Home::signed_in(TOKEN, &stub.url());
    let whoami = home.kopai(["whoami"]).run();
    let shown = &whoami.succeeds().stdout;
    for words in ["kpi_", &stub.url(), "Token is valid."] {
        assert!(shown.contains(words), "{whoami}");
    }
}

#[test]
fn resolution_is_config_then_here_then_home() {
    let home = Home::empty();
    let tokens = ["kpi_named", "kpi_here", "kpi_home"];
    let url = "http://127.0.0.1:9";
    for (name, token) in ["my.json", ".kopairc", "~/.kopairc"]
        .into_iter()
        .zip(tokens)
    {
        home.write(name, &file(token, url));
    }
    let source = |arguments: &[&str]| {
        let run = home
            .kopai(["whoami", "--json"].iter().chain(arguments))
            .run();
        run.json()["source"].as_str().unwrap().to_owned()
    };
    assert!(source(&["--config", "my.json"]).contains("my.json"));
    assert!(source(&["-c", "my.json"]).contains("my.json"));
    assert!(source(&[]).contains("project/.kopairc"));
    std::fs::remove_file(home.path(".kopairc")).unwrap();
    assert!(source(&[]).starts_with("~/.kopairc"));
}

#[test]
fn cli_tokens_expire_after_90_days() {
    let stub = Stub::start();
    let home = Home::empty();
    let login = ["login", "--url", &stub.url()];
    home.kopai(login).stdin(TOKEN).run().succeeds();
    let whoami = home.kopai(["whoami", "--json"]).run().json();
    assert_eq!(whoami["days_left"], 90);

    // Renewal: a new token over the old one. The same once more is no younger.
    let day = "2027-01-01";
    let text = home.read(".kopairc");
    let ends = whoami["expires_at"].as_str().unwrap();
    home.write(".kopairc", &text.replace(ends, day));
    home.kopai(login).stdin(TOKEN).run().succeeds();
    assert!(home.read(".kopairc").contains(day));
    home.kopai(login).stdin(SENDER).run().succeeds();
    assert!(!home.read(".kopairc").contains(day));
}

#[test]
fn sending_takes_the_bearer_token_in_the_header_variable() {
    let home = Home::empty();
    let login = home.kopai(["login", "--otlp", "--global"]).stdin(SENDER);
    login.run().succeeds();
    let env = home
        .kopai(["env", "--format", "json"])
        .run_and_see_the_secret();
    assert_eq!(
        env.json(),
        json!({
            "OTEL_EXPORTER_OTLP_ENDPOINT": "https://otlp.kopai.app",
            "OTEL_EXPORTER_OTLP_HEADERS": format!("Authorization=Bearer%20{SENDER}"),
        })
    );
}
