//! `copera config get`: one setting.

use clap::Args;
use copera_auth::Verdict;
use copera_term::document::Items;
use copera_term::{ExitCode, Report, escape};
use serde::Serialize;
use serde_json::Value;

use super::{Place, setting, shown, value};
use crate::commands::Run;
use crate::context::Context;
use crate::words;
use crate::{failure, show};

/// Print one setting
///
/// Prints the value in force, a token redacted. If nothing sets the key, the exit code is 3, even where the
/// program has a default of its own.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera config get api.base_url\n  \
                        copera config get profiles.work.board_id --output plain")]
pub(crate) struct Get {
    /// The key as a file has it, such as api.timeout
    key: String,
}

#[derive(Serialize)]
struct Shape {
    key: String,
    value: Value,
    #[serde(flatten)]
    place: Place,
}

impl Run for Get {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let setting = setting(context, &self.key)?;
        let candidates = context
            .config()
            .stack()
            .setting(&setting)
            .map_err(|error| failure::config(&context.environment, error))?;
        let winner = candidates
            .iter()
            .find(|candidate| candidate.verdict == Verdict::Wins);
        let Some(winner) = winner else {
            return Err(not_set(&setting.written()));
        };
        let shape = Shape {
            key: setting.written(),
            value: value(context, &setting, winner),
            place: Place::of(winner),
        };
        show::ours(context, &shape, Items::One, |_, to| {
            writeln!(to, "{}", escape::line(&shown(context, winner)))
        })
    }
}

fn not_set(written: &str) -> Report {
    let message = format!("nothing sets `{written}`");
    Report::new(words::NOT_SET, message).suggest(format!(
        "`copera config set {written} VALUE` sets it; `copera config list --all` shows what is set"
    ))
}
