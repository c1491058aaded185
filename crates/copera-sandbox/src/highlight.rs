//! Matches marked up, as document search shows them.

/// How much of a long text is shown, in characters.
const WINDOW: usize = 160;
/// How much of it stands in front of the first match.
const LEAD: usize = 40;

/// The text around the first match, with each match in `<em>`. Letter case does not matter.
pub(crate) fn marked(text: &str, wanted: &str) -> String {
    let wanted = wanted.to_lowercase();
    let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
    let matched = |place: usize| matched_len(&text[starts[place]..], &wanted);
    let first = (0..starts.len()).find(|place| matched(*place).is_some());
    let from = first.unwrap_or(0).saturating_sub(LEAD);
    let mut out = String::new();
    let mut place = from;
    while place < starts.len().min(from + WINDOW) {
        let start = starts[place];
        let Some(length) = matched(place) else {
            out.extend(text[start..].chars().next());
            place += 1;
            continue;
        };
        let hit = &text[start..start + length];
        out.push_str("<em>");
        out.push_str(hit);
        out.push_str("</em>");
        place += hit.chars().count();
    }
    out
}

/// How many bytes at the beginning of `text` are `wanted`, which is in lower case.
fn matched_len(text: &str, wanted: &str) -> Option<usize> {
    let mut left = wanted;
    for (start, character) in text.char_indices() {
        if left.is_empty() {
            return (start > 0).then_some(start);
        }
        for lower in character.to_lowercase() {
            left = left.strip_prefix(lower)?;
        }
    }
    (left.is_empty() && !text.is_empty()).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_marked_in_a_window() {
        for (text, wanted, shown) in [
            ("Ada and ADA", "ada", "<em>Ada</em> and <em>ADA</em>"),
            ("ÉMILIE", "é", "<em>É</em>MILIE"),
            ("nothing", "x", "nothing"),
            ("anything", "", "anything"),
            ("", "x", ""),
        ] {
            assert_eq!(marked(text, wanted), shown);
        }
        let long = format!("{}needle{}", "a".repeat(300), "b".repeat(300));
        let shown = marked(&long, "Needle");
        assert!(
            shown.starts_with(&format!("{}<em>needle</em>b", "a".repeat(LEAD))),
            "{shown}"
        );
        assert_eq!(shown.len(), WINDOW + "<em></em>".len());
    }
}
