//! `kopai env`: the variables that OpenTelemetry's SDKs read.

use clap::Args;
use copera_auth::Environment;
use copera_term::shell::{VariableFormat, percent_encoded};
use copera_term::{ExitCode, Record};

use crate::context::Context;
use crate::failure::{self, Result};

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

const ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";
const HEADERS: &str = "OTEL_EXPORTER_OTLP_HEADERS";

/// The variables, in the order in which they are printed: the endpoint, and the token in its header.
pub(crate) fn variables(context: &Context) -> Result<[(&'static str, String); 2]> {
    let access = context.access()?;
    let Some(held) = access.held else {
        return Err(failure::not_signed_in(context.account).into());
    };
    // Every SDK reads that alike.
    let endpoint = percent_encoded(&access.base.value.to_string(), b":/[]%");
    let bearer = percent_encoded(&format!("Bearer {}", held.token.expose()), b"");
    let headers = format!("Authorization={bearer}");
    Ok([(ENDPOINT, endpoint), (HEADERS, headers)])
}

/// The variables of this environment that go before ours, each for one kind of telemetry. Behind one
/// that names an endpoint, the token would be sent there too.
pub(crate) fn overriding(environment: &Environment) -> Vec<String> {
    let signals = ["TRACES", "METRICS", "LOGS", "PROFILES"];
    let names = signals.map(|signal| {
        ["ENDPOINT", "HEADERS"].map(|what| format!("OTEL_EXPORTER_OTLP_{signal}_{what}"))
    });
    let mut names = names.concat();
    names.retain(|name| environment.variable(name).is_some());
    names
}

impl Env {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode> {
        let variables = variables(context)?;
        let console = &context.console;
        console.note_all(overriding(&context.environment).iter().map(|name| {
            format!("{name} is set here, and goes before these: unset it, unless it is Kopai's")
        }));
        if console.speaks_json() || console.fields().is_some() {
            let document = std::collections::BTreeMap::from(variables);
            console.one(&document, &Record::new(), "")?;
        } else {
            console.print(|to| Ok(self.format.write(&variables, to)?))?;
        }
        Ok(ExitCode::Success)
    }
}
