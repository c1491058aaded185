//! Tokens: parsing what a person pasted, showing it safely, naming it in caches and logs.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use crate::digest;

/// The longest text that is accepted as a token, in bytes.
pub const MAX_TOKEN_BYTES: usize = 4096;

/// How many characters must stay hidden before a redaction shows the last four.
const HIDDEN_AT_LEAST: usize = 16;
/// How many characters at the end a redaction shows at most.
const SHOWN_AT_END: usize = 4;

/// A bearer token: wiped from memory when dropped, and never printed whole.
///
/// `Debug` and `Display` show the redaction. The secret itself leaves only through [`Token::expose`].
///
/// ```
/// use copera_auth::{Token, TokenKind};
///
/// let token = Token::parse("cp_pat_0123456789abcdefghij", TokenKind::PREFIXES)?;
/// assert_eq!(token.to_string(), "cp_pat_…ghij");
/// assert_eq!(TokenKind::of(&token), TokenKind::PersonalAccess);
/// # Ok::<(), copera_auth::TokenError>(())
/// ```
#[derive(Clone)]
pub struct Token {
    secret: SecretString,
    /// How many bytes at the start are a known prefix, and may be shown.
    prefix: usize,
}

impl Token {
    /// Reads a token as it was typed, pasted or stored.
    ///
    /// White space around it and the markers of a bracketed paste are dropped, and so is a leading
    /// `Bearer ` (see [`Token::parse_with_remark`] to learn of that). `prefixes` are the ones that
    /// the tool knows; any other beginning is accepted too, and shown as nothing but `…`.
    ///
    /// # Errors
    /// Everything that can't be a token: empty, over [`MAX_TOKEN_BYTES`], white space or a control
    /// character inside, anything outside ASCII, or a known prefix with nothing behind it.
    pub fn parse(text: &str, prefixes: &[&str]) -> Result<Self, TokenError> {
        Self::parse_with_remark(text, prefixes).map(|(token, _)| token)
    }

    /// As [`Token::parse`], and says what had to be removed to get at the token.
    ///
    /// # Errors
    /// As [`Token::parse`].
    pub fn parse_with_remark(
        text: &str,
        prefixes: &[&str],
    ) -> Result<(Self, Option<TokenRemark>), TokenError> {
        let text = strip_paste_markers(text.trim()).trim();
        let (text, remark) = match strip_bearer(text) {
            Some(rest) => (rest, Some(TokenRemark::BearerRemoved)),
            None => (text, None),
        };
        if text.is_empty() {
            return Err(TokenError::Empty);
        }
        if text.len() > MAX_TOKEN_BYTES {
            return Err(TokenError::TooLong { bytes: text.len() });
        }
        for character in text.chars() {
            if character.is_whitespace() {
                return Err(TokenError::InnerWhitespace);
            }
            if character.is_control() {
                return Err(TokenError::ControlCharacter);
            }
            if !character.is_ascii() {
                return Err(TokenError::NotAscii);
            }
        }
        let prefix = prefixes
            .iter()
            .find(|prefix| text.starts_with(**prefix))
            .map_or(0, |prefix| prefix.len());
        if prefix == text.len() {
            return Err(TokenError::BarePrefix {
                prefix: text.to_owned(),
            });
        }
        let token = Self {
            secret: SecretString::from(text),
            prefix,
        };
        Ok((token, remark))
    }

    /// The secret, for the one place that sends or stores it.
    pub fn expose(&self) -> &str {
        self.secret.expose_secret()
    }

    /// The known prefix at the start of the token; empty when there is none.
    pub fn prefix(&self) -> &str {
        &self.expose()[..self.prefix]
    }

    /// What may be shown of the token: its known prefix, and the last four characters when at
    /// least sixteen others stay hidden.
    pub fn redacted(&self) -> String {
        let secret = &self.expose()[self.prefix..];
        let tail = if secret.len() >= HIDDEN_AT_LEAST + SHOWN_AT_END {
            &secret[secret.len() - SHOWN_AT_END..]
        } else {
            ""
        };
        format!("{}…{tail}", self.prefix())
    }

    /// Twelve hexadecimal digits of the token's SHA-256: names it in caches and logs.
    pub fn fingerprint(&self) -> String {
        digest::hex::<6>(self.expose().as_bytes())
    }

    /// `text` with every occurrence of this token replaced by its redaction.
    ///
    /// For text that comes from elsewhere, such as a service's error message that repeats what it
    /// was sent.
    pub fn redact_in(&self, text: &str) -> String {
        text.replace(self.expose(), &self.redacted())
    }
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for Token {}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({})", self.redacted())
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.redacted())
    }
}

/// Something that was taken away from a pasted token, worth telling the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenRemark {
    /// The text began with `Bearer `, as in an `Authorization` header.
    BearerRemoved,
}

impl fmt::Display for TokenRemark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BearerRemoved => {
                f.write_str("the leading `Bearer` is not part of the token and was removed")
            }
        }
    }
}

/// Why a text is no token. No variant carries any of the text but a known prefix.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TokenError {
    /// Nothing but white space.
    #[error("the token is empty")]
    Empty,
    /// More than [`MAX_TOKEN_BYTES`].
    #[error(
        "the token is {bytes} bytes long, more than the {MAX_TOKEN_BYTES} that a token can have"
    )]
    TooLong {
        /// The length that was found.
        bytes: usize,
    },
    /// A space, tab or line break between other characters.
    #[error("the token has white space inside it: was more than one thing pasted?")]
    InnerWhitespace,
    /// A control character or an escape sequence.
    #[error("the token has a control character inside it")]
    ControlCharacter,
    /// A character outside ASCII.
    #[error("the token has a character outside ASCII inside it")]
    NotAscii,
    /// Only a known prefix.
    #[error("the token ends right after its prefix `{prefix}`")]
    BarePrefix {
        /// The prefix that stands alone.
        prefix: String,
    },
}

/// Which of Copera's token kinds a token is, read from its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// `cp_pat_`: a personal access token, acts as the user who made it.
    PersonalAccess,
    /// `cp_key_`: an integration API key, acts as a bot.
    Integration,
    /// `cp_oat_`: an OAuth token that the MCP server issued for the connected user.
    McpOauth,
    /// Any other beginning.
    Unknown,
}

impl TokenKind {
    /// The prefixes of the known kinds.
    pub const PREFIXES: &[&str] = &["cp_pat_", "cp_key_", "cp_oat_"];

    /// The kinds that have a prefix.
    pub const KNOWN: [Self; 3] = [Self::PersonalAccess, Self::Integration, Self::McpOauth];

    /// The kind of this token, by the prefix that it was parsed with: [`TokenKind::Unknown`] for
    /// one that was parsed without [`TokenKind::PREFIXES`].
    pub fn of(token: &Token) -> Self {
        Self::KNOWN
            .into_iter()
            .find(|kind| kind.prefix() == Some(token.prefix()))
            .unwrap_or(Self::Unknown)
    }

    /// The prefix of tokens of this kind; `None` for [`TokenKind::Unknown`].
    pub const fn prefix(self) -> Option<&'static str> {
        match self {
            Self::PersonalAccess => Some("cp_pat_"),
            Self::Integration => Some("cp_key_"),
            Self::McpOauth => Some("cp_oat_"),
            Self::Unknown => None,
        }
    }

    /// The kind's word in JSON and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PersonalAccess => "personal_access",
            Self::Integration => "integration",
            Self::McpOauth => "mcp_oauth",
            Self::Unknown => "unknown",
        }
    }

    /// The kind in words, for sentences.
    pub const fn description(self) -> &'static str {
        match self {
            Self::PersonalAccess => "personal access token",
            Self::Integration => "integration API key",
            Self::McpOauth => "MCP OAuth token",
            Self::Unknown => "token of an unknown kind",
        }
    }

    /// Where in the web app a token of this kind is made; `None` when people don't make it there.
    pub const fn made_at(self) -> Option<&'static str> {
        match self {
            Self::PersonalAccess => {
                Some("Workspace Settings → Integrations → Personal Tokens → Create new token")
            }
            Self::Integration => Some("Workspace Settings → Integrations"),
            Self::McpOauth | Self::Unknown => None,
        }
    }
}

impl fmt::Display for TokenKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.description())
    }
}

/// Terminals wrap pasted text in these when bracketed paste is on.
fn strip_paste_markers(text: &str) -> &str {
    let text = text.strip_prefix("\u{1b}[200~").unwrap_or(text);
    text.strip_suffix("\u{1b}[201~").unwrap_or(text)
}

fn strip_bearer(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    word.eq_ignore_ascii_case("bearer").then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Result<Token, TokenError> {
        Token::parse(text, TokenKind::PREFIXES)
    }

    #[test]
    fn what_people_paste() {
        for text in [
            "cp_pat_abc",
            "  cp_pat_abc\r\n",
            "Bearer cp_pat_abc",
            "bearer\tcp_pat_abc",
            "\u{1b}[200~cp_pat_abc\u{1b}[201~",
            "\u{1b}[200~ Bearer cp_pat_abc \u{1b}[201~\n",
        ] {
            assert_eq!(parse(text).unwrap().expose(), "cp_pat_abc", "{text:?}");
        }
    }

    #[test]
    fn what_is_no_token() {
        let prefix = || "cp_key_".to_owned();
        for (text, error) in [
            ("", TokenError::Empty),
            (" \n", TokenError::Empty),
            ("cp_key_", TokenError::BarePrefix { prefix: prefix() }),
            ("cp_pat_a b", TokenError::InnerWhitespace),
            ("cp_pat_a\nb", TokenError::InnerWhitespace),
            ("cp_pat_a\u{a0}b", TokenError::InnerWhitespace),
            ("cp_pat_a\u{1b}[31mb", TokenError::ControlCharacter),
            ("cp_pat_a\u{0}b", TokenError::ControlCharacter),
            ("cp_pat_ä", TokenError::NotAscii),
            ("cp_pat_a\u{202e}b", TokenError::NotAscii),
        ] {
            assert_eq!(parse(text).unwrap_err(), error, "{text:?}");
        }
        let long = "x".repeat(MAX_TOKEN_BYTES + 1);
        assert_eq!(
            parse(&long).unwrap_err(),
            TokenError::TooLong { bytes: 4097 }
        );
        assert!(parse(&long[1..]).is_ok());
    }

    #[test]
    fn redactions() {
        for (text, shown) in [
            ("cp_pat_1", "cp_pat_…"),
            ("cp_pat_0123456789abcdefghi", "cp_pat_…"),
            ("cp_pat_0123456789abcdefghij", "cp_pat_…ghij"),
            ("abcdefgh", "…"),
            ("0123456789abcdefghij", "…ghij"),
        ] {
            assert_eq!(parse(text).unwrap().redacted(), shown, "{text:?}");
        }
    }

    #[test]
    fn kinds() {
        for (text, kind) in [
            ("cp_pat_x", TokenKind::PersonalAccess),
            ("cp_key_x", TokenKind::Integration),
            ("cp_oat_x", TokenKind::McpOauth),
            ("CP_PAT_x", TokenKind::Unknown),
            ("x", TokenKind::Unknown),
        ] {
            assert_eq!(TokenKind::of(&parse(text).unwrap()), kind, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_parses_or_fails_without_showing_itself(text in any::<String>()) {
            match parse(&text) {
                Ok(token) => {
                    prop_assert!(text.contains(token.expose()));
                    let hidden = token.expose().len() - token.prefix().len();
                    let shown = format!("{token}{token:?}");
                    prop_assert!(hidden < 4 || !shown.contains(&token.expose()[token.prefix().len()..]));
                }
                Err(error) => {
                    let shown = format!("{error}{error:?}");
                    prop_assert!(text.trim().chars().count() < 40 || !shown.contains(text.trim()));
                }
            }
        }

        #[test]
        fn a_token_survives_what_a_terminal_adds(body in "[!-~]{1,80}") {
            let token = format!("cp_pat_{body}");
            let pasted = format!(" \u{1b}[200~Bearer {token}\u{1b}[201~ \r\n");
            let parsed = parse(&pasted).unwrap();
            prop_assert_eq!(parsed.expose(), token);
        }

        #[test]
        fn at_least_sixteen_characters_stay_hidden(body in "[a-z0-9]{1,80}") {
            let token = parse(&format!("cp_key_{body}")).unwrap();
            let shown = token.redacted().trim_start_matches("cp_key_…").len();
            prop_assert!(shown == 0 || body.len() - shown >= HIDDEN_AT_LEAST);
        }
    }
}
