//! Messages: what can be sent at all.

use thiserror::Error;

/// How many characters a message has at most.
pub const MAX_MESSAGE_CHARACTERS: usize = 10_000;

/// Why a text can't be sent as a message.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidMessage {
    /// No text at all.
    #[error("the message is empty")]
    Empty,
    /// More than [`MAX_MESSAGE_CHARACTERS`].
    #[error(
        "the message has {characters} characters, more than the {MAX_MESSAGE_CHARACTERS} that can be sent"
    )]
    TooLong {
        /// How many it has.
        characters: usize,
    },
}

pub(crate) fn check(text: &str) -> Result<(), InvalidMessage> {
    match text.chars().count() {
        0 => Err(InvalidMessage::Empty),
        characters if characters > MAX_MESSAGE_CHARACTERS => {
            Err(InvalidMessage::TooLong { characters })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_not_bytes() {
        assert_eq!(check(""), Err(InvalidMessage::Empty));
        assert_eq!(check(&"ä".repeat(10_000)), Ok(()));
        let characters = 10_001;
        assert_eq!(
            check(&"a".repeat(characters)),
            Err(InvalidMessage::TooLong { characters })
        );
    }
}
