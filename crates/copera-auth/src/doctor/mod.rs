//! What is wrong with how credentials are kept, and what to do about it.
//!
//! Each finding is computed from what was read already, from file modes, and from what git says
//! about a file. No keyring is opened, no token command run, and no connection made.

mod copera;
mod finding;
mod fix;
mod secrets;
mod settings;
mod words;

pub use finding::{Finding, Severity, StoredToken};

use crate::copera::Config;
use crate::stack::Stack;

impl Stack {
    /// Everything about this run's files, variables and flags that a person should know of; what
    /// needs action comes first, and within that the order of precedence of the files.
    ///
    /// The texts are those that the stack was loaded with; file modes and what git does with the
    /// files are looked at anew with each call.
    pub fn findings(&self) -> Vec<Finding> {
        let mut found = secrets::findings(self);
        found.extend(secrets::ending(self));
        found.extend(settings::in_force(self));
        found.extend(settings::in_files(self));
        by_severity(found)
    }
}

impl Config {
    /// As [`Stack::findings`], and what only Copera's view knows: a host that may not have the
    /// token in force, and default ids that it can't reach.
    pub fn findings(&self) -> Vec<Finding> {
        let mut found = self.stack().findings();
        found.extend(copera::findings(self));
        by_severity(found)
    }
}

fn by_severity(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(Finding::severity);
    findings
}
