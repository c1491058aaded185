//! The program.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Child, Command, Stdio},
};

use copera_sandbox::seed;
use serde_json::Value;

fn program(arguments: &[&str]) -> Child {
    command(arguments).spawn().unwrap()
}

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copera-sandbox"));
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

#[test]
fn json_names_everything_and_the_end_of_stdin_ends_it() {
    let mut child = program(&["--json", "--until-stdin-closes"]);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let started: Value = serde_json::from_str(&line).unwrap();
    let web = started["web_url"].as_str().unwrap();
    assert_eq!(started["base_url"], format!("{web}/public/v1"));
    assert_eq!(started["tokens"]["personal_access"], seed::FULL_PAT);
    assert_eq!(started["tokens"]["integration"], seed::KEY);
    assert_eq!(
        started["tokens"].as_object().unwrap().len(),
        seed::TOKENS.len()
    );
    let address = web.strip_prefix("http://").unwrap();
    std::net::TcpStream::connect(address).unwrap();

    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}

#[cfg(unix)]
#[test]
fn text_is_for_people_and_sigterm_ends_it() {
    let mut child = program(&[]);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    assert!(line.starts_with("API   http://127.0.0.1:"), "{line}");
    let kill = Command::new("kill").arg(child.id().to_string()).status();
    assert!(kill.unwrap().success());
    assert!(child.wait().unwrap().success());
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    for token in seed::TOKENS {
        assert!(rest.contains(token.secret) && rest.contains(token.about));
    }
}

#[test]
fn a_port_that_is_taken_is_one_line_on_stderr() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let output = program(&["--port", &port.to_string()])
        .wait_with_output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.starts_with(&format!(
            "copera-sandbox: can't listen on 127.0.0.1:{port}: "
        )),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1);
}

/// What it says when it does not start.
fn refusal(arguments: &[&str], code: i32) -> String {
    let output = program(arguments).wait_with_output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(output.stdout.is_empty());
    told
}

#[test]
fn a_seed_file_and_faults() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/bakery.toml");
    let rule = "GET /board/* status=503 retry-after=7";
    let mut child = program(&[
        "--json",
        "--until-stdin-closes",
        "--seed",
        file,
        "--fault",
        rule,
    ]);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let started: Value = serde_json::from_str(&line).unwrap();
    assert!(started["channel"].is_string(), "{started}");
    let token = started["tokens"]["baker"].as_str().unwrap();
    let address = started["web_url"]
        .as_str()
        .unwrap()
        .strip_prefix("http://")
        .unwrap();
    let ask = || {
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        write!(
            stream,
            "GET /public/v1/board/list-boards HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
             authorization: Bearer {token}\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let faulty = ask();
    assert!(
        faulty.starts_with("HTTP/1.1 503") && faulty.contains("retry-after: 7"),
        "{faulty}"
    );
    assert!(ask().contains("\"name\":\"Bread\""));
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn what_can_not_be_read_is_said_with_its_place() {
    let told = refusal(&["--fault", "GET /board/* status=503 tmies=2"], 2);
    assert!(
        told.contains("--fault") && told.contains("column 25: there is no setting `tmies`"),
        "{told}"
    );
    let told = refusal(&["--seed", "/nonexistent.toml"], 1);
    assert!(
        told.starts_with("copera-sandbox: can't read /nonexistent.toml: "),
        "{told}"
    );
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "[[people]]\nname = 1\n").unwrap();
    let path = file.path().to_str().unwrap();
    let told = refusal(&["--seed", path], 1);
    assert!(
        told.starts_with(&format!("copera-sandbox: {path}: line 2, column 8: ")),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn the_help_has_examples_of_faults() {
    let output = program(&["--help"]).wait_with_output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let examples = told.lines().filter_map(|line| line.split_once("--fault '"));
    let examples: Vec<_> = examples
        .flat_map(|(_, rest)| rest.split("' --fault '"))
        .map(|rule| rule.trim_end().trim_end_matches('\''))
        .collect();
    assert_eq!(examples.len(), 3, "{told}");
    for rule in examples {
        let _ = rule.parse::<copera_sandbox::Fault>().unwrap();
    }
}
