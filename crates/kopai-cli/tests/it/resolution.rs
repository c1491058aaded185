//! Which file counts, and where its token may go.

use crate::home::{Home, TOKEN, file};
use crate::stub::Stub;

#[test]
fn the_first_file_with_a_token_decides_whole() {
    let stub = Stub::start();
    let home = Home::signed_in(TOKEN, &stub.url());
    // Neither what `logout` leaves, nor an address alone, hides the token at home.
    for here in [
        "{}",
        "{ \"token\": \"\" }",
        "{ \"url\": \"https://evil.example\" }",
        "{ \"theme\": 1 }",
    ] {
        home.write(".kopairc", here);
        let whoami = home.kopai(["whoami", "--json"]).run();
        assert_eq!(whoami.succeeds().json()["url"], stub.url(), "{here}");
    }
    // With a token, it decides the address too, also by saying nothing.
    home.write(".kopairc", "{ \"token\": \"kpi_here\" }");
    let whoami = home.kopai(["whoami", "--json", "--timeout", "1ms"]).run();
    assert_eq!(whoami.json()["url"], "https://kopai.app");
}

#[test]
fn a_planted_file_does_not_get_the_token_of_the_home_file() {
    let (own, planter) = (Stub::start(), Stub::start());
    let home = Home::signed_in(TOKEN, &own.url());
    home.write(".kopairc", &format!("{{ \"url\": \"{}\" }}", planter.url()));
    home.kopai(["traces", "search"]).run().succeeds();
    assert_eq!((own.received().len(), planter.received().len()), (1, 0));
}

#[test]
fn a_planted_file_does_not_get_a_token_that_is_given_for_one_call() {
    let planter = Stub::start();
    let home = Home::empty();
    home.write(".kopairc", &file("kpi_planted", &planter.url()));
    let search = ["traces", "search", "--token", TOKEN];
    assert_eq!(home.kopai(search).run().fails_with(1), "untrusted_host");
    let by_variable = home.kopai(["whoami"]).env("KOPAI_TOKEN", TOKEN).run();
    assert_eq!(by_variable.fails_with(1), "untrusted_host");
    assert_eq!(planter.received().len(), 0);
}

#[test]
fn a_planted_endpoint_does_not_get_the_sending_token() {
    let home = Home::empty();
    home.write("~/.kopairc", "{ \"otlpToken\": \"kpi_mine\" }");
    home.write(".kopairc", "{ \"otlpEndpoint\": \"https://evil.example\" }");
    let env = home.kopai(["env"]).run();
    assert!(
        env.succeeds().stdout.contains("https://otlp.kopai.app"),
        "{env}"
    );
}

#[test]
fn a_broken_file_is_never_passed_over() {
    let home = Home::signed_in(TOKEN, "https://kopai.app");
    for here in [
        "{ \"token\": ",
        "[]",
        "{ \"token\": 1 }",
        "{ \"token\": \"a b\" }",
    ] {
        home.write(".kopairc", here);
        for command in ["whoami", "traces search"] {
            let run = home.kopai(command.split(' ')).run();
            assert_eq!(run.fails_with(1), "config_error", "{here}: {run}");
        }
    }
}

#[test]
fn a_file_that_was_named_must_be_there() {
    let home = Home::signed_in(TOKEN, "https://kopai.app");
    let whoami = home.kopai(["whoami", "--config", "nowhere.json"]).run();
    assert_eq!(whoami.fails_with(2), "input_error");
}

#[test]
fn the_hosted_service_is_never_asked_without_a_token() {
    let home = Home::empty();
    assert_eq!(
        home.kopai(["traces", "search"]).run().fails_with(4),
        "auth_required"
    );
    // One's own server may check none.
    let local = Stub::open();
    let search = ["traces", "search", "--url", &local.url()];
    assert_eq!(home.kopai(search).run().succeeds().stdout, "[]\n");
    // One that does says so, and no token is to blame.
    let strict = Stub::start();
    let search = ["traces", "search", "--url", &strict.url()];
    assert_eq!(home.kopai(search).run().fails_with(4), "auth_required");
}
