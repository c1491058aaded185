//! Ids whose form is not documented: any text is taken.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! opaque_ids {
    ($($(#[$docs:meta])* $name:ident;)*) => {$(
        $(#[$docs])*
        ///
        /// What it looks like is not documented, so any text is taken.
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// The id as the service spells it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    )*};
}

opaque_ids! {
    /// Names a file that hangs on a cell or a comment.
    AttachmentId;
    /// Names a kind of booking.
    BookingTypeId;
    /// Names a booking in public.
    BookingUid;
    /// Names a column of a table.
    ColumnId;
    /// Names something that global search found, of any kind.
    EntityId;
    /// Names a file in the store while it is uploaded.
    FileKey;
    /// Names an export that runs in the background.
    JobId;
    /// Names an option of a status, dropdown or labels column.
    OptionId;
    /// Names a question of a booking form.
    QuestionId;
    /// Names an upload in parts.
    UploadId;
}
