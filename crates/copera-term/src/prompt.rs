//! Asking a person: on stderr, so that stdout holds nothing but the answer.

use std::io::{self, BufRead};

use thiserror::Error;

use crate::exit::ExitCode;
use crate::interrupt::InputWatch;
use crate::masked;
use crate::output::Output;
use crate::report::Report;
use crate::stdin;
use crate::word::words;

/// Why a question has no answer.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PromptError {
    /// Ctrl-C. The process ends with 130.
    #[error("interrupted")]
    Interrupted,
    /// The input ended.
    #[error("the input ended before there was an answer")]
    Closed,
    /// The terminal failed.
    #[error("can't ask on this terminal: {0}")]
    Io(#[from] io::Error),
}

/// Whatever the answer was needed for is not done.
impl From<PromptError> for Report {
    fn from(error: PromptError) -> Self {
        match error {
            PromptError::Interrupted => {
                Self::new(words::INTERRUPTED, "interrupted; nothing was done")
            }
            PromptError::Closed => {
                Self::new(words::ABORTED, "aborted: the input ended; nothing was done")
            }
            PromptError::Io(_) => {
                Self::new(words::INPUT_ERROR, error.to_string()).ending_with(ExitCode::Failure)
            }
        }
    }
}

/// For a task, such as `signing in`, that takes an answer where [`Prompter::new`] finds nobody to give
/// one.
pub fn nobody_to_ask(task: &str, answer: &str) -> Report {
    let message = format!(
        "{task} would have to ask for {answer}, and can't: \
         there is no terminal, or CI or --no-input forbids it"
    );
    Report::new(words::NON_INTERACTIVE, message)
}

/// Somebody who can be asked.
#[derive(Debug, Clone, Copy)]
pub struct Prompter(Output);

impl Prompter {
    /// A prompter, if a person is there: see [`Output::can_prompt`].
    pub fn new(output: Output) -> Option<Self> {
        output.can_prompt().then_some(Self(output))
    }

    /// Asks for yes or no; Enter alone is `default`, and anything else is asked again.
    ///
    /// # Errors
    /// Ctrl-C, or the input ended.
    pub fn confirm(&self, question: &str, default: bool) -> Result<bool, PromptError> {
        let choices = if default { "Y/n" } else { "y/N" };
        loop {
            match self
                .ask(&format!("{question} [{choices}] "))?
                .to_lowercase()
                .as_str()
            {
                "" => return Ok(default),
                "y" | "yes" => return Ok(true),
                "n" | "no" => return Ok(false),
                _ => self.0.say("Please answer with y or n."),
            }
        }
    }

    /// Asks whether to go on; Enter alone is a no.
    ///
    /// # Errors
    /// A no, which is `aborted`; Ctrl-C, or the input ended.
    pub fn consent(&self, question: &str) -> Result<(), Report> {
        if self.confirm(question, false)? {
            return Ok(());
        }
        let message = "aborted; nothing was done";
        Err(Report::new(words::ABORTED, message))
    }

    /// As [`Prompter::consent`]; where nobody can be asked, the answer is `refusal`.
    ///
    /// # Errors
    /// As [`Prompter::consent`], or the refusal.
    pub fn consent_or(
        prompter: Option<&Self>,
        question: &str,
        refusal: impl FnOnce() -> Report,
    ) -> Result<(), Report> {
        prompter.map_or_else(|| Err(refusal()), |prompter| prompter.consent(question))
    }

    /// Asks for a line of text; Enter alone is `default`.
    ///
    /// # Errors
    /// Ctrl-C, or the input ended.
    pub fn line(&self, question: &str, default: &str) -> Result<String, PromptError> {
        let answer = self.ask(&format!("{question} [{default}] "))?;
        Ok(if answer.is_empty() {
            default.to_owned()
        } else {
            answer
        })
    }

    /// Asks for one of several; Enter alone is the first. The answer is its index.
    ///
    /// # Errors
    /// Ctrl-C, or the input ended.
    pub fn choose(&self, question: &str, options: &[&str]) -> Result<usize, PromptError> {
        self.0.say(question);
        for (index, option) in options.iter().enumerate() {
            self.0.say(&format!("  {}. {option}", index + 1));
        }
        loop {
            match self.ask("Choice [1] ")?.parse::<usize>() {
                Ok(number) if (1..=options.len()).contains(&number) => return Ok(number - 1),
                Err(error) if *error.kind() == std::num::IntErrorKind::Empty => return Ok(0),
                _ => self.0.say(&format!(
                    "Please answer with a number from 1 to {}.",
                    options.len()
                )),
            }
        }
    }

    /// Asks for a secret: one `*` a character, and never the character.
    ///
    /// SIGTERM while it is asked ends the process, with the terminal as it was.
    ///
    /// # Errors
    /// Ctrl-C, or the input ended.
    pub fn secret(&self, question: &str) -> Result<String, PromptError> {
        self.show(question);
        masked::read(|text| self.0.show(text))
    }

    /// A secret from a person, or where nobody can be asked, the first line of what is piped in.
    ///
    /// # Errors
    /// Ctrl-C, or the input ended at the prompt; what is piped in is no line of text.
    pub fn secret_or_piped(prompter: Option<&Self>, question: &str) -> Result<String, Report> {
        match prompter {
            Some(prompter) => Ok(prompter.secret(question)?),
            None => stdin::read_line().map_err(|error| {
                let message = format!("can't read the secret from stdin: {error}");
                Report::new(words::INPUT_ERROR, message)
            }),
        }
    }

    fn ask(&self, question: &str) -> Result<String, PromptError> {
        let watch = InputWatch::begin()?;
        self.show(question);
        let mut answer = String::new();
        let failure = if watch.before_input()? {
            PromptError::Interrupted
        } else if io::stdin().lock().read_line(&mut answer)? == 0 {
            PromptError::Closed
        } else {
            return Ok(answer.trim().to_owned());
        };
        // What comes next starts on a line of its own.
        self.0.say("");
        Err(failure)
    }

    fn show(&self, question: &str) {
        self.0.show(&self.0.clean(question));
    }
}
