//! The keys of the configuration files.

use copera_auth::copera::keys;

/// A key of the configuration files.
pub(crate) struct Setting {
    /// As a file has it; `*` stands for the name of a profile.
    pub(crate) key: &'static str,
    pub(crate) meaning: &'static str,
}

const fn setting(key: &'static str, meaning: &'static str) -> Setting {
    Setting { key, meaning }
}

/// All of them, in the order in which they are explained.
pub(crate) const SETTINGS: &[Setting] = &[
    setting(
        keys::PROFILE,
        "The profile that is used when none is named.",
    ),
    setting(keys::TOKEN, "The token, as plain text."),
    setting(
        keys::TOKEN_STORE,
        "`keyring`: the token is in the keyring. Home file only.",
    ),
    setting(
        keys::TOKEN_COMMAND,
        "A program and its arguments, as a list; it prints the token. Home file only.",
    ),
    setting(
        keys::EXPIRES_AT,
        "The last day of the token, as in 2027-01-31.",
    ),
    setting("profiles.*.board_id", "The board of `tables` and `rows`."),
    setting("profiles.*.table_id", "The table of `rows`."),
    setting(
        "profiles.*.row_id",
        "Read for the official tool's sake, and not used.",
    ),
    setting(
        "profiles.*.channel_id",
        "The channel of `channels message send`.",
    ),
    setting(
        "profiles.*.doc_id",
        "The document of `docs get` and `docs content`.",
    ),
    setting(
        keys::STORE,
        "Where a new token is saved: `file` (default) or `keyring`. Home file only.",
    ),
    setting(
        keys::FORMAT,
        "How results are printed: auto (default), json, ndjson, table or plain.",
    ),
    setting(
        keys::COLOR,
        "When to colour: auto (default), always or never.",
    ),
    setting(
        keys::BASE_URL,
        "The API's address, by default https://api.copera.ai/public/v1.",
    ),
    setting(
        keys::WEB_URL,
        "The web app's address, by default https://app.copera.ai.",
    ),
    setting(
        keys::TIMEOUT,
        "How long a short call may take, by default 30s.",
    ),
    setting(
        "cache.dir",
        "Where caches lie, by default in the user's cache folder. Home file only.",
    ),
    setting("cache.ttl", "How long they count, by default 1h."),
    setting(
        keys::TRUSTED_HOSTS,
        "Hosts that may be sent any token, whoever names them. Home file only.",
    ),
];

#[cfg(test)]
mod tests {
    use copera_auth::COPERA;

    use super::*;

    #[test]
    fn the_keys_are_those_of_the_layout() {
        let mut explained: Vec<_> = SETTINGS.iter().map(|setting| setting.key).collect();
        let mut known: Vec<_> = COPERA.key_paths().collect();
        explained.sort_unstable();
        known.sort_unstable();
        assert_eq!(explained, known);
    }
}
