//! The words of failures: what a program branches on.

use crate::exit::ExitCode;

/// A machine's word for a way to fail: part of the interface, so it has one meaning for good.
///
/// Made in tables by [`error_words!`](crate::error_words), so that a tool can print all that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorWord {
    name: &'static str,
    meaning: &'static str,
    exits: &'static [ExitCode],
    exit: ExitCode,
}

impl ErrorWord {
    /// A word with what it means and how a process ends that says it: as a rule by `exit`, which is one
    /// of `exits`.
    pub const fn new(
        name: &'static str,
        meaning: &'static str,
        exit: ExitCode,
        exits: &'static [ExitCode],
    ) -> Self {
        Self {
            name,
            meaning,
            exits,
            exit,
        }
    }

    /// The word itself, such as `auth_required`.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// What it means, for people.
    pub const fn meaning(self) -> &'static str {
        self.meaning
    }

    /// How a process ends that says it, unless the report says otherwise.
    pub const fn exit(self) -> ExitCode {
        self.exit
    }

    /// All the ways in which a process ends that says it.
    pub const fn exits(self) -> &'static [ExitCode] {
        self.exits
    }
}

/// Makes a table of [`ErrorWord`]s: a constant for each line, and `ALL` of them in their order.
///
/// ```
/// mod words {
///     copera_term::error_words! {
///         NO_TEA = "no_tea", "there is no tea", Failure;
///         NO_CUP = "no_cup", "there is nothing to put it in", Failure | NotFound;
///     }
/// }
/// assert_eq!(words::NO_TEA.name(), "no_tea");
/// assert_eq!(words::ALL.len(), 2);
/// ```
#[macro_export]
macro_rules! error_words {
    ($($constant:ident = $name:literal, $meaning:literal, $exit:ident $(| $other:ident)*;)*) => {
        $(
            #[doc = concat!("`", $name, "`: ", $meaning, ".")]
            pub const $constant: $crate::ErrorWord = $crate::ErrorWord::new(
                $name,
                $meaning,
                $crate::ExitCode::$exit,
                &[$crate::ExitCode::$exit $(, $crate::ExitCode::$other)*],
            );
        )*

        /// All words of this table, in its order.
        pub const ALL: &[$crate::ErrorWord] = &[$($constant),*];
    };
}

/// The words that this crate says itself, and those about credentials and files that the tools share.
pub mod words {
    crate::error_words! {
        USAGE_ERROR = "usage_error", "the command line is wrong", Usage;
        INPUT_ERROR = "input_error", "a value is wrong", Usage | Failure;
        INVALID_INPUT = "invalid_input", "what was given to sign in with is no token", Usage;
        NON_INTERACTIVE = "non_interactive", "a question would have to be asked, and nobody can answer", Usage;
        AUTH_REQUIRED = "auth_required", "there is no token, or it can't be fetched from where it is", Auth;
        UNTRUSTED_HOST = "untrusted_host", "the token does not go to this host", Failure;
        CONFIG_ERROR = "config_error", "a configuration file, or a value in it, is wrong", Failure;
        WRITE_ERROR = "write_error", "a configuration file can't be written", Failure;
        HOME_DIR_ERROR = "home_dir_error", "there is no home directory", Failure;
        REQUEST_FAILED = "request_failed", "no answer came, or none that can be used", Failure;
        OUTPUT_ERROR = "output_error", "the result can't be written", Failure;
        ABORTED = "aborted", "a question was answered by no, or not at all", Failure;
        INTERRUPTED = "interrupted", "Ctrl-C", Interrupted;
    }

    /// For a tool that runs others.
    pub mod exec {
        crate::error_words! {
            EXEC_ERROR = "exec_error", "the program that was to run is not there, or can't be run", NoSuchProgram | NotRunnable;
        }
    }

    /// What `kopai` says of its server's answers.
    pub mod server {
        crate::error_words! {
            REJECTED = "rejected", "the server does not accept the token", Auth;
            NOT_PERMITTED = "not_permitted", "the token may not do this", Auth;
            RATE_LIMITED = "rate_limited", "too many requests", RateLimited;
            NOT_FOUND = "not_found", "the server does not know the path", NotFound;
            INVALID_REQUEST = "invalid_request", "the server does not take the request", Failure;
            SERVER_ERROR = "server_error", "the server failed", Failure;
            UNREACHABLE = "unreachable", "no answer came", Failure;
            NOT_KOPAI = "not_kopai", "another server answers there", Failure;
        }
    }
}
