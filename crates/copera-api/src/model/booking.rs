use serde::{Deserialize, Deserializer, de::DeserializeOwned};

use crate::{
    BookingTypeId, BookingUid, EntityId, Json, Number, QuestionId, Timestamp, UserId, wire::words,
};

/// A page of bookings, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Bookings {
    /// The bookings of this page.
    pub bookings: Vec<Booking>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
    /// Whether there is a next page.
    pub has_more: bool,
}

/// A booking.
///
/// The documents describe it in prose; the names of its fields are known from webhooks only.
/// Therefore every field is optional, and one of another shape than expected counts as absent: what
/// the service sent is in the reply's raw text all the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Booking {
    /// The booking's public name, by which it can be asked for.
    #[serde(deserialize_with = "lenient")]
    pub uid: Option<BookingUid>,
    /// The booking's id.
    #[serde(deserialize_with = "lenient")]
    pub id: Option<EntityId>,
    /// How far it is.
    #[serde(deserialize_with = "lenient")]
    pub status: Option<BookingStatus>,
    /// What was booked.
    #[serde(deserialize_with = "lenient")]
    pub booking_type_id: Option<BookingTypeId>,
    /// What was booked, in words.
    #[serde(deserialize_with = "lenient")]
    pub booking_type_title: Option<String>,
    /// When it begins.
    #[serde(deserialize_with = "lenient")]
    pub start: Option<Timestamp>,
    /// When it ends.
    #[serde(deserialize_with = "lenient")]
    pub end: Option<Timestamp>,
    /// How long it takes.
    #[serde(deserialize_with = "lenient")]
    pub duration_minutes: Option<Number>,
    /// The time zone in which it was booked.
    #[serde(deserialize_with = "lenient")]
    pub timezone_at_booking: Option<String>,
    /// Who receives.
    #[serde(deserialize_with = "lenient")]
    pub hosts: Option<Vec<Host>>,
    /// Who booked.
    #[serde(deserialize_with = "lenient")]
    pub booker: Option<Booker>,
    /// Who comes along; their shape is not documented.
    #[serde(deserialize_with = "lenient")]
    pub guests: Option<Vec<Json>>,
    /// What the booker answered to the questions of the form.
    #[serde(deserialize_with = "lenient")]
    pub answers: Option<Vec<Answer>>,
    /// Where it takes place.
    #[serde(deserialize_with = "lenient")]
    pub location: Option<Location>,
}

/// Someone who receives a booker.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Host {
    /// The member of the workspace.
    pub user_id: UserId,
    /// The part that the host plays, such as `ORGANIZER`.
    pub role: Option<String>,
}

/// Someone who booked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Booker {
    /// The name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The time zone.
    pub timezone: Option<String>,
    /// Language and country.
    pub locale: Option<String>,
}

/// An answer to a question of a booking form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Answer {
    /// The question.
    pub question_id: QuestionId,
    /// The question in words.
    pub label: Option<String>,
    /// The answer.
    pub value: Option<Json>,
}

/// Where a booking takes place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Location {
    /// The sort of place, such as `MEETING_CHANNEL`.
    #[serde(rename = "type")]
    pub kind: String,
}

words! {
    /// How far a booking is.
    BookingStatus {
        /// Nobody said yes or no yet:
        Pending = "PENDING",
        /// It takes place:
        Confirmed = "CONFIRMED",
        /// A host said no:
        Declined = "DECLINED",
        /// It was called off:
        Cancelled = "CANCELLED",
        /// It took place:
        Completed = "COMPLETED",
    }
}

fn lenient<'de, D, T>(reader: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let json = Json::deserialize(reader)?;
    Ok(json.read().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_that_nobody_expected_is_absent() {
        let booking: Booking = serde_json::from_str(
            r#"{"uid":"bk_1","status":"CONFIRMED","hosts":["x"],"start":null,
                "durationMinutes":30,"location":{"type":"MEETING_CHANNEL","x":1},"guests":[{"a":1}]}"#,
        )
        .unwrap();
        assert_eq!(booking.uid, Some("bk_1".into()));
        assert_eq!(booking.status, Some(BookingStatus::Confirmed));
        assert_eq!(booking.hosts, None);
        assert_eq!(booking.start, None);
        assert_eq!(booking.duration_minutes, Some(30.into()));
        assert_eq!(booking.location.unwrap().kind, "MEETING_CHANNEL");
        assert_eq!(booking.guests.unwrap()[0].as_str(), r#"{"a":1}"#);
    }
}
