//! Tokens: a secret that can't be printed, shown safely, named in caches and logs.

mod kind;
mod parse;
#[cfg(test)]
mod tests;

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use crate::digest;

pub use self::kind::TokenKind;
pub use self::parse::{MAX_TOKEN_BYTES, TokenError, TokenRemark};

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
        let (text, remark) = parse::trimmed(text);
        let prefix = parse::check(text, prefixes)?;
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
