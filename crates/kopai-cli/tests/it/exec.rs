//! `kopai exec`: the program takes over.
#![cfg(unix)]

use std::os::unix::process::ExitStatusExt;

use crate::home::{Home, SENDER};

fn home() -> Home {
    let home = Home::empty();
    let login = home.kopai(["login", "--otlp", "--global"]).stdin(SENDER);
    login.run().succeeds();
    home
}

#[test]
fn the_program_has_the_variables_and_its_own_exit_code() {
    let home = home();
    let script = "echo $OTEL_EXPORTER_OTLP_HEADERS $1; exit 42";
    let run = home.kopai(["exec", "--", "sh", "-c", script, "-", "--json"]);
    let run = run.run_and_see_the_secret();
    assert_eq!(run.code, 42, "{run}");
    assert_eq!(
        run.stdout,
        format!("Authorization=Bearer%20{SENDER} --json\n")
    );
}

#[test]
fn signals_are_the_programs_own() {
    let home = home();
    let run = home.kopai(["exec", "--", "sh", "-c", "kill -TERM $$"]);
    let status = run.into_command().status().unwrap();
    assert_eq!(status.signal(), Some(15));
}

#[test]
fn a_program_that_is_not_there() {
    let run = home().kopai(["exec", "--", "no-such-program"]).run();
    assert_eq!(run.fails_with(3), "exec_error");
}
