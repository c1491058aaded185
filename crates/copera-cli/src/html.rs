//! The words of a text that the service keeps as HTML, for people.

/// Elements that are words inside a line; every other one ends it.
const INLINE: [&str; 11] = [
    "a", "b", "code", "em", "i", "mark", "s", "span", "strong", "sub", "u",
];

/// The words, on one line. What is no HTML stays as it is.
pub(crate) fn words(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((name, after)) = tag(rest) {
            if !INLINE.contains(&name.to_ascii_lowercase().as_str()) {
                text.push(' ');
            }
            rest = after;
        } else if let Some((character, after)) = entity(rest) {
            text.push(character);
            rest = after;
        } else {
            text.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of the tag that the text begins with, and what comes behind it.
fn tag(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(|character: char| !character.is_ascii_alphanumeric())?;
    let (name, attributes) = inner.split_at(end);
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let (_, after) = attributes.split_once('>')?;
    Some((name, after))
}

/// The character that the text begins with the name of, and what comes behind it.
fn entity(text: &str) -> Option<(char, &str)> {
    let (name, after) = text.strip_prefix('&')?.split_once(';')?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?
        }
    };
    Some((character, after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn of_html() {
        for (html, shown) in [
            ("<p>Shall we?</p>", "Shall we?"),
            ("<p>Is it <strong>alive</strong>?</p>", "Is it alive?"),
            ("<p>a</p><p>b<br/>c</p>", "a b c"),
            ("<ul><li>a</li>\n<li class=\"x\">b</li></ul>", "a b"),
            (
                "1 &lt; 2 &amp;&amp; 3&nbsp;&gt; 2 &#233;&#x1F600;",
                "1 < 2 && 3 > 2 é😀",
            ),
            ("a < b & c <", "a < b & c <"),
            ("&unknown; &#0; &#xd800;", "&unknown; \0 &#xd800;"),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(words(html), shown, "{html}");
        }
    }

    proptest! {
        #[test]
        fn of_anything(text in any::<String>()) {
            let _ = words(&text);
        }

        #[test]
        fn of_no_html(text in "[a-z0-9 é.,]{0,40}") {
            prop_assert_eq!(words(&text), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
