//! What a command promises.

use copera_api::endpoint::Endpoint;

use super::contracts::CONTRACTS;

/// What a program may rely on.
pub(crate) struct Contract {
    /// The words of the command.
    pub(crate) command: &'static str,
    /// What it may ask the service; nothing for a command of this machine alone. What only fills in
    /// a link or a name is left out.
    pub(crate) endpoints: &'static [&'static Endpoint],
    pub(crate) output: Output,
}

/// What stdout holds when JSON is asked for.
pub(crate) enum Output {
    /// JSON of this shape; `[]` behind it means a list.
    Json(&'static str),
    /// A text, in every mode.
    Text,
    /// A text in every mode; what chooses of JSON sees it as this shape.
    TextOf(&'static str),
    /// A text in every mode, made of the fields that are asked for.
    TextOfFields,
    /// Nothing, in any mode.
    Nothing,
    /// What the service answers.
    Raw,
}

/// The commands that change files on this machine, whatever their flags say.
static LOCAL_CHANGES: &[&str] = &[
    "auth login",
    "auth logout",
    "auth use",
    "auth migrate",
    "auth doctor",
    "config set",
    "config unset",
    "cache clean",
    "docs pull",
    "rows attachments download",
    "rows comments attachments download",
    "drive download",
    "init",
];

impl Contract {
    /// That of a command, by its words.
    pub(crate) fn of(command: &str) -> Option<&'static Self> {
        CONTRACTS
            .iter()
            .find(|contract| contract.command == command)
    }

    /// Whether it may change something on this machine, which no rehearsal would hold back.
    pub(crate) fn changes_this_machine(&self) -> bool {
        LOCAL_CHANGES.contains(&self.command)
    }

    /// Whether it may change something at the service.
    pub(crate) fn writes(&self) -> bool {
        self.endpoints
            .iter()
            .any(|endpoint| endpoint.method != copera_api::Method::GET)
    }

    /// Whether it may change anything.
    pub(crate) fn changes(&self) -> bool {
        self.writes() || self.changes_this_machine()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_local_change_is_a_command_that_changes_nothing_else() {
        for command in LOCAL_CHANGES {
            let contract = Contract::of(command);
            // A rehearsal is refused with these words.
            let changes_nothing_there = contract.map(|contract| !contract.writes());
            assert_eq!(changes_nothing_there, Some(true), "{command}");
        }
    }
}
