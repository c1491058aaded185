//! `copera rows`.

mod attachments;
mod authenticate;
mod comments;
mod delete;
mod export;
mod import;
mod long_text;
mod read;
mod write;

use copera_sandbox::seed::boards::LAUNCH;
use copera_sandbox::seed::tables::TASKS;

use crate::home::Home;

/// Signed in, in a project whose rows are the tasks.
pub(crate) fn home() -> Home {
    let home = Home::signed_in();
    home.write(
        ".copera.toml",
        &format!("[profiles.default]\nboard_id = \"{LAUNCH}\"\ntable_id = \"{TASKS}\"\n"),
    );
    home
}

/// The bodies of all requests of this method, as JSON.
fn bodies(home: &Home, method: &str) -> Vec<serde_json::Value> {
    let requests = home.sandbox().requests();
    let sent = requests.iter().filter(|request| request.method() == method);
    sent.map(|request| serde_json::from_slice(request.body()).unwrap())
        .collect()
}

/// How many requests were no reads.
fn writes(home: &Home) -> usize {
    let requests = home.sandbox().requests();
    requests
        .iter()
        .filter(|request| request.method() != "GET")
        .count()
}
