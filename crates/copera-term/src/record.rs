//! One thing, a line for each of its fields.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::escape;
use crate::output::{Mode, Output};

/// Labels and values, aligned for people, parted by a tab in plain mode. Both are escaped here.
#[derive(Debug, Default)]
pub struct Record(Vec<(String, String)>);

impl Record {
    /// An empty record.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field.
    pub fn field(&mut self, label: &str, value: &str) {
        let safe = |text| escape::line(text).into_owned();
        self.0.push((safe(label), safe(value)));
    }

    /// Adds a field, if there is a value.
    pub fn field_if(&mut self, label: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.field(label, value);
        }
    }

    /// Writes the record in the mode of the output, which is not JSON's to decide.
    ///
    /// # Errors
    /// What the stream said.
    pub fn write(&self, output: &Output, to: &mut dyn Write) -> io::Result<()> {
        let widest = self
            .0
            .iter()
            .map(|(label, _)| label.width())
            .max()
            .unwrap_or_default();
        self.0
            .iter()
            .try_for_each(|(label, value)| match output.mode() {
                Mode::Plain => writeln!(to, "{label}\t{value}"),
                Mode::Table | Mode::Json => {
                    let gap = " ".repeat(widest - label.width() + 2);
                    writeln!(
                        to,
                        "{}{gap}{value}",
                        output.styled(Style::new().bold(), label)
                    )
                }
            })
    }
}
