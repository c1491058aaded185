//! Bookings and booking types.

use super::{day, people};
use crate::{
    id::Id,
    model::{Booker, Booking, BookingStatus, BookingType, Host, IntakeAnswer, Location},
};

/// The booking type "Demonstration", 30 minutes.
pub const DEMONSTRATION: &str = "5eed000f0000000000000001";
/// The booking type "Interview", 60 minutes, which is not active any more.
pub const INTERVIEW: &str = "5eed000f0000000000000002";

/// The uids of all bookings, newest first. Each starts ten days after the one behind it; the third
/// and the sixth are interviews.
pub const ALL: [&str; 6] = [
    "bk-michael",
    "bk-luigi",
    "bk-george",
    "bk-sophia",
    "bk-william",
    "bk-august",
];
/// The only booking that is still pending: the newest.
pub const PENDING: &str = ALL[0];

/// Id of the question "What would you like to see?".
const QUESTION: &str = "5eed00130000000000000001";

pub(super) fn types() -> Vec<BookingType> {
    let r#type = |id, title, slug, duration_minutes, active| BookingType {
        id: Id::seeded(id),
        title,
        slug,
        duration_minutes,
        active,
        created_at: day(3, 20),
        updated_at: day(3, 20),
    };
    vec![
        r#type(DEMONSTRATION, "Demonstration", "demonstration", 30, true),
        r#type(INTERVIEW, "Interview", "interview", 60, false),
    ]
}

pub(super) fn bookings() -> Vec<Booking> {
    use BookingStatus::{Cancelled, Completed, Confirmed, Declined, Pending};
    let [michael, luigi, george, sophia, william, august] = ALL;
    let booking = |uid, status, kind, days, name, email| {
        let (title, minutes) = match kind {
            INTERVIEW => ("Interview", 60),
            _ => ("Demonstration", 30),
        };
        Booking {
            uid,
            status,
            type_id: Id::seeded(kind),
            type_title: title,
            start: day(days, 120),
            end: day(days, 120 + i64::from(minutes)),
            duration_minutes: minutes,
            timezone: "Europe/London",
            hosts: vec![Host {
                user_id: Id::seeded(people::ADA),
                role: "ORGANIZER",
            }],
            booker: Booker {
                name,
                email,
                phone: None,
                timezone: "Europe/London",
                locale: "en",
            },
            guests: Vec::new(),
            answers: vec![IntakeAnswer {
                question_id: Id::seeded(QUESTION),
                label: "What would you like to see?",
                value: "The engine",
            }],
            location: Location {
                r#type: "MEETING_CHANNEL",
            },
            created_at: day(days - 5, 0),
            updated_at: day(days - 4, 0),
        }
    };
    vec![
        booking(
            michael,
            Pending,
            DEMONSTRATION,
            70,
            "Michael Faraday",
            "michael@example.net",
        ),
        booking(
            luigi,
            Confirmed,
            DEMONSTRATION,
            60,
            "Luigi Menabrea",
            "luigi@example.net",
        ),
        booking(
            george,
            Declined,
            INTERVIEW,
            50,
            "George Boole",
            "george@example.net",
        ),
        booking(
            sophia,
            Cancelled,
            DEMONSTRATION,
            40,
            "Sophia Frend",
            "sophia@example.net",
        ),
        booking(
            william,
            Completed,
            DEMONSTRATION,
            30,
            "William King",
            "william@example.net",
        ),
        booking(
            august,
            Completed,
            INTERVIEW,
            20,
            "Augustus De Morgan",
            "august@example.net",
        ),
    ]
}
