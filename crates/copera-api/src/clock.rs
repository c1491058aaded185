//! What time it is, and waiting: the system's, or what a test makes of them.

use std::{
    future::Future,
    pin::Pin,
    time::{Duration, SystemTime},
};

/// Where a client has its time from, for limits, pauses and `Retry-After`. Time-outs of a connection
/// are real time always.
pub trait Clock: Send + Sync {
    /// What time it is. Asked while a budget is held, so it should answer at once.
    fn now(&self) -> SystemTime;

    /// Ends when `span` has passed.
    fn sleep(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// The system's time, and tokio's timer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(span))
    }
}
