//! `copera api`.

use copera_sandbox::seed;
use serde_json::json;

use crate::home::{Home, TOKEN};

#[test]
fn the_document_of_the_service() {
    let home = Home::signed_in();
    let run = home.copera(["api", "/drive/tree"]).run();
    // Not the envelope that `drive tree` has for the official tool's sake.
    assert!(run.succeeds().stdout_json()["root"].is_array(), "{run}");
    let run = home
        .copera([
            "api",
            "get",
            "workspace/members",
            "-f",
            "limit=1",
            "--jq",
            ".members | length",
        ])
        .run();
    assert_eq!(run.succeeds().stdout, "1\n");
}

#[test]
fn pages_one_after_the_other() {
    let home = Home::signed_in();
    let names = |more: &[&str]| {
        let line = [
            "api",
            "GET",
            "/workspace/members",
            "-F",
            "limit=1",
            "--jq",
            ".members[].name",
        ];
        home.copera([&line[..], more].concat())
            .run()
            .succeeds()
            .stdout
            .lines()
            .count()
    };
    assert_eq!(names(&[]), 1);
    let total = home
        .copera(["workspace", "members", "--jq", ".total"])
        .run();
    assert_eq!(
        names(&["--paginate"]).to_string(),
        total.succeeds().stdout.trim()
    );
    // Never past the end.
    let asked = home.sandbox().requests().into_iter();
    let asked = asked
        .filter(|request| request.path().contains("/members"))
        .count();
    assert_eq!(asked, 2 + names(&["--paginate"]));
}

#[test]
fn fields_and_bodies() {
    let home = Home::signed_in();
    let sent = |more: &[&str], stdin: &str| {
        let line = ["api", "POST", "/docs/", "--dry-run"];
        let run = home.copera([&line[..], more].concat()).stdin(stdin).run();
        run.succeeds().stdout_json()["body"].clone()
    };
    home.write("text.md", "# A\n");
    home.write("body.json", "{\"n\": 1.50}");
    assert_eq!(
        sent(
            &[
                "-f",
                "title=1",
                "-F",
                "n=1.5",
                "-F",
                "b=true",
                "-F",
                "t=@text.md",
                "-F",
                "w=word"
            ],
            ""
        ),
        serde_json::json!({"title": "1", "n": 1.5, "b": true, "t": "# A\n", "w": "word"})
    );
    assert_eq!(sent(&["--input", "body.json"], "")["n"].to_string(), "1.5");
    assert_eq!(sent(&["--input", "-"], "[1]"), serde_json::json!([1]));
    assert!(home.sandbox().requests().is_empty());
    let made = home
        .copera(["api", "/docs/", "-f", "title=Made by hand"])
        .run();
    assert_eq!(made.succeeds().stdout_json()["title"], "Made by hand");
}

/// As `gh api` reads them.
#[test]
fn what_a_field_becomes() {
    let home = Home::signed_in();
    home.write("text.md", "# A\n");
    for (flag, field, value) in [
        ("-F", "v=@-", json!("piped\n")),
        ("-F", "v=@text.md", json!("# A\n")),
        ("-f", "v=@-", json!("@-")),
        ("-F", "v=-", json!("-")),
        ("-F", "v=1", json!(1)),
        ("-F", "v= 1", json!(" 1")),
        ("-F", "v=1 ", json!("1 ")),
        ("-F", "v=\ttrue", json!("\ttrue")),
        ("-F", "v=null\n", json!("null\n")),
        ("-F", "v=", json!("")),
    ] {
        let line = ["api", "POST", "/docs/", "--dry-run", flag, field];
        let run = home.copera(line).stdin("piped\n").run();
        let body = run.succeeds().stdout_json()["body"].clone();
        assert_eq!(body["v"], value, "{flag} {field:?}: {run}");
    }
}

/// What to do next is something that the command does.
#[test]
fn what_can_not_be_read() {
    let home = Home::signed_in();
    for (arguments, told, next) in [
        (
            &["-F", "u=@none"][..],
            "can't read `none`, which --field names",
            json!("to send a text that begins with @ as it is, write it with -f"),
        ),
        (
            &["--input", "none"],
            "can't read `none`, which --input names",
            json!(null),
        ),
        (
            &["-F", "u=@-", "-F", "w=@-"],
            "two fields name stdin, which is read once",
            json!(null),
        ),
    ] {
        let line = [&["api", "POST", "/docs/", "--dry-run"], arguments].concat();
        let run = home.copera(line).stdin("piped").run();
        assert_eq!(run.fails_with(2), "input_error", "{run}");
        let error = run.error();
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(told), "{run}");
        assert_eq!(error["suggestion"], next, "{run}");
    }
}

/// What was typed arrives in its order, numbers as they were spelled.
#[test]
fn in_the_order_of_the_command_line() {
    let home = Home::signed_in();
    let fields = [
        "-f",
        "z=1",
        "-F",
        "m=12345678901234567890123",
        "-f",
        "a=2",
        "-F",
        "b=1.50",
    ];
    let line = ["api", "POST", "/docs/", "--dry-run"];
    let run = home.copera([&line[..], &fields].concat()).run();
    let shown = run.succeeds().stdout.split_whitespace().collect::<String>();
    assert!(
        shown.contains(r#"{"z":"1","m":12345678901234567890123,"a":"2","b":1.50}"#),
        "{run}"
    );
    // The sandbox keeps no queries.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let asked = std::thread::spawn(move || {
        use std::io::{BufRead as _, Write as _};
        let mut stream = std::io::BufReader::new(listener.accept().unwrap().0);
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        let answer = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
        stream.get_mut().write_all(answer).unwrap();
        line
    });
    let twice = ["-f", "z=3", "-f", "l[]=4", "-f", "l[]"];
    let run = home.copera([&["api", "GET", "/x"][..], &fields, &twice].concat());
    run.env("COPERA_API_BASE_URL", &base).run().succeeds();
    assert_eq!(
        asked.join().unwrap().trim_end(),
        "GET /x?z=1&m=12345678901234567890123&a=2&b=1.50&z=3&l%5B%5D=4 HTTP/1.1"
    );
}

/// As `gh api` has it.
#[test]
fn lists_and_objects() {
    let home = Home::signed_in();
    let dry = |fields: &[&str]| {
        let line = ["api", "POST", "/docs/", "--dry-run"];
        home.copera([&line[..], fields].concat()).run()
    };
    for (fields, body) in [
        (&["-f", "a[]=x", "-f", "a[]=y"][..], r#"{"a":["x","y"]}"#),
        (&["-F", "a[]=1", "-f", "a[]=1"], r#"{"a":[1,"1"]}"#),
        (&["-f", "a[]"], r#"{"a":[]}"#),
        (&["-F", "a[]", "-F", "a[]=null"], r#"{"a":[null]}"#),
        (
            &["-f", "a[b]=x", "-F", "c=2", "-F", "a[d]=true"],
            r#"{"a":{"b":"x","d":true},"c":2}"#,
        ),
        (&["-F", "a[b][c][]=1.50"], r#"{"a":{"b":{"c":[1.50]}}}"#),
        (
            &["-f", "a[][b]=1", "-f", "a[][c]=2", "-f", "a[][b]=3"],
            r#"{"a":[{"b":"1","c":"2"},{"b":"3"}]}"#,
        ),
        (
            &["-f", "a[][b][]=1", "-f", "a[][b][]=2", "-f", "a[][c]=3"],
            r#"{"a":[{"b":["1","2"],"c":"3"}]}"#,
        ),
        (
            &["-f", "a[][b][c]=1", "-f", "a[][b][d]=2"],
            r#"{"a":[{"b":{"c":"1"}},{"b":{"d":"2"}}]}"#,
        ),
        (
            &["-f", "a[]=x", "-f", "a[][b]=y"],
            r#"{"a":["x",{"b":"y"}]}"#,
        ),
        (&["-f", "a=[b]=c"], r#"{"a":"[b]=c"}"#),
    ] {
        let run = dry(fields);
        let shown = run.succeeds().stdout.split_whitespace().collect::<String>();
        assert!(
            shown.contains(&format!("\"body\":{body}}}")),
            "{fields:?}: {run}"
        );
    }
    let deep = format!("a{}=1", "[b]".repeat(20_000));
    for (fields, message) in [
        (&["-f", "a=1", "-f", "a=2"][..], "`a` is given twice"),
        (&["-f", "a=1", "-F", "a=2"], "`a` is given twice"),
        (&["-f", "a[b]=1", "-f", "a[b]=2"], "`a[b]` is given twice"),
        (
            &["-f", "a=1", "-f", "a[]=2"],
            "`a[]` makes `a` a list, and an earlier one made it a value",
        ),
        (
            &["-f", "a[]=1", "-f", "a=2"],
            "`a` makes `a` a value, and an earlier one made it a list",
        ),
        (
            &["-f", "a[b]=1", "-f", "a[]=2"],
            "`a[]` makes `a` a list, and an earlier one made it an object",
        ),
        (
            &["-f", "a[b][]=1", "-f", "a[b][c]=2"],
            "`a[b][c]` makes `b` an object, and an earlier",
        ),
        (&["-f", "a[][]=1"], "`a[][]` is no name"),
        (&["-f", &deep], "leads through more than 100 objects"),
        (&["-f", "[]=1"], "`[]` is no name"),
        (&["-f", "[a]=1"], "`[a]` is no name"),
        (&["-f", "a[b=1"], "`a[b` is no name"),
        (&["-f", "a]=1"], "`a]` is no name"),
        (&["-f", "a[b]c=1"], "`a[b]c` is no name"),
        (&["-f", "a[[b]]=1"], "`a[[b]]` is no name"),
        (&["-f", "a[b]"], "`a[b]` is no field"),
        (&["-f", "=1"], "`=1` is no field"),
    ] {
        let run = dry(fields);
        assert_eq!(run.fails_with(2), "input_error", "{fields:?}");
        let told = run.error()["message"].as_str().unwrap().to_owned();
        assert!(told.contains(message), "{fields:?}: {told}");
    }
    assert!(home.sandbox().requests().is_empty());
}

/// What is encoded already stays so, and leads nowhere else either.
#[test]
fn encoded_paths() {
    let home = Home::signed_in();
    let dry = |path: &str| home.copera(["api", "POST", path, "--dry-run"]).run();
    for (path, sent) in [
        ("/docs/a%2Fb", "/docs/a%2Fb"),
        ("/docs/50%/a b", "/docs/50%25/a%20b"),
    ] {
        let run = dry(path);
        let url = run.succeeds().stdout_json()["url"].clone();
        assert!(url.as_str().unwrap().ends_with(sent), "{url}");
    }
    for path in ["/docs/%2e%2e/x", "/docs/..%2Fx", "/../x", "//elsewhere/x"] {
        let run = dry(path);
        assert_eq!(run.code, 2, "{path}: {run}");
    }
    assert!(home.sandbox().requests().is_empty());
}

#[test]
fn headers() {
    let home = Home::signed_in();
    let run = home
        .copera(["api", "/board/list-boards", "--include", "-H", "x-a: b"])
        .run();
    assert!(run.succeeds().stdout.starts_with("HTTP 200 OK\n"), "{run}");
    assert!(
        run.stdout.contains("content-type: application/json"),
        "{run}"
    );
    for header in [
        "Authorization: Bearer x",
        "Host: elsewhere",
        "no header",
        "a b: c",
    ] {
        let run = home.copera(["api", "/x", "-H", header]).run();
        assert_eq!(run.fails_with(2), "input_error", "{header}");
    }
}

/// What is not a read is sent once, or not at all.
#[test]
fn pages_of_a_write() {
    let home = Home::signed_in();
    for words in [
        &["api", "POST", "/docs/", "-f", "title=x"][..],
        &["api", "/docs/", "-f", "title=x"],
        &["api", "DELETE", "/docs/x"],
    ] {
        let run = home.copera(words.iter().chain(&["--paginate"])).run();
        assert_eq!(run.fails_with(2), "input_error", "{words:?}");
    }
    assert!(home.sandbox().requests().is_empty());
}

/// Neither a method alone nor a variable that is not set is a path.
#[test]
fn without_a_path() {
    let home = Home::signed_in();
    for words in [
        &["api", "GET"][..],
        &["api", "DELETE"],
        &["api", ""],
        &["api", "DELETE", " "],
    ] {
        let run = home.copera(words).run();
        assert_eq!(run.fails_with(2), "input_error", "{words:?}");
        assert!(run.stderr.contains("path"), "{run}");
    }
    assert!(home.sandbox().requests().is_empty());
}

#[test]
fn nowhere_but_below_the_address() {
    let home = Home::signed_in();
    for path in [
        "https://elsewhere.example/x",
        "//elsewhere.example/x",
        "/a/../../b",
        "/./x",
    ] {
        let run = home.copera(["api", path]).run();
        assert_eq!(run.fails_with(2), "input_error", "{path}");
    }
    for line in [
        &["api", "/x", "-f", "novalue"][..],
        &["api", "/x", "--input", "-"][..],
    ] {
        let run = home.copera(line).stdin("{").run();
        assert_eq!(run.fails_with(2), "input_error", "{line:?}");
    }
    assert!(home.sandbox().requests().is_empty());
    let run = home
        .copera(["api", "/board/5eed00010000000000ffffff"])
        .run();
    assert_eq!(run.fails_with(3), "api_error");
}

/// Fields make a POST, which a person learns where none is taken.
#[test]
fn a_query_that_was_meant() {
    let home = Home::signed_in();
    let run = home
        .copera(["api", "/workspace/members", "-f", "limit=1"])
        .run();
    assert_eq!(run.fails_with(1), "api_error");
    assert!(
        run.error()["suggestion"].to_string().contains("api GET"),
        "{run}"
    );
    let run = home.copera(["api", "POST", "/workspace/members"]).run();
    assert_eq!(run.fails_with(1), "api_error");
    assert!(run.error()["suggestion"].is_null(), "{run}");
}

/// Whatever the path, the kinds are the service's to refuse.
#[test]
fn a_key_may_try() {
    let home = Home::signed_in();
    let run = home
        .copera(["api", "/docs/tree"])
        .env("COPERA_CLI_AUTH_TOKEN", seed::KEY)
        .run();
    assert_eq!(run.fails_with(4), "api_error");
    assert_ne!(seed::KEY, TOKEN);
    assert_eq!(home.sandbox().requests().len(), 1);
}
