//! What `{:?}` shows: a program's log may hold any value of this crate.

use crate::folders::{Folders, profile, token_flag};

#[test]
fn no_value_shows_a_token() {
    let file = profile("cp_pat_in_a_file");
    let folders = Folders::with(&[("~/.copera.toml", &file), (".copera.local.toml", &file)]);
    let variables = [("COPERA_CLI_AUTH_TOKEN", "cp_pat_in_a_variable")];
    let flags = token_flag("cp_pat_in_a_flag");
    let config = folders.config(&variables, flags.clone());
    let shown = format!(
        "{flags:?} {:?} {config:?} {:?}",
        folders.environment(&variables),
        config.credential()
    );
    assert!(shown.contains("profiles.*.token"), "{shown}");
    for place in ["in_a_file", "in_a_variable", "in_a_flag"] {
        assert!(!shown.contains(place), "{shown}");
    }
}
