use copera_sandbox::{Fault, seed};
use seed::rows::{OIL_BEARINGS, ORDER_GEARS, SHIP_THE_ENGINE};
use seed::tables::findings::MINOR;
use seed::tables::tasks::{DUE, NAME, SEVERITY, STATUS, TODO};

use super::home;
use crate::home::Home;
use crate::pty::{end, on_terminal};

#[test]
fn list() {
    let home = home();
    let fields = "_id,rowId,Name,status,Points,Due,Approved,Tags,Findings,Severity";
    insta::assert_snapshot!(
        "rows_list_as_a_table",
        home.copera(["rows", "list", "--output", "table", "--fields", fields])
            .run()
    );
    let plain = home.copera(["rows", "list", "--output", "plain"]).run();
    let first = plain.succeeds().stdout.lines().next().unwrap();
    assert_eq!(first.split('\t').count(), 2 + 19, "{first}");
    assert!(first.starts_with(&format!("{SHIP_THE_ENGINE}\t1\tShip the engine\t")));
    let rows = home.copera(["rows", "list"]).run().succeeds().stdout_json();
    assert_eq!(rows.as_array().unwrap().len(), 6);
    assert_eq!(rows[0]["columns"][0]["columnId"], NAME);
}

/// The columns are read once, and again when a row has one that was not there then.
#[test]
fn the_columns_are_kept() {
    let home = home();
    let list = || {
        home.copera(["rows", "list", "--output", "table"])
            .run()
            .succeeds();
        let requests = home.sandbox().requests();
        let tables = requests
            .iter()
            .filter(|request| request.path().ends_with(seed::tables::TASKS));
        tables.count()
    };
    assert_eq!((list(), list()), (1, 1));
    let row = serde_json::json!([{
        "_id": OIL_BEARINGS, "rowId": 5, "owner": "o", "table": "t", "board": "b",
        "createdAt": "", "updatedAt": "", "columns": [{"columnId": "new", "value": 1}],
    }]);
    home.sandbox().fault(
        Fault::on("GET", "/board/{board}/table/{table}/rows")
            .status(200)
            .json(&row)
            .times(1),
    );
    assert_eq!(list(), 2);
    // Another token is told for itself.
    home.copera(["rows", "list", "--output", "table"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::KEY)
        .run()
        .succeeds();
    assert_eq!(list(), 3);
}

#[test]
fn list_filtered_and_sorted() {
    let home = home();
    let filter = format!(
        r#"{{"conditions":[{{"column_id":"{STATUS}","operator":"equals","value":"{TODO}"}}]}}"#
    );
    home.write("filter.json", &filter);
    let sort = ["--sort", "Name:desc", "--jq", ".[]._id"];
    let names = |arguments: &[&str]| {
        let run = home
            .copera(["rows", "list"].iter().chain(arguments).chain(&sort))
            .stdin(&filter)
            .run();
        run.succeeds().stdout.clone()
    };
    let by_file = names(&["--filter", "@filter.json"]);
    assert_eq!(by_file.lines().count(), 3, "{by_file}");
    assert!(by_file.starts_with(seed::rows::TEST_MILL), "{by_file}");
    assert_eq!(names(&["--filter", &filter]), by_file);
    assert_eq!(names(&["--filter", "-"]), by_file);
    assert_eq!(names(&["--query", "gears"]), format!("{ORDER_GEARS}\n"));
    let sorted = home
        .copera(["rows", "list", "--sort", &format!("{DUE}:asc,{NAME}")])
        .run();
    sorted.succeeds();
    let requests = home.sandbox().requests();
    assert!(
        requests
            .last()
            .unwrap()
            .path()
            .ends_with(&format!("sort={DUE}%3Aasc%2C{NAME}%3Aasc"))
    );
}

#[test]
fn what_can_not_be_listed() {
    let home = home();
    for (arguments, suggestion) in [
        (["--filter", "{"], "conditions"),
        (["--filter", "@none.json"], "piped in"),
        (["--sort", "Name:up"], "COLUMN:asc"),
        (["--sort", "Nome"], "there are: Name, Notes"),
    ] {
        let run = home.copera(["rows", "list"].iter().chain(&arguments)).run();
        assert_eq!(run.fails_with(2), "input_error", "{arguments:?}");
        let told = run.error()["suggestion"].to_string();
        assert!(told.contains(suggestion), "{told}");
    }
    let none = home
        .copera(["rows", "list", "--query", "zzz", "--output", "table"])
        .run();
    assert_eq!(
        (none.succeeds().stdout.as_str(), none.stderr.as_str()),
        ("", "No rows found.\n")
    );
    let bare = Home::signed_in();
    assert_eq!(
        bare.copera(["rows", "list"]).run().fails_with(2),
        "missing_id"
    );
    assert!(bare.sandbox().requests().is_empty());
}

/// A screen holds a few columns, and the rest is not lost without a word.
#[test]
fn on_a_terminal() {
    let home = home();
    let (seen, code) = end(on_terminal(
        home.copera(["rows", "list"]).env("NO_COLOR", "1"),
    ));
    assert_eq!(code, 0);
    assert!(seen.contains("13 more columns are not shown"), "{seen}");
    assert!(seen.contains(SHIP_THE_ENGINE), "{seen}");
    // A narrow one holds fewer, and programs that are tried out there get all.
    for (line, shown, left_out) in [
        ("stty cols 80 rows 9; copera rows list", "Tags", 15),
        ("stty cols 50 rows 9; copera rows list", "Notes", 18),
        ("stty cols 20 rows 9; copera rows list", "Notes", 18),
    ] {
        let (seen, code) = end(on_terminal(home.shell(line, &[("NO_COLOR", "1")])));
        assert_eq!(code, 0, "{seen}");
        assert!(!seen.contains(shown), "{line} {seen}");
        assert!(
            seen.contains(&format!("{left_out} more columns")),
            "{line} {seen}"
        );
        assert!(seen.contains(SHIP_THE_ENGINE), "{line} {seen}");
    }
    let plain = home.copera(["rows", "list", "--output", "plain"]);
    let (seen, _) = end(on_terminal(plain));
    assert_eq!(
        seen.lines().next().unwrap().matches('\t').count(),
        20,
        "{seen}"
    );
}

/// Names of people are shown where they are known, to people, and never asked for.
#[test]
fn names_of_people() {
    let home = home();
    let people = "Ada Lovelace, Grace Hopper";
    let [ada, grace] = [seed::people::ADA, seed::people::GRACE];
    let shown = |line: &[&str]| home.copera(line).run().succeeds().stdout.clone();
    let list = [
        "rows",
        "list",
        "--query",
        "engine",
        "--fields",
        "Assignees,owner,Created by",
    ];
    let get = ["rows", "get", SHIP_THE_ENGINE];
    let table = ["--output", "table"];
    let before = shown(&[&list[..], &table].concat());
    assert!(before.contains(&format!("{ada}, {grace}")), "{before}");
    home.copera(["workspace", "members", "--limit", "2"])
        .run()
        .succeeds();
    home.copera(["workspace", "members", "--query", "grace"])
        .run()
        .succeeds();
    let asked = |home: &Home| {
        let requests = home.sandbox().requests();
        requests
            .iter()
            .filter(|request| request.path().contains("/members"))
            .count()
    };
    assert_eq!(asked(&home), 2);
    let after = shown(&[&list[..], &table].concat());
    assert_eq!(after.matches(people).count(), 1, "{after}");
    assert!(!after.contains(ada), "{after}");
    let record = shown(&[&get[..], &table].concat());
    assert!(record.contains(people) && !record.contains(ada), "{record}");
    for line in [
        [&list[..], &["--output", "plain"]].concat(),
        list[..4].to_vec(),
        get.to_vec(),
        vec!["rows", "export", "--to", "csv"],
    ] {
        let ids = shown(&line);
        assert!(
            ids.contains(ada) && !ids.contains("Lovelace"),
            "{line:?} {ids}"
        );
    }
    assert_eq!(asked(&home), 2);
}

/// What is looked up in another table is shown as that table shows it. Which one it is nothing tells: it
/// is found once, here on another board.
#[test]
fn options_that_are_looked_up() {
    let home = home();
    let asked = |since: usize| {
        let requests = home.sandbox().requests();
        let all = requests.iter().skip(since);
        let asked = all.filter(|request| {
            let path = request.path();
            path.ends_with("/tables") || path.ends_with("/list-boards")
        });
        asked.count()
    };
    let list = ["rows", "list", "--query", "engine", "--output"];
    let get = ["rows", "get", SHIP_THE_ENGINE, "--output"];
    // No program waits for what only people have something of.
    for line in [&list[..], &get[..]] {
        let run = home.copera(line.iter().chain(&["json"])).run();
        assert!(run.succeeds().stdout.contains(MINOR), "{run}");
        assert!(!run.stdout.contains("Minor"), "{run}");
    }
    // Nor does anybody where nothing was looked up.
    let alone = ["rows", "get", ORDER_GEARS, "--output", "table"];
    home.copera(alone).run().succeeds();
    assert_eq!(asked(0), 0);
    // Where the tables can't be read there are ids.
    let tables = Fault::on("GET", "/board/{board}/tables");
    home.sandbox().fault(tables.status(403).times(1));
    let run = home.copera(list.iter().chain(&["table"])).run();
    assert!(run.succeeds().stdout.contains(MINOR), "{run}");
    let since = home.sandbox().requests().len();
    for output in ["table", "plain"] {
        for line in [&list[..], &get[..]] {
            let run = home.copera(line.iter().chain(&[output])).run();
            assert!(run.succeeds().stdout.contains("Major, Minor"), "{run}");
            assert!(!run.stdout.contains(MINOR), "{run}");
        }
    }
    // The board's own tables, the boards, and those of the other one.
    assert_eq!(asked(since), 3);
}

/// What is no option of any board is looked for once.
#[test]
fn ids_that_are_looked_up() {
    let home = home();
    let id = "5eed00070000000000000006";
    let row = serde_json::json!([{
        "_id": SHIP_THE_ENGINE, "rowId": 1, "owner": "o", "table": "t", "board": "b",
        "createdAt": "", "updatedAt": "",
        "columns": [{"columnId": SEVERITY, "value": null, "lookupValue": [
            {"foreignRowId": "r", "foreignRowValue": [id, MINOR]},
            {"foreignRowId": "r", "foreignRowValue": true},
            {"foreignRowId": "r", "foreignRowValue": "2025-03-10T17:00:00Z"},
            {"foreignRowId": "r", "foreignRowValue": 2.5},
        ]}],
    }]);
    let rows = Fault::on("GET", "/board/{board}/table/{table}/rows");
    home.sandbox().fault(rows.json(&row).always());
    let list = ["rows", "list", "--fields", "Severity", "--output", "plain"];
    let shown = format!("{id}, Minor, yes, 2025-03-10 17:00, 2.5\n");
    assert_eq!(home.copera(list).run().succeeds().stdout, shown);
    let before = home.sandbox().requests().len();
    assert_eq!(home.copera(list).run().succeeds().stdout, shown);
    assert_eq!(home.sandbox().requests().len(), before + 1);
}

/// As a person reads them; a program gets what the service sent.
#[test]
fn money() {
    let home = home();
    let fields = ["rows", "list", "--query", "engine", "--fields", "Budget"];
    for (output, shown) in [("table", "   Budget\n17,000.00\n"), ("plain", "17000\n")] {
        let run = home
            .copera(fields.iter().chain(&["--output", output]))
            .run();
        assert_eq!(run.succeeds().stdout, shown);
    }
    let csv = ["rows", "export", "--to", "csv", "--fields", "Budget"];
    let run = home.copera(csv).run();
    assert!(
        run.succeeds().stdout.starts_with("Budget\n17000\n"),
        "{run}"
    );
}

#[test]
fn get() {
    let home = home();
    insta::assert_snapshot!(
        "rows_get_as_a_table",
        home.copera(["rows", "get", SHIP_THE_ENGINE, "--output", "table"])
            .run()
    );
    let row = home
        .copera(["rows", "get", SHIP_THE_ENGINE])
        .run()
        .succeeds()
        .stdout_json();
    assert_eq!(row["rowId"], 1);
    assert!(
        row["url"]
            .as_str()
            .unwrap()
            .ends_with(&format!("/v/{SHIP_THE_ENGINE}"))
    );
    let fields = ["--fields", "rowId,Name", "--output", "plain"];
    let run = home
        .copera(["rows", "get", ORDER_GEARS].iter().chain(&fields))
        .run();
    assert_eq!(run.succeeds().stdout, "2\tOrder brass gears\n");
}

#[test]
fn get_by_number() {
    let home = home();
    let row = home.copera(["rows", "get", "--number", "2"]).run();
    assert_eq!(row.succeeds().stdout_json()["_id"], ORDER_GEARS);
    let none = home.copera(["rows", "get", "--number", "99"]).run();
    assert_eq!(none.fails_with(3), "api_error");
    let both = home
        .copera(["rows", "get", ORDER_GEARS, "--number", "2"])
        .run();
    assert_eq!(both.fails_with(2), "usage_error");
}

#[test]
fn get_several() {
    let home = home();
    let ids = [ORDER_GEARS, SHIP_THE_ENGINE];
    let rows = home.copera(["rows", "get"].iter().chain(&ids)).run();
    let numbers = |rows: &serde_json::Value| {
        let rows = rows.as_array().unwrap();
        rows.iter()
            .map(|row| row["rowId"].as_u64().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(numbers(&rows.succeeds().stdout_json()), [2, 1]);
    let piped = home
        .copera(["rows", "get", "-"])
        .stdin(&format!("{ORDER_GEARS}\t2\tOrder\n\n{SHIP_THE_ENGINE}\n"))
        .run();
    assert_eq!(numbers(&piped.succeeds().stdout_json()), [2, 1]);
    assert_eq!(
        home.copera(["rows", "get", "-"]).run().succeeds().stdout,
        "[]\n"
    );
    // One that is not there keeps nobody from the next.
    let none = "5eed0007ffffffffffffffff";
    let ids = [ORDER_GEARS, none, SHIP_THE_ENGINE];
    for format in ["json", "plain"] {
        let words = ["--output", format];
        let run = home.copera(["rows", "get"].iter().chain(&ids).chain(&words));
        let run = run.run();
        assert_eq!(run.code, 3, "{run}");
        if format == "json" {
            assert_eq!(numbers(&run.stdout_json()), [2, 1]);
        } else {
            assert_eq!(run.stdout.lines().count(), 2);
        }
        assert!(run.stderr.contains(&format!("row {none}: ")), "{run}");
        assert!(run.stderr.contains("2 of 3 rows were read"), "{run}");
    }
    // All are checked before one is read.
    let before = home.sandbox().requests().len();
    let wrong = home
        .copera(["rows", "get", "-"])
        .stdin(&format!("{ORDER_GEARS}\nx\n"))
        .run();
    assert_eq!(wrong.fails_with(2), "invalid_id");
    assert_eq!(home.sandbox().requests().len(), before);
}
