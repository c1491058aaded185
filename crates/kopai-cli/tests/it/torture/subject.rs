//! What is tortured: this tool, its file in the home folder, and how it signs in.

use crate::home::{Home, Program};

pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_kopai");

pub(super) const FILE_NAME: &str = ".kopairc";

/// A file as a person keeps it: a byte-order mark, tabs, CRLF, an odd number.
pub(super) const FILE: &str = "\u{feff}{\r\n\t\"theme\" : \"dark\",\r\n\t\
    \"otlpEndpoint\":\"https://otlp.kopai.app\", \"n\": 1.50\r\n}\r\n\r\n";

/// What reads the file, and what would take the token out.
pub(super) const LOOKING: [&[&str]; 2] = [&["env"], &["logout", "--otlp", "--global"]];

/// There are no profiles.
pub(super) const PROFILE: &str = "";

pub(super) fn token(number: u32) -> String {
    format!("kpi_{number:032}")
}

/// The file, signed in with this token.
pub(super) fn signed_in(token: &str) -> String {
    FILE.replace("1.50", &format!("1.50, \"otlpToken\": \"{token}\""))
}

/// What signs in without asking the service.
pub(super) fn login(_profile: &str, token: &str) -> Vec<String> {
    let mut arguments = ask();
    arguments.push(format!("--token={token}"));
    arguments
}

/// Signs in with a token that would come from a pipe, in which it never comes.
pub(super) fn ask() -> Vec<String> {
    ["login", "--otlp", "--global"].map(str::to_owned).to_vec()
}

pub(super) fn run(
    home: &Home,
    arguments: impl IntoIterator<Item = impl AsRef<std::ffi::OsStr>>,
) -> Program<'_> {
    home.kopai(arguments)
}
