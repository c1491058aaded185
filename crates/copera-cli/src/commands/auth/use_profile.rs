//! `copera auth use`: which profile is in force when none is named.

use clap::Args;
use copera_auth::copera::keys;
use copera_auth::{Config, Flags, Layer, Origin, Verdict};
use copera_term::{ExitCode, Report};
use serde::Serialize;

use super::place;
use crate::commands::Run;
use crate::context::Context;
use crate::failure;
use crate::files::{Place, store};
use crate::show;

/// Set the profile that is used when none is named
///
/// Writes `default_profile` into ~/.copera.toml, or with --project into the project's .copera.local.toml.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera auth use work\n  copera auth use bot --project")]
pub(crate) struct Use {
    /// The profile, as `copera auth list` shows it
    #[arg(id = "profile_name", value_name = "PROFILE")]
    name: String,

    /// For this project only
    #[arg(long)]
    project: bool,
}

#[derive(Serialize)]
struct Shape<'a> {
    profile: &'a str,
    file: String,
    /// Whether it is the profile in force from now on.
    active: bool,
}

impl Run for Use {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let place = if self.project {
            Place::Local
        } else {
            Place::Home
        };
        let layer = place.layer(context)?;
        let name = known_profile(context, place, &self.name)?;
        store(context, layer)
            .set(keys::PROFILE, "", &name)
            .map_err(|error| failure::store(&error))?;
        let active = note_what_goes_before(context, layer, &name);
        let file = context.environment.display_path(&layer.path);
        let shape = Shape {
            profile: &name,
            file: layer.path.display().to_string(),
            active,
        };
        show::change(
            context,
            &shape,
            &format!("Set default_profile = \"{name}\" in {file}."),
        )
    }
}

/// The stored spelling of a profile that may be named in the file of this place. What stands in a
/// project's files alone would be an unknown profile everywhere else.
pub(crate) fn known_profile(context: &Context, place: Place, name: &str) -> Result<String, Report> {
    let environment = match place {
        Place::Home => context.environment.clone().without_current_dir(),
        Place::Local | Place::Project => context.environment.clone(),
    };
    let config = Config::load(&environment, Flags::default());
    config
        .stack()
        .find_profile(name)
        .map_err(|error| failure::config(&context.environment, error))
}

/// Whether what was written is in force; if not, says what goes before it.
fn note_what_goes_before(context: &Context, layer: &Layer, name: &str) -> bool {
    let flags = Flags::default().with(keys::PROFILE, context.globals().profile.clone());
    let config = Config::load(&context.environment, flags);
    // By its candidates: the profile that goes before it need not exist.
    let Ok(candidates) = config.stack().candidates(keys::PROFILE, "") else {
        return false;
    };
    let winner = candidates
        .iter()
        .find(|candidate| candidate.verdict == Verdict::Wins);
    let Some(winner) = winner else { return false };
    if let Origin::File(position) = &winner.origin
        && *position.path == *layer.path
    {
        return true;
    }
    context.note(format!(
        "{} goes before it, here and now: the profile in force is `{}`, not `{name}`",
        place(&context.environment, &winner.origin),
        winner.shown
    ));
    false
}
