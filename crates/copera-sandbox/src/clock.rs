//! Virtual time: the real time plus whatever a test has turned it forward.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use jiff::{SignedDuration, Timestamp};

/// The sandbox's time. It starts at the real time, runs with it, and can be turned forward.
///
/// Limits, expiry, writes that show later and the times of new objects follow it. A [`Fault`](crate::Fault)'s delay is
/// real time. Clones turn together.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    ahead: Arc<Mutex<Duration>>,
}

impl Clock {
    /// What time it is in the sandbox.
    pub fn now(&self) -> Timestamp {
        let ahead = *self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        SignedDuration::try_from(ahead)
            .ok()
            .and_then(|ahead| Timestamp::now().checked_add(ahead).ok())
            .unwrap_or(Timestamp::MAX)
    }

    /// What time it is in the sandbox, for whoever works with the standard library's times.
    pub fn system_time(&self) -> SystemTime {
        // The sandbox's time is never before 1970.
        SystemTime::UNIX_EPOCH + self.now().as_duration().unsigned_abs()
    }

    /// Turns the clock forward; there is no way back.
    pub fn advance(&self, by: Duration) {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        *ahead = ahead.saturating_add(by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_turn_together_and_never_overflow() {
        let clock = Clock::default();
        let before = clock.now();
        clock.clone().advance(Duration::from_secs(3600));
        assert!(clock.now().duration_since(before) >= SignedDuration::from_secs(3600));
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(), Timestamp::MAX);
    }

    #[test]
    fn both_times_are_one() {
        let clock = Clock::default();
        clock.advance(Duration::from_secs(3600));
        let ahead = clock.system_time().duration_since(SystemTime::now());
        assert!(ahead.unwrap() > Duration::from_secs(3590));
        clock.advance(Duration::MAX);
        let end = clock.system_time().duration_since(SystemTime::UNIX_EPOCH);
        assert_eq!(
            Timestamp::MAX.as_nanosecond(),
            i128::try_from(end.unwrap().as_nanos()).unwrap()
        );
    }
}
