//! Lists that are too long to be held.

use std::io::Read as _;
use std::process::Stdio;

use copera_sandbox::Fault;
use copera_sandbox::seed::boards::LAUNCH;
use copera_sandbox::seed::tables::TASKS;

use crate::home::Home;

/// Beyond the megabyte that is held, and not more than a debug build reads in a moment.
const ROWS: u64 = 6_000;

fn home() -> Home {
    Home::with_rows(TASKS, ROWS)
}

fn arguments<'a>(flags: &[&'a str]) -> Vec<&'a str> {
    let list = ["rows", "list", "--board", LAUNCH, "--table", TASKS];
    [&list[..], flags].concat()
}

fn export<'a>(flags: &[&'a str]) -> Vec<&'a str> {
    let export = [
        "rows", "export", "--board", LAUNCH, "--table", TASKS, "--to",
    ];
    [&export[..], flags].concat()
}

/// In every form, each row is there once.
#[test]
fn every_form() {
    let home = home();
    let run = |flags: &[&str]| {
        home.copera(arguments(flags))
            .run()
            .succeeds()
            .stdout
            .clone()
    };
    let document = run(&["--json"]);
    assert!(document.len() > 1024 * 1024);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&document).unwrap();
    assert!(rows.len() as u64 > ROWS);
    let numbers: Vec<_> = rows.iter().map(|row| row["rowId"].to_string()).collect();
    let column = numbers.join("\n") + "\n";
    assert_eq!(run(&["--jq", ".[].rowId"]), column);
    assert_eq!(run(&["--fields", "rowId", "--output", "plain"]), column);
    assert_eq!(
        run(&["--output", "ndjson", "--fields", "rowId"])
            .replace("{\"rowId\":", "")
            .replace('}', ""),
        column
    );
    let picked: Vec<serde_json::Value> =
        serde_json::from_str(&run(&["--json", "--fields", "rowId"])).unwrap();
    assert_eq!(picked.len(), rows.len());
    let lines = run(&["--output", "ndjson"]);
    assert_eq!(lines.lines().count(), rows.len());
    let table = run(&["--output", "table"]);
    assert_eq!(table.lines().count(), rows.len() + 1);
    assert!(table.starts_with("ID "), "{}", &table[..200]);
    for (line, row) in table.lines().skip(1).zip(&rows) {
        assert_eq!(line.split(' ').next(), row["_id"].as_str());
    }
    let whole = format!("{}\n", serde_json::to_string_pretty(&rows).unwrap());
    assert_eq!(whole.lines().count(), document.lines().count());
}

/// A name that nothing goes by is a mistake, as for short lists; what was printed until then stays. One
/// that these rows happen not to have is none.
#[test]
fn a_field_that_no_row_has() {
    let home = home();
    let path = format!("/board/{LAUNCH}/table/{TASKS}/rows");
    for (line, forms) in [
        (arguments(&[]), &["json", "ndjson"][..]),
        (vec!["api", &path], &["json", "ndjson"]),
    ] {
        for form in forms {
            let run = |fields| {
                let flags = ["--output", form, "--fields", fields];
                home.copera([&line[..], &flags].concat()).run()
            };
            let wrong = run("rowId,nosuch");
            let error = wrong.error();
            let told = (wrong.code, error["error"].as_str());
            assert_eq!(told, (2, Some("input_error")), "{form}");
            assert_eq!(error["message"], "there is no field `nosuch`", "{form}");
            let known = error["suggestion"].as_str().unwrap();
            assert!(known.starts_with("there are: _id, rowId"), "{known}");
            assert!(wrong.stdout.lines().count() as u64 > ROWS, "{form}");
            let unset = run("rowId,nextCursor");
            let told = &unset.succeeds().stderr;
            assert!(told.contains("no field `nextCursor` was found"), "{told}");
        }
    }
    // Boards too many to be held, as tables.
    let boards: Vec<_> = (0..12_000)
        .map(|number| {
            serde_json::json!({
                "_id": format!("{number:024x}"), "name": "A board", "description": "x".repeat(60),
                "createdAt": "2026-11-24T10:00:00.000Z", "updatedAt": "2026-11-24T10:00:00.000Z",
            })
        })
        .collect();
    let list = Fault::on("GET", "/board/list-boards");
    let body = serde_json::to_string(&boards).unwrap();
    home.sandbox()
        .fault(list.status(200).body("application/json", body).always());
    for form in ["table", "plain"] {
        let line = ["boards", "list", "--output", form, "--fields", "name,nope"];
        let run = home.copera(line).run();
        assert_eq!(run.code, 2, "{form}");
        assert!(run.stdout.lines().count() >= 12_000, "{form}");
        assert_eq!(run.error()["message"], "there is no field `nope`");
    }
}

/// On a terminal, what was printed stands before what is said of it, to its last half line.
#[cfg(unix)]
#[test]
fn a_break_on_a_terminal() {
    use crate::pty::{end, on_terminal};
    let home = home();
    let list = Fault::on("GET", &format!("/board/{LAUNCH}/table/{TASKS}/rows"));
    home.sandbox()
        .fault(list.cut_body_after(1536 * 1024).always());
    let (seen, code) = end(on_terminal(home.copera(arguments(&["--json"]))));
    assert_eq!(code, 1);
    let (before, error) = seen.trim_end().rsplit_once("{\"error\"").unwrap();
    assert!(before.contains("rowId"));
    let error: serde_json::Value = serde_json::from_str(&format!("{{\"error\"{error}")).unwrap();
    assert_eq!(error["error"], "request_failed");
}

/// What breaks off is never taken for whole, and never asked for again.
#[test]
fn a_break() {
    for (flags, prints) in [
        (&["--json"][..], true),
        (&["--output", "ndjson"], true),
        (&["--output", "plain"], true),
        (&["--output", "table"], true),
        (&["--jq", ".[].rowId"], true),
        (&["--jq", "map(.rowId)"], false),
    ] {
        let home = home();
        let list = Fault::on("GET", &format!("/board/{LAUNCH}/table/{TASKS}/rows"));
        home.sandbox()
            .fault(list.cut_body_after(1536 * 1024).always());
        let run = home.copera(arguments(flags)).run();
        assert_eq!(run.code, 1, "{flags:?}: {}", run.stderr);
        assert_eq!(run.error()["error"], "request_failed");
        assert_eq!(!run.stdout.is_empty(), prints, "{flags:?} {}", run.stderr);
        let told = run.error()["message"]
            .as_str()
            .unwrap()
            .contains("output incomplete");
        assert_eq!(told, prints, "{}", run.stderr);
        let lists = home.sandbox().requests();
        let lists = lists
            .iter()
            .filter(|request| request.path().contains("/rows"));
        assert_eq!(lists.count(), 1, "{flags:?}");
    }
}

/// A reader that has seen enough is no failure.
#[test]
fn into_head() {
    let home = home();
    let lists = [
        &["--json"][..],
        &["--output", "ndjson"],
        &["--output", "table"],
        &["--output", "plain"],
        &["--jq", ".[]"],
        &["--jq", ".[].columns"],
    ];
    let exports = ["csv", "md", "json", "ndjson"].map(|format| export(&[format]));
    for flags in lists.map(arguments).into_iter().chain(exports) {
        let mut command = home.copera(&flags).into_command();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 10]).unwrap();
        drop(stdout);
        let ended = child.wait_with_output().unwrap();
        assert_eq!(
            (ended.status.code(), ended.stderr.as_slice()),
            (Some(0), &b""[..]),
            "{flags:?}"
        );
    }
}

/// A long list exported is a short one, only longer, and in a file it is whole or not there.
#[test]
fn exports() {
    let home = home();
    let run = |flags: &[&str]| home.copera(export(flags)).run();
    let all = home.copera(arguments(&["--jq", ".[].rowId"])).run();
    let numbers = all.succeeds().stdout.clone();
    let csv = run(&["csv", "--fields", "rowId"]).succeeds().stdout.clone();
    assert_eq!(csv, format!("rowId\n{numbers}"));
    let md = run(&["md", "--fields", "rowId"]).succeeds().stdout.clone();
    let body = md.strip_prefix("| rowId |\n| ---: |\n").unwrap();
    assert_eq!(body.replace(['|', ' '], ""), numbers);
    for format in ["json", "ndjson"] {
        let name = format!("rows.{format}");
        let wrote = run(&[format, "-o", &name]);
        let told = format!("Wrote {} rows to {name}.\n", numbers.lines().count());
        assert_eq!(
            (wrote.succeeds().stdout.as_str(), wrote.stderr.as_str()),
            ("", &*told)
        );
        let streamed = home.read(&name);
        assert_eq!(run(&[format]).succeeds().stdout, streamed);
        let rows: Vec<serde_json::Value> = match format {
            "json" => serde_json::from_str(&streamed).unwrap(),
            _ => streamed
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect(),
        };
        let found: Vec<_> = rows.iter().map(|row| row["rowId"].to_string()).collect();
        assert_eq!(found.join("\n") + "\n", numbers, "{format}");
    }
}

/// Asked for by hand, the same list looks the same.
#[test]
fn by_hand() {
    let home = home();
    let path = format!("/board/{LAUNCH}/table/{TASKS}/rows");
    let run = |line: &[&str]| home.copera(line).run().succeeds().stdout.clone();
    for flags in [
        &["--json"][..],
        &["--output", "ndjson", "--fields", "rowId,_id"],
        &["--jq", ".[-1].rowId"],
    ] {
        let list = run(&arguments(flags));
        for more in [&[][..], &["--paginate"]] {
            let by_hand = run(&[&["api", &path][..], flags, more].concat());
            assert!(by_hand == list, "{flags:?} {more:?}");
        }
        let included = run(&[&["api", &path, "--include"][..], flags].concat());
        let (head, body) = included.split_once("\n\n").unwrap();
        assert!(head.starts_with("HTTP 200 OK\n") && body == list, "{head}");
    }
    let list = Fault::on("GET", &path);
    home.sandbox()
        .fault(list.cut_body_after(1536 * 1024).always());
    let run = home.copera(["api", &path, "--paginate"]).run();
    assert_eq!((run.code, !run.stdout.is_empty()), (1, true));
    assert!(run.stderr.contains("output incomplete"), "{}", run.stderr);
}

#[test]
fn an_export_that_breaks() {
    for format in ["csv", "ndjson", "json", "md"] {
        let home = home();
        home.write("rows", "mine");
        let list = Fault::on("GET", &format!("/board/{LAUNCH}/table/{TASKS}/rows"));
        home.sandbox()
            .fault(list.cut_body_after(1536 * 1024).always());
        let run = home.copera(export(&[format])).run();
        assert_eq!((run.code, !run.stdout.is_empty()), (1, true), "{format}");
        assert!(run.stderr.contains("output incomplete"), "{}", run.stderr);
        let run = home.copera(export(&[format, "-o", "rows"])).run();
        assert_eq!(run.fails_with(1), "request_failed", "{format}");
        assert!(!run.stderr.contains("output incomplete"), "{}", run.stderr);
        assert_eq!(home.read("rows"), "mine", "{format}");
        assert_eq!(std::fs::read_dir(home.project()).unwrap().count(), 1);
    }
}

/// However long the list is, the run takes the memory of a short one.
#[cfg(target_os = "linux")]
#[test]
fn memory() {
    const MOST_KIB: u64 = 16 * 1024;
    let path = format!("/board/{LAUNCH}/table/{TASKS}/rows");
    let home = Home::with_rows(TASKS, 40_000);
    for line in [
        arguments(&["--json"]),
        arguments(&["--output", "table"]),
        arguments(&["--jq", ".[] | select(.rowId > 0)"]),
        export(&["csv"]),
        export(&["json"]),
        vec!["api", &path, "--include", "--paginate"],
    ] {
        let mut command = home.copera(&line).into_command();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let mut piece = vec![0; 1024 * 1024];
        let mut read = 0;
        while let Ok(length @ 1..) = stdout.read(&mut piece) {
            read += length;
            let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
            let status = status.unwrap_or_default();
            let own = status
                .lines()
                .find_map(|line| line.strip_prefix("RssAnon:"));
            let own = own.and_then(|text| text.trim().strip_suffix(" kB")?.parse::<u64>().ok());
            assert!(own.unwrap_or_default() < MOST_KIB, "{line:?}: {own:?} KiB");
        }
        assert!(child.wait().unwrap().success());
        assert!(read > 2 * 1024 * 1024, "{line:?}: {read}");
    }
}
