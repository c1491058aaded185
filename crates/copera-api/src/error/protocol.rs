//! Answers that are not what the API documents.

use copera_text::line;
use reqwest::StatusCode;
use thiserror::Error;

use crate::RedirectProblem;

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProtocolProblem {
    /// No body where JSON was expected.
    #[error("the answer is empty where JSON was expected")]
    Empty,
    /// A body that is no JSON, such as the page of a proxy or a sign-in wall.
    #[error("the answer is {} where JSON was expected", line(content_type.as_deref().unwrap_or("of no stated type")))]
    NotJson {
        /// The `Content-Type` that the answer came with.
        content_type: Option<String>,
    },
    /// JSON that is not at its end where the answer is.
    #[error("the answer ended early, after {bytes} bytes")]
    EndedEarly {
        /// How many bytes came.
        bytes: u64,
    },
    /// An answer that is longer than one call holds.
    #[error("the answer is longer than the {limit} bytes that are held of one")]
    TooLong {
        /// How many bytes are held:
        /// [`ClientBuilder::longest_answer`](crate::ClientBuilder::longest_answer).
        limit: usize,
    },
    /// JSON of another shape than documented.
    #[error("the answer can't be read at `{}`: {}", line(path), line(why))]
    Shape {
        /// Where in the document, such as `[3].name`; `.` is the whole.
        path: String,
        /// What was found there.
        why: String,
    },
    /// A file of another length than was announced.
    #[error("the file should have {expected} bytes, but has {found}")]
    Length {
        /// How many bytes there should be.
        expected: u64,
        /// How many there are, or were announced.
        found: u64,
    },
    /// Not the part of a file that was asked for.
    #[error("the answer is another part of the file than was asked for")]
    Range,
    /// A file that was changed, or could not be asked for in parts, after some of its bytes were
    /// handed on already.
    #[error("the file changed while it was fetched")]
    Changed,
    /// A file that came compressed or the like, where it was asked for as it is.
    #[error("the file came encoded, where it was asked for as it is")]
    Encoded,
    /// A list that streams ended before its closing bracket.
    #[error("the answer ends in the middle of a list, after {elements} whole elements")]
    CutShort {
        /// How many elements had come.
        elements: u64,
    },
    /// A redirect that must not be followed.
    #[error("the redirect was not followed: {0}")]
    Redirect(RedirectProblem),
    /// A redirect led to where the token does not go, and was refused there for want of one. That
    /// says nothing about the token.
    #[error("the redirect led to {host}, which answered {status} to a request without the token")]
    Elsewhere {
        /// The host with its port.
        host: String,
        /// 401 or 403.
        status: StatusCode,
    },
}
