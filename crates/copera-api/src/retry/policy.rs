//! The figures that retries go by.

use std::time::Duration;

/// How often, and after which pauses, a call is tried again.
///
/// GET, HEAD, PUT and DELETE are repeated after a failed connection, a reset, and the statuses 408,
/// 425, 429, 500, 502, 503 and 504. POST and PATCH are repeated only where nothing was sent (the
/// connection failed), a limit refused them (429, or 403 with `Retry-After`), or the service says that
/// it did not begin with them (425).
///
/// ```
/// use copera_api::RetryPolicy;
///
/// let mut policy = RetryPolicy::default();
/// assert_eq!(policy.max_attempts, 4);
/// policy.max_attempts = 2;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// How many tries a call has in all; 1 means none but the first. Default 4.
    pub max_attempts: u32,
    /// The longest first pause after a passing failure; it doubles with every try. Default 50 ms.
    pub blip_delay: Duration,
    /// The longest first pause after a limit without `Retry-After`; it doubles too. Default 1 s.
    pub limit_delay: Duration,
    /// The longest pause that is chosen here. Default 20 s.
    pub max_delay: Duration,
    /// The longest `Retry-After` that is waited for; beyond it the call gives up. Default 60 s.
    pub max_retry_after: Duration,
    /// No pause reaches past this time since the call began. Default: none.
    pub deadline: Option<Duration>,
}

impl RetryPolicy {
    /// One try only.
    pub fn never() -> Self {
        Self {
            max_attempts: 1,
            ..Self::default()
        }
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 4,
            blip_delay: Duration::from_millis(50),
            limit_delay: Duration::from_secs(1),
            max_delay: Duration::from_secs(20),
            max_retry_after: Duration::from_secs(60),
            deadline: None,
        }
    }
}
