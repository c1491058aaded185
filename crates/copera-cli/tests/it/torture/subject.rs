//! What is tortured: this tool, its file in the home folder, and how it signs in.

use crate::home::{Home, Program};

pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_copera");

pub(super) const FILE_NAME: &str = ".copera.toml";

/// A file as a person keeps it: a byte-order mark, comments, other tables, CRLF, odd spellings.
pub(super) const FILE: &str = "\u{feff}# mine\r\n\
    default_profile = 'Home' # not the first\r\n\
    \r\n\
    [profiles.\"Home\"] # kept\r\n\
    board_id = '64a1b2c3d4e5f60718293a4b'\r\n\
    \r\n\
    [output]\r\n\
    color = \"never\"   # not here\r\n\
    # the end\r\n";

/// What reads the file, and what would take the token out.
pub(super) const LOOKING: [&[&str]; 2] = [&["auth", "status"], &["auth", "logout"]];

/// The profile that stands in the file.
pub(super) const PROFILE: &str = "home";

pub(super) fn token(number: u32) -> String {
    format!("cp_pat_{number:032}")
}

/// The file, signed in with this token.
pub(super) fn signed_in(token: &str) -> String {
    FILE.replace(
        "board_id = '64a1b2c3d4e5f60718293a4b'\r\n",
        &format!("board_id = '64a1b2c3d4e5f60718293a4b'\r\ntoken = \"{token}\"\r\n"),
    )
}

/// What signs in without asking the service.
pub(super) fn login(profile: &str, token: &str) -> Vec<String> {
    let token = format!("--token={token}");
    ["auth", "login", "--no-verify", "--profile", profile, &token]
        .map(str::to_owned)
        .to_vec()
}

/// Signs in with a token that would come from a pipe, in which it never comes.
pub(super) fn ask() -> Vec<String> {
    ["auth", "login", "--no-verify", "--token"]
        .map(str::to_owned)
        .to_vec()
}

pub(super) fn run(
    home: &Home,
    arguments: impl IntoIterator<Item = impl AsRef<std::ffi::OsStr>>,
) -> Program<'_> {
    home.copera(arguments)
}
