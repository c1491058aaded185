use copera_sandbox::seed::rows::{ORDER_GEARS, SHIP_THE_ENGINE};
use copera_sandbox::seed::tables::findings::MINOR;

use super::home;

const FIELDS: [&str; 2] = [
    "--fields",
    "_id,rowId,Name,Status,Tags,Points,Budget,Approved,Due,Findings,createdAt",
];

#[test]
fn each_format() {
    let home = home();
    for format in ["csv", "ndjson", "json", "md"] {
        let some = [
            "rows", "export", "--query", "gear", "--sort", "Points", "--to", format,
        ];
        let run = home.copera(some.iter().chain(&FIELDS)).run();
        insta::assert_snapshot!(format!("rows_export_{format}"), run.succeeds());
    }
}

#[test]
fn all_columns_into_a_file() {
    let home = home();
    let run = home
        .copera(["rows", "export", "--to", "csv", "-o", "tasks.csv"])
        .run();
    assert_eq!(
        (run.succeeds().stdout.as_str(), run.stderr.as_str()),
        ("", "Wrote 6 rows to tasks.csv.\n")
    );
    let file = home.read("tasks.csv");
    assert!(file.starts_with("_id,rowId,Name,Notes,Status,"), "{file}");
    assert!(file.contains(SHIP_THE_ENGINE) && file.contains(ORDER_GEARS));
    let nobody = home
        .copera(["rows", "export", "--to", "csv", "--fields", "Nome"])
        .run();
    assert_eq!(nobody.fails_with(2), "input_error");
    let none = home
        .copera(["rows", "export", "--to", "ndjson", "--query", "zzz"])
        .run();
    assert_eq!(none.succeeds().stdout, "");
}

/// What was exported becomes the same rows again, whichever format it went through.
#[test]
fn there_and_back() {
    for format in ["csv", "ndjson", "json"] {
        let home = home();
        let file = format!("tasks.{format}");
        let export = |to: &str| {
            let all = ["rows", "export", "--to", format, "-o", to, "--fields"];
            let fields =
                "Name,Status,Priority,Tags,Points,Budget,Effort,Approved,Due,Assignees,Findings";
            home.copera(all.iter().chain(&[fields, "--sort", "No."]))
                .run()
                .succeeds();
        };
        export(&file);
        let first = home.read(&file);
        home.copera(["rows", "import", &file]).run().succeeds();
        export("both");
        let both = home.read("both");
        let body = |text: &str| {
            let text = if format == "csv" {
                text.split_once('\n').unwrap().1
            } else {
                text
            };
            let text = text
                .trim_start_matches('[')
                .trim_end()
                .trim_end_matches(']');
            text.trim().to_owned()
        };
        let between = if format == "json" { ",\n  " } else { "\n" };
        let twice = format!("{}{between}{}", body(&first), body(&first));
        assert_eq!(body(&both), twice, "{format}");
    }
}

/// Options that are looked up in another table have their labels as others have, in the formats of people;
/// objects have what the service sent, and wait for no other table.
#[test]
fn options_that_are_looked_up() {
    let home = home();
    let export = |format, more: &[&str]| {
        let line = ["rows", "export", "--query", "engine", "--to", format];
        let run = home.copera([&line[..], more].concat()).run();
        run.succeeds().stdout.clone()
    };
    let asked = || {
        let requests = home.sandbox().requests();
        let lists = ["/tables", "/list-boards"];
        let is_list = |path: &str| lists.iter().any(|list| path.ends_with(list));
        requests
            .iter()
            .filter(|request| is_list(request.path()))
            .count()
    };
    let severity = ["--fields", "Severity"];
    for format in ["json", "ndjson"] {
        let objects = export(format, &severity);
        assert!(
            objects.contains(MINOR) && !objects.contains("Minor"),
            "{objects}"
        );
    }
    export("csv", &["--fields", "Name"]);
    assert_eq!(asked(), 0);
    assert_eq!(export("csv", &severity), "Severity\n\"Major, Minor\"\n");
    let shown = "| Severity |\n| --- |\n| Major, Minor |\n";
    assert_eq!(export("md", &severity), shown);
    // The board's own tables, the boards, and those of the other one; once.
    assert_eq!(asked(), 3);
}

/// Whoever asked for a file is told of that file, whatever is made beside it meanwhile.
#[test]
fn no_place_for_a_file() {
    let home = home();
    home.write("taken", "");
    for (path, why) in [
        ("/nonexist/x.csv", "No such file or directory"),
        ("taken/x.csv", "Not a directory"),
        (".", "Is a directory"),
    ] {
        let run = home
            .copera(["rows", "export", "--to", "csv", "-o", path])
            .run();
        assert_eq!(run.fails_with(1), "file_error");
        let told = run.error()["message"].as_str().unwrap().to_owned();
        assert!(
            told.starts_with(&format!("can't write {path}: {why}")),
            "{told}"
        );
        assert!(!told.contains(".copera-"), "{told}");
    }
}

/// Neither is a full disk that of another file.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_gets_too_long() {
    let home = home();
    let line = "ulimit -f 0; trap '' XFSZ; copera rows export --to csv -o x.csv";
    let run = home.shell(line, &[]).run();
    assert_eq!(run.fails_with(1), "file_error");
    let told = run.error()["message"].as_str().unwrap().to_owned();
    assert!(
        told.starts_with("can't write x.csv: File too large"),
        "{told}"
    );
    assert!(!told.contains(".copera-"), "{told}");
    let left = std::fs::read_dir(home.project()).unwrap();
    let left = left.filter(|entry| entry.as_ref().unwrap().file_name() != ".copera.toml");
    assert_eq!(left.count(), 0);
}
