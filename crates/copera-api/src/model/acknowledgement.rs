use serde::Deserialize;

/// What the service says about something that it did, or will do: nothing, mostly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Acknowledgement {
    /// Whether it worked, or was accepted.
    pub success: Option<bool>,
    /// The same in words.
    pub message: Option<String>,
}

/// Markdown text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Markdown {
    /// The text; empty where none was written.
    pub content: String,
}
