//! The real program, against a stand-in for Kopai, in a throw-away home, from a cleared environment.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails here says where"
)]

#[path = "../../../copera-cli/tests/it/descriptions.rs"]
mod descriptions;
mod env;
mod exec;
mod git;
mod guide;
mod help;
mod home;
mod login;
mod logout;
#[path = "../../../copera-cli/tests/it/needs.rs"]
mod needs;
mod otel;
mod promises;
#[path = "../../../copera-cli/tests/it/pty.rs"]
mod pty;
mod resolution;
mod search;
mod source;
mod stub;
mod terminal;
#[cfg(unix)]
mod torture;
mod trace;
mod warnings;
mod whoami;
