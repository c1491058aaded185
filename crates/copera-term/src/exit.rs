//! Exit codes: part of the interface, so each has one meaning for good.

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitCode {
    /// 0: done.
    Success,
    /// 1: failed for a reason without a code of its own.
    Failure,
    /// 2: asked for in a way that can't be carried out.
    Usage,
    /// 3: the thing does not exist, or is out of reach.
    NotFound,
    /// 4: not signed in, or refused.
    Auth,
    /// 5: the thing exists already, or has changed.
    Conflict,
    /// 6: too many requests.
    RateLimited,
    /// 126: the program that was to run in the place of this one can't be run. As shells have it.
    NotRunnable,
    /// 127: there is no such program. As shells have it.
    NoSuchProgram,
    /// 130: ended by Ctrl-C.
    Interrupted,
}

impl ExitCode {
    /// Those of a tool's own, in the order of their numbers: without the two for a program in its place.
    pub const ALL: [Self; 8] = [
        Self::Success,
        Self::Failure,
        Self::Usage,
        Self::NotFound,
        Self::Auth,
        Self::Conflict,
        Self::RateLimited,
        Self::Interrupted,
    ];

    /// The number that the process ends with.
    pub const fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Failure => 1,
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::Auth => 4,
            Self::Conflict => 5,
            Self::RateLimited => 6,
            Self::NotRunnable => 126,
            Self::NoSuchProgram => 127,
            Self::Interrupted => 130,
        }
    }

    /// What it means, for the help text.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Success => "done",
            Self::Failure => "failed",
            Self::Usage => "wrong usage",
            Self::NotFound => "not found",
            Self::Auth => "not signed in, or refused",
            Self::Conflict => "conflict",
            Self::RateLimited => "rate limited",
            Self::NotRunnable => "the program can't be run",
            Self::NoSuchProgram => "no such program",
            Self::Interrupted => "interrupted",
        }
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scripts branch on these; a change here breaks them.
    #[test]
    fn numbers_are_the_published_ones() {
        let numbers = ExitCode::ALL.map(ExitCode::code);
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 130]);
        assert_eq!(
            [ExitCode::Success, ExitCode::Usage, ExitCode::Auth].map(ExitCode::code),
            [0, 2, 4]
        );
        let programs = [ExitCode::NotRunnable, ExitCode::NoSuchProgram];
        assert_eq!(programs.map(ExitCode::code), [126, 127]);
    }
}
