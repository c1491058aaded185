//! `kopai env`: the variables that OpenTelemetry's SDKs read.

use clap::Args;
use copera_term::ExitCode;
use copera_term::shell::VariableFormat;

use crate::context::Context;
use crate::failure::{self, Failure};

/// Print the variables that make a program send its telemetry to Kopai
///
/// They hold the token that `kopai login --otlp` saved, and never one that reads.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  eval \"$(kopai env)\"\n  kopai env --format fish | source\n  kopai env --format dotenv >.env"
)]
pub(crate) struct Env {
    /// What reads the result
    #[arg(long, value_name = "FORMAT", default_value = "shell")]
    format: VariableFormat,
}

/// The variables, in the order in which they are printed: the endpoint, and the token in its header.
pub(crate) fn variables(context: &Context) -> Result<[(&'static str, String); 2], Failure> {
    let access = context.access()?;
    let Some((_, token)) = access.held else {
        return Err(failure::not_signed_in(context.account).into());
    };
    let endpoint = encoded(&access.base.value.to_string(), b":/[]%");
    let bearer = encoded(&format!("Bearer {}", token.expose()), b"");
    Ok([
        ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint),
        (
            "OTEL_EXPORTER_OTLP_HEADERS",
            format!("Authorization={bearer}"),
        ),
    ])
}

/// Percent-encodes all but letters, digits and `-._~`, and what is `kept`: every SDK reads that
/// alike, and no file format or shell finds a meaning of its own in it.
fn encoded(text: &str, kept: &[u8]) -> String {
    let encode = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(encode).collect()
}

impl Env {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let variables = variables(context)?;
        let format = if context.globals.output.json {
            VariableFormat::Json
        } else {
            self.format
        };
        let console = &context.console;
        console.print(|to| Ok(format.write(&variables, to)?))?;
        Ok(ExitCode::Success)
    }
}
