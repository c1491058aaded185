//! What is said of a token whenever it is used: on stderr, beside a result that stays what it is.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::home::{EXPIRED, Home, SENDER, TOKEN};
use crate::stub::Stub;

/// The commands that use a token, with what they need to say nothing else.
const USES: [&str; 7] = [
    "traces search",
    "traces get t",
    "logs search",
    "metrics search --type Gauge",
    "metrics discover",
    "dashboards schema",
    "whoami",
];
const SENDS: [&str; 2] = ["env", "exec -- true"];

fn in_days(days: i64) -> String {
    let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
    today.checked_add(days.days()).unwrap().to_string()
}

#[test]
fn a_file_that_others_may_read() {
    let stub = Stub::start();
    let home = Home::signed_in(TOKEN, &stub.url());
    let login = ["login", "--otlp", "--global"];
    home.kopai(login).stdin(SENDER).run().succeeds();
    for line in USES.iter().chain(&SENDS) {
        let run = || home.kopai(line.split(' ')).run_and_see_the_secret();
        home.set_mode("~/.kopairc", 0o600);
        let quiet = run();
        assert_eq!(quiet.succeeds().stderr, "", "{line}");
        for mode in [0o640, 0o644, 0o602] {
            home.set_mode("~/.kopairc", mode);
            let told = run();
            let words = format!("(mode {mode:04o}); set its mode to 600: `chmod 600 ~/.kopairc`");
            assert!(told.succeeds().stderr.contains(&words), "{line}: {told}");
            assert_eq!(told.stderr.lines().count(), 1, "{line}: {told}");
            assert_eq!(told.stdout, quiet.stdout, "{line}");
        }
    }
    // Only while it is the file that the token is from.
    let given = home.kopai(["traces", "search", "--token", TOKEN]).run();
    assert_eq!(given.succeeds().stderr, "");
    let asked = home.kopai(["traces", "search", "--quiet"]).run();
    assert_eq!(asked.succeeds().stderr, "");
}

#[test]
fn a_token_that_is_about_to_end() {
    let stub = Stub::start();
    for (days, words) in [
        (15, None),
        (14, Some("14 days left")),
        (0, Some("ends today")),
        (-3, Some("ended 3 days ago")),
    ] {
        let home = Home::signed_in(TOKEN, &stub.url());
        let text = home.read("~/.kopairc");
        let day = in_days(days);
        let date = format!("{{ \"tokenExpiresAt\": \"{day}\", ");
        home.write("~/.kopairc", &text.replacen('{', &date, 1));
        for line in USES {
            let run = home.kopai(line.split(' ')).run();
            let told = &run.succeeds().stderr;
            match words {
                None => assert_eq!(told, "", "{line}"),
                Some(words) => {
                    let end = format!("the token's last day is {day}: {words}\n");
                    assert!(told.ends_with(&end), "{line}: {run}");
                }
            }
        }
    }
}

/// A failure is one document, with what was to be said inside.
#[test]
fn beside_a_failure() {
    let stub = Stub::start();
    let home = Home::signed_in(EXPIRED, &stub.url());
    let text = home.read("~/.kopairc");
    let date = format!("{{ \"tokenExpiresAt\": \"{}\", ", in_days(-3));
    home.write("~/.kopairc", &text.replacen('{', &date, 1));
    home.set_mode("~/.kopairc", 0o644);
    let run = home.kopai(["traces", "search"]).run();
    assert_eq!(run.fails_with(4), "rejected");
    let error: serde_json::Value = serde_json::from_str(&run.stderr).unwrap();
    let notes = error["notes"].to_string();
    assert!(
        notes.contains("mode 0644") && notes.contains("ended 3 days ago"),
        "{run}"
    );
}
