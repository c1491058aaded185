//! What is a token, and what is shown of it.

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
