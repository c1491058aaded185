//! Finding what a person means: by id or by name.

/// Why a name leads to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotFound {
    Unknown,
    Ambiguous,
}

/// The one of `items` with this id; else the one with this label, to the letter; else the only one
/// whose label differs in letter case alone.
pub(super) fn find<'a, T>(
    items: &'a [T],
    name: &str,
    id: impl Fn(&'a T) -> &'a str,
    label: impl Fn(&'a T) -> &'a str,
) -> Result<&'a T, NotFound> {
    if let Some(item) = items.iter().find(|item| id(item) == name) {
        return Ok(item);
    }
    let folded = name.to_lowercase();
    let exact = only(items.iter().filter(|item| label(item) == name));
    exact.or_else(|problem| match problem {
        NotFound::Ambiguous => Err(problem),
        NotFound::Unknown => only(
            items
                .iter()
                .filter(|item| label(item).to_lowercase() == folded),
        ),
    })
}

fn only<'a, T>(mut items: impl Iterator<Item = &'a T>) -> Result<&'a T, NotFound> {
    let item = items.next().ok_or(NotFound::Unknown)?;
    match items.next() {
        Some(_) => Err(NotFound::Ambiguous),
        None => Ok(item),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_id_then_by_label() {
        let items = [
            ("1", "Name"),
            ("2", "name"),
            ("3", "Due"),
            ("4", "Twice"),
            ("5", "Twice"),
            ("Due", "6"),
        ];
        for (name, found) in [
            ("2", Ok("2")),
            ("Name", Ok("1")),
            ("name", Ok("2")),
            ("NAME", Err(NotFound::Ambiguous)),
            ("Twice", Err(NotFound::Ambiguous)),
            ("due", Ok("3")),
            // An id goes before a label.
            ("Due", Ok("Due")),
            ("", Err(NotFound::Unknown)),
        ] {
            let item = find(&items, name, |item| item.0, |item| item.1);
            assert_eq!(item.map(|item| item.0), found, "{name}");
        }
    }
}
