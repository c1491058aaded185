use copera_sandbox::{Fault, seed};

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

/// The first page, whatever offset is asked for: it is taken once, and what is missing is said.
#[test]
fn a_service_that_heeds_no_offset() {
    let home = Home::signed_in();
    let limited = ["workspace", "members", "--limit", "2"];
    let page = home.copera(limited).run().succeeds().stdout_json();
    let fault = Fault::on("GET", "/workspace/members").status(200);
    home.sandbox().fault(fault.json(&page).always());
    let before = home.sandbox().requests().len();
    let run = home
        .copera(limited.iter().chain(&["--all", "--output", "plain"]))
        .run();
    assert_eq!(run.succeeds().stdout.lines().count(), 2, "{run}");
    let note = "2 of 6 members; the service shows no more.";
    assert!(run.stderr.contains(note), "{run}");
    assert_eq!(home.sandbox().requests().len() - before, 2);
    // What was passed over is not missing.
    home.sandbox().clear_faults();
    let rest = ["--offset", "4", "--all", "--output", "plain"];
    let run = home.copera(limited.iter().chain(&rest)).run();
    assert_eq!(run.succeeds().stderr, "", "{run}");

    let fault = Fault::on("GET", "/workspace/members").status(200);
    home.sandbox().fault(fault.json(&page).always());
    let by_hand = ["api", "/workspace/members", "--paginate"];
    let run = home.copera(by_hand).run();
    assert_eq!(run.succeeds().stdout_json(), page);
}

/// Zero and below mean "not said"; what is too much for any offset is sent, and is the service's to
/// refuse.
#[test]
fn numbers_that_are_out_of_range() {
    let home = Home::signed_in();
    for (flags, query) in [
        (["--limit", "-5"], ""),
        (["--limit", "0"], ""),
        (["--offset", "-1"], ""),
        (["--offset", "5000000000"], "?offset=5000000000"),
    ] {
        let members = ["workspace", "members"];
        let run = home.copera(members.iter().chain(&flags)).run();
        let requests = home.sandbox().requests();
        let path = requests.last().unwrap().path().to_owned();
        assert!(path.ends_with(&format!("/members{query}")), "{path} {run}");
    }
    let many = home.copera(["workspace", "members", "--limit", "5000000000"]);
    let many = many.run();
    assert_eq!(many.fails_with(2), "input_error", "{many}");
}

#[test]
fn teams() {
    let home = Home::signed_in();
    for format in ["json", "table"] {
        let run = home.copera(["workspace", "teams", "--output", format]);
        insta::assert_snapshot!(format!("teams_{format}"), run.run());
    }
    let none = home
        .copera([
            "workspace",
            "teams",
            "--query",
            "no such",
            "--output",
            "table",
        ])
        .run();
    assert_eq!(none.succeeds().stderr, "No teams found.\n");
}

/// One request, unless everything is asked for.
#[test]
fn all_pages() {
    for (list, field, total) in [
        (["workspace", "members"], "members", 6),
        (["workspace", "teams"], "teams", 2),
        (["channels", "list"], "channels", 3),
    ] {
        let home = Home::signed_in();
        let run = home
            .copera(list.iter().chain(&["--limit", "1", "--offset", "-1"]))
            .run();
        assert_eq!(
            run.succeeds().stdout_json()[field]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        assert_eq!(home.sandbox().requests().len(), 1);
        let run = home
            .copera(list.iter().chain(&["--limit", "1", "--all"]))
            .run();
        let page = run.succeeds().stdout_json();
        assert_eq!(page[field].as_array().unwrap().len(), total, "{page}");
        assert_eq!(
            (&page["total"], &page["offset"]),
            (&total.into(), &0.into())
        );
    }
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
