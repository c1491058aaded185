//! `copera auth login`: saves a token, after checking it.
//!
//! In this order, so that nobody is asked for a token that could not be saved, and none is written
//! that could not be used: where it goes; whether it can be written there; which host it will be
//! sent to; the token; whether the service takes it; the file.

mod ask;
mod expires;
mod git;
mod host;
mod keep;
mod target;

use clap::Args;
use copera_api::Verification;
use copera_auth::copera::keys;
use copera_auth::{Config, Expiry, Flags, Origin, Token, TokenKind};
use copera_term::{ExitCode, Prompter, Report};

use self::keep::Keeper;
pub(crate) use self::keep::Store;
use self::target::Target;
use super::place;
use crate::client;
use crate::commands::Run;
use crate::context::Context;
use crate::failure;
use crate::files::Place;
use crate::words;

/// Save a token, after checking it
///
/// Alone, it shows the page where tokens are made, tries to open it in a browser, and asks for the token.
/// With --token=TOKEN it saves that one, and does not ask for profile or place. With --token alone it asks
/// for the token, or reads it from what is piped in.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera auth login\n  copera auth login --token=cp_pat_…\n  \
                        pass show copera | copera auth login --token\n  \
                        copera auth login --profile work --file local"
)]
pub(crate) struct Login {
    /// Save this token; without a value, ask for it or read it from stdin
    // The same id as the global flag, which it stands in for here.
    #[arg(id = "token", long = "token", value_name = "TOKEN", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "absent, without a value, with one")]
    token: Option<Option<String>>,

    /// Where to save it: for you everywhere, for you in this project, or for all in this project
    #[arg(long, value_name = "PLACE")]
    file: Option<Place>,

    /// Where to keep it: in the file as plain text, or in the system's keyring
    #[arg(long, value_name = "STORE")]
    store: Option<Store>,

    /// When the token ends: a date, or a span from today such as 90d
    #[arg(long, value_name = "WHEN")]
    expires: Option<String>,

    /// Let a token into .copera.toml, which everybody who works on the project shares
    #[arg(long)]
    allow_shared: bool,

    /// The host that project files may name for the token, such as copera.example.com
    #[arg(long, value_name = "HOST")]
    allow_host: Option<String>,

    /// Save a token that begins like none of Copera's
    #[arg(long)]
    allow_unknown_kind: bool,

    /// Don't ask the service whether it takes the token
    #[arg(long)]
    no_verify: bool,
}

/// Where the token comes from.
enum Mode {
    /// From the command line.
    Given(String),
    /// From a prompt, or from stdin.
    Paste,
    /// From a prompt, after showing where tokens are made.
    Guided,
}

impl Run for Login {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let prompter = Prompter::new(*context.output());
        let mode = self.mode(context)?;
        ask::check_can_ask(&mode, context)?;
        // A token on the command line is a script's; a person who pastes can be asked more.
        let asked = prompter
            .as_ref()
            .filter(|_| !matches!(mode, Mode::Given(_)));
        let target = Target::choose(context, self.file, self.allow_shared, asked)?;
        let keeper = Keeper::choose(context, &target, self.store)?;
        let base = host::settle(
            context,
            &target,
            self.allow_host.as_deref(),
            prompter.as_ref(),
        )?;
        let git = git::settle(context, &target, prompter.as_ref())?;

        let expires = expires::given(context, self.expires.as_deref())?;

        let token = self.token(context, &target.config, mode, prompter.as_ref())?;
        let expires = expires::settle(context, &token, expires, asked)?;
        if !self.no_verify {
            verify(context, &target.config, base.clone(), &token)?;
        }
        let git = git.carry_out()?;
        keeper.keep(context, &target, &base, &token, expires)?;
        report_saved(context, &target, &keeper, &token, expires);
        if let Some(warning) = git {
            context.note(warning);
        }
        note_what_goes_before(context, &target);
        Ok(ExitCode::Success)
    }
}

impl Login {
    fn mode(&self, context: &Context) -> Result<Mode, Report> {
        // `copera --token=… auth login` says the same as `copera auth login --token=…`.
        let before = context.globals().token.clone().map(Some);
        match self.token.clone().or(before) {
            Some(Some(token)) if token.trim().is_empty() => Err(Report::new(
                words::INVALID_INPUT,
                "the token is empty; nothing was saved",
            )),
            Some(Some(token)) => Ok(Mode::Given(token)),
            Some(None) => Ok(Mode::Paste),
            None => Ok(Mode::Guided),
        }
    }

    fn token(
        &self,
        context: &Context,
        config: &Config,
        mode: Mode,
        prompter: Option<&Prompter>,
    ) -> Result<Token, Report> {
        let text = match mode {
            Mode::Given(text) => text,
            Mode::Paste => ask::pasted(prompter)?,
            Mode::Guided => ask::guided(context, config, prompter)?,
        };
        let invalid = |message: String| Report::new(words::INVALID_INPUT, message);
        let (token, remark) = Token::parse_with_remark(&text, TokenKind::PREFIXES)
            .map_err(|error| invalid(format!("{error}; nothing was saved")))?;
        if let Some(remark) = remark {
            context.note(remark.to_string());
        }
        if TokenKind::of(&token) == TokenKind::Unknown && !self.allow_unknown_kind {
            let known = TokenKind::PREFIXES.join(", ");
            return Err(invalid(format!(
                "the token begins like none of Copera's ({known}); nothing was saved"
            ))
            .suggest("check what was pasted, or add --allow-unknown-kind"));
        }
        Ok(token)
    }
}

/// Asks the service whether it takes the token.
fn verify(
    context: &Context,
    config: &Config,
    base: copera_auth::BaseUrl,
    token: &Token,
) -> Result<(), Report> {
    let client = client::build(context, config, base, token.clone())?;
    let verification = client::block_on(context, client.verify(client::VERIFY_TIMEOUT))?;
    match verification {
        Verification::Invalid(_) => Err(failure::token_not_accepted(token)),
        Verification::Unverified(error) => {
            context.note(format!(
                "the token could not be checked ({error}); it was saved as it is"
            ));
            Ok(())
        }
        // Accepted, or accepted as a token that may not do this one thing.
        _ => Ok(()),
    }
}

fn report_saved(
    context: &Context,
    target: &Target<'_>,
    keeper: &Keeper,
    token: &Token,
    expires: Option<Expiry>,
) {
    let path = context.environment.display_path(&target.layer.path);
    let kind = TokenKind::of(token);
    let until = match expires {
        Some(expiry) => format!(
            ", until {expiry} ({})",
            expiry.state(context.environment.now())
        ),
        None => String::new(),
    };
    let profile = &target.profile;
    if keeper.is_plain_text() {
        context.output().note(&format!(
            "Saved the {kind} {token} in {path}, profile `{profile}`{until}."
        ));
    } else {
        context.output().note(&format!(
            "Saved the {kind} {token} in the keyring{until}; profile `{profile}` of {path} says so."
        ));
    }
}

/// The saved token is of no use while something goes before it; that must not be a surprise.
fn note_what_goes_before(context: &Context, target: &Target<'_>) {
    let flags = Flags::default().with(keys::PROFILE, context.globals().profile.clone());
    let config = Config::load(&context.environment, flags);
    if let Ok(profile) = config.profile()
        && !profile.value.eq_ignore_ascii_case(&target.profile)
    {
        let name = &target.profile;
        context.note(format!(
            "the profile in force is `{}`: use --profile {name}, or set default_profile = \"{name}\"",
            profile.value
        ));
        return;
    }
    let Ok((_, Some(credential))) = config.credential() else {
        return;
    };
    if !target.layer.holds(&credential.origin) {
        let what = match &credential.origin {
            Origin::Variable { name } => format!("the variable {name} is set and goes"),
            origin => format!("the token of {} goes", place(&context.environment, origin)),
        };
        context.note(format!("{what} before the saved token, here and now"));
    }
}
