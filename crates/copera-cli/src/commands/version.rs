//! `copera version`.

use copera_term::document::Items;
use copera_term::{ExitCode, Mode, Report};
use serde::Serialize;

use super::Run;
use crate::context::Context;
use crate::show;

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
        let shape = Shape {
            version,
            // Builds are reproducible: the time of one is not part of it.
            build_time: "",
            schema_version: "1",
        };
        show::ours(context, &shape, Items::One, |output, to| {
            match output.mode() {
                Mode::Plain => writeln!(to, "{version}"),
                _ => writeln!(to, "copera {version}"),
            }
        })
    }
}
