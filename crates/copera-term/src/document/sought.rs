//! Wanted fields, while the items of a list go by.

use serde_json::Result;
use serde_json::value::RawValue;

use super::{Fields, entries};
use crate::report::Report;
use crate::word::words;

/// So many names are kept for whoever asked for one that is none.
const MOST_NAMES: usize = 100;

/// Which of the wanted fields the items had so far.
#[derive(Debug)]
pub struct Sought<'a> {
    fields: &'a Fields,
    found: Vec<bool>,
    /// What the items have instead.
    others: Vec<String>,
    any: bool,
}

/// What was looked for in vain.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// The wanted fields that no item had, if there was an item at all.
    pub names: Vec<String>,
    /// The fields that they had.
    pub known: Vec<String>,
}

impl<'a> Sought<'a> {
    /// None of them was found yet.
    pub fn new(fields: &'a Fields) -> Self {
        Self {
            fields,
            found: vec![false; fields.names().count()],
            others: Vec::new(),
            any: false,
        }
    }

    /// The fields that are wanted.
    pub(super) fn fields(&self) -> &'a Fields {
        self.fields
    }

    /// The value of each wanted field in the next item; `None` for what it does not have.
    ///
    /// # Errors
    /// Where the item is no object.
    pub fn values<'b>(&mut self, item: &'b RawValue) -> Result<Vec<Option<&'b RawValue>>> {
        let values = self.fields.values(item)?;
        self.any = true;
        for (found, value) in self.found.iter_mut().zip(&values) {
            *found |= value.is_some();
        }
        if self.found.contains(&false) {
            for (name, _) in entries(item)? {
                let is_new = !self.others.iter().any(|other| *other == name);
                if is_new && self.others.len() < MOST_NAMES {
                    self.others.push(name.into_owned());
                }
            }
        }
        Ok(values)
    }

    /// What no item had, once all went by.
    pub fn missing(self) -> Missing {
        let names = self.fields.names().zip(&self.found);
        let missing = names.filter(|(_, found)| self.any && !**found);
        Missing {
            names: missing.map(|(name, _)| name.to_owned()).collect(),
            known: self.others,
        }
    }
}

impl Missing {
    /// What to say of those that are documented all the same.
    ///
    /// # Errors
    /// One is not: nothing goes by that name.
    pub fn notes(
        self,
        is_documented: impl Fn(&str) -> bool,
    ) -> std::result::Result<Vec<String>, Report> {
        if let Some(name) = self.names.iter().find(|name| !is_documented(name)) {
            let report = Report::new(words::INPUT_ERROR, format!("there is no field `{name}`"));
            return Err(match self.known.as_slice() {
                [] => report,
                known => report.suggest(format!("there are: {}", known.join(", "))),
            });
        }
        let note = |name| format!("no field `{name}` was found");
        Ok(self.names.into_iter().map(note).collect())
    }
}
