//! The command reference and the man pages, made of the grammar itself.
//!
//! A test makes them, so that the program carries none of it: `cargo xtask docs` runs it.

mod pages;

use std::fmt::Write;
use std::path::Path;

use clap::{Arg, Command, CommandFactory};

use crate::cli::Cli;

const HEAD: &str = "\
# Every command

Made of the program's own grammar by `cargo xtask docs`; the same is in `copera help COMMAND`. The global options
stand once, at the end.
";

#[test]
fn the_reference_is_the_grammar() {
    let mut grammar = Cli::command();
    grammar.build();
    let mut now = HEAD.to_owned();
    describe(&grammar, &mut now);
    now.push_str("\n## Global options\n\n");
    let globals = grammar.get_arguments().filter(|flag| is_global(flag));
    globals.for_each(|flag| argument(flag, &mut now));

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference.md");
    if variable("INSTA_UPDATE").as_deref() == Some("always") {
        std::fs::write(&path, &now).unwrap();
    }
    let recorded = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        recorded == now,
        "docs/reference.md is not what the grammar says; run `cargo xtask docs`"
    );
    if let Some(folder) = variable("COPERA_MAN_PAGES") {
        pages::write(&grammar, Path::new(&folder)).unwrap();
    }
}

/// A group is built where one of its commands was typed. It is called the same before and after.
#[test]
fn a_group_is_what_the_list_calls_it() {
    let listed = Cli::command();
    let mut built = listed.clone();
    built.build();
    for group in listed.get_subcommands() {
        let itself = built.find_subcommand(group.get_name()).unwrap();
        assert_eq!(itself.get_about(), group.get_about(), "{group}");
        assert!(group.get_about().is_some(), "{group}");
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the test runner speaks through variables"
)]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn is_global(argument: &Arg) -> bool {
    argument.get_help_heading() == Some("Global options")
}

/// Writes all that can be run of a command and what is below it.
fn describe(command: &Command, to: &mut String) {
    let below = || {
        command
            .get_subcommands()
            .filter(|below| !below.is_hide_set())
    };
    let is_group = below().next().is_some() && command.is_subcommand_required_set();
    // A group is its commands, unless it has more to say.
    if !is_group || command.get_long_about().is_some() {
        // Writing into a text can't fail.
        let _ = one(command, to);
    }
    below().for_each(|below| describe(below, to));
}

fn one(command: &Command, to: &mut String) -> std::fmt::Result {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let about = command.get_long_about().or_else(|| command.get_about());
    let about = about.cloned().unwrap_or_default();
    write!(to, "\n## {name}\n\n{about}\n")?;
    let own = command.get_arguments().filter(|argument| {
        !is_global(argument) && !argument.is_hide_set() && argument.get_id() != "help"
    });
    for (index, own) in own.enumerate() {
        if index == 0 {
            to.push('\n');
        }
        argument(own, to);
    }
    if let Some(after) = command.get_after_help() {
        write!(to, "\n```text\n{after}\n```\n")?;
    }
    Ok(())
}

fn argument(argument: &Arg, to: &mut String) {
    let help = argument.get_help().cloned().unwrap_or_default();
    let shown = argument.to_string();
    let short = argument.get_short().map(|short| format!("-{short}, "));
    let _ = writeln!(to, "- `{}{shown}`: {help}", short.unwrap_or_default());
}
