//! What a measurement is, and what may come of it.

use std::fmt;

use anyhow::Result;

/// One entry of the table.
pub(super) struct Measurement {
    pub(super) name: &'static str,
    /// What is done; each bound says what of it is looked at.
    pub(super) about: &'static str,
    /// Programs that this repository does not have.
    pub(super) needs: &'static [&'static str],
    pub(super) bounds: &'static [Bound],
    /// Values in the order of the bounds.
    pub(super) run: fn(Scale) -> Result<Vec<Value>>,
}

/// How much of everything is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    Full,
    Quick,
}

impl Scale {
    pub(super) fn pick<T>(self, full: T, quick: T) -> T {
        match self {
            Self::Full => full,
            Self::Quick => quick,
        }
    }
}

pub(super) struct Value {
    pub(super) figure: f64,
    /// What stands behind it, for people.
    pub(super) detail: String,
}

impl Value {
    pub(super) fn new(figure: f64, detail: impl Into<String>) -> Self {
        Self {
            figure,
            detail: detail.into(),
        }
    }
}

/// What is promised of a value.
pub(super) struct Bound {
    pub(super) of: &'static str,
    limit: Limit,
    unit: &'static str,
}

enum Limit {
    AtLeast(f64),
    AtMost(f64),
}

impl Bound {
    pub(super) const fn at_least(of: &'static str, least: f64, unit: &'static str) -> Self {
        Self {
            of,
            limit: Limit::AtLeast(least),
            unit,
        }
    }

    pub(super) const fn at_most(of: &'static str, most: f64, unit: &'static str) -> Self {
        Self {
            of,
            limit: Limit::AtMost(most),
            unit,
        }
    }

    /// A value that can't be compared keeps no bound.
    pub(super) fn is_kept(&self, value: &Value) -> bool {
        match self.limit {
            Limit::AtLeast(least) => value.figure >= least,
            Limit::AtMost(most) => value.figure <= most,
        }
    }

    /// The value beside its bound.
    pub(super) fn judge(&self, value: &Value) -> String {
        let verdict = if self.is_kept(value) {
            "kept  "
        } else {
            "MISSED"
        };
        format!(
            "{verdict} {:>8.3} {:<8} {self:<24} {} ({})",
            value.figure, self.unit, self.of, value.detail
        )
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.limit {
            Limit::AtLeast(least) => format!("at least {least} {}", self.unit),
            Limit::AtMost(most) => format!("at most {most} {}", self.unit),
        };
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold_on_their_side() {
        let (least, most) = (
            Bound::at_least("speed", 0.95, "×"),
            Bound::at_most("memory", 16.0, "MiB"),
        );
        for (figure, at_least, at_most) in [
            (0.95, true, true),
            (0.949, false, true),
            (16.0, true, true),
            (16.001, true, false),
            (f64::NAN, false, false),
        ] {
            let value = Value::new(figure, "");
            assert_eq!(least.is_kept(&value), at_least, "{figure}");
            assert_eq!(most.is_kept(&value), at_most, "{figure}");
        }
    }
}
