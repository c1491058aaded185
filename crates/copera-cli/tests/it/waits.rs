//! Pauses for rate limits: bounded, shown, and shared between runs.

use copera_sandbox::Fault;

use crate::home::Home;

fn limited(home: &Home, seconds: &str, times: u32) {
    let fault = Fault::on("GET", "/board/list-boards").status(429);
    home.sandbox()
        .fault(fault.header("Retry-After", seconds).times(times));
}

/// What would take too long fails at once, with the service's refusal.
#[test]
fn who_does_not_wait() {
    for flags in [
        &["--no-wait"][..],
        &["--max-wait", "1s"],
        &["--max-wait=30s"],
    ] {
        let home = Home::signed_in();
        limited(&home, "500", 9);
        let run = home.copera([&["boards", "list"], flags].concat()).run();
        assert_eq!(run.fails_with(6), "api_error");
        assert_eq!(home.sandbox().requests().len(), 1, "{flags:?}");
    }
}

#[test]
fn flags_that_say_nothing() {
    let home = Home::signed_in();
    for flags in [
        &["--max-wait", "0s"][..],
        &["--max-wait", "soon"],
        &["--max-wait", "1s", "--no-wait"],
    ] {
        let run = home.copera([&["boards", "list"], flags].concat()).run();
        assert_eq!(run.code, 2, "{run}");
    }
    assert!(home.sandbox().requests().is_empty());
}

/// Nobody could watch: why it took so long is told at the end.
#[test]
fn told_at_the_end() {
    let home = Home::signed_in();
    limited(&home, "1", 1);
    let run = home.copera(["boards", "list"]).run();
    assert!(
        run.succeeds().stderr.starts_with("note: waited 1 s in all"),
        "{run}"
    );
    limited(&home, "1", 1);
    let run = home.copera(["boards", "list", "--quiet"]).run();
    assert_eq!(run.succeeds().stderr, "");
}

/// On a terminal the pause is counted down on a line that is gone afterwards.
#[cfg(unix)]
#[test]
fn counted_down() {
    let home = Home::signed_in();
    limited(&home, "1", 1);
    let run = home.copera(["boards", "list"]).env("NO_COLOR", "1");
    let (seen, code) = crate::pty::end(crate::pty::on_terminal(run));
    assert_eq!(code, 0, "{seen}");
    let (pause, table) = seen.split_once("\u{1b}[KID ").unwrap();
    assert!(
        pause.contains("Waiting 1 s: the rate limit was reached"),
        "{seen}"
    );
    assert!(
        table.contains("Launch") && !table.contains("Waiting"),
        "{seen}"
    );
}

/// The budget lies where locks lie, is private, and can't get in the way.
#[cfg(unix)]
#[test]
fn the_file_of_budgets() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::signed_in();
    home.copera(["boards", "list"]).run().succeeds();
    let file = home.path("~/.local/state/copera/limits.json");
    let mode = file.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let counted = std::fs::read_to_string(&file).unwrap();
    assert!(
        counted.contains("BoardReads") && !counted.contains("cp_pat_"),
        "{counted}"
    );
    for obstacle in ["~/.local/state/copera", "~/.local/state"] {
        std::fs::remove_dir_all(home.path(obstacle)).unwrap();
        home.write(obstacle, "in the way");
        let run = home.copera(["boards", "list"]).run();
        assert_eq!(run.succeeds().stderr, "");
        std::fs::remove_file(home.path(obstacle)).unwrap();
        std::fs::create_dir_all(home.path(obstacle)).unwrap();
    }
}
