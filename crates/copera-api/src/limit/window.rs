//! One budget: so many requests until the window closes and a new one opens.
//!
//! A window opens with the first request that is counted in it. When it closes at the service is
//! only learned from answers: each gives a moment by which it has closed, and the earliest of those
//! counts. Until the first answer the published minute is assumed.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::quota::Quota;

/// The length of a window where nothing says otherwise: limits are published by the minute.
const MINUTE: Duration = Duration::from_secs(60);
/// No window stays closed for longer, whatever a header, a clock that was turned back, or a file says.
const LONGEST: Duration = Duration::from_secs(3600);

/// A point in time: microseconds since 1970, so that processes can tell each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Moment(u64);

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        let since = time.duration_since(SystemTime::UNIX_EPOCH);
        let micros = since.unwrap_or_default().as_micros();
        Self(micros.try_into().unwrap_or(u64::MAX))
    }
}

impl Moment {
    fn after(self, span: Duration) -> Self {
        let micros = span.as_micros().try_into().unwrap_or(u64::MAX);
        Self(self.0.saturating_add(micros))
    }

    fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(self.0.saturating_sub(earlier.0))
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Window {
    /// How many requests a window has, as the service said.
    limit: Option<u32>,
    /// How many were counted since it opened, here or by the service.
    used: u32,
    /// Whether the service refused one, so that there are no more, whatever the figures say.
    full: bool,
    opened: Option<Moment>,
    /// When it has closed at the latest; `None` before the first answer.
    closes: Option<Moment>,
}

/// What came of asking for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// There is one, in the window that opened then.
    Open(Moment),
    /// There is none before this time has passed.
    Full(Duration),
}

impl Window {
    /// Takes a place, if there is one.
    pub(super) fn enter(&mut self, published: Option<u32>, now: Moment) -> Entry {
        let opened = match self.opened {
            Some(opened) if self.is_open(opened, now) => opened,
            _ => {
                *self = Self {
                    limit: self.limit,
                    opened: Some(now),
                    ..Self::default()
                };
                now
            }
        };
        let limit = self.limit.or(published);
        if self.full || limit.is_some_and(|limit| self.used >= limit) {
            return Entry::Full(self.closing(opened).since(now));
        }
        self.used = self.used.saturating_add(1);
        Entry::Open(opened)
    }

    /// An answer came to a request of the window that opened then.
    pub(super) fn answered(&mut self, opened: Moment, quota: Quota, now: Moment) {
        self.limit = quota.limit.or(self.limit);
        if self.opened != Some(opened) {
            return;
        }
        if let Some(used) = quota.used {
            // Requests on their way are counted here only, those of strangers there only.
            self.used = self.used.max(used);
        }
        let closes = now.after(quota.reset.unwrap_or(MINUTE).min(LONGEST));
        self.closes = Some(self.closes.map_or(closes, |known| known.min(closes)));
    }

    /// A request of the window that opened then was one too many.
    pub(super) fn refused(&mut self, opened: Moment, wait: Duration, now: Moment) {
        if self.opened == Some(opened) {
            self.full = true;
            self.closes = Some(now.after(wait.min(LONGEST)));
        }
    }

    /// A request of the window that opened then never reached the service.
    pub(super) fn unsent(&mut self, opened: Moment) {
        if self.opened == Some(opened) {
            self.used = self.used.saturating_sub(1);
        }
    }

    /// Whether nothing about it needs to be remembered.
    pub(super) fn is_over(&self, now: Moment) -> bool {
        self.opened.is_none_or(|opened| !self.is_open(opened, now))
    }

    fn is_open(&self, opened: Moment, now: Moment) -> bool {
        let closes = self.closing(opened);
        // One that opens later was left behind by a clock that was turned back.
        opened <= now && now < closes && closes.since(now) <= LONGEST
    }

    fn closing(&self, opened: Moment) -> Moment {
        self.closes.unwrap_or_else(|| opened.after(MINUTE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Moment = Moment(1_000_000_000_000);

    fn at(seconds: u64) -> Moment {
        START.after(Duration::from_secs(seconds))
    }

    fn full(seconds: u64) -> Entry {
        Entry::Full(Duration::from_secs(seconds))
    }

    fn quota(limit: u32, used: u32, reset: u64) -> Quota {
        Quota {
            limit: Some(limit),
            used: Some(used),
            reset: Some(Duration::from_secs(reset)),
        }
    }

    /// A window in which so many places were taken at the start.
    fn taken(places: u32) -> Window {
        let mut window = Window::default();
        for _ in 0..places {
            assert_eq!(window.enter(Some(100), START), Entry::Open(START));
        }
        window
    }

    #[test]
    fn what_is_published_holds_until_more_is_known() {
        let mut window = taken(3);
        assert_eq!(window.enter(Some(3), at(10)), full(50));
        assert_eq!(window.enter(Some(3), at(60)), Entry::Open(at(60)));
        // Nothing published: nothing holds it back.
        assert_eq!(taken(99).enter(None, at(1)), Entry::Open(START));
    }

    #[test]
    fn answers_correct_the_figures() {
        // answers (seconds, quota), and when the next window opens, asked at 20 with 3 published
        let none = Quota::default();
        #[rustfmt::skip]
        let table: [(&[(u64, Quota)], Entry); 8] = [
            // The first answer tells when the window opened at the service, at the latest.
            (&[(4, none)], full(44)),
            (&[(4, none), (9, none)], full(44)),
            (&[(4, quota(3, 1, 60)), (5, quota(3, 2, 58))], full(43)),
            // It was opened by somebody else, or is not a minute long.
            (&[(4, quota(3, 3, 30))], full(14)),
            (&[(4, quota(3, 3, 10))], Entry::Open(at(20))),
            // The limit is another one.
            (&[(4, quota(9, 2, 60))], Entry::Open(START)),
            (&[(4, quota(9, 9, 60))], full(44)),
            // A reset in the far future is no window.
            (&[(4, quota(3, 3, 99_999_999))], full(3584)),
        ];
        for (answers, expected) in table {
            let mut window = taken(3);
            for (seconds, quota) in answers {
                window.answered(START, *quota, at(*seconds));
            }
            assert_eq!(window.enter(Some(3), at(20)), expected, "{answers:?}");
        }
    }

    #[test]
    fn a_refusal_closes_the_window_even_without_figures() {
        let mut window = taken(1);
        window.refused(START, Duration::from_secs(30), at(5));
        assert_eq!(window.enter(None, at(6)), full(29));
        assert_eq!(window.enter(None, at(35)), Entry::Open(at(35)));
    }

    #[test]
    fn answers_to_an_earlier_window_tell_the_limit_only() {
        let mut window = taken(3);
        assert_eq!(window.enter(Some(3), at(60)), Entry::Open(at(60)));
        window.answered(START, quota(2, 2, 1), at(61));
        window.refused(START, Duration::from_secs(9), at(61));
        window.unsent(START);
        assert_eq!(window.enter(Some(3), at(62)), Entry::Open(at(60)));
        assert_eq!(window.enter(Some(3), at(63)), full(57));
    }

    #[test]
    fn what_was_not_sent_gives_its_place_back() {
        let mut window = taken(3);
        window.unsent(START);
        assert_eq!(window.enter(Some(3), at(1)), Entry::Open(START));
        assert_eq!(window.enter(Some(3), at(1)), full(59));
    }

    #[test]
    fn a_clock_that_was_turned_back_opens_a_new_window() {
        for micros in [1, 6_000_000] {
            let mut window = taken(3);
            let earlier = Moment(START.0 - micros);
            assert!(window.is_over(earlier));
            assert_eq!(window.enter(Some(3), earlier), Entry::Open(earlier));
        }
    }
}
