//! `kopai env`: the variables that OpenTelemetry's SDKs read.

use clap::Args;
use copera_term::shell::VariableFormat;
use copera_term::{ExitCode, Report};

use crate::account::SENDING;
use crate::context::Context;
use crate::failure;

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

/// The two variables, in the order in which they are printed.
pub(crate) type Variables = [(&'static str, String); 2];

/// The variables of this configuration: the endpoint, and the token in its header.
pub(crate) fn variables(context: &Context) -> Result<Variables, Report> {
    let stack = context.stack(&SENDING)?;
    let credential = stack.credential("");
    let credential = credential.map_err(|error| failure::config(error, &SENDING))?;
    let credential = credential.ok_or_else(|| failure::not_signed_in(&SENDING))?;
    let endpoint = SENDING.address_in(&stack)?;
    let token = context.open(&SENDING, &stack, &endpoint, &credential)?;
    let header = encoded(&format!("Bearer {}", token.expose()), b"");
    Ok([
        (
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            encoded(&endpoint.value.to_string(), b":/[]%"),
        ),
        (
            "OTEL_EXPORTER_OTLP_HEADERS",
            format!("Authorization={header}"),
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
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let variables = variables(context)?;
        let format = if context.globals.output.json {
            VariableFormat::Json
        } else {
            self.format
        };
        context
            .console
            .print(|to| Ok(format.write(&variables, to)?))?;
        Ok(ExitCode::Success)
    }
}
