//! The real program, against the sandbox, in a throw-away home, from a cleared environment.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails here says where"
)]

mod api;
mod boards;
mod bookings;
mod broken_files;
#[cfg(target_os = "linux")]
mod browser;
mod cache;
mod channels;
mod choosing;
#[cfg(unix)]
mod compatibility;
mod completion;
mod config;
mod contract;
mod descriptions;
mod docs;
mod docs_edit;
mod docs_pull;
mod doctor;
mod downloads;
mod drive;
#[cfg(unix)]
mod ends;
mod errors;
mod expiry;
mod help;
mod home;
#[cfg(unix)]
mod hostile;
mod init;
mod keyring;
mod lines;
mod local;
mod login;
mod login_in_project;
mod logout;
mod logs;
mod needs;
mod notifications;
mod open;
mod profiles;
mod pty;
mod quiet_start;
mod rests;
mod rows;
mod scopes;
mod search;
mod status;
mod streaming;
mod tables;
mod terminal;
#[cfg(unix)]
mod torture;
mod update;
mod uploads;
mod usage;
mod waits;
#[cfg(target_os = "linux")]
mod webdriver;
mod whoami;
mod workspace;

/// A test file that is not in the list above would silently never run.
#[test]
fn every_file_is_a_module() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it");
    let this = std::fs::read_to_string(format!("{folder}/main.rs")).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let listed = this.contains(&format!("\nmod {name};"));
        assert!(
            listed || name == "main" || path.is_dir(),
            "{name} is missing"
        );
    }
}
