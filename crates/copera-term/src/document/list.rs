//! A list that is written while it comes, and never held.

use std::borrow::Cow;
use std::io::Write;

use serde_json::value::RawValue;

use super::{DocumentError, DocumentStyle, Missing, Sought};
use crate::jq::{Filter, List};
use crate::json::{self, Reindenter};

/// Writes the elements of a list as they come, in one style. Only a filter that looks at the list as a
/// whole makes it hold them.
#[derive(Debug)]
pub struct ListWriter<'a, W> {
    sought: Option<Sought<'a>>,
    form: Form<'a, W>,
}

#[derive(Debug)]
enum Form<'a, W> {
    Indented { to: Reindenter<W>, begun: bool },
    Lines(W),
    Filtered(&'a Filter, W),
    Gathered(&'a Filter, List, W),
}

impl<'a, W: Write> ListWriter<'a, W> {
    pub(super) fn new(style: &'a DocumentStyle, to: W) -> Self {
        let sought = style.fields.as_ref().map(Sought::new);
        let form = match &style.filter {
            Some(filter) if filter.takes_lists_apart() => Form::Filtered(filter, to),
            Some(filter) => Form::Gathered(filter, List::default(), to),
            None if style.lines => Form::Lines(to),
            None => Form::Indented {
                to: Reindenter::new(to),
                begun: false,
            },
        };
        Self { sought, form }
    }

    /// Whether something is written before the list is at its end.
    pub fn writes_early(&self) -> bool {
        !matches!(self.form, Form::Gathered(..))
    }

    /// Takes the next element: JSON that somebody has checked.
    ///
    /// # Errors
    /// See [`DocumentError`].
    pub fn element(&mut self, element: &[u8]) -> Result<(), DocumentError> {
        let element = match &mut self.sought {
            Some(sought) => Cow::Owned(pick(sought, element)?),
            None => Cow::Borrowed(element),
        };
        match &mut self.form {
            Form::Indented { to, begun } => {
                to.push(if *begun { b"," } else { b"[" })?;
                *begun = true;
                to.push(&element)?;
            }
            Form::Lines(to) => {
                json::write_compact(&element, to)?;
                to.write_all(b"\n")?;
            }
            Form::Filtered(filter, to) => filter.run_on_element(&element, to)?,
            Form::Gathered(_, list, _) => list.push(&element)?,
        }
        Ok(())
    }

    /// Ends the list, and says which of the wanted fields no element had.
    ///
    /// # Errors
    /// See [`DocumentError`].
    pub fn finish(self) -> Result<Missing, DocumentError> {
        match self.form {
            Form::Indented { mut to, begun } => {
                to.push(if begun { b"]" } else { b"[]" })?;
                to.finish()?;
            }
            Form::Lines(mut to) | Form::Filtered(_, mut to) => to.flush()?,
            Form::Gathered(filter, list, mut to) => {
                filter.run_on_list(list, &mut to)?;
                to.flush()?;
            }
        }
        Ok(self.sought.map(Sought::missing).unwrap_or_default())
    }
}

fn pick(sought: &mut Sought<'_>, element: &[u8]) -> Result<Vec<u8>, serde_json::Error> {
    let values = sought.values(serde_json::from_slice::<&RawValue>(element)?)?;
    sought.fields().object_of(values)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Items;

    fn streamed(style: &DocumentStyle, elements: &[String]) -> (String, Missing) {
        let mut printed = Vec::new();
        let mut writer = style.list(&mut printed);
        for element in elements {
            writer.element(element.as_bytes()).unwrap();
        }
        let missing = writer.finish().unwrap();
        (String::from_utf8(printed).unwrap(), missing)
    }

    #[test]
    fn fields_that_no_element_has() {
        let style = DocumentStyle {
            fields: Some("a,b,c".parse().unwrap()),
            ..DocumentStyle::default()
        };
        let elements = [r#"{"a":1}"#, r#"{"a":2,"b":null}"#].map(str::to_owned);
        let missing = streamed(&style, &elements).1;
        assert_eq!(
            (missing.names, missing.known),
            (vec!["c".to_owned()], vec!["a".to_owned(), "b".to_owned()])
        );
        assert_eq!(streamed(&style, &[]).1, Missing::default());
    }

    proptest! {
        /// However it comes, a list looks the same.
        #[test]
        fn as_the_whole_document(
            values in prop::collection::vec(("[a-c]", "\\PC{0,8}", any::<i64>()), 0..6),
            lines: bool,
            fields: bool,
            filter in prop::sample::select(&["", ".[]", ".[].n", "length", "map(.x)"][..]),
        ) {
            let elements: Vec<_> = values
                .iter()
                .map(|(name, text, number)| {
                    serde_json::json!({name: text, "n": [number, {}], "x": 1.5}).to_string()
                })
                .collect();
            let style = DocumentStyle {
                lines,
                fields: fields.then(|| "n,a".parse().unwrap()),
                filter: (!filter.is_empty()).then(|| Filter::compile(filter).unwrap()),
            };
            let mut whole = Vec::new();
            let document = format!("[{}]", elements.join(", "));
            style.write(document.as_bytes(), Items::Bare, &mut whole).unwrap();
            let (printed, _) = streamed(&style, &elements);
            prop_assert_eq!(printed, String::from_utf8(whole).unwrap());
        }
    }
}
