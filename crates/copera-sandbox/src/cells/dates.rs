//! Dates in filters: a written date, or one relative to now, as a span of time.

use jiff::{Timestamp, ToSpan, civil::Date, tz::Offset};

/// From one moment to another, both included.
///
/// All days are days of UTC, and weeks begin on Monday: the documents don't say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: Timestamp,
    pub(super) last: Timestamp,
}

impl Span {
    /// An ISO date is the whole day, an ISO date-time one moment.
    pub(super) fn written(text: &str) -> Option<Self> {
        if let Ok(moment) = text.parse() {
            return Some(Self {
                first: moment,
                last: moment,
            });
        }
        let day: Date = text.parse().ok()?;
        Self::days(day, day)
    }

    /// The span of one of the relative operators. "The last 7 days" are today and the six before,
    /// "the next 7 days" today and the six after.
    pub(super) fn relative(operator: &str, now: Timestamp) -> Option<Self> {
        let today = Offset::UTC.to_datetime(now).date();
        let off = |days: i64| today.checked_add(days.days()).ok();
        let monday = off(-i64::from(today.weekday().to_monday_zero_offset()))?;
        let week = |weeks: i64| {
            let first = monday.checked_add((7 * weeks).days()).ok()?;
            Self::days(first, first.checked_add(6.days()).ok()?)
        };
        let month = |months: i64| {
            let first = today.first_of_month().checked_add(months.months()).ok()?;
            Self::days(first, first.last_of_month())
        };
        match operator {
            "today" => Self::days(today, today),
            "yesterday" => Self::days(off(-1)?, off(-1)?),
            "tomorrow" => Self::days(off(1)?, off(1)?),
            "last_7_days" => Self::days(off(-6)?, today),
            "next_7_days" => Self::days(today, off(6)?),
            "last_week" => week(-1),
            "current_week" => week(0),
            "next_week" => week(1),
            "last_month" => month(-1),
            "current_month" => month(0),
            "next_month" => month(1),
            _ => None,
        }
    }

    /// From the beginning of one day to the end of another.
    fn days(first: Date, last: Date) -> Option<Self> {
        let begins = |day: Date| Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok();
        Some(Self {
            first: begins(first)?,
            last: begins(last.tomorrow().ok()?)?
                .checked_sub(1.nanosecond())
                .ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_spans_on_a_wednesday() {
        let now = "2025-01-15T13:00:00Z".parse().unwrap();
        for (operator, first, last) in [
            ("today", "2025-01-15", "2025-01-15"),
            ("yesterday", "2025-01-14", "2025-01-14"),
            ("tomorrow", "2025-01-16", "2025-01-16"),
            ("last_7_days", "2025-01-09", "2025-01-15"),
            ("next_7_days", "2025-01-15", "2025-01-21"),
            ("last_week", "2025-01-06", "2025-01-12"),
            ("current_week", "2025-01-13", "2025-01-19"),
            ("next_week", "2025-01-20", "2025-01-26"),
            ("last_month", "2024-12-01", "2024-12-31"),
            ("current_month", "2025-01-01", "2025-01-31"),
            ("next_month", "2025-02-01", "2025-02-28"),
        ] {
            let wanted = Span::days(first.parse().unwrap(), last.parse().unwrap());
            assert_eq!(Span::relative(operator, now), wanted, "{operator}");
        }
        assert_eq!(Span::relative("someday", now), None);
    }
}
