//! What a command works with: the environment, the output policy, and the configuration, which is
//! read when it is first asked for.

mod printing;

use std::cell::{Cell, OnceCell, Ref, RefCell};
use std::collections::BTreeSet;

use copera_api::model::{ColumnType, Table};
use copera_api::{ColumnId, Unsent};
use copera_auth::copera::keys;
use copera_auth::{Config, ConfigError, Environment, Expiry, ExpiryState, Flags, TokenKind};
use copera_term::document::DocumentStyle;
use copera_term::jq::Filter;
use copera_term::{Color, Format, Masks, Output, OutputOptions, Report, Terminals};
use serde::de::DeserializeOwned;

use crate::cache::Cache;
use crate::cli::Globals;
use crate::failure;
use crate::pauses::Pauses;
use crate::reference::Contract;
use crate::words;

/// Everything that one run shares.
pub(crate) struct Context {
    pub(crate) environment: Environment,
    globals: Globals,
    contract: Option<&'static Contract>,
    terminals: Terminals,
    config: OnceCell<Config>,
    output: OnceCell<Output>,
    style: OnceCell<DocumentStyle>,
    rehearsed: RefCell<Vec<Unsent>>,
    passwords: RefCell<BTreeSet<ColumnId>>,
    notes: RefCell<Vec<String>>,
    expiry: Cell<Option<Expiry>>,
    cache: OnceCell<Cache>,
    pauses: Pauses,
    way_on: Cell<Option<&'static str>>,
}

impl Context {
    pub(crate) fn new(
        environment: Environment,
        globals: &Globals,
        contract: Option<&'static Contract>,
    ) -> Self {
        Self {
            environment,
            globals: globals.clone(),
            contract,
            terminals: Terminals::detect(),
            config: OnceCell::new(),
            output: OnceCell::new(),
            style: OnceCell::new(),
            rehearsed: RefCell::default(),
            passwords: RefCell::default(),
            notes: RefCell::new(Vec::new()),
            expiry: Cell::new(None),
            cache: OnceCell::new(),
            pauses: Pauses::default(),
            way_on: Cell::new(None),
        }
    }

    /// For a command line that could not be parsed: nothing is known but whether it asks for JSON.
    pub(crate) fn before_parsing(environment: Environment, json: bool) -> Self {
        let globals = Globals {
            json,
            ..Globals::default()
        };
        let context = Self::new(environment, &globals, None);
        let _ = context
            .output
            .set(context.output_with(Format::Auto, Color::Auto));
        context
    }

    /// For commands that read no configuration: the flags alone say how things look.
    ///
    /// # Errors
    /// An unknown format; a filter or fields that can't be read.
    pub(crate) fn look_at_flags_only(&self) -> Result<(), Report> {
        let asked = self
            .globals
            .output
            .as_deref()
            .filter(|word| !word.trim().is_empty());
        let format = asked.map_or(Ok(Format::Auto), str::parse);
        let format = format.map_err(|problem| Report::new(words::INPUT_ERROR, problem));
        let _ = self
            .output
            .set(self.output_with(*format.as_ref().unwrap_or(&Format::Auto), Color::Auto));
        format?;
        self.choose_style()
    }

    pub(crate) fn globals(&self) -> &Globals {
        &self.globals
    }

    /// What the command promises.
    pub(crate) fn contract(&self) -> Option<&'static Contract> {
        self.contract
    }

    /// The configuration, read once.
    pub(crate) fn config(&self) -> &Config {
        self.config.get_or_init(|| {
            let flags = Flags::default()
                .with(keys::TOKEN, self.globals.token.clone())
                .with(keys::PROFILE, self.globals.profile.clone())
                .with(keys::FORMAT, self.globals.output.clone());
            let config = Config::load(&self.environment, flags);
            self.note_findings(&config);
            config
        })
    }

    /// What the files made us pass over, for the person to know.
    fn note_findings(&self, config: &Config) {
        let stack = config.stack();
        for warning in stack.foreign_warnings() {
            self.note(warning);
        }
        for refused in stack.refused_keys() {
            self.note(refused.to_string());
        }
        for unknown in stack.unknown_keys() {
            self.note(unknown.to_string());
        }
        if stack.credential_is_given() {
            for error in stack.unreadable() {
                self.note(format!(
                    "{error}; it was passed over, since the token was given for this call"
                ));
            }
        }
    }

    /// The expiry of the credential in force: said when it is near, and when the service refuses.
    pub(crate) fn remember_expiry(&self, expiry: Option<Expiry>) {
        self.expiry.set(expiry);
        let warning = expiry.and_then(|expiry| expiry.warning(self.environment.now()));
        if let Some(warning) = warning {
            self.note(warning);
        }
    }

    /// What is known about a token that the service does not accept any more.
    pub(crate) fn past_expiry(&self) -> Option<Expiry> {
        let past = |expiry: &Expiry| {
            matches!(
                expiry.state(self.environment.now()),
                ExpiryState::Past { .. }
            )
        };
        self.expiry.get().filter(past)
    }

    /// The cache for the token in force at the host in force.
    pub(crate) fn remember_cache(&self, cache: Option<Cache>) {
        if let Some(cache) = cache {
            let _ = self.cache.set(cache);
        }
    }

    /// The cache, once there is a client.
    pub(crate) fn cache(&self) -> Option<&Cache> {
        self.cache.get()
    }

    /// Adds a line for the person: told after the outcome, or inside the error.
    pub(crate) fn note(&self, text: String) {
        self.notes.borrow_mut().push(text);
    }

    /// Checks the flags that shape output, so that a mistake there ends the run at once.
    ///
    /// # Errors
    /// An unknown format or colour, in a flag or a file; a filter or fields that can't be read.
    pub(crate) fn check_output(&self) -> Result<(), Report> {
        self.choose_style()?;
        self.configured_output()
            .map(|_| ())
            .map_err(|error| failure::config(&self.environment, error))
    }

    fn choose_style(&self) -> Result<(), Report> {
        let wrong =
            |problem: &dyn std::fmt::Display| Report::new(words::INPUT_ERROR, problem.to_string());
        let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let fields = given(&self.globals.fields).map(|names| names.parse());
        let filter = given(&self.globals.jq).map(|text| Filter::compile(&text));
        let style = DocumentStyle {
            lines: self.output().json_lines(),
            fields: fields.transpose().map_err(|problem| wrong(&problem))?,
            filter: filter.transpose().map_err(|problem| wrong(&problem))?,
        };
        let _ = self.style.set(style);
        Ok(())
    }

    /// How documents are printed as JSON.
    pub(crate) fn style(&self) -> &DocumentStyle {
        self.style.get_or_init(DocumentStyle::default)
    }

    /// What the client waits for.
    pub(crate) fn pauses(&self) -> &Pauses {
        &self.pauses
    }

    /// Keeps how to go on with what begins now, for whoever interrupts it.
    pub(crate) fn remember_way_on(&self, how: &'static str) {
        self.way_on.set(Some(how));
    }

    /// How to go on with what was interrupted, if that is worth a word.
    pub(crate) fn way_on(&self) -> Option<String> {
        self.way_on.get().map(str::to_owned)
    }

    /// Keeps what a rehearsal did not send, for the end of the run to show.
    pub(crate) fn rehearsed(&self, unsent: Unsent) {
        self.rehearsed.borrow_mut().push(unsent);
    }

    /// Remembers which columns of a table hold passwords.
    pub(crate) fn remember_passwords(&self, table: &Table) {
        let columns = table.columns.iter();
        let passwords = columns.filter(|column| column.kind == ColumnType::Password);
        let passwords = passwords.map(|column| column.id.clone());
        self.passwords.borrow_mut().extend(passwords);
    }

    /// The columns that hold passwords, as far as their tables were looked at.
    pub(crate) fn passwords(&self) -> Ref<'_, BTreeSet<ColumnId>> {
        self.passwords.borrow()
    }

    /// The output policy.
    pub(crate) fn output(&self) -> &Output {
        self.output.get_or_init(|| {
            // A mistake in the settings has its own report, told in the form that needs none of them.
            let (format, color) = self.configured_output().unwrap_or_default();
            self.output_with(format, color)
        })
    }

    fn configured_output(&self) -> Result<(Format, Color), ConfigError> {
        Ok((self.setting(keys::FORMAT)?, self.setting(keys::COLOR)?))
    }

    /// A setting of how things look. A file that can't be read has no say in that; what it decides
    /// otherwise is reported by whoever needs it.
    fn setting<T: DeserializeOwned + Default>(&self, key: &str) -> Result<T, ConfigError> {
        match self.config().stack().get::<T>(key) {
            Ok(set) => Ok(set.map(|set| set.value).unwrap_or_default()),
            Err(ConfigError::File(_)) => Ok(T::default()),
            Err(error) => Err(error),
        }
    }

    fn output_with(&self, format: Format, color: Color) -> Output {
        Output::new(OutputOptions {
            format,
            json: self.globals.json || self.globals.jq.is_some(),
            quiet: self.globals.quiet,
            no_input: self.globals.no_input || self.environment.is_true("CI"),
            color: if color == Color::Auto {
                Color::by_convention(|name| self.environment.variable(name))
            } else {
                color
            },
            terminals: self.terminals,
            masks: Masks::new(TokenKind::PREFIXES),
        })
    }
}
