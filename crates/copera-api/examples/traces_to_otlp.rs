//! Sends the client's spans to an OpenTelemetry collector over OTLP/HTTP.
//!
//! ```console
//! $ OTEL_EXPORTER_OTLP_ENDPOINT=https://collector.example \
//!   OTEL_EXPORTER_OTLP_HEADERS='authorization=Bearer%20TOKEN' \
//!   cargo run --example traces_to_otlp
//! ```
//!
//! The exporter reads both variables itself, as OpenTelemetry specifies them; without the first it
//! is `http://localhost:4318`. It is the blocking one: it runs on the batch processor's own thread,
//! where an async one finds no runtime and loses every span.
#![expect(clippy::print_stdout, reason = "it is what the example is for")]

mod target;

use std::{error::Error, process::ExitCode, time::Duration};

use clap::Parser;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tracing::Level;
use tracing_subscriber::{filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

use self::target::{Target, told};

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    target: Target,
}

fn main() -> ExitCode {
    told(run(Arguments::parse()))
}

fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    // First of all: it sees to the cryptography that the exporter needs as well.
    let (client, _sandbox) = runtime.block_on(arguments.target.open())?;

    let exporter = SpanExporter::builder().with_http().build()?;
    let provider = SdkTracerProvider::builder()
        .with_batch_exporter(exporter)
        .with_resource(Resource::builder().with_service_name("boards").build())
        .build();
    tracing_subscriber::registry()
        // Nothing of the exporter's own requests: they would make spans in turn.
        .with(Targets::new().with_target("copera_api", Level::DEBUG))
        .with(tracing_opentelemetry::layer().with_tracer(provider.tracer("copera")))
        .init();

    let boards = runtime.block_on(client.boards().list().send())?;
    println!("{} boards", boards.len());

    // What is left is sent now, or never. The shutdown alone would not tell that it could not be sent.
    provider.force_flush().map_err(|error| {
        format!("the spans could not be sent, see OTEL_EXPORTER_OTLP_ENDPOINT: {error}")
    })?;
    provider.shutdown_with_timeout(Duration::from_secs(2))?;
    Ok(())
}
