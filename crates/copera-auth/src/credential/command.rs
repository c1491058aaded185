//! A program that prints the token.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use thiserror::Error;

use crate::{Environment, MAX_TOKEN_BYTES};

/// How long the program may take.
const LIMIT: Duration = Duration::from_secs(10);

/// Why a token command yields nothing. None of the texts shows what it printed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CommandProblem {
    /// It can't be started.
    #[error("can't be started: {0}")]
    Start(#[source] std::io::Error),
    /// It ended with another code than 0.
    #[error("failed ({0})")]
    Failed(std::process::ExitStatus),
    /// It did not end in time.
    #[error("did not end within {} s", LIMIT.as_secs())]
    TooSlow,
    /// It printed more than a token.
    #[error("printed something that is no token")]
    NoToken,
}

/// Runs the program, without a shell, and returns the first line that it prints. What it says on
/// stderr goes to ours: it may ask for a password there.
pub(super) fn run(words: &[String], environment: &Environment) -> Result<String, CommandProblem> {
    let (program, arguments) = words.split_first().ok_or(CommandProblem::NoToken)?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env_clear()
        .envs(environment.variables())
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    if let Some(folder) = environment.home() {
        // A program or file that lies in the current directory is a stranger's.
        command.current_dir(folder);
    }
    let child = command.spawn().map_err(CommandProblem::Start)?;
    let printed = first_line_within(child, LIMIT)?;
    if printed.trim().is_empty() {
        Err(CommandProblem::NoToken)
    } else {
        Ok(printed)
    }
}

fn first_line_within(mut child: Child, limit: Duration) -> Result<String, CommandProblem> {
    let Some(stdout) = child.stdout.take() else {
        return Err(CommandProblem::NoToken);
    };
    let (send, receive) = mpsc::channel();
    // A thread of its own: the program may close its output and go on, or never close it.
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let most = MAX_TOKEN_BYTES as u64 + 64;
        let read = stdout.take(most).read_to_end(&mut bytes);
        let _ = send.send(read.map(|_| bytes));
    });
    let Ok(read) = receive.recv_timeout(limit) else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(CommandProblem::TooSlow);
    };
    let status = child.wait().map_err(CommandProblem::Start)?;
    if !status.success() {
        return Err(CommandProblem::Failed(status));
    }
    let text = read
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or(CommandProblem::NoToken)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn environment() -> Environment {
        Environment::new(
            [
                ("PATH".into(), "/usr/bin:/bin".into()),
                ("X".into(), "cp_pat_x".into()),
            ],
            None,
        )
    }

    fn sh(script: &str) -> Result<String, CommandProblem> {
        run(&["sh", "-c", script].map(str::to_owned), &environment())
    }

    #[test]
    fn the_first_line_counts() {
        assert_eq!(sh("echo $X; echo more").unwrap(), "cp_pat_x");
        assert_eq!(sh("printf cp_pat_y").unwrap(), "cp_pat_y");
    }

    #[test]
    fn what_yields_nothing() {
        assert!(matches!(
            sh("echo cp_pat_secret; exit 3"),
            Err(CommandProblem::Failed(_))
        ));
        assert!(matches!(sh("true"), Err(CommandProblem::NoToken)));
        assert!(matches!(
            run(&["/no/such/program".to_owned()], &environment()),
            Err(CommandProblem::Start(_))
        ));
        assert!(
            !sh("echo cp_pat_secret; exit 3")
                .unwrap_err()
                .to_string()
                .contains("secret")
        );
    }

    #[test]
    fn a_program_that_does_not_end_is_given_up() {
        let child = Command::new("sleep")
            .arg("60")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let result = first_line_within(child, Duration::from_millis(50));
        assert!(matches!(result, Err(CommandProblem::TooSlow)));
    }
}
