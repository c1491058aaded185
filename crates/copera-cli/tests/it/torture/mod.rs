//! The file with the tokens, under force: many writers at once, writers that are killed, and
//! everything that can lie in the way.

mod at_once;
mod bounded;
mod full_disk;
mod kills;
mod obstacles;

/// A file as a person keeps it: a byte-order mark, comments, other tables, CRLF, odd spellings.
const FILE: &str = "\u{feff}# mine\r\n\
    default_profile = 'Home' # not the first\r\n\
    \r\n\
    [profiles.\"Home\"] # kept\r\n\
    board_id = '64a1b2c3d4e5f60718293a4b'\r\n\
    \r\n\
    [output]\r\n\
    color = \"never\"   # not here\r\n\
    # the end\r\n";

/// What signs in without asking the service.
fn login(profile: &str, token: &str) -> Vec<String> {
    let token = format!("--token={token}");
    ["auth", "login", "--no-verify", "--profile", profile, &token]
        .map(str::to_owned)
        .to_vec()
}
