//! A token as somebody pasted it.

use copera_auth::{MAX_TOKEN_BYTES, Token, TokenError, TokenKind};

/// Any text is a token or a typed refusal; neither shows it.
pub fn token(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match Token::parse_with_remark(text, TokenKind::PREFIXES) {
        Ok((token, _)) => accepted(text, &token),
        Err(TokenError::BarePrefix { prefix }) => {
            assert!(TokenKind::PREFIXES.contains(&&*prefix), "shows {prefix}");
        }
        Err(TokenError::TooLong { bytes }) => assert!(bytes > MAX_TOKEN_BYTES),
        // The others carry nothing that they could show.
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn accepted(text: &str, token: &Token) {
    let secret = token.expose();
    assert!(text.contains(secret), "made up a token");
    assert!((1..=MAX_TOKEN_BYTES).contains(&secret.len()));
    assert!(secret.bytes().all(|byte| byte.is_ascii_graphic()));

    let hidden = &secret[token.prefix().len()..];
    let shown = token.to_string();
    assert_eq!(format!("{token:?}"), format!("Token({shown})"));
    let tail = shown
        .strip_prefix(token.prefix())
        .and_then(|rest| rest.strip_prefix('…'))
        .unwrap();
    assert!(hidden.ends_with(tail));
    assert!(
        tail.is_empty() || tail.len() == 4 && hidden.len() >= 20,
        "shows too much"
    );

    // What is saved is read again as the same token.
    let again = Token::parse(secret, TokenKind::PREFIXES).unwrap();
    assert!(again == *token);
    assert_eq!(TokenKind::of(&again), TokenKind::of(token));
    assert_eq!(again.fingerprint(), token.fingerprint());
}
