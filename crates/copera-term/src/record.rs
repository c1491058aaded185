//! One thing, a line for each of its fields.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::escape;
use crate::output::{Mode, Output};

/// Labels and values, aligned for people, parted by a tab in plain mode. Both are escaped here.
#[derive(Debug, Default)]
pub struct Record(Vec<Field>);

#[derive(Debug)]
struct Field {
    label: String,
    value: String,
    /// Where the value leads.
    link: Option<String>,
}

impl Record {
    /// An empty record.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field.
    pub fn field(&mut self, label: &str, value: &str) {
        let safe = |text| escape::line(text).into_owned();
        self.0.push(Field {
            label: safe(label),
            value: safe(value),
            link: None,
        });
    }

    /// Lets the value of the last field lead to this address, on terminals that have links.
    pub fn link(&mut self, address: Option<&str>) {
        if let Some(last) = self.0.last_mut() {
            last.link = address.map(str::to_owned);
        }
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
            .map(|field| field.label.width())
            .max()
            .unwrap_or_default();
        self.0
            .iter()
            .try_for_each(|Field { label, value, link }| match output.mode() {
                Mode::Plain => writeln!(to, "{label}\t{value}"),
                Mode::Table | Mode::Json => {
                    let gap = " ".repeat(widest - label.width() + 2);
                    let label = output.styled(Style::new().bold(), label);
                    let value = output.linked(value, link.as_deref());
                    writeln!(to, "{label}{gap}{value}")
                }
            })
    }
}
