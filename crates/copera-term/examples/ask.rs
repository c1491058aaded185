//! A program of one question, as `tests/terminal.rs` drives it on a pseudo-terminal:
//! `cargo run -p copera-term --example ask -- secret`.

use std::io;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use copera_term::{
    Color, ExitCode as Exit, Format, Masks, Output, OutputOptions, PromptError, Prompter, Report,
    Terminals, words,
};

fn main() -> ExitCode {
    let output = Output::new(OutputOptions {
        format: Format::Auto,
        json: false,
        quiet: false,
        no_input: false,
        color: Color::Never,
        terminals: Terminals::detect(),
        masks: Masks::default(),
    });
    match answer(output, &std::env::args().nth(1).unwrap_or_default()) {
        Ok(()) => Exit::Success.into(),
        Err(report) => {
            report.tell(&output, &[]);
            report.exit.into()
        }
    }
}

fn answer(output: Output, question: &str) -> Result<(), Report> {
    if question == "log" {
        if let Ok(filter) = "ours=debug".parse() {
            copera_term::log::install(output, filter);
        }
        tracing::debug!(target: "ours", url = "https://h/?X-Amz-Signature=abc", "Bearer x1\nforged");
        tracing::trace!(target: "ours", "too fine");
        tracing::error!(target: "theirs", "somebody else's");
        return Ok(());
    }
    if question == "flood" {
        return print(output, |to| {
            (0..100_000).try_for_each(|line| writeln!(to, "{line}"))
        });
    }
    let prompter = Prompter::new(output)
        .ok_or_else(|| Report::new(words::NON_INTERACTIVE, "there is nobody to ask"))?;
    let answer = match question {
        "secret" => {
            let secret = prompter.secret("Token: ").map_err(no_answer)?;
            format!("{} bytes", secret.len())
        }
        "confirm" => prompter
            .confirm("Delete?", false)
            .map_err(no_answer)?
            .to_string(),
        "line" => prompter.line("Name?", "none").map_err(no_answer)?,
        "choose" => prompter
            .choose("Which?", &["first", "second"])
            .map_err(no_answer)?
            .to_string(),
        // A prompt, then work: Ctrl-C must end the work as if there had been no prompt.
        "work" => {
            prompter.secret("Token: ").map_err(no_answer)?;
            prompter.secret("Again: ").map_err(no_answer)?;
            prompter.confirm("Sure?", true).map_err(no_answer)?;
            output.say("working");
            thread::sleep(Duration::from_secs(20));
            "worked to the end".to_owned()
        }
        other => {
            return Err(Report::new(
                words::INPUT_ERROR,
                format!("no question `{other}`"),
            ));
        }
    };
    print(output, |to| writeln!(to, "answer: {answer}"))
}

fn print(
    output: Output,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), Report> {
    match output.print(write) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| Report::new(words::OUTPUT_ERROR, error.to_string())),
    }
}

fn no_answer(error: PromptError) -> Report {
    match error {
        PromptError::Interrupted => Report::new(words::INTERRUPTED, error.to_string()),
        other => Report::new(words::ABORTED, other.to_string()),
    }
}
