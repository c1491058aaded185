//! `copera completion`.

use clap::{Args, ValueEnum};
use copera_term::{ExitCode, Report};

use super::Run;
use crate::completion;
use crate::context::Context;

/// Print a completion script for a shell
///
/// The script asks this program, which knows the commands, flags, fixed words and your profiles, and
/// answers without the network.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera completion bash > ~/.local/share/bash-completion/completions/copera\n  \
                        copera completion zsh > ~/.zfunc/_copera\n  \
                        copera completion fish > ~/.config/fish/completions/copera.fish"
)]
pub(crate) struct Completion {
    /// The shell
    shell: Word,

    /// Leave out the descriptions (taken for the official tool's sake, and without effect)
    #[arg(long, hide = true)]
    no_descriptions: bool,
}

/// The shells that the official tool knows, in its words.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Word {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
}

impl Word {
    fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::PowerShell => "powershell",
        }
    }
}

impl Run for Completion {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        context.print(|_, to| completion::script(self.shell.name(), to))?;
        Ok(ExitCode::Success)
    }
}
