//! `/bookings` and `/booking-types`.

use copera_sandbox::{
    Sandbox,
    seed::{
        self,
        bookings::{ALL, DEMONSTRATION, INTERVIEW, PENDING},
        people,
    },
};
use serde_json::{Value, json};

use crate::http::{each, get, sandbox};

fn list(sandbox: &Sandbox, query: &str) -> Value {
    get(sandbox, &format!("/bookings{query}"), seed::FULL_PAT).json()
}

#[test]
fn filters() {
    let sandbox = sandbox();
    for (query, uids) in [
        ("", ALL.as_slice()),
        ("?status=PENDING", &[PENDING]),
        ("?status=COMPLETED", &ALL[4..]),
        (&format!("?bookingTypeId={INTERVIEW}"), &[ALL[2], ALL[5]]),
        (
            &format!("?bookingTypeId={DEMONSTRATION}&status=DECLINED"),
            &[],
        ),
        // Both ends are included.
        ("?from=2025-03-07T10:00:00Z", &ALL[..2]),
        ("?from=2025-03-07T10:00:01Z", &ALL[..1]),
        (
            "?from=2025-02-15T10:00:00Z&to=2025-02-25T10:00:00Z",
            &ALL[2..4],
        ),
    ] {
        let found = list(&sandbox, query);
        assert_eq!(each(&found["bookings"], "uid"), uids, "{query}");
        assert_eq!(
            (&found["hasMore"], &found["nextCursor"]),
            (&false.into(), &Value::Null)
        );
    }
    for (query, parameter) in [
        ("status=pending", "status"),
        ("bookingTypeId=x", "bookingTypeId"),
        ("from=yesterday", "from"),
        ("to=2025-03-07", "to"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("cursor=made-up", "cursor"),
    ] {
        let answer = get(&sandbox, &format!("/bookings?{query}"), seed::FULL_PAT);
        assert_eq!(
            answer.refusal(),
            (400, format!("Invalid parameter: {parameter}"))
        );
    }
}

#[test]
fn pages() {
    let sandbox = sandbox();
    let mut seen = Vec::new();
    let mut query = "?limit=4".to_owned();
    for (length, more) in [(4, true), (2, false)] {
        let page = list(&sandbox, &query);
        let uids = each(&page["bookings"], "uid");
        assert_eq!((uids.len(), &page["hasMore"]), (length, &more.into()));
        seen.extend(uids.into_iter().map(str::to_owned));
        query = format!(
            "?limit=4&cursor={}",
            page["nextCursor"].as_str().unwrap_or("-")
        );
    }
    assert_eq!(seen, ALL);
    // A last page that is full says so too.
    assert_eq!(list(&sandbox, "?limit=6")["hasMore"], false);
}

#[test]
fn one_booking_and_the_types() {
    let sandbox = sandbox();
    let booking = get(&sandbox, &format!("/bookings/{PENDING}"), seed::FULL_PAT).json();
    assert_eq!(
        booking,
        json!({
            "uid": PENDING,
            "status": "PENDING",
            "bookingTypeId": DEMONSTRATION,
            "bookingTypeTitle": "Demonstration",
            "start": "2025-03-17T10:00:00.000Z",
            "end": "2025-03-17T10:30:00.000Z",
            "durationMinutes": 30,
            "timezoneAtBooking": "Europe/London",
            "hosts": [{"userId": people::ADA, "role": "ORGANIZER"}],
            "booker": {
                "name": "Michael Faraday",
                "email": "michael@example.net",
                "phone": null,
                "timezone": "Europe/London",
                "locale": "en",
            },
            "guests": [],
            "answers": [{
                "questionId": "5eed00130000000000000001",
                "label": "What would you like to see?",
                "value": "The engine",
            }],
            "location": {"type": "MEETING_CHANNEL"},
            "createdAt": "2025-03-12T08:00:00.000Z",
            "updatedAt": "2025-03-13T08:00:00.000Z",
        })
    );
    let types = get(&sandbox, "/booking-types", seed::FULL_PAT).json();
    assert_eq!(
        each(&types["bookingTypes"], "_id"),
        [DEMONSTRATION, INTERVIEW]
    );
    let unknown = get(&sandbox, "/bookings/bk-nobody", seed::FULL_PAT);
    assert_eq!(unknown.refusal(), (404, "Booking not found".to_owned()));
    assert_eq!(unknown.json()["code"], "NOT_FOUND");
    for path in ["/bookings", "/bookings/x", "/booking-types"] {
        for token in [seed::KEY, seed::DOCS_ONLY_PAT] {
            assert_eq!(get(&sandbox, path, token).refusal().0, 403, "{path}");
        }
    }
}
