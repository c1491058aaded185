//! `copera config set`: one value into a file.

use clap::Args;
use copera_auth::copera::keys;
use copera_auth::{Config, Flags, Layer, Setting, SettingValue, Verdict};
use copera_term::{ExitCode, Report};
use serde::Serialize;

use super::setting;
use crate::commands::Run;
use crate::commands::auth::{place, use_profile::known_profile};
use crate::context::Context;
use crate::failure;
use crate::files::{Place, store};
use crate::show;

/// Write a setting into a file
///
/// The value is checked first. The file is edited, not rewritten: comments, order and quotes stay.
/// A list, such as trust.hosts, takes several values, which replace those that stood there.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera config set api.timeout 1m\n  \
                        copera config set profiles.work.board_id 64a1b2c3d4e5f60718293a4b --file project\n  \
                        copera config set trust.hosts copera.example.com copera.example.org")]
pub(crate) struct Set {
    /// The key as a file has it, such as api.timeout
    key: String,

    /// The value; several for a list
    #[arg(value_name = "VALUE", required = true)]
    values: Vec<String>,

    /// Which file to write
    #[arg(long, value_name = "PLACE", default_value = "home")]
    file: Place,
}

#[derive(Serialize)]
struct Shape {
    key: String,
    file: String,
    /// Whether the value is in force from now on.
    in_force: bool,
}

impl Run for Set {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let setting = setting(context, &self.key)?;
        let layer = self.file.layer(context)?;
        let layout = context.config().stack().layout();
        let failed = |error| failure::setting(&error);
        setting.check_place(layout, layer.rule).map_err(failed)?;
        let mut value = setting.value(&self.values).map_err(failed)?;
        if let (keys::PROFILE, SettingValue::Text(name)) = (setting.path(), &value) {
            value = SettingValue::Text(known_profile(context, self.file, name)?);
        }
        store(context, layer)
            .write(&setting, &value)
            .map_err(|error| failure::store(&error))?;
        let in_force = note_what_goes_before(context, layer, &setting);
        let written = setting.written();
        let file = context.environment.display_path(&layer.path);
        let shape = Shape {
            key: written.clone(),
            file: layer.path.display().to_string(),
            in_force,
        };
        show::change(context, &shape, &format!("Set `{written}` in {file}."))
    }
}

/// Whether what was written is in force; if not, says what goes before it.
fn note_what_goes_before(context: &Context, layer: &Layer, setting: &Setting) -> bool {
    let globals = context.globals();
    let flags = Flags::default()
        .with(keys::PROFILE, globals.profile.clone())
        .with(keys::FORMAT, globals.output.clone());
    let config = Config::load(&context.environment, flags);
    let candidates = config.stack().setting(setting).unwrap_or_default();
    let winner = candidates
        .iter()
        .find(|candidate| candidate.verdict == Verdict::Wins);
    let Some(winner) = winner else { return false };
    let position = winner.origin.position();
    if position.is_some_and(|position| *position.path == *layer.path) {
        return true;
    }
    context.note(format!(
        "{} goes before it, here and now",
        place(&context.environment, &winner.origin)
    ));
    false
}
