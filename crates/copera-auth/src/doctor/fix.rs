//! Mending what can be mended without asking anybody.

use super::finding::Finding;
use crate::stack::Stack;
use crate::{FileStore, StoreError, ignore_beside};

impl Finding {
    /// Whether [`Stack::fix`] mends it: nothing that anybody wrote is lost by it, and there are no
    /// two ways to mend it.
    pub const fn can_be_fixed(&self) -> bool {
        matches!(self, Self::OpenToOthers { .. } | Self::NotIgnored { .. })
    }
}

impl Stack {
    /// Mends a finding of this stack's, if that is safe; `false` if it is not, or there was nothing
    /// to mend any more. Whether it helped is found out by looking again.
    ///
    /// # Errors
    /// The file can't be changed.
    pub fn fix(&self, finding: &Finding) -> Result<bool, StoreError> {
        match finding {
            Finding::OpenToOthers { token, .. } => {
                let path = &*token.position.path;
                let mut layers = self.layers().iter();
                let Some(layer) = layers.find(|layer| layer.path == path) else {
                    return Ok(false);
                };
                FileStore::new(self.layout(), layer.rule, path, self.environment()).restrict()
            }
            Finding::NotIgnored { file, line, .. } => ignore_beside(file, line).map(|()| true),
            _ => Ok(false),
        }
    }
}
