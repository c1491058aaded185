//! Where a token is saved: which file, which profile.

use copera_auth::copera::keys;
use copera_auth::{BaseUrl, Config, DEFAULT_PROFILE, Flags, Layer, TokenKind};
use copera_term::{Prompter, Report};

use crate::context::Context;
use crate::failure;
use crate::files::Place;
use crate::words;

pub(super) struct Target<'a> {
    pub(super) place: Place,
    pub(super) layer: &'a Layer,
    pub(super) profile: String,
    /// The configuration that the saved token will be used with. In the home file it is used
    /// everywhere, so no project has a say in it.
    pub(super) config: Config,
}

impl<'a> Target<'a> {
    /// By flags, else by asking, else the home file and the profile in force there.
    pub(super) fn choose(
        context: &'a Context,
        place: Option<Place>,
        allow_shared: bool,
        prompter: Option<&Prompter>,
    ) -> Result<Self, Report> {
        if place == Some(Place::Project) && !allow_shared {
            return Err(shared());
        }
        // Before anything is asked: a home file that can't be read is no place to save to.
        let home = config(context, Place::Home);
        let preset = profile(context, &home)?;
        let place = match (place, prompter) {
            (Some(place), _) => place,
            (None, None) => Place::Home,
            (None, Some(prompter)) => ask_place(prompter)?,
        };
        let config = if place == Place::Home {
            home
        } else {
            config(context, place)
        };
        let preset = if place == Place::Home {
            preset
        } else {
            profile(context, &config)?
        };
        let profile = match prompter {
            Some(prompter) if !preset.asked_for => ask_profile(context, prompter, &preset.name)?,
            _ => preset.name,
        };
        Ok(Self {
            place,
            layer: place.layer(context)?,
            profile,
            config,
        })
    }

    /// Whether the files, read anew, still name this address for the token: a person may have taken
    /// minutes to answer.
    pub(super) fn still_leads_to(&self, context: &Context, base: &BaseUrl) -> bool {
        let now = config(context, self.place).base_url();
        now.is_ok_and(|now| now.value == *base)
    }
}

/// A name, and no token that was pasted a question too early: it would lie in the file, in clear.
fn ask_profile(context: &Context, prompter: &Prompter, preset: &str) -> Result<String, Report> {
    loop {
        let name = prompter.line("Profile", preset)?;
        let mut prefixes = TokenKind::PREFIXES.iter();
        if !prefixes.any(|prefix| name.starts_with(prefix)) {
            return Ok(name);
        }
        let output = context.output();
        output.say("That looks like a token, which is asked for next. A name, please:");
    }
}

fn config(context: &Context, place: Place) -> Config {
    let environment = match place {
        Place::Home => context.environment.clone().without_current_dir(),
        Place::Local | Place::Project => context.environment.clone(),
    };
    let flags = Flags::default().with(keys::PROFILE, context.globals().profile.clone());
    Config::load(&environment, flags)
}

fn ask_place(prompter: &Prompter) -> Result<Place, Report> {
    let options = [
        "~/.copera.toml: for you, everywhere",
        ".copera.local.toml: for you, in this project",
    ];
    match prompter.choose("Where should the token be saved?", &options)? {
        0 => Ok(Place::Home),
        _ => Ok(Place::Local),
    }
}

/// A profile to save to, unless the person names another.
struct Preset {
    name: String,
    /// Whether it was named by flag or variable.
    asked_for: bool,
}

/// The name need not exist yet, so this is no look-up of a profile.
fn profile(context: &Context, config: &Config) -> Result<Preset, Report> {
    let named = config.stack().get::<String>(keys::PROFILE);
    let named = named.map_err(|error| failure::config(&context.environment, error))?;
    let asked_for = named.as_ref().is_some_and(|named| named.origin.is_given());
    let name = named.map_or_else(
        || DEFAULT_PROFILE.to_owned(),
        |named| named.value.trim().to_owned(),
    );
    if name.chars().any(char::is_control) {
        return Err(Report::new(
            words::INPUT_ERROR,
            "a profile's name can't have control characters",
        ));
    }
    Ok(Preset { name, asked_for })
}

fn shared() -> Report {
    Report::new(
        words::INPUT_ERROR,
        "`.copera.toml` is shared by everybody who works on the project; a token does not belong there",
    )
    .suggest("use --file local, or add --allow-shared if it is meant")
}
