//! Whom an example talks to: the service with a token of yours, or a sandbox of its own; and how it ends.

use std::{error::Error, process::ExitCode};

use clap::Args;
use copera_api::{
    Client,
    auth::{BaseUrl, Token, TokenKind},
};
use copera_sandbox::{Sandbox, seed};

#[derive(Debug, Args)]
pub(crate) struct Target {
    /// A token of the service. Without one, the example starts a sandbox and talks to that.
    #[arg(long)]
    token: Option<String>,
    /// The base address of the service.
    #[arg(
        long,
        value_name = "URL",
        requires = "token",
        default_value = "https://api.copera.ai/public/v1"
    )]
    base_url: BaseUrl,
}

impl Target {
    /// A client, and the sandbox that must live as long as it is used.
    pub(crate) async fn open(self) -> Result<(Client, Option<Sandbox>), Box<dyn Error>> {
        let (base, token, sandbox) = if let Some(token) = self.token {
            (self.base_url, token, None)
        } else {
            let sandbox = Sandbox::start().await?;
            (
                sandbox.base_url().parse()?,
                seed::FULL_PAT.to_owned(),
                Some(sandbox),
            )
        };
        let token = Token::parse(&token, TokenKind::PREFIXES)?;
        Ok((Client::builder(base, token).build()?, sandbox))
    }
}

/// Ends an example. An error is told in its words, which are for people; its `Debug` form, that a
/// `main` with a `Result` prints, is not.
#[expect(clippy::print_stderr, reason = "it is where errors belong")]
pub(crate) fn told(outcome: Result<(), Box<dyn Error>>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
