//! What is logged, by the flag and by the variable.

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
    assert!(told.contains("authorization=Bearer cp_pat_…a1f3"), "{run}");
    assert!(
        told.contains("user_agent=copera-cli/") && !told.contains(TOKEN),
        "{run}"
    );
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
    let run = home
        .copera(["boards", "list"])
        .env("COPERA_LOG", "copera_api=loud")
        .run();
    assert_eq!(run.fails_with(2), "input_error");
    assert!(run.stderr.contains("COPERA_LOG"), "{run}");
    assert!(home.sandbox().requests().is_empty());
}
