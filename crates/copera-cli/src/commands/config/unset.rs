//! `copera config unset`: one value out of a file.

use clap::Args;
use copera_term::{ExitCode, Report};
use serde::Serialize;

use super::setting;
use crate::commands::Run;
use crate::context::Context;
use crate::failure;
use crate::files::{Place, store};
use crate::show;
use crate::words;

/// Remove a setting from a file
///
/// Every other byte of the file stays. If the file does not set the key, the exit code is 3.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera config unset api.timeout\n  \
                        copera config unset profiles.work.board_id --file project")]
pub(crate) struct Unset {
    /// The key as a file has it, such as api.timeout
    key: String,

    /// Which file to edit
    #[arg(long, value_name = "PLACE", default_value = "home")]
    file: Place,
}

#[derive(Serialize)]
struct Shape {
    key: String,
    file: String,
}

impl Run for Unset {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let setting = setting(context, &self.key)?;
        // A key that counts at home only may be removed from where it does not count.
        setting
            .check_by_hand(context.config().stack().layout())
            .map_err(|error| failure::setting(&error))?;
        let layer = self.file.layer(context)?;
        let removed = store(context, layer)
            .unset(setting.path(), setting.profile())
            .map_err(|error| failure::store(&error))?;
        let written = setting.written();
        let file = context.environment.display_path(&layer.path);
        if !removed {
            let message = format!("{file} does not set `{written}`");
            return Err(Report::new(words::NOT_SET, message)
                .suggest("`copera config list --all --show-origin` shows which file sets what"));
        }
        let shape = Shape {
            key: written.clone(),
            file: layer.path.display().to_string(),
        };
        show::change(
            context,
            &shape,
            &format!("Removed `{written}` from {file}."),
        )
    }
}
