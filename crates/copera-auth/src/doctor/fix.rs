//! Mending what can be mended without asking anybody.

use super::finding::Finding;
use crate::stack::Stack;
use crate::{StoreError, ignore_beside};

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
                let mut layers = self.layers().iter();
                match layers.find(|layer| *layer.path == *token.position.path) {
                    Some(layer) => self.store(layer).restrict(),
                    None => Ok(false),
                }
            }
            Finding::NotIgnored { file, line, .. } => ignore_beside(file, line).map(|()| true),
            _ => Ok(false),
        }
    }
}
