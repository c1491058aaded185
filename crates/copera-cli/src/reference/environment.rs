//! The variables that the program looks at.

/// A variable of the environment.
pub(crate) struct Variable {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
}

const fn variable(name: &'static str, meaning: &'static str) -> Variable {
    Variable { name, meaning }
}

/// All of them. Empty ones count as absent.
pub(crate) const VARIABLES: &[Variable] = &[
    variable(
        "COPERA_CLI_AUTH_TOKEN",
        "The token. Goes before --token and before every file.",
    ),
    variable("COPERA_PROFILE", "The profile. --profile goes before it."),
    variable(
        "COPERA_SANDBOX",
        "`1` means Copera's hosted development service instead of the real one.",
    ),
    variable(
        "COPERA_API_BASE_URL",
        "The API's address. Goes before `[api] base_url` of every file.",
    ),
    variable(
        "COPERA_API_WEB_URL",
        "The web app's address. Goes before `[api] web_url` of every file.",
    ),
    variable(
        "COPERA_LOG",
        "What to log to stderr, as in `copera_api=trace`. --verbose is short for `copera_api=debug`.",
    ),
    variable(
        "CI",
        "`1`, `true`, `yes` or `on` mean that nobody can be asked.",
    ),
    variable("NO_COLOR", "No colours, unless it is `0`."),
    variable(
        "CLICOLOR_FORCE",
        "Colours into pipes too, unless it is `0`; FORCE_COLOR means the same.",
    ),
    variable("FORCE_COLOR", "See CLICOLOR_FORCE."),
    variable("TERM", "`dumb` means no colours."),
    variable(
        "VISUAL",
        "The editor of `docs edit`; EDITOR counts after it.",
    ),
    variable("EDITOR", "See VISUAL."),
    variable(
        "BROWSER",
        "The programs that may open a page, with colons between them; not on Windows and macOS.",
    ),
    variable("TZ", "The time zone that times are shown in."),
    variable(
        "HTTPS_PROXY",
        "The proxy for https. In small letters too, as the two below.",
    ),
    variable(
        "HTTP_PROXY",
        "The proxy for plain http, which only loopback addresses speak, and they use none.",
    ),
    variable("ALL_PROXY", "The proxy where none of the two above is set."),
    variable("NO_PROXY", "Hosts that are reached without a proxy."),
    variable(
        "SSL_CERT_FILE",
        "Root certificates instead of the machine's; SSL_CERT_DIR means a folder of them.",
    ),
    variable("SSL_CERT_DIR", "See SSL_CERT_FILE."),
    variable(
        "HOME",
        "Where .copera.toml of the user lies (USERPROFILE on Windows).",
    ),
    variable(
        "XDG_STATE_HOME",
        "Where locks and journals lie; ~/.local/state without it.",
    ),
    variable("XDG_CACHE_HOME", "Where caches lie; ~/.cache without it."),
];

#[cfg(test)]
mod tests {
    use copera_auth::COPERA;

    use super::*;

    #[test]
    fn no_variable_of_the_configuration_is_missing() {
        let named = |name: &str| VARIABLES.iter().any(|variable| variable.name == name);
        for key in COPERA.known_keys() {
            for name in key.variable.iter().copied() {
                assert!(named(name), "{name}");
            }
        }
        assert!(named(copera_auth::copera::DEVELOPMENT_VARIABLE));
    }
}
