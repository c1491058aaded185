//! The name in a `Content-Disposition` header, as RFC 6266 reads it.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use reqwest::header::HeaderValue;

/// The file name: that of `filename*` if it can be read, else that of `filename`.
pub(super) fn file_name(value: &HeaderValue) -> Option<String> {
    // Bytes beyond ASCII are UTF-8 from servers of today, and Latin-1 by the letter.
    let text = match str::from_utf8(value.as_bytes()) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(latin1(value.as_bytes())),
    };
    let (_, mut rest) = text.split_once(';')?;
    let mut plain = None;
    while let Some((name, after)) = rest.split_once('=') {
        let (value, next) = take_value(after.trim_start());
        // An empty parameter, `;;`, leaves its mark before the name.
        let name =
            name.trim_matches(|character: char| character == ';' || character.is_whitespace());
        if name.eq_ignore_ascii_case("filename*") {
            if let Some(decoded) = extended(&value) {
                return Some(decoded);
            }
        } else if name.eq_ignore_ascii_case("filename") && plain.is_none() {
            plain = Some(value);
        }
        rest = next;
    }
    plain
}

/// The value that a text begins with, a token or a quoted string, and what comes after it.
fn take_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (token, rest) = text.split_once(';').unwrap_or((text, ""));
        return (token.trim().to_owned(), rest);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((place, character)) = characters.next() {
        match character {
            '"' => {
                let (_, rest) = quoted[place..].split_once(';').unwrap_or_default();
                return (value, rest);
            }
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

/// `charset'language'percent-encoded`, in one of the two charsets that there have to be.
fn extended(value: &str) -> Option<String> {
    let mut pieces = value.splitn(3, '\'');
    let (charset, _language, encoded) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let bytes = percent_decode_str(encoded);
    if charset.eq_ignore_ascii_case("utf-8") {
        bytes.decode_utf8().ok().map(Cow::into_owned)
    } else if charset.eq_ignore_ascii_case("iso-8859-1") {
        Some(latin1(&bytes.collect::<Vec<_>>()))
    } else {
        None
    }
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_servers_send() {
        #[rustfmt::skip]
        let table: &[(&[u8], Option<&str>)] = &[
            (b"attachment", None),
            (b"attachment; filename=plain.txt", Some("plain.txt")),
            (b"attachment; filename=\"read me.txt\"", Some("read me.txt")),
            (b"inline;FileName = \"a;b=c.txt\" ; x=y", Some("a;b=c.txt")),
            (b"attachment; filename=\"say \\\"hi\\\" \\\\o/\"", Some("say \"hi\" \\o/")),
            (b"attachment; filename=\"euro.txt\"; filename*=UTF-8''%e2%82%ac.txt", Some("\u{20ac}.txt")),
            (b"attachment; filename*=utf-8'en'%e2%82%ac.txt; filename=\"euro.txt\"", Some("\u{20ac}.txt")),
            (b"attachment; filename*=ISO-8859-1''%e4.txt", Some("\u{e4}.txt")),
            (b"attachment; filename*=UTF-8''%e4.txt; filename=a.txt", Some("a.txt")),
            (b"attachment; filename*=KOI8-R''%e4.txt; filename=a.txt", Some("a.txt")),
            (b"attachment; filename*=nonsense; filename=a.txt", Some("a.txt")),
            (b"attachment; ;filename=a.txt", Some("a.txt")),
            (b"attachment; filename=a.txt; filename=b.txt", Some("a.txt")),
            (b"attachment; filename=\"never closed", Some("never closed")),
            ("attachment; filename=\"Räder.svg\"".as_bytes(), Some("Räder.svg")),
            (b"attachment; filename=\"R\xe4der.svg\"", Some("Räder.svg")),
            (b"attachment; xfilename=\"no\"", None),
            (b"filename=no.txt", None),
        ];
        for (header, name) in table {
            let header = HeaderValue::from_bytes(header).unwrap();
            assert_eq!(file_name(&header).as_deref(), *name, "{header:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(0x20_u8..0x7f, 0..60)) {
            let mut header = b"attachment; filename*".to_vec();
            header.extend(bytes);
            if let Ok(header) = HeaderValue::from_bytes(&header) {
                let _ = file_name(&header);
            }
        }
    }
}
