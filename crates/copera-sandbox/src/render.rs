//! Tables as documents: the text formats of an export.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The formats of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Format {
    /// What an export without a format is: the documents don't say.
    #[default]
    Csv,
    Xlsx,
    Json,
    Markdown,
    Html,
    Pdf,
    Zip,
    Ics,
}

impl Format {
    /// Its media type, and how names of such files end.
    pub(crate) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("text/csv", "csv"),
            Self::Xlsx => (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "xlsx",
            ),
            Self::Json => ("application/json", "json"),
            Self::Markdown => ("text/markdown", "md"),
            Self::Html => ("text/html", "html"),
            Self::Pdf => ("application/pdf", "pdf"),
            Self::Zip => ("application/zip", "zip"),
            Self::Ics => ("text/calendar", "ics"),
        }
    }
}

impl Format {
    /// What a file of this format is where the sandbox renders none: as small as one can be, and
    /// empty.
    pub(crate) const fn stand_in(self) -> &'static [u8] {
        match self {
            Self::Csv | Self::Json | Self::Markdown | Self::Html => b"",
            Self::Pdf => {
                b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
                  2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
                  3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n\
                  trailer<</Root 1 0 R>>\n%%EOF\n"
            }
            // An archive with no members.
            Self::Xlsx | Self::Zip => b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            Self::Ics => {
                b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:copera-sandbox\r\nEND:VCALENDAR\r\n"
            }
        }
    }
}

/// What is exported, in words.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) labels: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The document, or `None` for what the sandbox never renders: PDF and ZIP, which are always
    /// jobs; XLSX, since nothing says how its bytes would stand in a string; and ICS, whose options
    /// are not documented.
    pub(crate) fn rendered(&self, format: Format) -> Option<String> {
        match format {
            Format::Csv => Some(self.lines("", ",", "", "\r\n", csv)),
            Format::Json => Some(self.json()),
            Format::Markdown => Some(self.markdown()),
            Format::Html => Some(self.html()),
            Format::Xlsx | Format::Pdf | Format::Zip | Format::Ics => None,
        }
    }

    fn lines(
        &self,
        begin: &str,
        between: &str,
        end: &str,
        newline: &str,
        cell: fn(&str) -> String,
    ) -> String {
        let line = |cells: Vec<String>| format!("{begin}{}{end}{newline}", cells.join(between));
        let head = self.labels.iter().map(|label| cell(label)).collect();
        let rows = self.rows.iter();
        let rows = rows.map(|row| line(row.iter().map(|text| cell(text)).collect()));
        line(head) + &rows.collect::<String>()
    }

    fn markdown(&self) -> String {
        let table = self.lines("| ", " | ", " |", "\n", |text| {
            text.replace('|', "\\|").replace(['\r', '\n'], " ")
        });
        let rule = format!("|{}\n", " --- |".repeat(self.labels.len()));
        match table.split_once('\n') {
            Some((head, rows)) => format!("{head}\n{rule}{rows}"),
            None => table,
        }
    }

    fn html(&self) -> String {
        let rows = self.lines("<tr><td>", "</td><td>", "</td></tr>", "\n", html);
        format!("<table>\n{rows}</table>\n")
    }

    fn json(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let cells = self.labels.iter().zip(row);
            let cells = cells.map(|(label, text)| (label.clone(), text.clone().into()));
            Value::Object(cells.collect::<Map<_, _>>())
        });
        rows.collect::<Value>().to_string()
    }
}

fn csv(text: &str) -> String {
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Text as it stands between tags.
pub(crate) fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_escaped_as_each_format_wants_it() {
        let sheet = Sheet {
            labels: vec!["A".to_owned(), "B".to_owned()],
            rows: vec![vec!["1|2".to_owned(), "say \"<hi>\",\nbye".to_owned()]],
        };
        for (format, text) in [
            (Format::Csv, "A,B\r\n1|2,\"say \"\"<hi>\"\",\nbye\"\r\n"),
            (Format::Json, r#"[{"A":"1|2","B":"say \"<hi>\",\nbye"}]"#),
            (
                Format::Markdown,
                "| A | B |\n| --- | --- |\n| 1\\|2 | say \"<hi>\", bye |\n",
            ),
            (
                Format::Html,
                "<table>\n<tr><td>A</td><td>B</td></tr>\n\
                 <tr><td>1|2</td><td>say \"&lt;hi&gt;\",\nbye</td></tr>\n</table>\n",
            ),
        ] {
            assert_eq!(sheet.rendered(format).as_deref(), Some(text));
        }
        assert_eq!(sheet.rendered(Format::Pdf), None);
    }
}
