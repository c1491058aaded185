//! Ids: checked where a person types them, taken as they are where the service sends them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How many hexadecimal digits an id has.
pub const ID_DIGITS: usize = 24;

/// Why a text is no id. The text itself is not repeated: it may be anything that was on a clipboard.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a {noun} has {ID_DIGITS} hexadecimal digits, {problem}")]
pub struct InvalidId {
    /// What the id would have named, such as `board id`.
    pub noun: &'static str,
    /// What is wrong with the text.
    pub problem: IdProblem,
}

/// What keeps a text from being an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdProblem {
    /// Another number of characters.
    Length(usize),
    /// A character that is no hexadecimal digit, and where it stands, counted from 1.
    Digit(char, usize),
}

impl fmt::Display for IdProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(1) => f.write_str("this has 1 character"),
            Self::Length(characters) => write!(f, "this has {characters} characters"),
            Self::Digit(character, position) => {
                write!(f, "this has {character:?} at position {position}")
            }
        }
    }
}

fn check(text: &str, noun: &'static str) -> Result<(), InvalidId> {
    let characters = text.chars().count();
    let problem = if characters == ID_DIGITS {
        text.chars()
            .zip(1..)
            .find(|(character, _)| !character.is_ascii_hexdigit())
            .map(|(character, position)| IdProblem::Digit(character, position))
    } else {
        Some(IdProblem::Length(characters))
    };
    problem.map_or(Ok(()), |problem| Err(InvalidId { noun, problem }))
}

macro_rules! ids {
    ($($(#[$docs:meta])* $name:ident = $noun:literal;)*) => {$(
        $(#[$docs])*
        ///
        /// `parse()` wants exactly 24 hexadecimal digits; in replies any text is taken.
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id as the service spells it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                check(text, $noun)?;
                Ok(Self(text.to_owned()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    )*};
}

ids! {
    /// Names a board.
    BoardId = "board id";
    /// Names a channel.
    ChannelId = "channel id";
    /// Names a comment of a row.
    CommentId = "comment id";
    /// Names a document.
    DocId = "document id";
    /// Names a file or folder.
    DriveId = "drive id";
    /// Names a notification.
    NotificationId = "notification id";
    /// Names a row; its small visible number is another thing.
    RowId = "row id";
    /// Names a table.
    TableId = "table id";
    /// Names a team.
    TeamId = "team id";
    /// Names a member of a workspace.
    UserId = "user id";
    /// Names a view of a table. No endpoint lists them.
    ViewId = "view id";
    /// Names a workspace.
    WorkspaceId = "workspace id";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type() {
        let id = "65f0a1b2c3d4e5f6a7b8c9D0";
        assert_eq!(id.parse::<BoardId>().unwrap().as_str(), id);
        for (text, message) in [
            (
                "",
                "a board id has 24 hexadecimal digits, this has 0 characters",
            ),
            (
                "x",
                "a board id has 24 hexadecimal digits, this has 1 character",
            ),
            (
                "65f0a1b2c3d4e5f6a7b8c9D0 ",
                "a board id has 24 hexadecimal digits, this has 25 characters",
            ),
            (
                "65f0a1b2c3d4e5f6a7b8c9/0",
                "a board id has 24 hexadecimal digits, this has '/' at position 23",
            ),
            (
                "65f0a1b2c3d4e5f6a7b8c9\u{1b}0",
                "a board id has 24 hexadecimal digits, this has '\\u{1b}' at position 23",
            ),
        ] {
            assert_eq!(text.parse::<BoardId>().unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn what_the_service_sends() {
        let id: UserId = serde_json::from_str("\"any-thing\"").unwrap();
        assert_eq!(id.as_str(), "any-thing");
    }
}
