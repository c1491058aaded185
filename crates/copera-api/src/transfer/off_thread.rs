//! Work that may block, off the threads that drive everything else.

use std::{future, panic};

/// Does the work on a thread for such work. A panic in it goes on here.
pub(super) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            Ok(payload) => panic::resume_unwind(payload),
            // The runtime is shutting down, and this future with it.
            Err(_) => future::pending().await,
        },
    }
}
