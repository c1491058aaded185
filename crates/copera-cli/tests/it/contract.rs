//! Every command that `copera schema` knows, held to what it says there.

use copera_sandbox::seed::tables::{CONTACTS, TASKS, TASKS_VIEW, contacts, tasks};
use copera_sandbox::seed::{
    boards, bookings, channels, comments, docs, drive, files, notifications, rows,
};
use serde_json::Value;

use crate::home::{Home, Outcome, TOKEN};

/// How each command is called so that it works in [`home`]: its words, and what follows them.
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn calls() -> Vec<(&'static str, String)> {
    let row = rows::SHIP_THE_ENGINE;
    let attachment = format!(
        "{row} --column {} --file {}",
        tasks::FILES,
        files::PACKING_LIST
    );
    let commented = format!(
        "{row} --comment {} --file {}",
        comments::WITH_FILE,
        files::MOTH_PHOTO
    );
    let password = format!(
        "--table {CONTACTS} --identifier-column {} --identifier-value charles@example.com \
         --password-column {} --password-value {}",
        contacts::EMAIL,
        contacts::PASSWORD,
        rows::BABBAGES_PASSWORD
    );
    vec![
        ("auth login", format!("--token={TOKEN} --no-verify")),
        ("auth status", String::new()),
        ("auth list", String::new()),
        ("auth use", "default".to_owned()),
        ("auth whoami", String::new()),
        ("auth scopes", String::new()),
        ("auth token", String::new()),
        ("auth logout", "--force".to_owned()),
        ("auth migrate", "--store file".to_owned()),
        ("auth doctor", String::new()),
        ("boards list", String::new()),
        ("boards get", boards::LAUNCH.to_owned()),
        ("tables list", String::new()),
        ("tables get", TASKS.to_owned()),
        (
            "tables export",
            format!("{TASKS} --view {TASKS_VIEW} --format CSV"),
        ),
        ("rows list", String::new()),
        ("rows get", row.to_owned()),
        ("rows create", "--set Name=New".to_owned()),
        ("rows update", format!("{row} --set Name=Other")),
        ("rows delete", format!("{row} --force")),
        ("rows authenticate", password),
        ("rows description", row.to_owned()),
        ("rows update-description", format!("{row} --content x")),
        (
            "rows column-content",
            format!("{row} --column {}", tasks::NOTES),
        ),
        (
            "rows update-column-content",
            format!("{row} --column {} --content x", tasks::NOTES),
        ),
        ("rows import", "rows.csv".to_owned()),
        ("rows export", "--to csv".to_owned()),
        ("rows attachments download", format!("{attachment} -o got")),
        ("rows comment", format!("{row} --content Hello")),
        ("rows comments", row.to_owned()),
        (
            "rows comments attachments download",
            format!("{commented} -o got"),
        ),
        ("channels list", String::new()),
        (
            "channels message send",
            format!("--channel {} Hello", channels::GENERAL),
        ),
        ("docs tree", String::new()),
        ("docs search", "engine".to_owned()),
        ("docs get", docs::HANDBOOK.to_owned()),
        ("docs content", docs::HANDBOOK.to_owned()),
        ("docs create", "--title New".to_owned()),
        ("docs update", format!("{} --content x", docs::HANDBOOK)),
        ("docs edit", docs::HANDBOOK.to_owned()),
        ("docs pull", "pulled".to_owned()),
        ("docs metadata", format!("{} --title Other", docs::HANDBOOK)),
        ("docs delete", format!("{} --force", docs::HANDBOOK)),
        ("drive tree", String::new()),
        ("drive search", "engine".to_owned()),
        ("drive get", drive::README.to_owned()),
        ("drive download", format!("{} -o got", drive::README)),
        ("drive upload", "rows.csv".to_owned()),
        ("drive mkdir", "New".to_owned()),
        ("search", "engine".to_owned()),
        ("notifications list", String::new()),
        ("notifications read", notifications::ADAS[0].to_owned()),
        ("notifications unread", notifications::ADAS[0].to_owned()),
        (
            "notifications delete",
            format!("{} --force", notifications::ADAS[0]),
        ),
        ("bookings list", String::new()),
        ("bookings get", bookings::PENDING.to_owned()),
        ("bookings types", String::new()),
        ("workspace info", String::new()),
        ("workspace members", String::new()),
        ("workspace teams", String::new()),
        ("open board", String::new()),
        ("open table", String::new()),
        ("open row", row.to_owned()),
        ("open doc", docs::HANDBOOK.to_owned()),
        ("open file", drive::README.to_owned()),
        ("open folder", drive::ENGINE_PLANS.to_owned()),
        ("api", "/board/list-boards".to_owned()),
        ("config list", String::new()),
        ("config get", "api.base_url".to_owned()),
        ("config set", "api.timeout 10s".to_owned()),
        ("config unset", "api.web_url".to_owned()),
        ("config path", String::new()),
        ("init", format!("--board {}", boards::LAUNCH)),
        ("cache status", String::new()),
        ("cache clean", String::new()),
        ("update", String::new()),
        ("version", String::new()),
        ("schema", String::new()),
        ("completion", "bash".to_owned()),
        ("help", "environment".to_owned()),
    ]
}

/// The only output that is a secret.
const SHOWS_THE_TOKEN: &str = "auth token";

fn home() -> Home {
    let home = Home::signed_in();
    let text = home.read("~/.copera.toml");
    let ids = format!(
        "board_id = \"{}\"\ntable_id = \"{TASKS}\"\n",
        boards::LAUNCH
    );
    home.write("~/.copera.toml", &(text + &ids));
    make_private(&home.path("~/.copera.toml"));
    home.write("rows.csv", "Name\nOne\n");
    home.write("editor.sh", "echo more >> \"$1\"\n");
    home
}

/// The doctor would find something otherwise.
#[cfg(unix)]
fn make_private(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn make_private(_path: &std::path::Path) {}

fn line<'a>(command: &'a str, rest: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let words = command.split(' ').chain(rest.split_whitespace());
    words.chain(more.iter().copied()).collect()
}

fn schema() -> Value {
    let home = Home::empty();
    let run = home.copera(["schema"]).run();
    run.succeeds().stdout_json()
}

fn commands(schema: &Value) -> Vec<&Value> {
    schema["commands"].as_array().unwrap().iter().collect()
}

#[test]
fn there_is_a_call_for_every_command() {
    let schema = schema();
    let known: Vec<_> = commands(&schema)
        .iter()
        .map(|it| it["command"].as_str().unwrap())
        .collect();
    let called: Vec<_> = calls().iter().map(|(command, _)| *command).collect();
    assert_eq!(called, known);
}

/// As an agent calls them: no terminal, nobody to ask, JSON.
#[test]
fn stdout_holds_what_the_schema_says() {
    let schema = schema();
    for (command, (words, rest)) in commands(&schema).into_iter().zip(calls()) {
        let run = called(&home(), words, &rest, &["--json"]);
        run.succeeds();
        assert!(!run.stderr.contains('?'), "{words} asks: {run}");
        match command["output"].as_str().unwrap() {
            "nothing" => assert_eq!(run.stdout, "", "{words}"),
            "text" => assert_ne!(run.stdout, "", "{words}"),
            "raw" => assert!(run.stdout_json().is_array(), "{words}"),
            shape => has_shape(&schema, shape, &run.stdout_json(), words),
        }
    }
}

#[track_caller]
fn has_shape(schema: &Value, shape: &str, value: &Value, place: &str) {
    if let Some(item) = shape.strip_suffix("[]") {
        let items = value
            .as_array()
            .unwrap_or_else(|| panic!("{place} is no list: {value}"));
        for value in items {
            has_shape(schema, item, value, place);
        }
        return;
    }
    for field in schema["shapes"][shape].as_array().unwrap() {
        let name = field["name"].as_str().unwrap();
        let place = format!("{place}: {shape}.{name}");
        match (&value[name], field["shape"].as_str()) {
            (Value::Null, _) if value.get(name).is_none() => {
                assert_eq!(field["optional"], true, "{place} is missing in {value}");
            }
            (Value::Null, _) | (_, None) => {}
            (value, Some(shape)) => has_shape(schema, shape, value, &place),
        }
    }
}

/// Nothing changes at the service; what would be sent is shown.
#[test]
fn every_write_can_be_rehearsed() {
    let schema = schema();
    let mut rehearsed = 0;
    for (command, (words, rest)) in commands(&schema).into_iter().zip(calls()) {
        if command["writes"] == false {
            continue;
        }
        let home = home();
        let run = called(&home, words, &rest, &["--json", "--dry-run"]);
        run.succeeds();
        let requests = home.sandbox().requests();
        assert!(
            requests.iter().all(|request| request.method() == "GET"),
            "{words}: {requests:?}"
        );
        let shown = run.stdout_json();
        let first = shown.as_array().map_or(&shown, |list| &list[0]);
        has_shape(&schema, "DryRun", first, words);
        rehearsed += 1;
    }
    assert!(rehearsed > 15);
}

/// A failure is one object on stderr, whatever the command; stdout stays empty.
#[test]
fn every_command_says_alike_that_nobody_is_signed_in() {
    let schema = schema();
    for (command, (words, rest)) in commands(&schema).into_iter().zip(calls()) {
        let asks = !command["endpoints"].as_array().unwrap().is_empty() || words == "api";
        if !asks || words == "auth login" {
            continue;
        }
        let home = Home::new();
        home.write("rows.csv", "Name\nOne\n");
        let run = home
            .copera(line(words, &rest, &["--json"]))
            .env("CI", "1")
            .run();
        assert_eq!(run.fails_with(4), "auth_required", "{words}");
        has_shape(&schema, "Failure", &run.error(), words);
        assert!(home.sandbox().requests().is_empty(), "{words}");
    }
}

/// What a program branches on stands in the schema.
#[test]
fn the_words_of_errors() {
    let schema = schema();
    let home = Home::signed_in();
    for (arguments, word, code) in [
        (&["boards", "lst"][..], "usage_error", 2),
        (&["boards", "get", "x"], "invalid_id", 2),
        (
            &["boards", "get", "5eed00ff0000000000000001"],
            "api_error",
            3,
        ),
        (&["config", "get", "output.format"], "not_set", 3),
        (
            &["boards", "list", "--profile", "nobody"],
            "unknown_profile",
            2,
        ),
    ] {
        let run = home.copera(arguments).run();
        assert_eq!(run.fails_with(code), word, "{arguments:?}");
        let errors = schema["errors"].as_array().unwrap();
        let error = errors.iter().find(|error| error["word"] == word);
        let error = error.unwrap_or_else(|| panic!("{word}"));
        let codes = error["exit_codes"].as_array().unwrap();
        assert!(codes.contains(&code.into()), "{error}");
    }
}

/// What a flag takes, and what counts without it, wherever in the program that is decided.
#[test]
fn words_and_defaults() {
    let schema = schema();
    let commands = commands(&schema);
    let argument = |command: &str, name: &str| {
        let of_command = commands.iter().find(|it| it["command"] == command);
        let arguments = match of_command {
            Some(found) => &found["arguments"],
            None => &schema["global_options"],
        };
        let mut arguments = arguments.as_array().unwrap().iter();
        arguments.find(|it| it["name"] == name).unwrap().clone()
    };
    for (command, name, words, default, setting) in [
        ("", "output", 5, "auto", "output.format"),
        ("", "max_wait", 0, "2m", ""),
        ("drive upload", "chunk_size", 0, "10MiB", ""),
        ("drive upload", "concurrency", 0, "4", ""),
        ("search", "types", 9, "", ""),
        ("tables export", "format", 8, "", ""),
        ("docs update", "operation", 3, "replace", ""),
        ("rows list", "board", 0, "", "profiles.NAME.board_id"),
        ("rows export", "to", 4, "", ""),
    ] {
        let argument = argument(command, name);
        let told = argument["words"].as_array().map_or(0, Vec::len);
        assert_eq!(told, words, "{command} {name} {argument}");
        for (key, expected) in [("default", default), ("default_setting", setting)] {
            let told = argument[key].as_str().unwrap_or_default();
            assert_eq!(told, expected, "{command} {name} {argument}");
        }
    }
    // What its help calls an id of the profile is one.
    for command in commands {
        for argument in command["arguments"].as_array().unwrap() {
            let help = argument["help"].as_str().unwrap();
            let of_profile = help.contains("of the profile");
            assert_eq!(
                argument["default_setting"].is_string() && argument["name"] != "store",
                of_profile,
                "{} {argument}",
                command["command"]
            );
        }
    }
}

/// One call of a command, with more flags, as a script makes it.
fn called(home: &Home, command: &str, rest: &str, more: &[&str]) -> Outcome {
    let editor = format!("sh {}", home.path("editor.sh").display());
    let program = home.copera(line(command, rest, more));
    let program = program.env("CI", "1").env("EDITOR", &editor);
    if command == SHOWS_THE_TOKEN {
        program.run_and_see_the_secret()
    } else {
        program.run()
    }
}

/// What chooses of a result is heeded, or refused before anything is done.
#[test]
fn no_command_passes_over_jq_or_fields() {
    let schema = schema();
    for (command, (words, rest)) in commands(&schema).into_iter().zip(calls()) {
        let is_text = matches!(command["output"].as_str().unwrap(), "text" | "nothing");
        let has_document = !is_text || command["text_of"].is_string();
        // Names of columns: those of the table, which are checked in any case.
        let has_fields = has_document || words == "rows export";
        for (flag, value, heeded) in [
            ("--jq", "\"of the filter\"", has_document),
            ("--fields", "no_such_field", has_fields),
        ] {
            for format in ["json", "plain", "table"] {
                let home = home();
                let more = [flag, value, "--output", format];
                let run = called(&home, words, &rest, &more);
                let call = format!("{words} {more:?}: {run}");
                if !heeded {
                    assert_eq!(run.fails_with(2), "usage_error", "{call}");
                    assert!(run.error()["message"].to_string().contains(flag), "{call}");
                    assert!(home.sandbox().requests().is_empty(), "{call}");
                } else if flag == "--jq" {
                    assert_eq!(run.succeeds().stdout, "of the filter\n", "{call}");
                } else if run.code == 0 {
                    // Where nothing is wrong, there is nothing that could have the field.
                    let says = run.stderr.contains("no_such_field");
                    assert!(says || words == "auth doctor", "{call}");
                } else {
                    assert_eq!(run.fails_with(2), "input_error", "{call}");
                    // Told of a failure, a program might make the change once more.
                    assert_eq!(command["writes"], false, "{call}");
                }
            }
        }
    }
}
