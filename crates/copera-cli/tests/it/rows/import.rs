use std::time::Duration;

use copera_sandbox::Fault;
use copera_sandbox::seed::tables::tasks::{DONE, NAME, POINTS, STATUS};

use super::{bodies, home, writes};
use crate::home::{Home, Outcome};
use crate::pty::{end, on_terminal};

const TASKS: &str =
    "Name,status,Points,No.,_id\nOne,Done,1.50,,x\n\"Two, too\",To do,,,\nThree,,3,,\n";
const ROW: &str = "/board/{board}/table/{table}/row";

fn import(home: &Home, arguments: &[&str]) -> Outcome {
    home.copera(["rows", "import", "tasks.csv"].iter().chain(arguments))
        .run()
}

fn names(home: &Home) -> String {
    let list = [
        "rows", "list", "--sort", "No.", "--fields", "Name", "--output", "plain",
    ];
    let run = home.copera(list).run();
    let names: Vec<_> = run.succeeds().stdout.lines().skip(6).collect();
    names.join("|")
}

#[test]
fn a_file() {
    let home = home();
    home.write("tasks.csv", TASKS);
    let run = import(&home, &[]);
    assert_eq!(
        run.succeeds().stdout_json(),
        serde_json::json!({"imported": 3, "skipped": 0, "rejected": 0})
    );
    assert_eq!(
        run.stderr,
        "note: passed over, since it can't be written: No., _id\n"
    );
    assert_eq!(
        bodies(&home, "POST"),
        [
            serde_json::json!({"columns": [
                {"columnId": NAME, "value": "One"},
                {"columnId": STATUS, "value": DONE},
                {"columnId": POINTS, "value": 1.50},
            ]}),
            serde_json::json!({"columns": [
                {"columnId": NAME, "value": "Two, too"},
                {"columnId": STATUS, "value": copera_sandbox::seed::tables::tasks::TODO},
            ]}),
            serde_json::json!({"columns": [
                {"columnId": NAME, "value": "Three"},
                {"columnId": POINTS, "value": 3},
            ]}),
        ]
    );
    // An import that came to its end leaves nothing behind.
    assert!(!home.path("tasks.csv.journal").exists());
}

/// Objects by label, and rows as the service prints them.
#[test]
fn objects() {
    let home = home();
    let lines = format!(
        "{{\"Name\":\"One\",\"Tags\":[\"docs\"],\"Points\":null,\"description\":\"# d\"}}\n\
         {{\"_id\":\"x\",\"columns\":[{{\"columnId\":\"{POINTS}\",\"value\":12345678901234567890}}]}}\n"
    );
    let run = home
        .copera([
            "rows", "import", "-", "--format", "ndjson", "--output", "table",
        ])
        .stdin(&lines)
        .run();
    assert!(
        run.succeeds().stderr.contains("Imported 2 rows.\n"),
        "{run}"
    );
    let requests = home.sandbox().requests();
    let sent: Vec<_> = requests
        .iter()
        .filter(|request| request.method() == "POST")
        .collect();
    assert!(String::from_utf8_lossy(sent[1].body()).contains("12345678901234567890"));
    assert_eq!(bodies(&home, "POST")[0]["description"], "# d");
}

/// A person sees how far it is, and at the end how it went.
#[test]
fn on_a_terminal() {
    let home = home();
    home.write("tasks.csv", TASKS);
    let (seen, code) = end(on_terminal(home.copera(["rows", "import", "tasks.csv"])));
    assert_eq!(code, 0, "{seen}");
    assert!(seen.contains("1 of 3 rows"), "{seen}");
    assert!(seen.contains("Imported 3 rows.\n"), "{seen}");
}

/// Everything is checked before anything is sent.
#[test]
fn what_does_not_fit() {
    let home = home();
    for (file, text, told) in [
        ("a.csv", "Nome\nx\n", "has no column `Nome`"),
        (
            "b.csv",
            "Name,Points\na,1\nb,many\nc,few\n",
            "2 of 3 records don't fit the table, and nothing was sent: line 3: column `Points`: `many`",
        ),
        (
            "b.csv",
            "Name,Points,Status\na,1,To do\nb,many,Nope\n",
            "line 3: column `Points`: `many` is no number such as 12 or -0.5, column `Status`: `Nope` is none of its options",
        ),
        // As spreadsheets write it where the comma is in numbers.
        (
            "d.csv",
            "Name;Points\na;1\n",
            "the first line names one column, `Name;Points`",
        ),
        // Be there a value in both, or not.
        (
            "c.csv",
            "Name,name\n,b\n",
            "the first line names column `Name` twice: `Name` and `name`",
        ),
        (
            "c.csv",
            "Name,Name\na,\n",
            "the first line names `Name` twice",
        ),
        (
            "c.json",
            "[{\"Name\":\"a\",\"name\":\"b\"}]",
            "record 1: column `Name` has two values",
        ),
        (
            "c.csv",
            "Name,Points\na,1\nb,1e400\n",
            "line 3: column `Points`: `1e400` is beyond what a number can be there",
        ),
        (
            "c.ndjson",
            "{\"Points\":1}\n{\"Points\":1e400}\n",
            "line 2: column `Points`: `1e400` is beyond what a number can be there",
        ),
        (
            "c.csv",
            "Name,Points\n\na\n",
            "c.csv: line 3 has 1 value, and the first line 2 names",
        ),
        (
            "d.json",
            "[{\"Name\":1}]",
            "record 1: column `Name`: a value there is a text",
        ),
        (
            "e.ndjson",
            "{}\n{\"Name\":\n",
            "e.ndjson: line 2, column 8: EOF while parsing a value",
        ),
        ("f.txt", "", "the format of f.txt is not known"),
    ] {
        home.write(file, text);
        let run = home.copera(["rows", "import", file]).run();
        assert_eq!(run.fails_with(2), "input_error", "{file}");
        assert!(
            run.error()["message"].as_str().unwrap().contains(told),
            "{run}"
        );
    }
    // As spreadsheets of old write it.
    std::fs::write(home.path("g.csv"), b"Name\nRad\nR\xe4der\n").unwrap();
    let run = home.copera(["rows", "import", "g.csv"]).run();
    assert_eq!(run.fails_with(2), "input_error");
    assert!(
        run.stderr.contains("g.csv: line 3 is no UTF-8 text"),
        "{run}"
    );
    let none = home.copera(["rows", "import", "none.csv"]).run();
    assert_eq!(none.fails_with(2), "input_error");
    assert_eq!(writes(&home), 0);
}

#[test]
fn a_rehearsal_leaves_nothing() {
    let home = home();
    home.write("tasks.csv", TASKS);
    let run = import(&home, &["--dry-run"]);
    assert_eq!(
        run.succeeds().stdout_json()["body"]["columns"][0]["value"],
        "One"
    );
    assert!(run.stderr.contains("the first of 3 requests"), "{run}");
    let (heading, first) = (TASKS.lines().next(), TASKS.lines().nth(1));
    home.write(
        "tasks.csv",
        &[heading, first].map(Option::unwrap).join("\n"),
    );
    let run = import(&home, &["--dry-run"]);
    let told = &run.succeeds().stderr;
    assert!(told.contains("this is its request"), "{run}");
    assert_eq!(writes(&home), 0);
    assert!(!home.path("tasks.csv.journal").exists());
}

/// What was not taken can be mended and fed in again.
#[test]
fn rejects() {
    let home = home();
    home.write("tasks.csv", "Name,Points\nOne,1\nTwo,many\nThree,3\n");
    let refusal = serde_json::json!({"statusCode": 400, "error": "x", "message": "No threes"});
    // The second request is the third record.
    home.sandbox()
        .fault(Fault::on("POST", ROW).status(200).json(&row()).times(1));
    home.sandbox()
        .fault(Fault::on("POST", ROW).status(400).json(&refusal).times(1));
    let run = import(&home, &["--skip-invalid"]);
    assert_eq!(run.code, 1, "{run}");
    let result = run.stdout_json();
    assert_eq!(
        (&result["imported"], &result["rejected"]),
        (&1.into(), &2.into())
    );
    assert_eq!(result["rejects"], "tasks.rejected.csv");
    assert!(
        run.stderr
            .contains("line 3 was not imported: column `Points`: `many`"),
        "{run}"
    );
    assert!(
        run.stderr.contains("line 4 was not imported: ") && run.stderr.contains("No threes"),
        "{run}"
    );
    let rejected = home.read("tasks.rejected.csv");
    assert_eq!(rejected, "Name,Points\nTwo,many\nThree,3\n");
    home.write("tasks.rejected.csv", &rejected.replace("many", "2"));
    home.copera(["rows", "import", "tasks.rejected.csv"])
        .run()
        .succeeds();
    assert_eq!(names(&home), "Two|Three");
}

fn row() -> serde_json::Value {
    serde_json::json!({
        "_id": "5eed0007fffffffffffffff0", "rowId": 7, "owner": "o", "table": "t", "board": "b",
        "createdAt": "", "updatedAt": "", "columns": [],
    })
}

/// A failure that made no row: --resume goes on behind what is there.
#[test]
fn resumed() {
    let home = home();
    home.write("tasks.csv", TASKS);
    home.sandbox()
        .fault(Fault::on("POST", ROW).status(200).json(&row()).times(1));
    home.sandbox()
        .fault(Fault::on("POST", ROW).status(403).times(1));
    let run = import(&home, &[]);
    assert_eq!(run.fails_with(4), "api_error");
    let told = run.error()["message"].as_str().unwrap().to_owned();
    assert!(
        told.starts_with("line 3: ") && told.ends_with("1 of 3 rows are there"),
        "{told}"
    );
    assert!(
        run.error()["suggestion"]
            .as_str()
            .unwrap()
            .ends_with("go on with --resume")
    );
    // Without the word for it nothing is sent twice.
    let again = import(&home, &[]);
    assert_eq!(again.fails_with(5), "import_begun");
    assert_eq!(writes(&home), 2);
    let run = import(&home, &["--resume"]);
    assert_eq!(
        run.succeeds().stdout_json(),
        serde_json::json!({"imported": 2, "skipped": 1, "rejected": 0})
    );
    assert_eq!(names(&home), "Two, too|Three");
}

/// Where an import spends most of its time: it waits for a limit. However it ends there, no row is in
/// doubt, and it goes on to exactly the rows of the file.
#[cfg(unix)]
#[test]
fn cut_off_in_a_wait() {
    use rexpect::process::Signal;
    let spent = || {
        let answered = Fault::on("POST", ROW).header("x-ratelimit-limit", "30");
        let answered = answered.header("x-ratelimit-remaining", "0");
        answered.header("x-ratelimit-reset", "50").times(1)
    };
    // The first row is made; the second waits until its request may be sent, or sent again.
    let refused = || {
        Fault::on("POST", ROW)
            .status(429)
            .header("Retry-After", "50")
    };
    let waits = [
        (vec![spent()], 1),
        (
            vec![Fault::on("POST", ROW).delay(Duration::ZERO), refused()],
            2,
        ),
    ];
    for (faults, sent) in waits {
        for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGKILL] {
            let home = home();
            home.write("tasks.csv", TASKS);
            for fault in &faults {
                home.sandbox().fault(fault.clone());
            }
            let command = home.copera(["rows", "import", "tasks.csv"]);
            let mut session = on_terminal(command.env("NO_COLOR", "1"));
            session.exp_string("Waiting ").unwrap();
            let process = session.process_mut();
            process.signal(signal).unwrap();
            process.wait().unwrap();
            assert_eq!(writes(&home), sent, "{signal}");
            assert_eq!(names(&home), "One");
            // The limit is kept to by the next run too; here it is forgotten.
            std::fs::remove_file(home.path("~/.local/state/copera/limits.json")).unwrap();
            let run = import(&home, &["--resume"]);
            assert_eq!(
                run.succeeds().stdout_json(),
                serde_json::json!({"imported": 2, "skipped": 1, "rejected": 0}),
                "{signal}"
            );
            assert_eq!(names(&home), "One|Two, too|Three");
        }
    }
}

/// What the client sends again by itself is no matter for a person, or for the journal.
#[test]
fn tried_again() {
    let home = home();
    home.write("tasks.csv", TASKS);
    let refused = Fault::on("POST", ROW)
        .status(429)
        .header("Retry-After", "1");
    home.sandbox().fault(refused.times(1));
    home.sandbox()
        .fault(Fault::on("POST", ROW).status(425).times(1));
    import(&home, &[]).succeeds();
    assert_eq!(names(&home), "One|Two, too|Three");
    assert_eq!(writes(&home), 5);
}

/// Longer than was said nothing is waited for, and nothing is in doubt then.
#[test]
fn a_wait_that_is_too_long() {
    let home = home();
    home.write("tasks.csv", TASKS);
    let answered = Fault::on("POST", ROW).header("x-ratelimit-limit", "30");
    let answered = answered.header("x-ratelimit-remaining", "0");
    home.sandbox()
        .fault(answered.header("x-ratelimit-reset", "50").times(1));
    let run = import(&home, &["--no-wait"]);
    assert_eq!(run.code, 6, "{run}");
    let suggested = run.error()["suggestion"].as_str().unwrap().to_owned();
    assert!(suggested.ends_with("go on with --resume"), "{suggested}");
    std::fs::remove_file(home.path("~/.local/state/copera/limits.json")).unwrap();
    import(&home, &["--resume"]).succeeds();
    assert_eq!(names(&home), "One|Two, too|Three");
}

/// Whether a row was made whose answer never came is a person's to say.
#[test]
fn unsure() {
    for (word, made) in [("skip", "Two, too|Three"), ("retry", "One|Two, too|Three")] {
        let home = home();
        home.write("tasks.csv", TASKS);
        home.sandbox()
            .fault(Fault::on("POST", ROW).reset().times(1));
        let run = import(&home, &[]);
        assert_eq!(run.fails_with(1), "request_failed");
        assert!(
            run.error()["suggestion"]
                .as_str()
                .unwrap()
                .contains("--unsure skip or retry")
        );
        let run = import(&home, &["--resume"]);
        assert_eq!(run.fails_with(5), "import_unsure");
        assert_eq!(writes(&home), 1);
        import(&home, &["--resume", "--unsure", word]).succeeds();
        assert_eq!(names(&home), made);
    }
}

/// As the format counts: lines, or the elements of a list.
#[test]
fn what_a_record_is_called() {
    for (file, text, other, called) in [
        ("t.csv", "Name\nOne\n", "Name\nUno\n", "line 2"),
        (
            "t.ndjson",
            "{\"Name\":\"One\"}\n",
            "{\"Name\":\"Uno\"}\n",
            "line 1",
        ),
        (
            "t.json",
            "[\n{\"Name\":\"One\"}]",
            "[\n{\"Name\":\"Uno\"}]",
            "record 1",
        ),
    ] {
        let home = home();
        let run = |text: &str, more: &[&str]| {
            home.write(file, text);
            let line = [&["rows", "import", file], more].concat();
            let run = home.copera(line).run();
            run.error()["message"].as_str().unwrap().to_owned()
        };
        home.sandbox()
            .fault(Fault::on("POST", ROW).reset().times(1));
        let told = run(text, &[]);
        assert!(told.starts_with(&format!("{called}: ")), "{told}");
        let told = run(text, &["--resume"]);
        let unsure = format!("the row of {called} may have been made");
        assert!(told.starts_with(&unsure), "{told}");
        let told = run(other, &["--resume"]);
        let changed = format!("{called} is not the one that was imported before");
        assert!(told.starts_with(&changed), "{told}");
    }
}

#[test]
fn a_journal_of_something_else() {
    let home = home();
    home.write("tasks.csv", TASKS);
    home.sandbox()
        .fault(Fault::on("POST", ROW).reset().times(1));
    assert_eq!(import(&home, &[]).code, 1);
    home.write("tasks.csv", &TASKS.replace("One", "Uno"));
    let run = import(&home, &["--resume"]);
    assert_eq!(run.fails_with(2), "input_error");
    assert!(
        run.stderr
            .contains("is not the one that was imported before"),
        "{run}"
    );
    home.write("tasks.csv.journal", "shopping\n");
    assert_eq!(import(&home, &["--resume"]).fails_with(2), "input_error");
    assert_eq!(home.read("tasks.csv.journal"), "shopping\n");
    assert_eq!(writes(&home), 1);
}
