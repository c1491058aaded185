//! What must never be shown.

/// A secret that is easy to find. The four characters at its end may be seen: a redaction has them.
pub(crate) const SECRET: &str = "0SecretSecretSecretSecret0";

/// Whether more of the secret stands in the text than a redaction shows.
pub(crate) fn is_shown(text: &str) -> bool {
    text.contains(&SECRET[1..8])
}
