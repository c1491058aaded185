//! How answers are laid out, in the forms that have an option of their own.
#![allow(
    clippy::unwrap_used,
    reason = "clippy knows a test by its attribute, and this is a helper of tests"
)]

use std::io::{self, Write};

use copera_term::{Color, Format, Masks, Output, OutputOptions, Record, Table, Terminals};

fn written(
    format: Format,
    write: impl FnOnce(&Output, &mut dyn Write) -> io::Result<()>,
) -> String {
    let output = Output::new(OutputOptions {
        format,
        json: false,
        quiet: false,
        no_input: false,
        color: Color::Never,
        terminals: Terminals {
            stdin: false,
            stdout: false,
            stderr: false,
            width: None,
        },
        masks: Masks::default(),
    });
    let mut text = Vec::new();
    write(&output, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn aligned_for_people_and_parted_by_tabs_for_programs() {
    let mut record = Record::new();
    record.field("ID", "64a1");
    record.field_if("Owner", None);
    record.field_if("Parent", Some(""));
    record.field("Name", "two\nlines\tand \u{1b}[2J");
    assert_eq!(
        written(Format::Table, |output, to| record.write(output, to)),
        "ID    64a1\nName  two\\nlines\\tand \\u{1b}[2J\n"
    );
    assert_eq!(
        written(Format::Plain, |output, to| record.write(output, to)),
        "ID\t64a1\nName\ttwo\\nlines\\tand \\u{1b}[2J\n"
    );
}

#[test]
fn a_plain_table_is_a_line_a_row_whatever_is_in_it() {
    let mut table = Table::new(&["ID", "NAME"]);
    table.row(["64a1", "a\tb\nc"]);
    table.row(["64a2", ""]);
    assert_eq!(
        written(Format::Plain, |output, to| table.write(output, to)),
        "64a1\ta\\tb\\nc\n64a2\t\n"
    );
}
