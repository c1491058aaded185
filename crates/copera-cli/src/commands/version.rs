//! `copera version`.

use copera_term::{ExitCode, Mode, Report, json};
use serde::Serialize;

use super::Run;
use crate::context::Context;

pub(crate) struct Version;

/// The fields that the official tool's scripts know.
#[derive(Serialize)]
struct Shape {
    version: &'static str,
    build_time: &'static str,
    schema_version: &'static str,
}

impl Run for Version {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let version = env!("CARGO_PKG_VERSION");
        context.print(|output, to| match output.mode() {
            // Builds are reproducible: the time of one is not part of it.
            Mode::Json => json::write(
                &Shape {
                    version,
                    build_time: "",
                    schema_version: "1",
                },
                to,
            ),
            Mode::Plain => writeln!(to, "{version}"),
            Mode::Table => writeln!(to, "copera {version}"),
        })?;
        Ok(ExitCode::Success)
    }
}
