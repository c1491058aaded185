//! The faults of a sandbox that are still to come.

use super::Fault;

/// The faults that are still to be played, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct FaultScript(Vec<Fault>);

impl FaultScript {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault to play for a request, counted as played. `path` is below the base URL.
    pub(crate) fn take(&mut self, method: &str, path: &str) -> Option<Fault> {
        let fault = self
            .0
            .iter_mut()
            .find(|fault| fault.matches(method, path))?;
        if let Some(left) = &mut fault.left {
            *left -= 1;
        }
        Some(fault.clone())
    }
}
