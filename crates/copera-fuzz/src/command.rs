//! What a token command prints.

use copera_auth::{COPERA, Config, Environment, Flags, Patience, TokenKind};

use crate::scratch;
use crate::secret::{self, SECRET};

/// Whatever a program prints is a token or a refusal, and neither is shown; each `%` in it stands for
/// a secret.
pub fn command(bytes: &[u8]) {
    if secret::is_shown(&String::from_utf8_lossy(bytes)) {
        return;
    }
    let home = scratch::folder();
    let printed = bytes.split(|byte| *byte == b'%').collect::<Vec<_>>();
    let printed = printed.join(SECRET.as_bytes());
    std::fs::write(home.path().join("printed"), &printed).unwrap();
    let settings = "[profiles.default]\ntoken_command = [\"cat\", \"printed\"]\n";
    std::fs::write(home.path().join(".copera.toml"), settings).unwrap();
    let variables = [
        ("HOME".into(), home.path().into()),
        ("PATH".into(), "/usr/bin:/bin".into()),
    ];
    let environment = Environment::new(variables, None);
    let config = Config::load(&environment, Flags::default());
    let (_, credential) = config.credential().unwrap();
    let opened = credential
        .unwrap()
        .open(&COPERA, &environment, Patience::Short);
    match opened {
        Ok(token) => {
            let first = printed.split(|byte| *byte == b'\n').next().unwrap();
            let first = std::str::from_utf8(first).unwrap();
            assert!(first.contains(token.expose()), "not of the first line");
            assert!(TokenKind::PREFIXES.contains(&token.prefix()) || token.prefix().is_empty());
            assert!(!secret::is_shown(&format!("{token} {token:?}")));
        }
        Err(error) => {
            let shown = format!("{error} {error:?} {error:#?}");
            assert!(!secret::is_shown(&shown), "the secret is shown: {shown}");
        }
    }
}
