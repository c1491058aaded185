//! `kopai`, the sibling tool: its commands come with a later release.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use copera_term::{Color, Format, Masks, Output, OutputOptions, Report, Terminals};

fn main() -> ExitCode {
    let output = Output::new(OutputOptions {
        format: Format::Auto,
        json: false,
        quiet: false,
        no_input: false,
        color: Color::Auto,
        terminals: Terminals::detect(),
        masks: Masks::new(&["kpi_"]),
    });
    let report = Report::new(
        "usage_error",
        copera_term::ExitCode::Usage,
        "this version of kopai has no commands yet",
    );
    report.tell(&output, &[]);
    report.exit.into()
}
