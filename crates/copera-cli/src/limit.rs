//! Numbers and texts that the service documents a range for: what is out of it is a mistake of whoever
//! typed it, and told without a request.

use std::str::FromStr;

/// How long a text may be that channels are searched for, in characters.
const LONGEST_QUERY: usize = 200;

/// How many things an answer may have, at most `MOST`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit<const MOST: u32>(Option<u32>);

impl<const MOST: u32> Limit<MOST> {
    /// The number, if one was said. Zero and below say nothing, as in the official tool.
    pub(crate) fn get(self) -> Option<u32> {
        self.0
    }

    /// What its flag says of itself.
    pub(crate) fn help(what: &str) -> String {
        format!("{what}, 1 to {MOST}")
    }
}

impl<const MOST: u32> FromStr for Limit<MOST> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim().parse::<i64>() {
            Ok(number) if number <= 0 => Ok(Self(None)),
            Ok(number) => match u32::try_from(number) {
                Ok(number) if number <= MOST => Ok(Self(Some(number))),
                _ => Err(format!("it goes from 1 to {MOST}")),
            },
            Err(_) => Err(format!("it is a number from 1 to {MOST}")),
        }
    }
}

/// A text to search everything for, which has at least a character.
pub(crate) fn words(text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Err("a search takes at least one character".to_owned());
    }
    Ok(text.to_owned())
}

/// A text to find channels by.
pub(crate) fn short(text: &str) -> Result<String, String> {
    let length = text.chars().count();
    if length > LONGEST_QUERY {
        return Err(format!(
            "it has {length} characters, and may have {LONGEST_QUERY}"
        ));
    }
    Ok(text.to_owned())
}
