//! A machine without root certificates, played by a child process: this very program once more.
//!
//! Which certificates there are is decided by variables that must be set before a process begins,
//! so this is a program of its own, without the usual test harness.
#![expect(clippy::unwrap_used, reason = "all of it is a test")]

use std::process::Command;

use copera_api::auth::{Token, TokenKind};
use copera_api::{Client, Error, ErrorKind};

const CHILD: &str = "as-the-child";

fn main() {
    if std::env::args().any(|argument| argument == CHILD) {
        return without_root_certificates();
    }
    let nothing = std::env::temp_dir().join("copera-api-no-such-file");
    let status = Command::new(std::env::current_exe().unwrap())
        .arg(CHILD)
        .env("SSL_CERT_FILE", &nothing)
        .env("SSL_CERT_DIR", &nothing)
        .status()
        .unwrap();
    assert!(status.success());
}

fn without_root_certificates() {
    let build = |base: &str| {
        let token = Token::parse("cp_pat_x", TokenKind::PREFIXES).unwrap();
        Client::builder(base.parse().unwrap(), token).build()
    };
    let error = build("https://api.example.com").unwrap_err();
    assert!(
        matches!(error, Error::NoRootCertificates { .. }),
        "{error:?}"
    );
    assert_eq!(error.kind(), ErrorKind::Setup);
    build("http://127.0.0.1:1").unwrap();
}
