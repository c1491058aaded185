use std::fmt;

use serde::Serialize;

use crate::{ColumnId, Error, Reply, call::Call, model::Row};

/// The check of a password that a row holds; made by
/// [`Rows::authenticate`](super::Rows::authenticate).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct AuthenticateRow {
    call: Call,
    body: Body,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    identifier_column_id: ColumnId,
    identifier_column_value: String,
    password_column_id: ColumnId,
    password_column_value: String,
}

impl AuthenticateRow {
    pub(crate) fn new(
        call: Call,
        (identifier_column_id, identifier_column_value): (ColumnId, String),
        (password_column_id, password_column_value): (ColumnId, String),
    ) -> Self {
        Self {
            call,
            body: Body {
                identifier_column_id,
                identifier_column_value,
                password_column_id,
                password_column_value,
            },
        }
    }

    /// Sends it. Passwords in the row that comes back are asterisks.
    ///
    /// # Errors
    /// As every call. A wrong password is [`Error::WrongPassword`], though the service answers 401 as
    /// it does to an unknown token: the two are told apart by the service's sentence, which speaks of
    /// the token where it means that. A 400 says that no row has the identifier.
    pub async fn send(self) -> Result<Reply<Row>, Error> {
        self.call.json(&self.body)?.send().await
    }
}

/// Hides what was typed.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").finish_non_exhaustive()
    }
}
