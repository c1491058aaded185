//! `copera config path`: which files are looked at.

use clap::Args;
use copera_term::document::Items;
use copera_term::{ExitCode, Report, Table};
use serde::Serialize;

use crate::commands::Run;
use crate::context::Context;
use crate::files::Place;
use crate::show;

/// Show which files are looked at
///
/// They are listed in the order in which they count, those that don't exist yet too.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera config path\n  copera config path --output plain | cut -f1"
)]
pub(crate) struct Paths {}

#[derive(Serialize)]
struct Shape {
    path: String,
    /// The word that `--file` takes for it.
    place: &'static str,
    /// `read`, `absent`, `unreadable` or `foreign`.
    status: &'static str,
}

impl Run for Paths {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let layers = context.config().stack().layers();
        let shapes = layers.iter().map(|layer| Shape {
            path: layer.path.display().to_string(),
            place: Place::of(layer).name(),
            status: layer.status().name(),
        });
        let shapes: Vec<_> = shapes.collect();
        show::ours(context, &shapes, Items::Bare, |output, to| {
            let mut table = Table::new(&["PATH", "PLACE", "STATUS"]);
            for layer in layers {
                let path = show::path(context, &layer.path);
                let place = Place::of(layer).name();
                table.row([path.as_str(), place, layer.status().name()]);
            }
            table.write(output, to)
        })
    }
}
