//! Takes in the webhooks that Copera sends about bookings.
//!
//! ```console
//! $ cargo run --example webhook_receiver -- --secret whsec_1 --listen 127.0.0.1:8080
//! $ curl 127.0.0.1:8080/copera -d '{"event":"booking.created","createdAt":"2026-01-02T03:04:05.678Z","data":{}}' \
//!     -H 'x-copera-signature: sha256=cf2cf64b82502840cbe2ddf20d330cfbadd1956bf1b52b84b425a3659c79fc30'
//! ```
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it is what the example is for"
)]

use std::{error::Error, net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use clap::Parser;
use copera_api::webhook;
use tokio::net::TcpListener;

#[derive(Debug, Parser)]
struct Arguments {
    /// The secret that was chosen in the app.
    #[arg(long, default_value = "whsec_1")]
    secret: String,
    /// Where to listen; Copera itself wants https in front of it.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let listener = TcpListener::bind(arguments.listen).await?;
    println!("listening on http://{}/copera", listener.local_addr()?);
    let app = Router::new()
        .route("/copera", post(receive))
        .with_state(Arc::from(arguments.secret));
    axum::serve(listener, app).await?;
    Ok(())
}

/// The signature is that of the bytes as they came, so they are verified before they are parsed.
async fn receive(
    State(secret): State<Arc<str>>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    match webhook::verify(secret.as_bytes(), &headers, &body) {
        Ok(event) => {
            // What was signed is true, and still nothing that a terminal should obey.
            let told = format!("{} at {}", event.kind, event.created_at);
            println!("{}", told.escape_debug());
            (StatusCode::NO_CONTENT, String::new())
        }
        // A 4xx is not sent again, so that what Copera did sign should be found in a log.
        Err(error) => {
            eprintln!("refused: {error}");
            (StatusCode::BAD_REQUEST, error.to_string())
        }
    }
}
