//! Man pages: one a command, the global options on the first one alone.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use super::is_global;

/// Writes the pages of a command that was built, and of all below it.
pub(super) fn write(command: &Command, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    page(command, None, folder)
}

fn page(command: &Command, above: Option<&str>, folder: &Path) -> io::Result<()> {
    let title = command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
        .to_owned();
    let mut to = BufWriter::new(File::create(folder.join(format!("{title}.1")))?);
    one(command, &title, above, &mut to)?;
    to.flush()?;
    let mut below = command
        .get_subcommands()
        .filter(|below| !below.is_hide_set());
    below.try_for_each(|below| page(below, Some(&title), folder))
}

fn one(command: &Command, title: &str, above: Option<&str>, to: &mut dyn Write) -> io::Result<()> {
    let named = match above {
        None => command.clone(),
        Some(_) => command.clone().mut_args(|argument| {
            let repeated = is_global(&argument);
            argument.hide(repeated)
        }),
    };
    let man = Man::new(named)
        .title(title)
        .source(concat!("copera ", env!("CARGO_PKG_VERSION")))
        .manual("Copera");
    man.render_title(to)?;
    // To the left, and no word broken: what is quoted can be copied.
    to.write_all(b".ad l\n.nh\n")?;
    man.render_name_section(to)?;
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    section("SYNOPSIS", usage.lines().map(str::trim), to)?;
    man.render_description_section(to)?;
    man.render_options_section(to)?;
    if command.has_subcommands() {
        man.render_subcommands_section(to)?;
    }
    let after = command.get_after_help().map(ToString::to_string);
    let mut heading = ".SH NOTES";
    for part in after.iter().flat_map(|after| after.split("\n\n")) {
        if let Some(examples) = part.strip_prefix("Examples:\n") {
            section("EXAMPLES", examples.lines(), to)?;
            continue;
        }
        writeln!(to, "{heading}")?;
        heading = ".PP";
        for line in part.lines() {
            writeln!(to, "{}", literal(line.trim()))?;
        }
    }
    match above {
        None => Ok(()),
        Some("copera") => writeln!(to, ".SH SEE ALSO\ncopera(1), which has the global options"),
        Some(above) => {
            writeln!(
                to,
                ".SH SEE ALSO\n{above}(1), and copera(1) for the global options"
            )
        }
    }
}

/// A section whose lines stay as they are.
fn section<'a>(
    heading: &str,
    lines: impl Iterator<Item = &'a str>,
    to: &mut dyn Write,
) -> io::Result<()> {
    writeln!(to, ".SH {heading}\n.nf")?;
    for line in lines {
        writeln!(to, "{}", literal(line))?;
    }
    writeln!(to, ".fi")
}

/// A line that means nothing to the formatter.
fn literal(line: &str) -> String {
    let line = line
        .replace('\\', "\\e")
        .replace('-', "\\-")
        .replace('\'', "\\(aq");
    if line.starts_with('.') {
        format!("\\&{line}")
    } else {
        line
    }
}

#[test]
fn examples_are_copied_as_they_are() {
    for (line, written) in [
        (
            "  copera rows list --jq '.[]'",
            "  copera rows list \\-\\-jq \\(aq.[]\\(aq",
        ),
        (".copera.toml", "\\&.copera.toml"),
        ("a \\", "a \\e"),
    ] {
        assert_eq!(literal(line), written);
    }
}
