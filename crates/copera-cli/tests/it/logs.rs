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
