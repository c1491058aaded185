//! What a command works with: the environment, the flags, and the configuration.

use copera_auth::layout::Place;
use copera_auth::{
    BaseUrl, Credential, Environment, Expiry, Flags, Layer, LayerStatus, Origin, Patience,
    Resolved, Stack, Token,
};
use copera_term::{Console, Report};

use crate::account::{Account, CONFIG};
use crate::cli::Globals;
use crate::failure::{self, Failure};

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
    pub(crate) stack: Stack,
    pub(crate) base: Resolved<BaseUrl>,
    pub(crate) held: Option<(Credential, Token)>,
}

impl Context {
    /// The files as seen from here, without a token that is given for this call.
    pub(crate) fn files(&self, environment: &Environment) -> Stack {
        Stack::load(self.account.layout, environment, self.flags())
    }

    fn flags(&self) -> Flags {
        Flags::default()
            .with(CONFIG, self.globals.config.clone())
            .with(self.account.address, self.typed_address().cloned())
    }

    /// What was typed for the address.
    pub(crate) fn typed_address(&self) -> Option<&String> {
        (self.account.typed)(&self.globals).filter(|text| !text.trim().is_empty())
    }

    /// The configuration of this call.
    pub(crate) fn access(&self) -> Result<Access, Failure> {
        let flags = self.flags().with("token", self.globals.token.clone());
        let stack = Stack::load(self.account.layout, &self.environment, flags);
        for layer in stack.foreign() {
            let path = self.environment.display_path(&layer.path);
            self.console
                .note(format!("{path} belongs to another user and was left alone"));
        }
        let is_named = |layer: &&Layer| matches!(layer.rule.place, Place::Named { .. });
        let named = stack.layers().iter().find(is_named);
        if let Some(named) = named.filter(|named| named.status() == LayerStatus::Absent) {
            let path = self.environment.display_path(&named.path);
            let message = format!("{path}, which --config names, does not exist");
            return Err(failure::input(&message).into());
        }
        let credential = stack.credential("")?;
        let base = self.or_default(stack.get(self.account.address)?)?;
        let held = credential.map(|credential| {
            stack.check_host(self.account.address, &base, &credential)?;
            let token = credential.open(stack.layout(), &self.environment, Patience::Short)?;
            Ok::<_, Failure>((credential, token))
        });
        let held = held.transpose()?;
        Ok(Access { stack, base, held })
    }

    /// The address that was set, or else the default.
    pub(crate) fn or_default(
        &self,
        set: Option<Resolved<BaseUrl>>,
    ) -> Result<Resolved<BaseUrl>, Report> {
        if let Some(set) = set {
            return Ok(set);
        }
        let default = self.account.default;
        let parsed = default.parse();
        let parsed = parsed.map_err(|error| failure::input(&format!("{default}: {error}")))?;
        Ok(Resolved::default_value(parsed, Vec::new()))
    }

    /// Where a value stands, for people.
    pub(crate) fn place(&self, origin: &Origin) -> String {
        match origin.position() {
            Some(position) => {
                let path = self.environment.display_path(&position.path);
                format!("{path}:{}:{}", position.line, position.column)
            }
            None => origin.to_string(),
        }
    }

    /// When a token ends, for people.
    pub(crate) fn until(&self, expiry: Expiry) -> String {
        let state = expiry.state(self.environment.now());
        format!("{expiry} at the latest ({state})")
    }
}
