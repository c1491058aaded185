//! Many programs that write the same file at the same time.

use std::process::Stdio;

use super::subject::{FILE, login, token};
use crate::home::Home;

#[test]
fn thirty_two_sign_in_at_once() {
    let home = Home::empty();
    home.write("~/.copera.toml", FILE);
    let runs: Vec<_> = (0..32)
        .map(|index| {
            let mut program = home
                .copera(login(&format!("p{index}"), &token(index)))
                .into_command();
            program.stdout(Stdio::null()).stderr(Stdio::piped());
            program.spawn().unwrap()
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    let mut rest = home.read("~/.copera.toml");
    for index in 0..32 {
        let table = format!(
            "\r\n[profiles.p{index}]\r\ntoken = \"{}\"\r\n",
            token(index)
        );
        assert_eq!(rest.matches(&table).count(), 1, "p{index} in {rest}");
        rest = rest.replace(&table, "");
    }
    assert_eq!(rest, FILE, "every other byte is as it was");
    assert_eq!(home.files(), ["home/.copera.toml"]);
}
