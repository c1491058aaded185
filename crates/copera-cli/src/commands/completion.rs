//! `copera completion`.

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell;
use copera_term::{ExitCode, Report};

use super::Run;
use crate::cli::Cli;
use crate::context::Context;

/// Print a completion script for a shell
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

impl Run for Completion {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let shell = match self.shell {
            Word::Bash => Shell::Bash,
            Word::Zsh => Shell::Zsh,
            Word::Fish => Shell::Fish,
            Word::PowerShell => Shell::PowerShell,
        };
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut Cli::command(), "copera", &mut script);
        context.print(|_, to| to.write_all(&script))?;
        Ok(ExitCode::Success)
    }
}
