use crate::home::Home;

/// The command is told, nothing is done, and nothing is asked of anybody.
#[test]
fn the_way_to_a_newer_version() {
    let home = Home::signed_in();
    let run = home
        .copera(["update", "--version", "v9.8.7", "--force"])
        .run();
    let shape = run.succeeds().stdout_json();
    assert_eq!(shape["current"], "[VERSION]");
    assert_eq!(
        (&shape["target"], &shape["action"]),
        (&"9.8.7".into(), &"none".into())
    );
    assert_eq!(shape["installed_by"], "source");
    assert!(
        shape["command"].as_str().unwrap().contains("v9.8.7"),
        "{run}"
    );
    assert_eq!(run.stderr, "Nothing was changed.\n");
    let table = home.copera(["update", "--output", "table"]).run();
    assert!(
        table.succeeds().stdout.contains("git pull && cargo build"),
        "{table}"
    );
    let odd = home.copera(["update", "--version", "$(x)"]).run();
    assert_eq!(odd.fails_with(2), "input_error");
    assert!(home.sandbox().requests().is_empty());
}
