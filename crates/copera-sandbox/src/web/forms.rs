//! Forms that were handed out, each good for one token.

use std::{collections::VecDeque, time::Duration};

use axum::http::{HeaderMap, header};
use jiff::Timestamp;

use super::PATH;
use crate::{answer::Refusal, random};

/// How long a form may lie open.
const LIFE: Duration = Duration::from_secs(60 * 60);
/// How many forms are remembered; the oldest goes first.
const MOST: usize = 100;

const COOKIE: &str = "copera-sandbox-form";
/// The hidden field of the page.
pub(super) const FIELD: &str = "form";

/// Names one form. A request must bring it twice: in the form and in the cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FormKey(String);

impl FormKey {
    pub(super) fn random() -> Result<Self, Refusal> {
        Ok(Self(random::hexadecimal()?))
    }

    /// The key of a form that was sent, if both places have the same one.
    pub(super) fn submitted(headers: &HeaderMap, fields: &[(String, String)]) -> Option<Self> {
        let (_, key) = fields.iter().find(|(name, _)| name == FIELD)?;
        let cookies = headers.get_all(header::COOKIE).iter();
        let mut pairs = cookies
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        let same = pairs.any(|(name, value)| name == COOKIE && value == key);
        same.then(|| Self(key.clone()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The value of `Set-Cookie`.
    pub(super) fn cookie(&self) -> String {
        let seconds = LIFE.as_secs();
        format!(
            "{COOKIE}={}; Path={PATH}; Max-Age={seconds}; HttpOnly; SameSite=Strict",
            self.0
        )
    }
}

/// The forms that can still be sent.
#[derive(Debug, Clone, Default)]
pub(crate) struct OpenForms(VecDeque<(FormKey, Timestamp)>);

impl OpenForms {
    pub(super) fn open(&mut self, key: FormKey, now: Timestamp) {
        if self.0.len() == MOST {
            self.0.pop_front();
        }
        let end = now.checked_add(LIFE).unwrap_or(Timestamp::MAX);
        self.0.push_back((key, end));
    }

    /// Whether this form is open; it is not any more.
    pub(super) fn spend(&mut self, key: &FormKey, now: Timestamp) -> bool {
        let place = self.0.iter().position(|(open, _)| open == key);
        let form = place.and_then(|place| self.0.remove(place));
        form.is_some_and(|(_, end)| now < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_spent_once_and_not_for_ever() {
        let now = Timestamp::UNIX_EPOCH;
        let mut forms = OpenForms::default();
        let key = |n: usize| FormKey(n.to_string());
        for n in 0..=MOST {
            forms.open(key(n), now);
        }
        assert!(!forms.spend(&key(0), now), "pushed out");
        assert!(forms.spend(&key(1), now));
        assert!(!forms.spend(&key(1), now));
        let end = now + LIFE;
        assert!(!forms.spend(&key(2), end));
        assert!(!forms.spend(&key(2), now));
    }
}
