//! Lists of words that the service may lengthen.

/// Makes an enum of the words that are known, which keeps the ones that are not.
macro_rules! words {
    ($($(#[$docs:meta])* $name:ident { $($(#[$word_docs:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$docs])*
        ///
        /// It reads as the word itself. Letter case does not matter in known words; any other word
        /// is kept as it is.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$word_docs])* #[doc = concat!("`", $word, "`")] $variant,)*
            /// A word that this version of the crate does not know.
            Other(Box<str>),
        }

        impl $name {
            /// The word on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    Self::Other(word) => word,
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                $(if word.eq_ignore_ascii_case($word) {
                    return Self::$variant;
                })*
                Self::Other(word.into())
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
                writer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
                String::deserialize(reader).map(|word| Self::from(word.as_str()))
            }
        }
    )*};
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use crate::model::StatusGroup::{self, Done, InProgress, Other};

    #[test]
    fn known_and_unknown_words() {
        for (word, group, back) in [
            ("DONE", Done, "DONE"),
            ("done", Done, "DONE"),
            ("In_Progress", InProgress, "IN_PROGRESS"),
            ("Parked", Other("Parked".into()), "Parked"),
            ("", Other("".into()), ""),
        ] {
            let found: StatusGroup = serde_json::from_str(&format!("\"{word}\"")).unwrap();
            assert_eq!(found, group);
            assert_eq!(&*found, back);
            assert_eq!(
                serde_json::to_string(&found).unwrap(),
                format!("\"{back}\"")
            );
        }
        assert!(serde_json::from_str::<StatusGroup>("7").is_err());
    }
}
