//! What ids in cells stand for, in words.

use std::collections::BTreeMap;

use copera_term::Mode;

use crate::context::Context;
use crate::people::People;

/// Names of people and labels of options, as far as they are known.
#[derive(Debug, Default)]
pub(crate) struct Names {
    people: People,
    /// By their ids: the options of columns that others look at.
    options: BTreeMap<String, String>,
    /// Whether a person reads what is shown, and no program.
    pub(crate) for_a_person: bool,
}

impl Names {
    pub(crate) fn new(context: &Context, options: BTreeMap<String, String>) -> Self {
        Self {
            people: People::known(context),
            options,
            for_a_person: context.output().mode() == Mode::Table,
        }
    }

    /// The name of a person, else the id.
    pub(crate) fn person<'a>(&'a self, id: &'a str) -> &'a str {
        self.people.name(id)
    }

    /// The label of an option that another table has, else the id.
    pub(crate) fn option<'a>(&'a self, id: &'a str) -> &'a str {
        self.options.get(id).map_or(id, String::as_str)
    }

    /// The label of an option or the name of a person, else the id.
    pub(crate) fn anything<'a>(&'a self, id: &'a str) -> &'a str {
        let option = self.options.get(id);
        option.map_or_else(|| self.person(id), String::as_str)
    }
}
