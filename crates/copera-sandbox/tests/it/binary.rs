//! The program.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
};

use copera_sandbox::seed;
use serde_json::Value;

fn program(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_copera-sandbox"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
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
