//! What a command works with: the environment, the flags, and the configuration.

use copera_auth::{
    BaseUrl, Credential, Environment, Expiry, Flags, Patience, Resolved, Stack, Token,
};
use copera_term::{Console, Report};

use crate::account::{Account, CONFIG, READING, SENDING};
use crate::cli::Globals;
use crate::failure::Result;

/// Everything that one run shares.
pub(crate) struct Context {
    pub(crate) environment: Environment,
    pub(crate) globals: Globals,
    pub(crate) console: Console,
    /// What the command is about.
    pub(crate) account: &'static Account,
}

/// What the configuration comes to: an address, and the token that is in force and may be sent there.
pub(crate) struct Access {
    pub(crate) base: Resolved<BaseUrl>,
    pub(crate) held: Option<Held>,
}

/// A token that may be used, where it is from, and when it ends, if that is known.
pub(crate) struct Held {
    pub(crate) credential: Credential,
    pub(crate) token: Token,
    pub(crate) expiry: Option<Expiry>,
}

impl Context {
    /// The files as seen from here, without a token that is given for this call.
    pub(crate) fn files(&self, environment: &Environment) -> Stack {
        Stack::load(self.account.layout, environment, self.flags())
    }

    fn flags(&self) -> Flags {
        Flags::default()
            .with(CONFIG, self.globals.config.clone())
            .with(READING.address, self.globals.url.clone())
            .with(SENDING.address, self.globals.endpoint.clone())
    }

    /// The configuration of this call. What a person should know of the token is noted.
    pub(crate) fn access(&self) -> Result<Access> {
        let flags = self.flags().with("token", self.globals.token.clone());
        let stack = Stack::load(self.account.layout, &self.environment, flags);
        self.console.note_all(stack.foreign_warnings());
        if let Some(named) = stack.named_in_vain() {
            let path = self.environment.display_path(&named.path);
            let message = format!("{path}, which --config names, does not exist");
            return Err(Report::input(message).into());
        }
        let credential = stack.credential("")?;
        let base = stack.address(self.account.address)?;
        let Some(credential) = credential else {
            return Ok(Access { base, held: None });
        };
        stack.check_host(self.account.address, &base, &credential)?;
        self.console.note_all(stack.warnings("", &credential)?);
        let expiry = stack.expiry("", &credential)?;
        let token = credential.open(stack.layout(), &self.environment, Patience::Short)?;
        let held = Some(Held {
            credential,
            token,
            expiry,
        });
        Ok(Access { base, held })
    }

    /// When a token ends, for people.
    pub(crate) fn until(&self, expiry: Expiry) -> String {
        let state = expiry.state(self.environment.now());
        format!("{expiry} at the latest ({state})")
    }
}
