//! `kopai login`.

use crate::home::{EXPIRED, Home, SENDER, TOKEN, file};
use crate::stub::Stub;

/// As a person keeps it: an own order, tabs, CRLF, other keys, a number with a spelling.
const FILE: &str = "\u{feff}{\r\n\t\"theme\": \"dark\",\r\n\t\"token\" : \"kpi_old\",\r\n\t\
                    \"url\":\"https://kopai.example/v2/\", \"n\": 1.50\r\n}\r\n\r\n";

#[test]
fn with_or_without_a_final_newline() {
    for piped in [
        TOKEN.to_owned(),
        format!("{TOKEN}\n"),
        format!("{TOKEN}\r\nmore"),
        format!("Bearer {TOKEN}"),
    ] {
        let home = Home::empty();
        home.kopai(["login", "--no-verify"])
            .stdin(&piped)
            .run()
            .succeeds();
        assert!(
            home.read(".kopairc").contains(&format!("\"{TOKEN}\"")),
            "{piped:?}"
        );
    }
}

#[test]
fn nothing_is_saved_of_what_is_no_token() {
    for piped in [
        "",
        "\n",
        "  \n",
        "kpi_",
        "kpi_a b",
        "kpi_ä",
        "kpi_a\u{1b}[31m",
    ] {
        let home = Home::empty();
        let login = home.kopai(["login", "--no-verify"]).stdin(piped).run();
        assert_eq!(login.fails_with(2), "invalid_input", "{piped:?}");
        assert_eq!(home.files(), [""; 0]);
    }
    let home = Home::empty();
    let login = home.kopai(["login", "--no-verify", "--token="]).run();
    assert_eq!(login.fails_with(2), "invalid_input");
}

#[test]
fn the_token_on_the_command_line() {
    let home = Home::empty();
    let token = format!("--token={TOKEN}");
    home.kopai(["login", "--no-verify", &token])
        .run()
        .succeeds();
    assert!(home.read(".kopairc").contains(TOKEN));
    // A bare word is most likely a token; it is not repeated.
    let login = home.kopai(["login", TOKEN]).run();
    assert_eq!(login.fails_with(2), "usage_error");
}

#[test]
fn every_other_byte_of_the_file_is_kept() {
    let home = Home::empty();
    home.write("~/.kopairc", FILE);
    let login = home
        .kopai(["login", "--no-verify", "--global"])
        .stdin("kpi_new");
    login.run().succeeds();
    let text = home.read("~/.kopairc");
    let (key, rest) = text
        .split_once(",\"tokenExpiresAt\"")
        .or_else(|| text.split_once(", \"tokenExpiresAt\""))
        .unwrap();
    assert_eq!(
        key,
        FILE.replace("kpi_old", "kpi_new")
            .split_once("\r\n}")
            .unwrap()
            .0
    );
    assert!(rest.ends_with("\"\r\n}\r\n\r\n"), "{rest:?}");

    home.kopai(["logout", "--global"]).run().succeeds();
    let without = FILE.replace(",\r\n\t\"token\" : \"kpi_old\"", "");
    assert_eq!(home.read("~/.kopairc"), without);
}

#[test]
fn a_stored_url_is_kept_unless_another_is_typed() {
    let stub = Stub::start();
    let home = Home::signed_in("kpi_old", &format!("{}/", stub.url()));
    home.kopai(["login", "--global"])
        .stdin(TOKEN)
        .run()
        .succeeds();
    assert!(
        home.read("~/.kopairc")
            .contains(&format!("\"{}/\"", stub.url()))
    );
    assert_eq!(
        stub.received().len(),
        1,
        "it is also where the token was checked"
    );

    let other = Stub::start();
    let login = ["login", "--global", "--url", &other.url()];
    home.kopai(login).stdin(TOKEN).run().succeeds();
    assert!(home.read("~/.kopairc").contains(&other.url()));
    assert_eq!((stub.received().len(), other.received().len()), (1, 1));
}

#[test]
fn a_token_that_the_server_rejects_is_not_saved() {
    let stub = Stub::start();
    let home = Home::empty();
    let login = ["login", "--url", &stub.url()];
    assert_eq!(
        home.kopai(login).stdin(EXPIRED).run().fails_with(4),
        "rejected"
    );
    assert_eq!(home.files(), [""; 0]);
    // One that may not read is a token all the same; what is the matter is said.
    let sender = home.kopai(login).stdin(SENDER).run();
    assert!(
        sender.succeeds().stderr.contains("login --otlp"),
        "{sender}"
    );
    assert!(sender.stderr.contains("may not read"), "{sender}");
}

#[test]
fn a_server_that_gives_no_answer_does_not_stand_in_the_way() {
    let home = Home::empty();
    let login = home
        .kopai(["login", "--url", "http://127.0.0.1:9"])
        .stdin(TOKEN)
        .run();
    assert!(
        login.succeeds().stderr.contains("could not be checked"),
        "{login}"
    );
    assert!(home.read(".kopairc").contains(TOKEN));
}

#[test]
fn plain_http_is_for_this_machine_only() {
    let home = Home::empty();
    let login = home
        .kopai(["login", "--url", "http://kopai.example"])
        .stdin(TOKEN)
        .run();
    assert_eq!(login.fails_with(2), "input_error");
    assert_eq!(home.files(), [""; 0]);
}

#[test]
fn what_goes_before_the_saved_token_is_said() {
    let home = Home::empty();
    home.write(".kopairc", &file("kpi_here", "https://kopai.app"));
    let login = home
        .kopai(["login", "--no-verify", "--global"])
        .stdin(TOKEN)
        .run();
    assert!(
        login
            .succeeds()
            .stderr
            .contains("goes before the saved one"),
        "{login}"
    );
}

/// A folder that somebody merely walked into must not choose where a new token goes.
#[test]
fn a_planted_url_does_not_get_a_new_token() {
    let stranger = Stub::start();
    let home = Home::empty();
    let planted = format!(
        "{{ \"url\": \"{}\", \"otlpEndpoint\": \"{0}\" }}",
        stranger.url()
    );
    home.write(".kopairc", &planted);
    for login in [vec!["login"], vec!["login", "--otlp"]] {
        let login = home.kopai(&login).stdin(TOKEN).run();
        assert_eq!(login.fails_with(1), "untrusted_host");
        assert!(login.stderr.contains(".kopairc:1:"), "{login}");
    }
    assert_eq!(home.read(".kopairc"), planted);
    // Signing in for everywhere takes nothing over from the folder.
    home.kopai(["login", "--global", "--no-verify"])
        .stdin(TOKEN)
        .run()
        .succeeds();
    assert!(home.read("~/.kopairc").contains("https://kopai.app"));
    assert_eq!(stranger.received().len(), 0);

    // Repeated by the person, it is their own word.
    let login = ["login", "--url", &stranger.url()];
    home.kopai(login).stdin(TOKEN).run().succeeds();
    assert_eq!(stranger.received().len(), 1);
}

#[test]
fn a_url_that_the_home_file_names_too_needs_no_confirmation() {
    let stub = Stub::start();
    let home = Home::empty();
    let named = format!("{{ \"url\": \"{}\" }}", stub.url());
    home.write("~/.kopairc", &named);
    // In the folder's own file, or in none yet.
    for here in [named.as_str(), "{}"] {
        home.write(".kopairc", here);
        home.kopai(["login"]).stdin(TOKEN).run().succeeds();
        let text = home.read(".kopairc");
        assert!(text.contains(TOKEN) && text.contains(&stub.url()), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_loose_mode_is_tightened_and_a_link_stays_one() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let home = Home::empty();
    home.write("real.json", "{}");
    let loose = PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(home.path("real.json"), loose).unwrap();
    symlink(home.path("real.json"), home.path("~/.kopairc")).unwrap();
    let login = home
        .kopai(["login", "--no-verify", "--global"])
        .stdin(TOKEN);
    login.run().succeeds();
    assert!(home.path("~/.kopairc").is_symlink());
    assert!(home.read("real.json").contains(TOKEN));
    assert_eq!(home.mode("real.json"), 0o600);
}
