//! What a test needs of the machine, beyond Rust and a C compiler.

use std::io::Write;
use std::process::{Command, Stdio};

/// Whether the program is here, as [`met`] has it.
pub(crate) fn has(program: &str, test: &str) -> bool {
    let found = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    met(program, found, test)
}

/// Whether the machine has what the test needs. If not, the test is skipped, and says so: `cargo
/// xtask test` prints it, and where `COPERA_TEST_REQUIRE` lists the need it is a failure.
#[expect(
    clippy::disallowed_methods,
    reason = "the test runner speaks through variables"
)]
pub(crate) fn met(need: &str, found: bool, test: &str) -> bool {
    if found {
        return true;
    }
    let required = std::env::var("COPERA_TEST_REQUIRE").unwrap_or_default();
    assert!(
        !required.split(',').any(|name| name == need),
        "{test} needs `{need}`, which is required here"
    );
    if let Some(path) = std::env::var_os("COPERA_TEST_SKIPS") {
        let mut file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .unwrap();
        writeln!(file, "  {test}: needs `{need}`").unwrap();
    }
    false
}
