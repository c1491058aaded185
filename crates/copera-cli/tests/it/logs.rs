//! What is logged, by the flag and by the variable.

use copera_sandbox::Fault;
use copera_sandbox::seed::drive::README as FILE;

use crate::home::{Home, TOKEN};

#[test]
fn which_events() {
    let home = Home::signed_in();
    for (flag, variable, shown) in [
        (false, None, false),
        (false, Some("off"), false),
        (false, Some("copera_api=debug"), true),
        (false, Some("copera_api=info"), false),
        (false, Some(" "), false),
        (true, None, true),
        (true, Some("off"), true),
    ] {
        let mut run = home.copera(["boards", "list"]);
        if flag {
            run = home.copera(["boards", "list", "--verbose"]);
        }
        if let Some(filter) = variable {
            run = run.env("COPERA_LOG", filter);
        }
        let run = run.run();
        assert_eq!(
            run.succeeds().stderr.contains("/board/list-boards"),
            shown,
            "{run}"
        );
    }
}

/// The headers are told, and of the token only what names it.
#[test]
fn headers() {
    let home = Home::signed_in();
    let run = home.copera(["boards", "list", "--verbose"]).run();
    let told = &run.succeeds().stderr;
    for expected in [
        "http.request.header.authorization=Bearer cp_pat_…a1f3",
        "http.request.header.user-agent=copera-cli/",
        "http.request.header.accept=application/json",
        "http.response.header.content-type=application/json",
        "http.response.header.content-length=",
    ] {
        assert!(told.contains(expected), "{expected} {run}");
    }
    assert!(!told.contains(TOKEN), "{run}");
}

/// What was searched for is told, and what would let somebody in is not.
#[test]
fn queries_and_secrets() {
    let home = Home::signed_in();
    let answer = Fault::on("GET", "/board/list-boards").status(200);
    let answer = answer.header("set-cookie", "session=hidden-1");
    home.sandbox().fault(
        answer
            .body("application/json", "[]")
            .header("x-trace", "17"),
    );
    let path = "/board/list-boards?query=road%20map&sig=hidden-2";
    let key = "X-Api-Key: hidden-3";
    let typed = ["api", "GET", path, "-H", key, "--verbose"];
    let run = home.copera(typed).run();
    let told = &run.succeeds().stderr;
    for expected in [
        "query=road",
        "sig=…",
        "set-cookie: …",
        "x-trace: 17",
        "x-api-key: …",
    ] {
        assert!(told.contains(expected), "{expected} {run}");
    }
    assert!(!told.contains("hidden"), "{run}");
}

/// Each line tells of its own try.
#[test]
fn retries() {
    let home = Home::signed_in();
    let fault = Fault::on("GET", "/board/list-boards").status(503);
    home.sandbox().fault(fault.times(1));
    let run = home.copera(["boards", "list", "--verbose"]).run();
    let told = &run.succeeds().stderr;
    let line = |beginning: &str| {
        let line = told.lines().find(|line| line.starts_with(beginning));
        line.unwrap_or_else(|| panic!("{beginning} {run}"))
    };
    let failed = line("* failed elapsed_ms=");
    assert!(failed.contains("error.type=503"), "{failed}");
    for beginning in ["* sending try_number=2", "* answered elapsed_ms="] {
        let line = line(beginning);
        assert!(!line.contains("503") && !line.contains("error"), "{line}");
    }
}

/// A store's requests are told like the service's, but for their signatures.
#[test]
fn transfers() {
    let home = Home::signed_in();
    let run = home
        .copera(["drive", "download", FILE, "-o", "-", "--verbose"])
        .run();
    let told = &run.succeeds().stderr;
    let mut lines = told.lines();
    let answered = lines.find(|line| line.starts_with("* answered") && line.contains("/storage/"));
    let answered = answered.unwrap_or_else(|| panic!("{run}"));
    assert!(answered.contains("elapsed_ms="), "{answered}");
    assert!(told.contains("http.response.header.etag="), "{run}");
    assert!(!told.contains("signature"), "{run}");
}

/// A person is told each thing once.
#[test]
fn one_request() {
    let home = Home::signed_in();
    let run = home.copera(["boards", "list", "--verbose"]).run();
    let answered = run.succeeds().stderr.lines();
    let answered = answered.filter(|line| line.starts_with("* answered"));
    let [line] = answered.collect::<Vec<_>>()[..] else {
        panic!("{run}")
    };
    for (text, times) in [
        ("elapsed_ms=", 1),
        ("http.request.method=GET", 1),
        ("/board/list-boards", 1),
        ("http.response.status_code=200", 1),
        ("otel.", 0),
        ("server.", 0),
    ] {
        assert_eq!(line.matches(text).count(), times, "{text} {line}");
    }
}

#[test]
fn no_filter() {
    let home = Home::signed_in();
    for filter in ["copera_api=loud", "verbose", "yes", "copera_api=debug,all"] {
        let run = home
            .copera(["boards", "list"])
            .env("COPERA_LOG", filter)
            .run();
        assert_eq!(run.fails_with(2), "input_error", "{filter}");
        assert!(run.stderr.contains("COPERA_LOG"), "{run}");
    }
    assert!(home.sandbox().requests().is_empty());
}
