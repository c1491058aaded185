use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::{FileKey, UploadId};

/// An upload that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Upload {
    /// The upload's id.
    pub upload_id: UploadId,
    /// The file's place in the store.
    pub file_key: FileKey,
}

impl Upload {
    /// An upload that was begun earlier.
    pub fn new(upload_id: UploadId, file_key: FileKey) -> Self {
        Self {
            upload_id,
            file_key,
        }
    }
}

/// Where the parts of an upload go.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PartUrls {
    /// One for each part, in the order in which the service sent them.
    pub parts: Vec<PartUrl>,
}

/// Where one part of an upload goes.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PartUrl {
    /// The part's number, counted from 1.
    #[serde(rename = "PartNumber")]
    pub part_number: u32,
    /// A signed address, good for a limited time; the token must not be sent there.
    pub signed_url: String,
}

/// Hides the address: it is a secret while it is good.
impl fmt::Debug for PartUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartUrl")
            .field("part_number", &self.part_number)
            .finish_non_exhaustive()
    }
}

/// Two shapes are seen: `parts` with numbers, and a bare list of `urls`.
impl<'de> Deserialize<'de> for PartUrls {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Wire {
            parts: Option<Vec<PartUrl>>,
            urls: Option<Vec<String>>,
        }
        let wire = Wire::deserialize(reader)?;
        let parts = match (wire.parts, wire.urls) {
            (Some(parts), _) => parts,
            (None, Some(urls)) => (1..)
                .zip(urls)
                .map(|(part_number, signed_url)| PartUrl {
                    part_number,
                    signed_url,
                })
                .collect(),
            (None, None) => return Err(serde::de::Error::missing_field("parts")),
        };
        Ok(Self { parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_of_part_addresses() {
        for json in [
            r#"{"parts":[{"signedUrl":"https://a","PartNumber":1},{"signedUrl":"https://b","PartNumber":2}]}"#,
            r#"{"urls":["https://a","https://b"]}"#,
        ] {
            let urls: PartUrls = serde_json::from_str(json).unwrap();
            let found: Vec<_> = urls
                .parts
                .iter()
                .map(|part| (part.part_number, part.signed_url.as_str()))
                .collect();
            assert_eq!(found, [(1, "https://a"), (2, "https://b")]);
            assert!(!format!("{urls:?}").contains("https"), "{urls:?}");
        }
        let error = serde_json::from_str::<PartUrls>("{}").unwrap_err();
        assert_eq!(error.to_string(), "missing field `parts`");
    }
}
