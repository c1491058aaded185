//! What the policy decides.

use super::*;

fn output(format: Format, json: bool, stdout: bool, stderr: bool) -> Output {
    let terminals = Terminals {
        stdin: true,
        stdout,
        stderr,
        width: None,
    };
    let masks = Masks::default();
    Output::new(OutputOptions {
        format,
        json,
        quiet: false,
        no_input: false,
        color: Color::Auto,
        terminals,
        masks,
    })
}

#[test]
fn which_mode() {
    use Format::{Auto, Json, Plain, Table};
    // format, --json, stdout and stderr are terminals → mode, errors as JSON
    for (format, json, stdout, stderr, mode, errors) in [
        (Auto, false, true, true, Mode::Table, false),
        (Auto, false, false, true, Mode::Json, false),
        (Auto, false, true, false, Mode::Table, true),
        (Auto, true, true, true, Mode::Json, true),
        (Table, true, true, true, Mode::Json, true),
        (Json, false, true, true, Mode::Json, true),
        (Table, false, false, false, Mode::Table, true),
        (Plain, false, true, true, Mode::Plain, false),
    ] {
        let output = output(format, json, stdout, stderr);
        assert_eq!(
            (output.mode(), output.json_errors()),
            (mode, errors),
            "{format:?} {json}"
        );
    }
}

#[test]
fn questions_need_somebody_to_see_and_to_answer_them() {
    // stdin and stderr are terminals, --no-input → whether to ask
    for (stdin, stderr, no_input, asks) in [
        (true, true, false, true),
        (true, true, true, false),
        (false, true, false, false),
        (true, false, false, false),
    ] {
        let mut options = output(Format::Auto, false, true, stderr).options;
        options.terminals.stdin = stdin;
        options.no_input = no_input;
        let case = (stdin, stderr, no_input);
        assert_eq!(Output::new(options).can_prompt(), asks, "{case:?}");
    }
}

#[test]
fn each_stream_is_coloured_for_itself() {
    let bold = Style::new().bold();
    for (color, stdout, stderr) in [
        (Color::Auto, "x", "\u{1b}[1mx\u{1b}[0m"),
        (Color::Never, "x", "x"),
        (Color::Always, "\u{1b}[1mx\u{1b}[0m", "\u{1b}[1mx\u{1b}[0m"),
    ] {
        let mut options = output(Format::Auto, false, false, true).options;
        options.color = color;
        let output = Output::new(options);
        assert_eq!(output.styled(bold, "x"), stdout, "{color:?}");
        assert_eq!(output.styled_error(bold, "x"), stderr, "{color:?}");
    }
}

#[test]
fn an_unknown_format_is_told_the_known_ones() {
    assert!(
        "tabel"
            .parse::<Format>()
            .unwrap_err()
            .contains("auto, json, ndjson, table, plain")
    );
}
