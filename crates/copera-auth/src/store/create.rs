//! A configuration file that is made anew, with comments for whoever edits it later.

use super::edit::Literal;
use super::{FileStore, StoreError, replace, save};

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and the new one is not made.
    Keep,
    /// The new one takes its place.
    Replace,
}

impl FileStore {
    /// Makes the file: this text, with each key (as [`FileStore::set`] names it) set in it.
    ///
    /// ```
    /// use copera_auth::layout::{FileRule, Place, Trust};
    /// use copera_auth::{COPERA, Environment, Existing, FileStore};
    ///
    /// # let folder = tempfile::tempdir()?;
    /// let path = folder.path().join(".copera.toml");
    /// static SHARED: FileRule = FileRule::toml(".copera.toml", Place::Project, Trust::Shared);
    /// let store = FileStore::new(&COPERA, &SHARED, &path, &Environment::new([], None));
    /// store.create("# ours\n", "work", &[("profiles.*.board_id", "b")], Existing::Keep)?;
    ///
    /// let text = std::fs::read_to_string(&path)?;
    /// assert_eq!(text, "# ours\n\n[profiles.work]\nboard_id = \"b\"\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`StoreError::Exists`]; the text is not valid, or the file can't be written.
    pub fn create(
        &self,
        text: &str,
        profile: &str,
        values: &[(&str, &str)],
        existing: Existing,
    ) -> Result<(), StoreError> {
        let _lock = save::lock(&self.path, self.locks.as_deref())?;
        // A link that leads nowhere is in the way as much as a file is.
        if existing == Existing::Keep && self.path.symlink_metadata().is_ok() {
            return Err(StoreError::Exists {
                path: self.path.clone(),
            });
        }
        let mut text = text.to_owned();
        for (key, value) in values {
            if let Some(edited) = self.edited(&text, key, profile, Some(Literal::Text(value)))? {
                text = edited;
            }
        }
        replace(&self.path, &text, self.readers(&text)?)?;
        Ok(())
    }
}
