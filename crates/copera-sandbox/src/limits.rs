//! How many requests a minute a token has, by endpoint family.

use std::collections::HashMap;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use jiff::{SignedDuration, Timestamp};

/// The length of a window, in seconds.
const WINDOW: SignedDuration = SignedDuration::from_secs(60);

/// Endpoints that draw on one budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    BoardReads,
    RowCreation,
    BoardWrites,
    Export,
    ChannelList,
    ChannelMessages,
    DirectMessages,
    Docs,
    Drive,
    Search,
    Bookings,
    Notifications,
    Workspace,
}

impl Family {
    /// Requests a minute: as documented for boards and channels; the rest have a limit too, but
    /// no published figure, and get one of ours.
    const fn per_minute(self) -> u32 {
        match self {
            Self::BoardReads | Self::ChannelList => 50,
            Self::RowCreation => 30,
            Self::Drive => 300,
            Self::ChannelMessages | Self::DirectMessages | Self::Docs => 100,
            Self::BoardWrites
            | Self::Export
            | Self::Search
            | Self::Bookings
            | Self::Notifications
            | Self::Workspace => 60,
        }
    }
}

/// The counters of all tokens: fixed windows that open with a token's first request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Limits {
    windows: HashMap<(String, Family), Window>,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    closes: Timestamp,
    used: u32,
}

impl Limits {
    /// Counts one request of the token with this fingerprint.
    pub(crate) fn spend(&mut self, fingerprint: &str, family: Family, now: Timestamp) -> Quota {
        let fresh = Window {
            closes: now.checked_add(WINDOW).unwrap_or(Timestamp::MAX),
            used: 0,
        };
        let window = self
            .windows
            .entry((fingerprint.to_owned(), family))
            .or_insert(fresh);
        if window.closes <= now {
            *window = fresh;
        }
        let limit = family.per_minute();
        let exceeded = window.used >= limit;
        if !exceeded {
            window.used += 1;
        }
        let left = window.closes.duration_since(now).as_nanos();
        Quota {
            limit,
            remaining: limit - window.used,
            reset: u64::try_from(left).unwrap_or(0).div_ceil(1_000_000_000),
            exceeded,
        }
    }
}

/// What is left of a budget after a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quota {
    limit: u32,
    remaining: u32,
    /// Seconds until the window closes, rounded up. (The documents give no unit.)
    pub(crate) reset: u64,
    /// Whether this request was one too many.
    pub(crate) exceeded: bool,
}

impl Quota {
    /// Writes the `x-ratelimit-*` headers.
    pub(crate) fn write(self, headers: &mut HeaderMap) {
        let mut set = |name, value: u64| {
            headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
        };
        set("x-ratelimit-limit", self.limit.into());
        set("x-ratelimit-remaining", self.remaining.into());
        set("x-ratelimit-reset", self.reset);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_fills_and_opens_again() {
        let mut limits = Limits::default();
        let start = Timestamp::UNIX_EPOCH;
        for spent in 1..=50 {
            let quota = limits.spend("ada", Family::BoardReads, start);
            assert_eq!((quota.remaining, quota.exceeded), (50 - spent, false));
        }
        let later = start + SignedDuration::from_millis(30_500);
        let quota = limits.spend("ada", Family::BoardReads, later);
        assert_eq!((quota.exceeded, quota.reset), (true, 30));
        // Other families and other tokens have their own.
        assert!(!limits.spend("ada", Family::ChannelList, later).exceeded);
        assert!(!limits.spend("key", Family::BoardReads, later).exceeded);
        let quota = limits.spend("ada", Family::BoardReads, start + WINDOW);
        assert_eq!((quota.remaining, quota.reset), (49, 60));
    }
}
