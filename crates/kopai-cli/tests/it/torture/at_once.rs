//! Many programs that write the same file at the same time.

use std::process::Stdio;

use super::subject::{FILE, login, run, signed_in, token};
use crate::home::Home;

#[test]
fn thirty_two_sign_in_at_once() {
    let home = Home::empty();
    home.write("~/.kopairc", FILE);
    let runs: Vec<_> = (0..32)
        .map(|index| {
            let mut program = run(&home, login("", &token(index))).into_command();
            program.stdout(Stdio::null()).stderr(Stdio::piped());
            program.spawn().unwrap()
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    let text = home.read("~/.kopairc");
    let whole = (0..32).any(|index| text == signed_in(&token(index)));
    assert!(whole, "torn: {text:?}");
    assert_eq!(home.files(), ["home/.kopairc"]);
}
