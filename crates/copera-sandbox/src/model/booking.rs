//! Bookings. Their contents are documented in prose alone; the field names are those of the
//! outbound webhook's payload.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Time;
use crate::id::Id;

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Booking {
    /// The public name, which has no form of its own.
    pub(crate) uid: &'static str,
    pub(crate) status: BookingStatus,
    #[serde(rename = "bookingTypeId")]
    pub(crate) type_id: Id,
    #[serde(rename = "bookingTypeTitle")]
    pub(crate) type_title: &'static str,
    pub(crate) start: Time,
    pub(crate) end: Time,
    pub(crate) duration_minutes: u32,
    #[serde(rename = "timezoneAtBooking")]
    pub(crate) timezone: &'static str,
    pub(crate) hosts: Vec<Host>,
    pub(crate) booker: Booker,
    pub(crate) guests: Vec<&'static str>,
    pub(crate) answers: Vec<IntakeAnswer>,
    pub(crate) location: Location,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
}

impl Booking {
    /// Whether it starts between two moments, both included.
    pub(crate) fn starts_within(&self, from: Option<Timestamp>, to: Option<Timestamp>) -> bool {
        let Time(start) = self.start;
        from.is_none_or(|from| from <= start) && to.is_none_or(|to| start <= to)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum BookingStatus {
    Pending,
    Confirmed,
    Declined,
    Cancelled,
    Completed,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Host {
    pub(crate) user_id: Id,
    pub(crate) role: &'static str,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Booker {
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
    pub(crate) phone: Option<&'static str>,
    pub(crate) timezone: &'static str,
    pub(crate) locale: &'static str,
}

/// An answer to an intake question.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IntakeAnswer {
    pub(crate) question_id: Id,
    pub(crate) label: &'static str,
    pub(crate) value: &'static str,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Location {
    pub(crate) r#type: &'static str,
}

/// No field of it is documented; these follow the booking's.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BookingType {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    pub(crate) title: &'static str,
    pub(crate) slug: &'static str,
    pub(crate) duration_minutes: u32,
    pub(crate) active: bool,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
}
