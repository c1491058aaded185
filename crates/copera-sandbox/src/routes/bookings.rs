//! Bookings and booking types, which can only be read.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    answer::{Refusal, Reply},
    call::Call,
    model::{Booking, BookingStatus, BookingType},
    state::State,
};

/// How many bookings a page has when the request does not say.
const DEFAULT_LIMIT: usize = 25;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BookingList<'a> {
    bookings: &'a [&'a Booking],
    next_cursor: Option<String>,
    has_more: bool,
}

/// `GET /bookings`: newest first, by start. A cursor that was not given out for this very list is
/// a 400.
pub(super) fn list(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let status: Option<BookingStatus> = call.word("status")?;
    let r#type = call.query_id("bookingTypeId")?;
    let (from, to) = (moment(call, "from")?, moment(call, "to")?);
    let limit = call.number("limit", &(1..=100))?.unwrap_or(DEFAULT_LIMIT);
    let bookings = state.bookings.iter();
    let mut found: Vec<_> = bookings
        .filter(|booking| status.is_none_or(|wanted| booking.status == wanted))
        .filter(|booking| r#type.as_ref().is_none_or(|id| booking.type_id == *id))
        .filter(|booking| booking.starts_within(from, to))
        .collect();
    found.sort_by_key(|booking| std::cmp::Reverse(booking.start));
    let start = match call.text("cursor") {
        None => 0,
        Some(given) => found
            .iter()
            .position(|booking| cursor(booking) == given)
            .map(|index| index + 1)
            .ok_or_else(|| Refusal::invalid("cursor"))?,
    };
    let page = &found[start..found.len().min(start + limit)];
    let has_more = start + page.len() < found.len();
    Reply::ok(&BookingList {
        bookings: page,
        next_cursor: page.last().filter(|_| has_more).map(|last| cursor(last)),
        has_more,
    })
}

fn moment(call: &Call, name: &str) -> Result<Option<Timestamp>, Refusal> {
    call.text(name)
        .map(|text| text.parse().map_err(|_| Refusal::invalid(name)))
        .transpose()
}

/// What leads on from a booking; not readable at a glance, since clients must not.
fn cursor(booking: &Booking) -> String {
    let bytes = booking.uid.bytes();
    bytes.fold(String::new(), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// `GET /bookings/{uid}`
pub(super) fn get(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let uid = call.segment("uid")?;
    let mut bookings = state.bookings.iter();
    let booking = bookings.find(|booking| booking.uid == uid);
    Reply::ok(booking.ok_or_else(|| Refusal::not_found("Booking").with_code("NOT_FOUND"))?)
}

/// The documents say "a list" and show no envelope; this one is like that of the bookings.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TypeList<'a> {
    booking_types: &'a [BookingType],
}

/// `GET /booking-types`
pub(super) fn types(state: &mut State, _call: &Call) -> Result<Reply, Refusal> {
    Reply::ok(&TypeList {
        booking_types: &state.booking_types,
    })
}
