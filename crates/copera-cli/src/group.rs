//! A group of commands, whose grammar is built only where one of them was typed.

use clap::{ArgMatches, Command, Error, FromArgMatches, Subcommand};

/// The commands of a group, whose enum has no words of its own: they would take the place of those that
/// the list above it has, and only once it is built. Building the flags of every command would take longer than running one;
/// this leaves it at the names of the groups.
#[derive(Debug)]
pub(crate) struct Group<T>(pub(crate) T);

impl<T: Subcommand> Subcommand for Group<T> {
    fn augment_subcommands(command: Command) -> Command {
        command.defer(T::augment_subcommands)
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        command.defer(T::augment_subcommands_for_update)
    }

    fn has_subcommand(name: &str) -> bool {
        T::has_subcommand(name)
    }
}

impl<T: FromArgMatches> FromArgMatches for Group<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches_mut(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}
