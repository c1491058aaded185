//! Which service a workload talks to, and as whom.

use anyhow::Result;
use clap::Args;
use copera_api::{
    Client, ClientBuilder,
    auth::{BaseUrl, Token, TokenKind},
};
use copera_sandbox::seed;

#[derive(Debug, Args)]
pub(crate) struct Target {
    /// The base address of a sandbox
    #[arg(long, value_name = "URL")]
    pub(crate) base: BaseUrl,
    /// One of its tokens
    #[arg(long, default_value = seed::FULL_PAT)]
    pub(crate) token: String,
}

impl Target {
    pub(crate) fn builder(&self) -> Result<ClientBuilder> {
        let token = Token::parse(&self.token, TokenKind::PREFIXES)?;
        Ok(Client::builder(self.base.clone(), token))
    }

    pub(crate) fn client(&self) -> Result<Client> {
        Ok(self.builder()?.build()?)
    }
}
