//! Requests that Copera sends, and such as it never sent.

use copera_api::{
    HeaderMap,
    model::BookingStatus,
    webhook::{EventKind, WebhookError, verify},
};

const SECRET: &str = "whsec_1";
const BODY: &str = r#"{"event":"booking.no_show","createdAt":"2026-01-02T03:04:05.678Z","data":{"id":"b1","status":"CONFIRMED","bookingTypeId":"t","durationMinutes":30,"hosts":[{"userId":"u","role":"ORGANIZER"}],"booker":{"name":"Ada","email":"a@b","phone":null},"guests":[],"answers":[{"questionId":"q","label":"Why?","value":1.50}],"location":{"type":"MEETING_CHANNEL"}}}"#;
const SIGNATURE: &str = "sha256=8c2f31974757842d7f1db6f9044ad4ec5a830c55d53b4f508bf64600afe242f8";
const OTHER_BODY: &str = "[]";
const OTHER_SIGNATURE: &str =
    "sha256=99c2452d4ce02e6c24e4ece73e280610cc1320a14ec8515413eb7db35da7463c";

fn headers(signatures: &[&str]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for signature in signatures {
        headers.append("X-Copera-Signature", signature.parse().unwrap());
    }
    headers
}

#[test]
fn an_event() {
    let event = verify(SECRET, &headers(&[SIGNATURE]), BODY.as_bytes()).unwrap();
    assert_eq!(event.kind, EventKind::NoShow);
    assert!(event.created_at.unix_millis().is_some());
    let booking = event.data;
    assert_eq!(booking.id, Some("b1".into()));
    assert_eq!(booking.status, Some(BookingStatus::Confirmed));
    assert_eq!(booking.hosts.unwrap()[0].user_id.as_str(), "u");
    assert_eq!(booking.booker.unwrap().phone, None);
    let answer = booking.answers.unwrap().remove(0);
    assert_eq!(answer.value.unwrap().as_str(), "1.50");
    assert_eq!(booking.location.unwrap().kind, "MEETING_CHANNEL");
}

#[test]
fn what_is_refused() {
    use WebhookError::{EmptySecret, Forged, Malformed, Unsigned};
    let cut = &BODY[..BODY.len() - 1];
    for (secret, signatures, body, error) in [
        (SECRET, &[][..], BODY, Unsigned),
        (SECRET, &[SIGNATURE, SIGNATURE], BODY, Malformed),
        (SECRET, &["sha256="], BODY, Malformed),
        (SECRET, &[OTHER_SIGNATURE], BODY, Forged),
        (SECRET, &[SIGNATURE], cut, Forged),
        ("whsec_2", &[SIGNATURE], BODY, Forged),
        ("", &[SIGNATURE], BODY, EmptySecret),
    ] {
        let found = verify(secret, &headers(signatures), body.as_bytes());
        assert_eq!(found, Err(error));
    }
    let error = verify(SECRET, &headers(&[OTHER_SIGNATURE]), OTHER_BODY.as_bytes());
    let error = error.unwrap_err();
    assert!(matches!(error, WebhookError::Unreadable { .. }), "{error}");
}
