//! Bookings, and what can be booked.

use crate::{
    BookingTypeId, BookingUid, Client, Json, Reply,
    call::Call,
    endpoint::{BOOKING_GET, BOOKING_TYPES_LIST, BOOKINGS_LIST},
    model::{Booking, BookingStatus, Bookings},
    pages::paged,
    request::requests,
};

/// The bookings of a workspace; made by [`Client::bookings`].
///
/// Scope `access_bookings`; whether integration keys may is not settled, so they are let through.
#[derive(Debug, Clone)]
pub struct BookingsHandle {
    client: Client,
}

impl BookingsHandle {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists a page of bookings, newest first: `GET /bookings`.
    pub fn list(&self) -> ListBookings {
        ListBookings(Call::new(self.client.clone(), &BOOKINGS_LIST))
    }

    /// Lists what can be booked: `GET /booking-types`.
    ///
    /// The shape of the answer is not documented.
    pub fn types(&self) -> ListBookingTypes {
        ListBookingTypes(Call::new(self.client.clone(), &BOOKING_TYPES_LIST))
    }
}

/// One booking; made by [`Client::booking`].
///
/// Scope `access_bookings`; whether integration keys may is not settled, so they are let through.
#[derive(Debug, Clone)]
pub struct BookingHandle {
    client: Client,
    uid: BookingUid,
}

impl BookingHandle {
    pub(crate) fn new(client: Client, uid: BookingUid) -> Self {
        Self { client, uid }
    }

    /// Reads the booking: `GET /bookings/{uid}`.
    ///
    /// One of another workspace is not found either.
    pub fn get(&self) -> GetBooking {
        GetBooking(Call::new(self.client.clone(), &BOOKING_GET).argument(&self.uid))
    }
}

requests! {
    /// A request for a page of bookings; made by [`BookingsHandle::list`].
    ListBookings, send -> Reply<Bookings>;
    /// A request for what can be booked; made by [`BookingsHandle::types`].
    ListBookingTypes, send -> Reply<Json>;
    /// A request for one booking; made by [`BookingHandle::get`].
    GetBooking, send -> Reply<Booking>;
}

paged! {
    ListBookings of Bookings;
}

impl ListBookings {
    /// Only bookings that are so far. Default: all.
    pub fn status(self, status: &BookingStatus) -> Self {
        Self(self.0.query("status", status.as_str()))
    }

    /// Only bookings of this type. Default: all.
    pub fn booking_type(self, id: &BookingTypeId) -> Self {
        Self(self.0.query("bookingTypeId", id.as_str()))
    }

    /// Only bookings that begin at this ISO 8601 time or later.
    pub fn from(self, time: impl Into<String>) -> Self {
        Self(self.0.query("from", time))
    }

    /// Only bookings that begin at this ISO 8601 time or earlier.
    pub fn to(self, time: impl Into<String>) -> Self {
        Self(self.0.query("to", time))
    }

    /// How many a page has at most, 1 to 100. Default: the service's, 25.
    pub fn limit(self, limit: u32) -> Self {
        Self(self.0.query("limit", limit.to_string()))
    }

    /// Go on where a page ended; a [`Bookings::next_cursor`].
    pub fn cursor(self, cursor: impl Into<String>) -> Self {
        Self(self.0.query("cursor", cursor))
    }
}
